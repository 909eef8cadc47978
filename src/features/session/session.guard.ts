import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { SessionCookies, type Credential, type SessionRequest } from './session.cookies.js';
import { admit, ROUTE, type Access } from './session.decorators.js';
import { ReauthenticationRequiredError, SessionRequiredError } from './session.errors.js';
import { SessionService } from './session.service.js';

/** What is asked of who comes to a route. */
interface Rule {
  readonly access: Access;
  readonly touch: boolean;
  readonly freshMs: number | undefined;
}

/**
 * Lets in who has a session, and nobody else, unless the route says otherwise: `@Public()`, `@SessionOptional()`,
 * `@RequireFresh()`, `@NoTouch()`. One round trip. On one route, a controller, or as APP_GUARD on all.
 *
 * Redis away: 503, so that nobody is let in and nobody's cookie is thrown away. Anything but HTTP is refused.
 */
@Injectable()
export class SessionGuard implements CanActivate {
  /** By handler, and by controller: one that is inherited has the handlers of another. */
  private readonly rules = new WeakMap<object, WeakMap<object, Rule>>();

  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionService,
    private readonly cookies: SessionCookies,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { access } = this.ruleOf(context);
    if (access === 'public') return true;
    if (context.getType() !== 'http') throw new SessionRequiredError();
    const http = context.switchToHttp();
    const request = http.getRequest<SessionRequest>();
    const credential = this.cookies.read(request);
    const admitted = credential && (await this.admit(context, request, credential));
    if (admitted || access === 'optional') return true;
    this.cookies.challenge(http.getResponse());
    throw new SessionRequiredError();
  }

  private async admit(
    context: ExecutionContext,
    request: SessionRequest,
    { token, by }: Credential,
  ): Promise<boolean> {
    const { touch, freshMs } = this.ruleOf(context);
    const found = await this.sessions.verify(token, { touch });
    if (!found.active) return false;
    if (freshMs !== undefined && found.at - found.session.authenticatedAt > freshMs)
      throw new ReauthenticationRequiredError();
    admit(request, { session: found.session, token, by });
    if (found.renewDue && by === 'cookie') await this.renew(context, token);
    return true;
  }

  /** A cookie grows old in the browser of a visitor who stays logged in for weeks; of requests in parallel one renews it. */
  private async renew(context: ExecutionContext, token: string): Promise<void> {
    const issued = await this.sessions.renew(token);
    if (issued) this.cookies.set(context.switchToHttp().getResponse(), issued);
  }

  /** What the decorators of a route and its controller say, read once. */
  private ruleOf(context: ExecutionContext): Rule {
    const [handler, controller] = [context.getHandler(), context.getClass()];
    const ofHandler = this.rules.get(handler) ?? new WeakMap<object, Rule>();
    this.rules.set(handler, ofHandler);
    const known = ofHandler.get(controller);
    if (known) return known;
    const told = (key: string): unknown => this.reflector.getAllAndOverride(key, [handler, controller]);
    const rule: Rule = {
      access: (told(ROUTE.access) as Access | undefined) ?? 'required',
      touch: told(ROUTE.noTouch) !== true,
      freshMs: told(ROUTE.freshMs) as number | undefined,
    };
    ofHandler.set(controller, rule);
    return rule;
  }
}
