import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { principalOf, requestOf } from './access.principal.js';

/** What a caller's key allows, as `<feature>:<action>`: `queue:write`, `session:verify`. */
export type Scope = `${string}:${string}`;

/** Tells which names a request is about: what was in its path, its query and its body, merged. */
export type Names = (input: Readonly<Record<string, unknown>>) => readonly unknown[];

/** Where a route keeps what is declared of it. */
export const ROUTE = {
  feature: Symbol('RouteFeature'),
  scope: Symbol('RouteScope'),
  open: Symbol('RouteOpen'),
  names: Symbol('RouteNames'),
} as const;

/**
 * The scope that a route or message needs, in place of the derived one: `<feature>:read` for GET, `<feature>:write` for the
 * rest, and for a message that of the route whose handler has the same name.
 */
export const RequireScope = (scope: Scope) => SetMetadata(ROUTE.scope, scope);

/** A route that asks nobody for a key, and why that is right: a health check, the script of a page. */
export const OpenToAll = (because: string) => SetMetadata(ROUTE.open, because);

/**
 * Which names a route is about, in place of the first parameter of its path. A key that is confined to prefixes gets
 * through with names of its own only; where a route names nothing it is of no use.
 */
export const NamedBy = (names: Names) => SetMetadata(ROUTE.names, names);

/** The name in a field of the path, the query or the body: `NamedBy(nameIn('userId'))`. */
export function nameIn(field: string): Names {
  return (input) => (input[field] === undefined ? [] : [input[field]]);
}

/** The names in a list of the body, each itself or a field of an entry: `NamedBy(namesIn('commands', 'key'))`. */
export function namesIn(list: string, field?: string): Names {
  return (input) => {
    const entries: unknown = input[list];
    if (!Array.isArray(entries)) return [];
    return entries.map((entry: unknown) => (field === undefined ? entry : Object(entry)[field]));
  };
}

/** For a route that opens a socket: what it is about say its messages, each of which is asked for by itself, with {@link permit}. */
export const namedLater: Names = () => [];

/** Injects who sent the request or message; undefined where no key is asked for. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext) =>
  principalOf(requestOf(context)),
);
