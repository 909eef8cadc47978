import {
  Injectable,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { tap, type Observable } from 'rxjs';
import { principalOf, requestOf } from './access.principal.js';
import { AccessTable, type AccessRule } from './access.table.js';
import { toProblem } from './problem.js';

/** What was done, or refused, and by whom. */
export interface Deed {
  readonly rule: AccessRule;
  /** The public id of the key; undefined where nobody was asked for one. */
  readonly actor: string | undefined;
  readonly names: readonly string[];
  /** The code of what it failed with. */
  readonly failure?: string;
  readonly answer?: unknown;
}

// By request, since a handler is the same one in all apps of a process, and an observer is of one.
const observers = new WeakMap<object, AccessObserver>();

/**
 * Bound to the handlers that are watched and to no other: Nest hands a request with an interceptor through Observables, which
 * took about a third of the time of a plain GET.
 */
const telling: NestInterceptor = {
  intercept: (context, next) => observers.get(requestOf(context))?.tellOf(context, next) ?? next.handle(),
};
const watched = new WeakSet<object>();

/** Tells how routes and messages came out that want certain scopes, to who was given by `watch`. */
@Injectable()
export class AccessObserver {
  private wants: (scope: string) => boolean = () => false;
  private tell: (deed: Deed) => void = () => undefined;

  constructor(private readonly table: AccessTable) {}

  /** Whom to tell, of what needs which scopes. Before the app makes its routes, so in a constructor. */
  watch(wants: (scope: string) => boolean, tell: (deed: Deed) => void): void {
    this.wants = wants;
    this.tell = tell;
    for (const rule of this.table.all()) if (this.isWanted(rule)) watchHandler(rule);
  }

  /** Notes that a request or message has come to a handler whose outcome may be to be told. */
  attend(context: ExecutionContext, rule: AccessRule): void {
    if (this.isWanted(rule)) observers.set(requestOf(context), this);
  }

  /** Hands on what the handler answers, and tells of it. */
  tellOf(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const rule = this.table.ruleOf(context.getClass(), context.getHandler().name);
    if (!rule) return next.handle();
    const about = { rule, actor: principalOf(requestOf(context))?.id, names: namesIn(context, rule) };
    return next.handle().pipe(
      tap({
        next: (answer: unknown) => this.tell({ ...about, answer }),
        error: (error: unknown) => this.tell({ ...about, failure: toProblem(error, '').problem.code }),
      }),
    );
  }

  private isWanted({ scope }: AccessRule): boolean {
    return scope !== undefined && this.wants(scope);
  }
}

function watchHandler({ controller, handler }: AccessRule): void {
  const prototype = controller.prototype as object;
  const method = Object.getOwnPropertyDescriptor(prototype, handler);
  if (!method || watched.has(method.value as object)) return;
  watched.add(method.value as object);
  UseInterceptors(telling)(prototype, handler, method);
}

function namesIn(context: ExecutionContext, rule: AccessRule): string[] {
  const input =
    context.getType() === 'http'
      ? inputOf(context.switchToHttp().getRequest())
      : objectIn(context.switchToRpc().getData());
  return rule.names(input).map(String);
}

interface Input {
  readonly params?: object;
  readonly query?: object;
  readonly body?: unknown;
}

/** What a request says, its path last: what is in it cannot be written over by a body. */
export function inputOf({ body, query, params }: Input): Readonly<Record<string, unknown>> {
  return { ...query, ...objectIn(body), ...params };
}

/** The fields of an object; none of anything else. */
export function objectIn(body: unknown): Readonly<Record<string, unknown>> {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  return isObject ? (body as Readonly<Record<string, unknown>>) : {};
}
