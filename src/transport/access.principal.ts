import type { ExecutionContext } from '@nestjs/common';

/** Who sent a request or message, as authentication has found out. Nothing in it is secret. */
export interface Principal {
  /** The public id of the key. */
  readonly id: string;
  readonly name: string;
  /** What it may do: `queue:write`, `queue:*`, `*`. */
  readonly scopes: readonly string[];
  /** With what the names that it deals with begin; none for all names. */
  readonly prefixes: readonly string[];
}

// Beside the request and not on it: no body and no header can be taken for it.
const principals = new WeakMap<object, Principal>();

/** Who sent a request (of HTTP) or a message (its `RedisContext`); undefined where no key was asked for. */
export function principalOf(request: object): Principal | undefined {
  return principals.get(request);
}

/** Notes who sent it. */
export function admit(request: object, principal: Principal): void {
  principals.set(request, principal);
}

/** What stands for the request in {@link principalOf}. */
export function requestOf(context: ExecutionContext): object {
  return context.getType() === 'http'
    ? context.switchToHttp().getRequest<object>()
    : context.switchToRpc().getContext<object>();
}

/** Whether one of the scopes allows what `wanted` says. */
export function grants(scopes: readonly string[], wanted: string): boolean {
  const feature = wanted.slice(0, wanted.indexOf(':'));
  return scopes.some((scope) => scope === '*' || scope === wanted || scope === `${feature}:*`);
}

/** Whether a principal may deal with a name. */
export function mayName({ prefixes }: Pick<Principal, 'prefixes'>, name: unknown): boolean {
  return prefixes.length === 0 || (typeof name === 'string' && prefixes.some((p) => name.startsWith(p)));
}

/** Whether all that `wanted` may do `holder` may do as well, so that nobody hands out more than he has. */
export function covers(holder: Principal, wanted: Pick<Principal, 'scopes' | 'prefixes'>): boolean {
  const scopes = wanted.scopes.every((scope) =>
    scope === '*' ? holder.scopes.includes('*') : grants(holder.scopes, scope),
  );
  const confined =
    holder.prefixes.length === 0 ||
    (wanted.prefixes.length > 0 && wanted.prefixes.every((prefix) => mayName(holder, prefix)));
  return scopes && confined;
}
