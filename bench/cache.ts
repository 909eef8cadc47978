import KeyvRedis from '@keyv/redis';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { BentoCache, bentostore } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import { redisDriver } from 'bentocache/drivers/redis';
import { Cacheable } from 'cacheable';
import { createCache } from 'cache-manager';
import { Redis } from 'ioredis';
import { Keyv } from 'keyv';
import { CacheModule, CacheService, RedisModule } from 'rookery';
import type { Bench } from './support/bench.js';
import { callInTurn, compare, type Contender, type Table } from './support/rounds.js';

const KEYS = 10_000;
const CALLERS = 100;
const MANY = 1_000_000;

const keyAt = (i: number) => `user-${i % KEYS}`;
/** An object of some 500 bytes of JSON, another one under each key. */
const valueAt = (i: number) => ({ id: i % KEYS, name: `User number ${i % KEYS}`, text: 'x'.repeat(450) });
const never = async (): Promise<never> => {
  throw new Error('All entries are there: nothing has to be loaded');
};

@Module({})
class App {}

const contender = (name: string, call: (i: number) => Promise<unknown>): Contender => ({
  name,
  round: async (seconds) => callInTurn(CALLERS, seconds, call),
});

async function startCache(url: string, namespace: string, memoryMaxBytes?: number) {
  // A machine that stands still for a moment shall not end the run: the cache would take Redis for away.
  const options = { namespace, memoryMaxBytes, timeoutMs: 5000 };
  const imports = [RedisModule.forRoot({ url, deadlineMs: 5000 }), CacheModule.forRoot(options)];
  const app = await NestFactory.createApplicationContext({ module: App, imports }, { logger: false });
  return { app, cache: app.get(CacheService) };
}

/** Calls `set` for each key, some hundred at a time. */
async function fill(set: (key: string, i: number) => Promise<unknown>, count = KEYS): Promise<void> {
  for (let from = 0; from < count; from += 500)
    await Promise.all(
      Array.from({ length: Math.min(500, count - from) }, async (_, i) => set(keyOf(from + i), from + i)),
    );
}

const keyOf = (i: number) => (i < KEYS ? keyAt(i) : `more-${i}`);

export const bench: Bench = {
  packages: ['ioredis', 'cache-manager', '@keyv/redis', 'keyv', 'bentocache', 'cacheable'],
  async *tables(url) {
    yield await hitsInRedis(url);
    yield await hitsInMemory(url);
    yield await invalidations(url);
    yield await memory(url);
  },
};

async function hitsInRedis(url: string): Promise<Table> {
  const { app, cache } = await startCache(url, 'redis', 0);
  const raw = new Redis(url);
  const batching = new Redis(url, { enableAutoPipelining: true });
  const manager = createCache({ stores: [new Keyv({ store: new KeyvRedis(url) })] });
  const bento = new BentoCache({
    default: 'redis',
    stores: { redis: bentostore().useL2Layer(redisDriver({ connection: new Redis(url) })) },
  });
  await fill(async (key, i) => cache.set(key, valueAt(i), { ttlMs: 3_600_000 }));
  await fill(async (key, i) =>
    cache.set(`tagged-${key}`, valueAt(i), { ttlMs: 3_600_000, tags: [`t${i % 100}`] }),
  );
  await fill(async (key, i) => raw.set(`raw:${key}`, JSON.stringify(valueAt(i))));
  await fill(async (key, i) => manager.set(key, valueAt(i), 3_600_000));
  await fill(async (key, i) => bento.set({ key, value: valueAt(i), ttl: '1h' }));
  const parsed = async (redis: Redis, i: number) =>
    JSON.parse((await redis.get(`raw:${keyAt(i)}`)) ?? '') as unknown;
  const table = await compare({
    title: `hit in Redis, ${CALLERS} at a time`,
    unit: 'calls/s',
    seconds: 0.5,
    contenders: [
      contender('CacheService.getOrSet', async (i) => cache.getOrSet(keyAt(i), never)),
      contender('CacheService.getOrSet, tagged', async (i) =>
        cache.getOrSet(`tagged-${keyAt(i)}`, never, { tags: [`t${i % 100}`] }),
      ),
      { ...contender('cache-manager on @keyv/redis, get', async (i) => manager.get(keyAt(i))), target: 1.1 },
      {
        ...contender('bentocache without memory, getOrSet', async (i) =>
          bento.getOrSet({ key: keyAt(i), factory: never }),
        ),
        target: 1.1,
      },
      { ...contender('ioredis, GET + parse', async (i) => parsed(raw, i)), target: 0.8 },
      { ...contender('ioredis auto-pipelining, GET + parse', async (i) => parsed(batching, i)), target: 0.8 },
    ],
  });
  await app.close();
  await Promise.all([manager.disconnect(), bento.disconnectAll(), raw.quit(), batching.quit()]);
  return table;
}

/** Hits only: nothing here yields to the event loop, so Redis may seem away to those who ask it in between, and they load. */
async function hitsInMemory(url: string): Promise<Table> {
  const { app, cache } = await startCache(url, 'memory');
  const cacheable = new Cacheable();
  const bento = new BentoCache({
    default: 'memory',
    stores: { memory: bentostore().useL1Layer(memoryDriver({ maxItems: 2 * KEYS })) },
  });
  const copies = { copies: true, ttlMs: 3_600_000 };
  await fill(async (key, i) => cache.getOrSet(key, async () => valueAt(i), { ttlMs: 3_600_000 }));
  await fill(async (key, i) => cache.getOrSet(`copy-${key}`, async () => valueAt(i), copies));
  await fill(async (key, i) => cacheable.set(key, valueAt(i), '1h'));
  await fill(async (key, i) => bento.set({ key, value: valueAt(i), ttl: '1h' }));
  const table = await compare({
    title: `hit in memory, ${CALLERS} at a time`,
    unit: 'calls/s',
    seconds: 0.5,
    contenders: [
      contender('CacheService.getOrSet', async (i) => cache.getOrSet(keyAt(i), async () => valueAt(i))),
      contender('CacheService.getOrSet, copies', async (i) =>
        cache.getOrSet(`copy-${keyAt(i)}`, async () => valueAt(i), copies),
      ),
      { ...contender('cacheable, getOrSet', async (i) => cacheable.getOrSet(keyAt(i), never)), target: 3 },
      {
        ...contender('bentocache, getOrSet', async (i) => bento.getOrSet({ key: keyAt(i), factory: never })),
        target: 3,
      },
    ],
  });
  await app.close();
  await Promise.all([cacheable.disconnect(), bento.disconnectAll()]);
  return table;
}

/** The same invalidation, with ten entries that have the tag and with a million. */
async function invalidations(url: string): Promise<Table> {
  const few = await startCache(url, 'few', 0);
  const many = await startCache(url, 'many', 0);
  const options = { ttlMs: 600_000, tags: ['all'] };
  await fill(async (key) => few.cache.set(key, 1, options), 10);
  await fill(async (key) => many.cache.set(key, 1, options), MANY);
  const table = await compare({
    title: 'invalidateTags and clear, one after the other',
    unit: 'calls/s',
    seconds: 0.5,
    rounds: 9,
    contenders: [many, few].map(({ cache }, at) => ({
      name: at === 0 ? 'with 1,000,000 entries' : 'with 10 entries',
      ...(at === 1 && { target: 0.9 }),
      round: async (seconds) =>
        callInTurn(1, seconds, async (i) => (i % 2 === 0 ? cache.invalidateTags('all') : cache.clear())),
    })),
  });
  await Promise.all([few.app.close(), many.app.close()]);
  return table;
}

/** What Redis itself counts for an entry, key and overhead included. */
async function memory(url: string): Promise<Table> {
  const { app, cache } = await startCache(url, 'bytes', 0);
  const redis = new Redis(url);
  const keys = Array.from({ length: 500 }, (_, i) => `${i}`.padStart(8, '0'));
  await Promise.all(keys.map(async (key, i) => cache.set(key, valueAt(i), { ttlMs: 3_600_000 })));
  await Promise.all(keys.map(async (key, i) => redis.set(key, JSON.stringify(valueAt(i)), 'PX', 3_600_000)));
  const mean = async (prefix: string) => {
    const sizes = await Promise.all(keys.map(async (key) => redis.memory('USAGE', prefix + key)));
    return sizes.reduce<number>((sum, size) => sum + Number(size), 0) / keys.length;
  };
  const [ours, theirs] = [await mean('rookery:cache:{bytes/1/0}:e:'), await mean('')];
  redis.disconnect();
  await app.close();
  return {
    title: 'memory of an entry',
    unit: 'bytes in Redis',
    lowerIsBetter: true,
    rows: [
      { name: 'CacheService.set', value: ours },
      { name: 'SET PX without a prefix', value: theirs, ratio: ours / theirs },
    ],
  };
}
