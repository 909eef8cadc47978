import { Controller, Get, Post, Res, UseGuards, type INestApplication } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import {
  CurrentSession,
  NoTouch,
  Public,
  RequireFresh,
  SessionCookies,
  SessionGuard,
  SessionModule,
  SessionOptional,
  SessionService,
  type Session,
} from '../../../src/features/session/index.js';
import { SessionRequiredError } from '../../../src/features/session/session.errors.js';
import { sessionKeys } from '../../../src/features/session/session.keys.js';
import { partitionOf } from '../../../src/features/session/session.token.js';
import { RedisConnection, RedisModule } from '../../../src/redis/index.js';
import { standalone, uniquePrefix } from '../../support/topologies.js';

@Controller()
class AccountController {
  constructor(
    private readonly sessions: SessionService,
    private readonly cookies: SessionCookies,
  ) {}

  @Public()
  @Post('login')
  async login(@Res({ passthrough: true }) response: unknown) {
    const issued = await this.sessions.create('ada');
    this.cookies.set(response, issued);
    return { token: issued.token };
  }

  @Get('me')
  me(@CurrentSession() session: Session) {
    return session;
  }

  @SessionOptional()
  @Get('home')
  home(@CurrentSession('userId') userId: string | undefined) {
    return { userId: userId ?? null };
  }

  @NoTouch()
  @Get('poll')
  poll(@CurrentSession() session: Session) {
    return session;
  }

  @RequireFresh('5m')
  @Post('password')
  change() {
    return {};
  }
}

// Guards given twice run twice and come to the same.
@UseGuards(SessionGuard)
@Controller('twice')
class TwiceController {
  @Get()
  me(@CurrentSession('userId') userId: string) {
    return { userId };
  }
}

class Inherited {
  @Get()
  me(@CurrentSession('userId') userId: string | undefined) {
    return { userId: userId ?? null };
  }
}

@Public()
@Controller('open')
class OpenController extends Inherited {}

@Controller('closed')
class ClosedController extends Inherited {}

describe.each([
  ['Fastify', () => new FastifyAdapter()],
  ['Express', () => new ExpressAdapter()],
])('SessionGuard in an app on %s', (_host, adapter) => {
  let app: INestApplication;
  let url: string;
  let sessions: SessionService;
  let redis: RedisConnection;

  beforeAll(async () => {
    const module = await Test.createTestingModule({
      imports: [
        RedisModule.forRoot({ ...standalone, prefix: uniquePrefix() }),
        SessionModule.forRoot({ touchIntervalMs: 0, trustedOrigins: 'https://app.example' }),
      ],
      controllers: [AccountController, TwiceController, OpenController, ClosedController],
      providers: [{ provide: APP_GUARD, useExisting: SessionGuard }],
    }).compile();
    app = module.createNestApplication<INestApplication | NestFastifyApplication>(adapter(), {
      logger: false,
    });
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
    sessions = app.get(SessionService);
    redis = app.get(RedisConnection);
  });
  afterAll(async () => app.close());

  const send = async (method: string, path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(url + path, { method, headers });
    const body = (await response.json()) as Record<string, unknown>;
    return { status: response.status, body, headers: response.headers };
  };
  const login = async () => {
    const { body, headers } = await send('POST', '/login');
    const token = body['token'] as string;
    const cookie = (headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
    return { token, cookie, bearer: { authorization: `Session ${token}` } };
  };
  /** As if the login were this long ago. */
  const age = async (token: string, ms: number) => {
    const sid = token.slice(0, 24);
    const key = sessionKeys(redis.keys('session')).session(partitionOf(sid), sid);
    await redis.client.hset(key, 'c', Number(await redis.client.hget(key, 'c')) - ms);
  };

  it('is closed unless a route says otherwise', async () => {
    for (const path of ['/me', '/poll', '/twice']) {
      const refused = await send('GET', path);
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toBe('Session');
    }
    expect(await send('GET', '/home')).toMatchObject({ status: 200, body: { userId: null } });
  });

  it('lets in by the header and by the cookie, until the session ends', async () => {
    const { bearer, cookie, token } = await login();
    for (const headers of [bearer, { cookie }]) {
      expect(await send('GET', '/me', headers)).toMatchObject({ status: 200, body: { userId: 'ada' } });
      expect(await send('GET', '/home', headers)).toMatchObject({ body: { userId: 'ada' } });
      expect(await send('GET', '/twice', headers)).toMatchObject({ body: { userId: 'ada' } });
    }
    await sessions.revoke(token.slice(0, 24));
    for (const headers of [bearer, { cookie }]) {
      expect((await send('GET', '/me', headers)).status).toBe(401);
      expect(await send('GET', '/home', headers)).toMatchObject({ body: { userId: null } });
    }
  });

  it('tells controllers apart that inherit a route', async () => {
    for (const _ of [1, 2]) {
      expect(await send('GET', '/open')).toMatchObject({ status: 200, body: { userId: null } });
      expect((await send('GET', '/closed')).status).toBe(401);
    }
    const { bearer } = await login();
    expect(await send('GET', '/closed', bearer)).toMatchObject({ status: 200, body: { userId: 'ada' } });
  });

  it('lets in by HTTP alone: a message is not a request, whatever is in it', async () => {
    const { bearer } = await login();
    const context = new ExecutionContextHost(
      [{ method: 'GET', headers: bearer }],
      AccountController,
      AccountController.prototype.me,
    );
    const guard = app.get(SessionGuard);
    expect(await guard.canActivate(context)).toBe(true);
    for (const type of ['rpc', 'ws']) {
      context.setType(type);
      await expect(guard.canActivate(context)).rejects.toThrow(SessionRequiredError);
    }
  });

  it('lets nobody keep the answer that sets a cookie', async () => {
    const { headers } = await send('POST', '/login');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('takes no token out of a URL', async () => {
    const { token } = await login();
    for (const name of ['token', 'session', '__Host-session', 'access_token'])
      expect((await send('GET', `/me?${name}=${token}`)).status).toBe(401);
  });

  it('counts a request as use, and one to @NoTouch() not', async () => {
    const { bearer } = await login();
    const seenAt = async (path: string) => (await send('GET', path, bearer)).body['lastSeenAt'] as number;
    const used = await seenAt('/me');
    expect([await seenAt('/poll'), await seenAt('/poll')]).toEqual([used, used]);
  });

  it('asks for a fresh login where a route wants one', async () => {
    const { bearer, token } = await login();
    expect((await send('POST', '/password', bearer)).status).toBe(201);
    await age(token, 6 * 60_000);
    const stale = await send('POST', '/password', bearer);
    expect(stale.status).toBe(401);
    expect((await send('GET', '/me', bearer)).status).toBe(200);
    const again = await sessions.rotate(token, { reauthenticated: true });
    expect((await send('POST', '/password', { authorization: `Session ${again?.token}` })).status).toBe(201);
  });

  it.each([
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a page of a sibling', { 'sec-fetch-site': 'same-site' }, 403],
    ['an old browser on another origin', { origin: 'https://evil.example' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['its own page', { 'sec-fetch-site': 'same-origin' }, 201],
    ['the address bar', { 'sec-fetch-site': 'none' }, 201],
    ['a trusted origin', { 'sec-fetch-site': 'cross-site', origin: 'https://app.example' }, 201],
    ['no browser', {}, 201],
  ])('answers a change by the cookie from %s', async (_who, headers, status) => {
    const { cookie, bearer } = await login();
    expect((await send('POST', '/password', { cookie, ...headers })).status).toBe(status);
    // Nobody else's page can make a browser send the header, and reading changes nothing.
    expect((await send('POST', '/password', { ...bearer, ...headers })).status).toBe(201);
    expect((await send('GET', '/me', { cookie, ...headers })).status).toBe(200);
  });

  it('renews a cookie that has grown old, and the old one lasts until the new one arrives', async () => {
    const { cookie, token, bearer } = await login();
    await age(token, 25 * 3_600_000);
    const byHeader = await send('GET', '/me', bearer);
    expect(byHeader.headers.get('set-cookie')).toBeNull();
    const renewed = await send('GET', '/me', { cookie });
    const next = (renewed.headers.get('set-cookie') ?? '').split(';', 1)[0] ?? '';
    expect(next).toMatch(/^__Host-session=[\w-]{24}\./);
    expect(next).not.toBe(cookie);
    expect((await send('GET', '/me', { cookie })).status).toBe(200);
    expect((await send('GET', '/me', { cookie: next })).status).toBe(200);
  });

  it('refuses a time that is none when the route is declared', () => {
    expect(() => RequireFresh('soon')).toThrow(TypeError);
  });
});
