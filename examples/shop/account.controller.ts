import { Body, Controller, Get, HttpCode, Post, Req, Res, UnauthorizedException } from '@nestjs/common';
import {
  CurrentSession,
  Public,
  RateLimit,
  SessionCookies,
  SessionPresence,
  SessionService,
  type Session,
} from 'rookery';

interface Login {
  readonly user?: unknown;
  readonly password?: unknown;
}

/** Who is there. The password of everybody is "rook": checking passwords is not the session's business. */
@Controller()
export class AccountController {
  constructor(
    private readonly sessions: SessionService,
    private readonly presence: SessionPresence,
    private readonly cookies: SessionCookies,
  ) {}

  /** Five wrong passwords a minute from an address; right ones are not counted. */
  @Public()
  @RateLimit({ policy: 'login', settle: ({ status }) => (status === 401 ? 1 : 0) })
  @HttpCode(200)
  @Post('login')
  async login(
    @Body() { user, password }: Login,
    @Req() request: { headers: Record<string, string | undefined> },
    @Res({ passthrough: true }) response: unknown,
  ): Promise<{ user: string }> {
    if (typeof user !== 'string' || user === '' || password !== 'rook') throw new UnauthorizedException();
    const issued = await this.sessions.create(user, { userAgent: request.headers['user-agent'] });
    this.cookies.set(response, issued);
    return { user };
  }

  @Get('me')
  async me(@CurrentSession() session: Session): Promise<{ user: string; devices: number; online: number }> {
    const devices = await this.sessions.list(session.userId);
    const { users } = await this.presence.count();
    return { user: session.userId, devices: devices.length, online: users };
  }

  /** This device; the others stay logged in. */
  @HttpCode(204)
  @Post('logout')
  async logout(
    @CurrentSession('id') sid: string,
    @Res({ passthrough: true }) response: unknown,
  ): Promise<void> {
    await this.sessions.revoke(sid);
    this.cookies.clear(response);
  }
}
