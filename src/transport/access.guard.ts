import {
  ForbiddenException,
  Inject,
  Injectable,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { NameNotFoundError } from './access.errors.js';
import { admit, grants, mayName, principalOf, type Principal } from './access.principal.js';
import { inputOf, objectIn } from './access.observer.js';
import { AccessTable, type AccessRule } from './access.table.js';

/** How callers are told apart; what {@link AccessGuard} is given as {@link ACCESS}. */
export interface Access {
  /** Whether anybody is asked for a key. */
  readonly required: boolean;
  /** Whether messages over Redis are handled that nobody signed: then Redis' own password is what keeps strangers out. */
  readonly unsignedMessages: boolean;
  /** Scopes that nobody needs a key for. */
  readonly openScopes: ReadonlySet<string>;
  /** Told when a good key was refused. */
  refused(principal: Principal, rule: AccessRule): void;
  /** Told of a request without a good key before it is refused. What it throws is answered in place of 401: whoever guesses is slowed down. */
  unknown(context: ExecutionContext): Promise<unknown>;
  /** Whose key it is; undefined for one that is unknown, wrong, expired or revoked, and it does not tell which. */
  authenticate(key: string): Promise<Principal | undefined>;
}

/** Where {@link Access} is injected. */
export const ACCESS = Symbol('Access');

interface Request {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly params?: object;
  readonly query?: object;
  readonly body?: unknown;
}

/**
 * Lets in who has a key with the scope of the route, and with the prefix of the names that the request is about; as APP_GUARD
 * on all. No key or none that is good: one 401. Another scope: 403. Another prefix: 404, as if there were nothing.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly table: AccessTable,
    private readonly adapters: HttpAdapterHost,
    @Inject(ACCESS) private readonly access: Access,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (!this.access.required) return true;
    const rule = this.table.ruleOf(context.getClass(), context.getHandler().name);
    // What nobody has declared nobody may call.
    if (!rule) throw new ForbiddenException();
    if (rule.scope === undefined || this.access.openScopes.has(rule.scope)) return true;
    return context.getType() === 'http' ? this.admitRequest(context, rule) : this.admitMessage(context, rule);
  }

  private async admitRequest(context: ExecutionContext, rule: AccessRule): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const key = keyIn(request);
    const principal = key === undefined ? undefined : await this.access.authenticate(key);
    if (!principal) {
      await this.access.unknown(context);
      this.adapters.httpAdapter.setHeader(context.switchToHttp().getResponse(), 'WWW-Authenticate', 'Bearer');
      throw new UnauthorizedException();
    }
    this.authorize(principal, rule, inputOf(request));
    admit(request, principal);
    return true;
  }

  private authorize(principal: Principal, rule: AccessRule, input: Readonly<Record<string, unknown>>): void {
    const refusal = refusalOf(principal, rule, input);
    if (!refusal) return;
    this.access.refused(principal, rule);
    throw refusal;
  }

  /** Who signed it the transport has found out before. */
  private admitMessage(context: ExecutionContext, rule: AccessRule): boolean {
    const rpc = context.switchToRpc();
    const principal = principalOf(rpc.getContext<object>());
    if (principal) this.authorize(principal, rule, objectIn(rpc.getData()));
    else if (!this.access.unsignedMessages) throw new UnauthorizedException();
    return true;
  }
}

/** Why a principal may not do what a rule is about with this input; undefined where it may. */
function refusalOf(
  principal: Principal,
  rule: AccessRule,
  input: Readonly<Record<string, unknown>>,
): Error | undefined {
  if (!grants(principal.scopes, rule.scope ?? '')) return new ForbiddenException();
  if (principal.prefixes.length === 0) return undefined;
  const names = rule.names(input);
  if (names.length === 0) return new ForbiddenException();
  return names.every((name) => mayName(principal, name)) ? undefined : new NameNotFoundError();
}

/**
 * `X-Api-Key` goes before `Authorization: Bearer`: where a session's token travels in `Authorization`, the key has to
 * travel elsewhere. Never out of the URL, which logs and histories keep.
 */
function keyIn({ headers }: Request): string | undefined {
  const own = headers['x-api-key'];
  if (typeof own === 'string') return own;
  const { authorization } = headers;
  return typeof authorization === 'string' ? /^Bearer +(\S+)$/i.exec(authorization)?.[1] : undefined;
}
