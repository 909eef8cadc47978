import { Controller, Get, HttpCode, Param, Post, UnauthorizedException, type Type } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { APP_GUARD } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import {
  AppRateLimitGuard,
  RateLimit,
  RateLimitModule,
  RateLimitService,
} from '../../../src/features/rate-limit/index.js';
import { RedisModule } from '../../../src/redis/index.js';
import { eventually } from '../../support/eventually.js';
import { standalone, topologies, uniquePrefix } from '../../support/topologies.js';

const HOUR_MS = 3_600_000;
const policies = {
  api: { limit: 2, windowMs: HOUR_MS },
  tenant: { limit: 3, windowMs: HOUR_MS },
  login: { limit: 2, windowMs: HOUR_MS },
  exports: { algorithm: 'concurrency', limit: 1, windowMs: 60_000 },
} as const;

let finish = (): void => undefined;

@Controller('class')
@RateLimit({ policy: 'api', subject: () => 'class' })
class ClassController {
  @Get('own')
  @RateLimit({ policy: 'tenant', subject: () => 'own' })
  own() {
    return 'own';
  }

  @Get()
  shared() {
    return 'shared';
  }
}

@Controller()
class MethodController {
  @Get('cost/:id')
  @RateLimit({ policy: 'api', subject: 'ip', cost: () => 2 })
  costly() {
    return 'ok';
  }

  @Get('both')
  @RateLimit({
    rules: [
      { policy: 'api', subject: 'user' },
      { policy: 'tenant', subject: 'all' },
    ],
  })
  both() {
    return 'ok';
  }

  @Post('login/:password')
  @HttpCode(200)
  @RateLimit({ policy: 'login', subject: 'all', settle: ({ status }) => (status === 401 ? 1 : 0) })
  login(@Param('password') password: string) {
    if (password !== 'right') throw new UnauthorizedException();
    return 'welcome';
  }

  @Get('export')
  @RateLimit({ policy: 'exports', subject: 'all' })
  async export() {
    await new Promise<void>((resolve) => (finish = resolve));
    return 'done';
  }
}

// An app of somebody else's: no filter of ours, none of our pipes.
async function startApp(target: object, controllers: Type[]): Promise<NestFastifyApplication> {
  const module = await Test.createTestingModule({
    imports: [
      RedisModule.forRoot({ prefix: uniquePrefix(), ...target }),
      RateLimitModule.forRoot({ policies, decideWithinMs: 10_000, denyCacheMs: 0, global: true }),
    ],
    controllers,
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(
    new FastifyAdapter({ forceCloseConnections: true }),
  );
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, _reply, done) => {
      const id = request.headers['x-user'];
      if (id) Object.assign(request, { user: { id } });
      done();
    });
  await app.listen(0, '127.0.0.1');
  return app;
}

describe.each(topologies)('@RateLimit in an app on %s', (_name, target) => {
  let app: NestFastifyApplication;
  let url: string;
  beforeAll(async () => {
    app = await startApp(target, [ClassController, MethodController]);
    url = await app.getUrl();
  });
  afterAll(async () => app.close());

  const get = async (path: string, init: RequestInit = {}) => fetch(url + path, init);
  const statuses = async (n: number, call: () => Promise<Response>) => {
    const all: number[] = [];
    for (let i = 0; i < n; i++) all.push((await call()).status);
    return all;
  };

  it("limits all routes of a class together, and a route by its own rule in place of the class'", async () => {
    expect(await statuses(3, async () => get('/class'))).toEqual([200, 200, 429]);
    expect(await statuses(4, async () => get('/class/own'))).toEqual([200, 200, 200, 429]);
  });

  it('answers 429 as a problem, in an app without filters of ours, with the headers of the draft', async () => {
    const allowed = await get('/cost/1');
    expect(allowed.headers.get('ratelimit-policy')).toBe('"api";q=2;w=3600');
    expect(allowed.headers.get('ratelimit')).toMatch(/^"api";r=0;t=\d+$/);
    expect(allowed.headers.get('x-ratelimit-limit')).toBeNull();
    const denied = await get('/cost/1');
    expect(denied.status).toBe(429);
    expect(denied.headers.get('content-type')).toContain('application/problem+json');
    expect(Number(denied.headers.get('retry-after'))).toBeGreaterThan(60);
    expect(await denied.json()).toMatchObject({
      code: 'RATE_LIMITED',
      status: 429,
      title: 'Too many requests',
    });
  });

  it('takes several rules, by user where there is one', async () => {
    const as = async (user: string) => get('/both', { headers: { 'x-user': user } });
    expect(await statuses(3, async () => as('ada'))).toEqual([200, 200, 429]);
    // The denied one was charged to nobody, so the tenant has one left.
    await eventually(async () => {
      const { remaining } = await app.get(RateLimitService).peek('tenant', 'all');
      expect(remaining).toBe(1);
    });
    expect(await statuses(2, async () => as('bob'))).toEqual([200, 429]);
  });

  it('charges by what came of it: failed logins count, others do not', async () => {
    const limiter = app.get(RateLimitService);
    const login = async (password: string) => (await get(`/login/${password}`, { method: 'POST' })).status;
    const left = async () => (await limiter.peek('login', 'all')).remaining;
    for (let i = 0; i < 4; i++) {
      expect(await login('right')).toBe(200);
      await eventually(async () => expect(await left()).toBe(2));
    }
    expect([await login('wrong'), await login('wrong')]).toEqual([401, 401]);
    expect(await left()).toBe(0);
    expect(await login('right')).toBe(429);
  });

  it('holds a place while a request runs, and gives it back when it has ended or its caller has hung up', async () => {
    const limiter = app.get(RateLimitService);
    const taken = async () => expect((await limiter.peek('exports', 'all')).remaining).toBe(0);
    const free = async () => expect((await limiter.peek('exports', 'all')).remaining).toBe(1);
    const first = get('/export');
    await eventually(taken);
    const denied = await get('/export');
    expect(denied.status).toBe(429);
    expect(denied.headers.get('ratelimit-policy')).toBe('"exports";q=1;qu="concurrent-requests"');
    finish();
    expect((await first).status).toBe(200);
    await eventually(free);
    const hangUp = new AbortController();
    const second = get('/export', { signal: hangUp.signal }).catch(() => undefined);
    await eventually(taken);
    hangUp.abort();
    await second;
    await eventually(free);
    finish();
  });
});

it('limits an app by API key where one is known, and by address else', async () => {
  const identify = ({ headers }: Record<string, unknown>) => ({
    apiKey: (headers as Record<string, string>)['x-key-id'],
  });
  const limits = { identify, keyLimitPerMinute: 2, ipLimitPerMinute: 1, limitLoopback: true };
  const module = await Test.createTestingModule({
    imports: [
      RedisModule.forRoot({ prefix: uniquePrefix(), ...standalone }),
      RateLimitModule.forRoot({ ...limits, policies, decideWithinMs: 10_000 }),
    ],
    controllers: [MethodController],
    providers: [{ provide: APP_GUARD, useClass: AppRateLimitGuard }],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(
    new FastifyAdapter({ forceCloseConnections: true }),
  );
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const status = async (headers: Record<string, string>) =>
    (await fetch(`${url}/login/right`, { method: 'POST', headers })).status;
  try {
    const ofKey = { 'x-key-id': 'k1' };
    expect([await status(ofKey), await status(ofKey), await status(ofKey)]).toEqual([200, 200, 429]);
    expect(await status({ 'x-key-id': 'k2' })).toBe(200);
    expect([await status({}), await status({})]).toEqual([200, 429]);
  } finally {
    await app.close();
  }
});
