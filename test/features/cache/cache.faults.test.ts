import { setTimeout as delay } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import { CacheModule, CacheService } from '../../../src/features/cache/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule, startService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startStandalone, type RedisServer } from '../../support/servers.js';
import { topologies } from '../../support/topologies.js';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

const fails = async (): Promise<never> => {
  throw new Error('origin is down');
};

async function startCache(options: object = {}, server?: RedisServer) {
  const redis = server ?? (await startStandalone());
  if (!server) open.push(async () => redis.stop());
  const module: TestingModule = await startModule({ url: redis.url, prefix: 'test.faults' }, [
    CacheModule.forRoot({ jitter: 0, earlyRefresh: 0, ...options }),
  ]);
  open.push(async () => module.close());
  return { redis, cache: module.get(CacheService), connection: module.get(RedisConnection) };
}

describe.each(['kill', 'freeze'] as const)('Redis gone (%s)', (how) => {
  const takeAway = async (redis: RedisServer) => (how === 'kill' ? redis.kill() : redis.freeze());
  const bringBack = async (redis: RedisServer) => (how === 'kill' ? redis.start() : redis.thaw());

  it('is served from memory within grace, loads straight beyond, and hangs nowhere', async () => {
    const { redis, cache } = await startCache({ memoryTrustMs: 200 });
    const grace = { ttlMs: 60_000, graceMs: 60_000 };
    await cache.getOrSet('graced', async () => 'kept', grace);
    await cache.getOrSet('plain', async () => 'old', { ttlMs: 60_000 });
    await takeAway(redis);
    await delay(300); // memory is trusted no longer
    const startedAt = performance.now();
    expect(await cache.getOrSet('graced', fails, grace)).toBe('kept');
    expect(await cache.getOrSet('plain', async () => 'straight')).toBe('straight');
    await expect(cache.getOrSet('other', fails)).rejects.toThrow('origin is down');
    expect(await cache.get('nothing')).toBeUndefined();
    let calls = 0;
    const load = async () => {
      await delay(20);
      return ++calls;
    };
    await Promise.all(Array.from({ length: 100 }, async () => cache.getOrSet('together', load)));
    expect(calls).toBe(1);
    expect(performance.now() - startedAt).toBeLessThan(5000);
    await bringBack(redis);
    await eventually(async () => {
      await cache.set('back', 1);
      expect(await cache.get('back', { memory: false })).toBe(1);
    });
  }, 30_000);

  it('keeps nothing that was being loaded when it could not be told of a change', async () => {
    const { redis, cache } = await startCache({ graceMs: 60_000 });
    for (const [name, change] of [
      ['deleted', async (key: string) => cache.delete(key)],
      ['written', async (key: string) => cache.set(key, 'newer')],
      ['cleared', async () => cache.clear()],
    ] as const) {
      const source = Promise.withResolvers<string>();
      const begun = Promise.withResolvers<void>();
      const load = async () => {
        begun.resolve();
        return source.promise;
      };
      if (name === 'deleted') await takeAway(redis);
      const loading = cache.getOrSet(name, load);
      await begun.promise;
      await expect(change(name)).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE' });
      source.resolve('old');
      expect(await loading).toBe('old'); // it was asked for before
      expect(await cache.getOrSet(name, async () => 'new')).toBe('new');
    }
    await bringBack(redis);
  }, 30_000);

  it('is told as soon as it is back what could not be told, before anything of it is served', async () => {
    const redis = await startStandalone({ appendOnly: true, config: ['appendfsync always'] });
    open.push(async () => redis.stop());
    const { cache } = await startCache({}, redis);
    for (const key of ['deleted', 'tagged', 'kept']) await cache.set(key, 'old', { tags: [`tag-${key}`] });
    await takeAway(redis);
    await expect(cache.delete('deleted')).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE' });
    await expect(cache.invalidateTags('tag-tagged')).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE' });
    for (const key of ['deleted', 'tagged'])
      expect(await cache.getOrSet(key, async () => 'new', { memory: false })).toBe('new');
    await bringBack(redis);
    await eventually(async () => expect(await cache.get('kept', { memory: false })).toBe('old'));
    for (const key of ['deleted', 'tagged']) expect(await cache.get(key, { memory: false })).not.toBe('old');
  }, 30_000);
});

describe.each(topologies)('an invalidation message that is lost, on %s', (_name, target) => {
  it('costs freshness for memoryTrustMs at most, and is noticed', async () => {
    const options = { memoryTrustMs: 400, timeoutMs: 5000, jitter: 0 };
    const module = await startModule(target, [CacheModule.forRoot(options)]);
    open.push(async () => module.close());
    const { prefix } = module.get(RedisConnection).options;
    const otherModule = await startModule({ ...target, prefix }, [CacheModule.forRoot(options)]);
    open.push(async () => otherModule.close());
    const [cache, other] = [module.get(CacheService), otherModule.get(CacheService)];
    await other.getOrSet('lost', async () => 'old');
    const members = (other as unknown as { ring: { members: { coherence: { hear(text: string): void } }[] } })
      .ring.members;
    for (const { coherence } of members) coherence.hear = () => undefined;
    await cache.set('lost', 'new');
    expect(await other.get('lost')).toBe('old'); // nobody has told it
    await eventually(async () => expect(await other.get('lost')).toBe('new'), { withinMs: 3000 });
    await eventually(() => expect(other.statistics.gaps).toBeGreaterThan(0));
  });
});

it('Redis emptied is a cold cache, not an error, and memory does not outlive it', async () => {
  const { cache, connection } = await startCache({ memoryTrustMs: 200 });
  await cache.getOrSet('a', async () => 'old');
  await connection.client.call('FLUSHALL');
  await eventually(async () => expect(await cache.get('a')).toBeUndefined());
  expect(await cache.getOrSet('a', async () => 'new')).toBe('new');
});

it('a Redis that is full serves what it has, and loads the rest', async () => {
  const redis = await startStandalone();
  open.push(async () => redis.stop());
  const { cache, connection } = await startCache({}, redis);
  await cache.set('there', 'kept');
  await connection.client.call('CONFIG', 'SET', 'maxmemory', '1');
  expect(await cache.get('there', { memory: false })).toBe('kept');
  expect(await cache.getOrSet('more', async () => 'loaded', { memory: false })).toBe('loaded');
});

it('over HTTP a Redis that is away is a 503 within a second', async () => {
  const redis = await startStandalone();
  open.push(async () => redis.stop());
  const service = await startService({ url: redis.url });
  open.push(async () => service.stop());
  await redis.kill();
  for (const [method, path, body] of [
    ['GET', '/v1/cache/a/b', undefined],
    ['PUT', '/v1/cache/a/b', { value: 1 }],
    ['DELETE', '/v1/cache/a/b', undefined],
    ['POST', '/v1/cache/a/invalidate', { all: true }],
  ] as const) {
    const startedAt = performance.now();
    const answer = await service.request(method, path, body);
    expect(answer).toMatchObject({ status: 503, body: { code: 'REDIS_UNAVAILABLE' } });
    expect(performance.now() - startedAt).toBeLessThan(1500);
  }
});
