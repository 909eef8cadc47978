import {
  ForbiddenException,
  Inject,
  Injectable,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
  type Type,
} from '@nestjs/common';
import { namedLater } from './access.decorators.js';
import { NameNotFoundError } from './access.errors.js';
import { issuePass } from './access.pass.js';
import { admit, grants, mayName, principalOf, type Principal } from './access.principal.js';
import { AccessObserver, inputOf, objectIn } from './access.observer.js';
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

/** Of Fastify and of Express. */
interface Response {
  header(name: string, value: string): unknown;
}

/**
 * Lets in who has a key with the scope of the route, and with the prefix of the names that the request is about; as APP_GUARD
 * on all. No key or none that is good: one 401. Another scope: 403. Another prefix: 404, as if there were nothing.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly table: AccessTable,
    private readonly observer: AccessObserver,
    @Inject(ACCESS) private readonly access: Access,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.table.ruleOf(context.getClass(), context.getHandler().name);
    if (rule) this.observer.attend(context, rule);
    if (!this.access.required) return true;
    if (context.getType() === 'http') this.letAskAgain(context.switchToHttp().getRequest<Request>());
    // What nobody has declared nobody may call.
    if (!rule) throw new ForbiddenException();
    if (this.isOpen(rule)) return true;
    return context.getType() === 'http' ? this.admitRequest(context, rule) : this.admitMessage(context, rule);
  }

  private async admitRequest(context: ExecutionContext, rule: AccessRule): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const principal = await this.holderOf(request);
    if (!principal) {
      await this.access.unknown(context);
      context.switchToHttp().getResponse<Response>().header('WWW-Authenticate', 'Bearer');
      throw new UnauthorizedException();
    }
    this.authorize(principal, rule, inputOf(request));
    admit(request, principal);
    return true;
  }

  private async holderOf(request: Request): Promise<Principal | undefined> {
    const key = keyIn(request);
    return key === undefined ? undefined : this.access.authenticate(key);
  }

  private isOpen({ scope }: AccessRule): boolean {
    return scope === undefined || this.access.openScopes.has(scope);
  }

  /** Who opens a socket does more with it than this one request says. */
  private letAskAgain(request: Request): void {
    if (request.headers['upgrade'] === undefined) return;
    issuePass(
      request,
      async (...[controller, handler, input]: [Type, string, Readonly<Record<string, unknown>>]) => {
        const rule = this.table.ruleOf(controller, handler);
        if (!rule) throw new ForbiddenException();
        if (this.isOpen(rule)) return;
        const principal = await this.holderOf(request);
        if (!principal) throw new UnauthorizedException();
        this.authorize(principal, rule, input);
      },
    );
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
  if (principal.prefixes.length === 0 || rule.names === namedLater) return undefined;
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
  if (typeof authorization === 'string') return /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  // The one header of a WebSocket that a browser lets a page write.
  const protocols = headers['upgrade'] === undefined ? undefined : headers['sec-websocket-protocol'];
  return typeof protocols === 'string' ? /(?:^|,) *rookery\.key\.(\w+)/.exec(protocols)?.[1] : undefined;
}
