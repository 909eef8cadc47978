import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { Controller, Get, type CanActivate, type ExecutionContext, type Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import {
  SkipThrottle,
  Throttle,
  ThrottlerGuard,
  ThrottlerModule,
  type ThrottlerOptions,
} from '@nestjs/throttler';
import {
  OneTripThrottlerGuard,
  RateLimitModule,
  RedisThrottlerStorage,
} from '../../../src/features/rate-limit/index.js';
import { RedisConnection, RedisModule } from '../../../src/redis/index.js';
import { startStandalone } from '../../support/servers.js';
import { standalone, topologies, uniquePrefix } from '../../support/topologies.js';

@Controller()
class Routes {
  @Get()
  plain() {
    return 'ok';
  }

  @Get('two')
  @Throttle({ default: { limit: 2, ttl: 10_000, blockDuration: 500 } })
  two() {
    return 'ok';
  }

  @Get('quick')
  @Throttle({ default: { limit: 1, ttl: 400 } })
  quick() {
    return 'ok';
  }

  @Get('computed')
  @Throttle({ default: { limit: async () => 1, ttl: () => 60_000 } })
  computed() {
    return 'ok';
  }

  @Get('skipped')
  @SkipThrottle()
  skipped() {
    return 'ok';
  }

  @Get('half')
  @SkipThrottle({ long: true })
  half() {
    return 'ok';
  }
}

interface App {
  readonly app: NestFastifyApplication;
  readonly get: (path?: string, headers?: Record<string, string>) => Promise<Response>;
}

async function startApp(
  target: object,
  { guard, throttlers }: { guard: Type<CanActivate>; throttlers: ThrottlerOptions[] },
): Promise<App> {
  const limits = RateLimitModule.forRoot({ decideWithinMs: 10_000, global: true });
  const module = await Test.createTestingModule({
    imports: [
      RedisModule.forRoot({ prefix: uniquePrefix(), ...target }),
      limits,
      ThrottlerModule.forRootAsync({
        inject: [RedisThrottlerStorage],
        useFactory: (storage: RedisThrottlerStorage) => ({ throttlers, storage }),
      }),
    ],
    controllers: [Routes],
    providers: [{ provide: APP_GUARD, useClass: guard }],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(
    new FastifyAdapter({ forceCloseConnections: true }),
  );
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return { app, get: async (path = '', headers = {}) => fetch(`${url}/${path}`, { headers }) };
}

const header = (response: Response, name: string) => response.headers.get(name);

/** What the throttler's own tests ask of its guard, over our storage; on both guards, since ours keeps to it. */
describe.each(
  topologies.flatMap(([name, target]) =>
    [ThrottlerGuard, OneTripThrottlerGuard].map((guard) => ({ name, target, guard, label: guard.name })),
  ),
)('$label over RedisThrottlerStorage on $name', ({ target, guard }) => {
  const ignoreUserAgents = [/throttler-test/];
  const throttlers = [{ limit: 3, ttl: 60_000, blockDuration: 20_000, ignoreUserAgents }];
  let app: App;
  beforeAll(async () => {
    app = await startApp(target, { guard, throttlers });
  });
  afterAll(async () => app.app.close());

  it('counts down in the headers and answers 429 beyond, with Retry-After', async () => {
    for (const left of [2, 1, 0]) {
      const response = await app.get();
      expect(response.status).toBe(200);
      expect(header(response, 'x-ratelimit-limit')).toBe('3');
      expect(header(response, 'x-ratelimit-remaining')).toBe(String(left));
      expect(header(response, 'x-ratelimit-reset')).toMatch(/^(59|60)$/);
    }
    const denied = await app.get();
    expect(denied.status).toBe(429);
    expect(await denied.json()).toMatchObject({
      statusCode: 429,
      message: expect.stringContaining('ThrottlerException'),
    });
    expect(header(denied, 'retry-after')).toMatch(/^(19|20)$/);
  });

  it('skips routes and user agents that it is told to skip', async () => {
    for (let i = 0; i < 5; i++) {
      const skipped = await app.get('skipped');
      expect([skipped.status, header(skipped, 'x-ratelimit-limit')]).toEqual([200, null]);
      const ignored = await app.get('computed', { 'user-agent': 'throttler-test/0.0.0' });
      expect([ignored.status, header(ignored, 'x-ratelimit-limit')]).toEqual([200, null]);
    }
  });

  it('keeps to limits of the route, blocks for the block duration and begins anew after it', async () => {
    for (const left of ['1', '0']) expect(header(await app.get('two'), 'x-ratelimit-remaining')).toBe(left);
    const denied = await app.get('two');
    expect([denied.status, header(denied, 'retry-after')]).toEqual([429, '1']);
    await delay(600);
    const again = await app.get('two');
    expect([again.status, header(again, 'x-ratelimit-remaining')]).toEqual([200, '1']);
  });

  it('takes limits that are functions', async () => {
    expect((await app.get('computed')).status).toBe(200);
    expect((await app.get('computed')).status).toBe(429);
  });
});

describe.each(topologies)('OneTripThrottlerGuard with named throttlers on %s', (_name, target) => {
  const throttlers = [
    { name: 'short', limit: 2, ttl: 60_000 },
    { name: 'long', limit: 50, ttl: 600_000 },
    { name: 'longer', limit: 100, ttl: 3_600_000 },
  ];
  let app: App;
  beforeAll(async () => {
    app = await startApp(target, { guard: OneTripThrottlerGuard, throttlers });
  });
  afterAll(async () => app.app.close());

  it('checks all of them in one trip, and a denied request is counted by none', async () => {
    await app.get('computed'); // the source of the script is known then
    const spy = jest.spyOn(app.app.get(RedisConnection).client, 'sendCommand');
    const first = await app.get();
    expect(spy).toHaveBeenCalledTimes(1);
    spy.mockRestore();
    expect(header(first, 'x-ratelimit-remaining-short')).toBe('1');
    expect(header(first, 'x-ratelimit-remaining-longer')).toBe('99');
    await app.get();
    const denied = await app.get();
    expect(denied.status).toBe(429);
    expect(header(denied, 'retry-after')).toMatch(/^(59|60)$/);
    expect(header(denied, 'retry-after-short')).toMatch(/^(59|60)$/);
    for (let i = 0; i < 5; i++) await app.get();
    const half = await app.get('half');
    expect(header(half, 'x-ratelimit-limit-long')).toBeNull();
    expect(header(half, 'x-ratelimit-remaining-short')).toBe('1');
  });

  it('skips all of them where a route is skipped', async () => {
    for (let i = 0; i < 5; i++) expect((await app.get('skipped')).status).toBe(200);
  });
});

it('lets a denied caller in again at the end of the window, where no block was asked for', async () => {
  const throttlers = [{ limit: 1, ttl: 60_000 }];
  const app = await startApp(standalone, { guard: OneTripThrottlerGuard, throttlers });
  try {
    expect((await app.get('quick')).status).toBe(200);
    await delay(250);
    expect((await app.get('quick')).status).toBe(429);
    await delay(250); // 500 ms after the first; the stock guard would deny until 650
    expect((await app.get('quick')).status).toBe(200);
  } finally {
    await app.app.close();
  }
});

it('lets requests pass by estimate, instead of failing them, while Redis is away', async () => {
  const server = await startStandalone();
  const app = await startApp(
    { url: server.url },
    { guard: ThrottlerGuard, throttlers: [{ limit: 2, ttl: 60_000 }] },
  );
  try {
    await app.get();
    await server.kill();
    expect([(await app.get()).status, (await app.get()).status, (await app.get()).status]).toEqual([
      200, 200, 429,
    ]);
  } finally {
    await app.app.close();
    await server.stop();
  }
});

it('is the stock guard with another storage, and knows its metadata', async () => {
  expect(Reflect.getMetadata('THROTTLER:LIMITdefault', Routes.prototype.two)).toBe(2);
  expect(Reflect.getMetadata('THROTTLER:BLOCK_DURATIONdefault', Routes.prototype.two)).toBe(500);
  expect(Reflect.getMetadata('THROTTLER:SKIPdefault', Routes.prototype.skipped)).toBe(true);
  const module = await Test.createTestingModule({
    imports: [ThrottlerModule.forRoot([{ limit: 1, ttl: 60_000 }])],
    providers: [OneTripThrottlerGuard],
  }).compile();
  await module.init();
  const headers: Record<string, unknown> = {};
  const http = {
    getRequest: () => ({ ip: '1.2.3.4', headers: {} }),
    getResponse: () => ({ header: (name: string, value: unknown) => (headers[name] = value) }),
  };
  const context = {
    getHandler: () => Routes.prototype.plain,
    getClass: () => Routes,
    getType: () => 'http',
    switchToHttp: () => http,
  } as unknown as ExecutionContext;
  const guard = module.get(OneTripThrottlerGuard);
  expect(await guard.canActivate(context)).toBe(true);
  await expect(guard.canActivate(context)).rejects.toThrow('ThrottlerException');
  await module.close();
});
