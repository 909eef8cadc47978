import keyvTestSuite from '@keyv/test-suite';
import { CACHE_MANAGER, CacheInterceptor, CacheKey, CacheTTL } from '@nestjs/cache-manager';
import { Controller, Get, UseInterceptors } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test, type TestingModule } from '@nestjs/testing';
import type { Cache } from 'cache-manager';
import { Keyv } from 'keyv';
import {
  CacheManagerModule,
  CacheModule,
  cacheManagerStore,
  CacheService,
} from '../../../src/features/cache/index.js';
import { RedisConnection, RedisModule } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { topologies, uniquePrefix } from '../../support/topologies.js';

describe.each(topologies)('the ecosystem on %s', (_name, target) => {
  describe('Keyv', () => {
    let module: TestingModule;
    const store = () => cacheManagerStore(module.get(CacheService));
    beforeAll(async () => {
      module = await startModule(target, [CacheModule.forRoot({ timeoutMs: 5000 })]);
    });
    afterAll(async () => module.close());

    // The suite is written for vitest, which hands `expect` to each test.
    describe('passes its own suite', () => {
      type Body = (context: { expect: typeof expect }) => unknown;
      const adapted = {
        beforeEach,
        afterEach,
        it: (title: string, body: Body) => it(title, async () => void (await body({ expect }))),
      };
      (keyvTestSuite as (test: object, keyv: typeof Keyv, make: () => object) => void)(adapted, Keyv, store);
    });

    it('revives no code out of what is cached, nor out of what others have put into Redis', async () => {
      const evil = '_function_then|function(r){ globalThis.pwned = true; r(1) }';
      const keyv = new Keyv({ store: store(), namespace: 'evil' });
      await keyv.set('a', JSON.parse(`{"then":${JSON.stringify(evil)}}`));
      expect(JSON.stringify(await keyv.get('a'))).toContain('_function_then');
      const cache = module.get(CacheService).namespace('cache-manager.evil');
      const { textCodec } = await import('../../../src/features/cache/cache.codec.js');
      for (const planted of [`{"then":"${evil}"}`, `"${evil}"`, '"=broken', 'null']) {
        await cache.set('evil:b', planted, { codec: textCodec });
        expect(await keyv.get('b')).toBeUndefined();
      }
      expect('pwned' in globalThis).toBe(false);
    });
  });

  describe('@nestjs/cache-manager', () => {
    let calls = 0;

    @Controller()
    @UseInterceptors(CacheInterceptor)
    class Numbers {
      @Get('counted')
      @CacheKey('counted')
      @CacheTTL(60_000)
      counted() {
        return { n: ++calls };
      }
    }

    let app: NestFastifyApplication;
    let manager: Cache;
    let redis: RedisConnection;
    beforeAll(async () => {
      const module = await Test.createTestingModule({
        imports: [
          RedisModule.forRoot({ prefix: uniquePrefix(), ...target }),
          CacheManagerModule.forRoot({ ttlMs: 60_000 }),
        ],
        controllers: [Numbers],
      }).compile();
      app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
      await app.init();
      manager = app.get(CACHE_MANAGER, { strict: false });
      redis = app.get(RedisConnection);
    });
    afterAll(async () => app.close());

    it('works as documented: get, set, many, wrap, ttl, del, clear', async () => {
      await manager.mset(Array.from({ length: 20 }, (_, i) => ({ key: `k${i}`, value: { i } })));
      expect(await manager.mget(['k0', 'k7', 'none'])).toEqual([{ i: 0 }, { i: 7 }, undefined]);
      expect(await manager.ttl('k0')).toBeGreaterThan(Date.now() + 50_000);
      let loads = 0;
      for (const _ of [1, 2]) expect(await manager.wrap('w', async () => ++loads)).toBe(1);
      expect(await manager.del('k0')).toBe(true);
      expect(await manager.mdel(['k1', 'k2'])).toBe(true);
      expect(await manager.mget(['k0', 'k1', 'k2', 'k3'])).toEqual([
        undefined,
        undefined,
        undefined,
        { i: 3 },
      ]);
    });

    it('clears itself and nothing else, and closes no connection', async () => {
      const job = redis.keys('queue')('mail', 'job');
      await redis.client.set(job, '1');
      await manager.set('a', 1);
      await manager.clear();
      expect(await manager.get('a')).toBeUndefined();
      expect(await redis.client.get(job)).toBe('1');
      await manager.disconnect();
      expect(await redis.client.get(job)).toBe('1');
    });

    it('caches a route', async () => {
      const answers = [];
      for (const _ of [1, 2]) {
        const { body, headers } = await app.inject({ method: 'GET', url: '/counted' });
        answers.push([body, headers['x-cache']]);
      }
      expect(answers).toEqual([
        ['{"n":1}', 'MISS'],
        ['{"n":1}', 'HIT'],
      ]);
    });
  });
});
