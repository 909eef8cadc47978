import { Injectable, RequestMethod, type Type } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { InvalidOptionsError } from '../kernel/errors.js';
import { nameIn, ROUTE, type Names } from './access.decorators.js';

/** What a route or message asks of its caller. */
export interface AccessRule {
  readonly controller: Type;
  /** `GET queues/:queue` or `queue.read`, for people. */
  readonly what: string;
  readonly kind: 'http' | 'rpc';
  readonly feature: string;
  readonly handler: string;
  /** The scope that it needs; undefined where it is open to all. */
  readonly scope: string | undefined;
  readonly names: Names;
}

interface Found extends AccessRule {
  readonly isOpen: boolean;
  readonly declaredNames: Names | undefined;
  readonly firstParam: string | undefined;
}

// Where Nest's decorators leave what they were told.
const NEST = { path: 'path', method: 'method', pattern: 'microservices:pattern' } as const;

const nothing: Names = () => [];

/**
 * What every route and every message of the app asks of its caller, derived or declared. One of which neither can be said
 * fails the start: nothing is open by oversight.
 */
@Injectable()
export class AccessTable {
  private rules: ReadonlyMap<Type, ReadonlyMap<string, AccessRule>> | undefined;

  constructor(private readonly modules: ModulesContainer) {}

  /** @throws InvalidOptionsError naming each route and message that needs a scope */
  onModuleInit(): void {
    this.all();
  }

  /** Every route and message with what it asks for. */
  all(): readonly AccessRule[] {
    return [...this.scanned().values()].flatMap((handlers) => [...handlers.values()]);
  }

  /** The rule of a handler; undefined for one that was not there at the start. */
  ruleOf(controller: Type, handler: string): AccessRule | undefined {
    return this.scanned().get(controller)?.get(handler);
  }

  private scanned() {
    return (this.rules ??= index(this.find()));
  }

  private find(): Found[] {
    const controllers = new Set(
      [...this.modules.values()].flatMap((module) =>
        [...module.controllers.values()].map(({ metatype }) => metatype as Type),
      ),
    );
    return [...controllers].flatMap(handlersOf);
  }
}

function handlersOf(controller: Type): Found[] {
  const prototype = controller.prototype as Record<string, unknown>;
  return Object.getOwnPropertyNames(prototype).flatMap((handler) => {
    const method = handler === 'constructor' ? undefined : prototype[handler];
    if (typeof method !== 'function') return [];
    const declared = (key: symbol): unknown =>
      Reflect.getMetadata(key, method) ?? Reflect.getMetadata(key, controller);
    const common = {
      controller,
      handler,
      feature: (declared(ROUTE.feature) as string | undefined) ?? '',
      isOpen: declared(ROUTE.open) !== undefined,
      declaredNames: declared(ROUTE.names) as Names | undefined,
    };
    const scope = declared(ROUTE.scope) as string | undefined;
    return [...routesOf(common, scope, method), ...messagesOf(common, scope, method)];
  });
}

type Common = Pick<Found, 'controller' | 'handler' | 'feature' | 'isOpen' | 'declaredNames'>;

function routesOf(common: Common, declared: string | undefined, method: object): Found[] {
  const verb = Reflect.getMetadata(NEST.method, method) as RequestMethod | undefined;
  if (verb === undefined) return [];
  const segments = [
    Reflect.getMetadata(NEST.path, common.controller),
    Reflect.getMetadata(NEST.path, method),
  ];
  const path = segments
    .map((part) => [part].flat().join('|'))
    .join('/')
    .replaceAll(/\/+/g, '/')
    .replaceAll(/^\/|\/$/g, '');
  const firstParam = /:(\w+)/.exec(path)?.[1];
  const reads = verb === RequestMethod.GET || verb === RequestMethod.HEAD;
  const derived = common.feature ? `${common.feature}:${reads ? 'read' : 'write'}` : undefined;
  return [
    {
      ...common,
      kind: 'http',
      what: `${RequestMethod[verb]} ${path}`,
      scope: declared ?? derived,
      firstParam,
      names: common.declaredNames ?? (firstParam === undefined ? nothing : nameIn(firstParam)),
    },
  ];
}

function messagesOf(common: Common, scope: string | undefined, method: object): Found[] {
  const patterns = Reflect.getMetadata(NEST.pattern, method) as unknown[] | undefined;
  if (!patterns) return [];
  const what = patterns.map((pattern) => (typeof pattern === 'string' ? pattern : JSON.stringify(pattern)));
  const names = common.declaredNames ?? nothing;
  return [{ ...common, kind: 'rpc', what: what.join(', '), scope, firstParam: undefined, names }];
}

function index(found: readonly Found[]): ReadonlyMap<Type, ReadonlyMap<string, AccessRule>> {
  const rules = new Map<Type, Map<string, AccessRule>>();
  const without: string[] = [];
  for (const one of found) {
    const whole = one.kind === 'rpc' ? likeItsRoute(one, found) : one;
    if (!whole.isOpen && whole.scope === undefined) without.push(whole.what);
    const ofController = rules.get(one.controller) ?? new Map<string, AccessRule>();
    rules.set(one.controller, ofController);
    ofController.set(one.handler, { ...whole, scope: whole.isOpen ? undefined : whole.scope });
  }
  if (without.length > 0)
    throw new InvalidOptionsError(
      `These have no scope: ${without.join('; ')}. Say @RequireScope('feature:action') or @OpenToAll('why')`,
    );
  return rules;
}

/** A message asks for what the route of the same feature asks for whose handler has the same name: what is said twice could differ. */
function likeItsRoute(message: Found, found: readonly Found[]): Found {
  const routes = found.filter(
    ({ kind, feature, handler }) =>
      kind === 'http' && feature !== '' && feature === message.feature && handler === message.handler,
  );
  const [route] = routes;
  const alike = routes.every(
    ({ scope, isOpen, firstParam }) =>
      scope === route?.scope && isOpen === route?.isOpen && firstParam === route?.firstParam,
  );
  if (!route || !alike) return message;
  return {
    ...message,
    isOpen: message.isOpen || (message.scope === undefined && route.isOpen),
    scope: message.scope ?? route.scope,
    names: message.declaredNames ?? route.names,
  };
}
