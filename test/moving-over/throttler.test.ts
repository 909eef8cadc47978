import { Controller, Get, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Throttle, ThrottlerGuard, ThrottlerModule } from '@nestjs/throttler';
import { RateLimitModule, RedisThrottlerStorage } from '../../src/features/rate-limit/index.js';
import { RedisModule } from '../../src/redis/index.js';
import { standalone, uniquePrefix } from '../support/topologies.js';

/** Routes as they stand, which the move leaves as they are. */
@Controller()
class Shop {
  @Get()
  home() {
    return 'welcome';
  }

  @Throttle({ default: { limit: 1, ttl: 60_000 } })
  @Get('orders')
  orders() {
    return 'ordered';
  }
}

const throttlers = [{ ttl: 60_000, limit: 3 }];
const before = (): DynamicModule[] => [ThrottlerModule.forRoot(throttlers)];
/** As docs/moving-over.md has it. */
const after = (prefix: string): DynamicModule[] => [
  RedisModule.forRoot({ ...standalone, prefix }),
  ThrottlerModule.forRootAsync({
    imports: [RateLimitModule.forRoot({})],
    inject: [RedisThrottlerStorage],
    useFactory: (storage: RedisThrottlerStorage) => ({ throttlers, storage }),
  }),
];

async function startShop(imports: DynamicModule[]): Promise<NestFastifyApplication> {
  const module = await Test.createTestingModule({
    imports,
    controllers: [Shop],
    providers: [{ provide: APP_GUARD, useClass: ThrottlerGuard }],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  await app.init();
  return app;
}

describe('moving over from a storage of @nestjs/throttler', () => {
  const apps: NestFastifyApplication[] = [];
  const started = async (imports: DynamicModule[]) => {
    const app = await startShop(imports);
    apps.push(app);
    return app;
  };
  afterAll(async () => {
    for (const app of apps) await app.close();
  });
  const statuses = async (...asked: [NestFastifyApplication, string][]) => {
    const seen: number[] = [];
    for (const [app, url] of asked) seen.push((await app.inject({ method: 'GET', url })).statusCode);
    return seen;
  };

  it('changes the storage alone: the decorators decide as before', async () => {
    const [old, moved] = [await started(before()), await started(after(uniquePrefix()))];
    const asked = (app: NestFastifyApplication) =>
      statuses(...['/', '/orders', '/', '/orders', '/', '/'].map((url): [typeof app, string] => [app, url]));
    expect(await asked(moved)).toEqual(await asked(old));
    expect(await asked(moved)).toEqual([429, 429, 429, 429, 429, 429]);
  });

  it('counts for all replicas together', async () => {
    const prefix = uniquePrefix();
    const [a, b] = [await started(after(prefix)), await started(after(prefix))];
    expect(await statuses([a, '/'], [b, '/'], [a, '/'], [b, '/'])).toEqual([200, 200, 200, 429]);
  });
});
