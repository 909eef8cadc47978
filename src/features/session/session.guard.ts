import { Injectable, type CanActivate, type ExecutionContext, type Type } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { SessionCookies, type SessionRequest } from './session.cookies.js';
import { admit, ROUTE, type Access } from './session.decorators.js';
import { ReauthenticationRequiredError, SessionRequiredError } from './session.errors.js';
import { SessionService } from './session.service.js';

type Handler = ReturnType<ExecutionContext['getHandler']>;

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
    const { access, touch, freshMs } = this.ruleOf(context);
    if (access === 'public') return true;
    if (context.getType() !== 'http') throw new SessionRequiredError();
    // Not by `switchToHttp`, which makes three functions each time.
    const request = context.getArgByIndex<SessionRequest>(0);
    const credential = this.cookies.read(request);
    if (!credential) return this.refuse(context, access);
    const { token, by } = credential;
    const found = await this.sessions.verify(token, { touch });
    if (!found.active) return this.refuse(context, access);
    const { session, at, renewDue } = found;
    if (freshMs !== undefined && at - session.authenticatedAt > freshMs)
      throw new ReauthenticationRequiredError();
    admit(request, { session, token, by });
    if (renewDue && by === 'cookie') await this.renew(context, token);
    return true;
  }

  /** A cookie grows old in the browser of a visitor who stays logged in for weeks; of requests in parallel one renews it. */
  private async renew(context: ExecutionContext, token: string): Promise<void> {
    const issued = await this.sessions.renew(token);
    if (issued) this.cookies.set(context.switchToHttp().getResponse(), issued);
  }

  private refuse(context: ExecutionContext, access: Access): boolean {
    if (access === 'optional') return true;
    this.cookies.challenge(context.switchToHttp().getResponse());
    throw new SessionRequiredError();
  }

  /** What the decorators of a route and its controller say, read once. */
  private ruleOf(context: ExecutionContext): Rule {
    const [handler, controller] = [context.getHandler(), context.getClass()];
    return this.rules.get(handler)?.get(controller) ?? this.readRule(handler, controller);
  }

  private readRule(handler: Handler, controller: Type): Rule {
    const told = (key: string): unknown => this.reflector.getAllAndOverride(key, [handler, controller]);
    const rule: Rule = {
      access: (told(ROUTE.access) as Access | undefined) ?? 'required',
      touch: told(ROUTE.noTouch) !== true,
      freshMs: told(ROUTE.freshMs) as number | undefined,
    };
    const ofHandler = this.rules.get(handler) ?? new WeakMap<object, Rule>();
    this.rules.set(handler, ofHandler.set(controller, rule));
    return rule;
  }
}
