import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { SessionCookies, type Credential, type SessionRequest } from './session.cookies.js';
import { admit, ROUTE, type Access } from './session.decorators.js';
import { ReauthenticationRequiredError, SessionRequiredError } from './session.errors.js';
import { SessionService } from './session.service.js';

/**
 * Lets in who has a session, and nobody else, unless the route says otherwise: `@Public()`, `@SessionOptional()`,
 * `@RequireFresh()`, `@NoTouch()`. One round trip. On one route, a controller, or as APP_GUARD on all.
 *
 * Redis away: 503, so that nobody is let in and nobody's cookie is thrown away. Anything but HTTP is refused.
 */
@Injectable()
export class SessionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionService,
    private readonly cookies: SessionCookies,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = (this.told(context, ROUTE.access) as Access | undefined) ?? 'required';
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
    const touch = this.told(context, ROUTE.noTouch) !== true;
    const found = await this.sessions.verify(token, { touch });
    if (!found.active) return false;
    const freshMs = this.told(context, ROUTE.freshMs) as number | undefined;
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

  private told(context: ExecutionContext, key: string): unknown {
    return this.reflector.getAllAndOverride<unknown>(key, [context.getHandler(), context.getClass()]);
  }
}
