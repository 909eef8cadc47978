import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import type { TestingModule } from '@nestjs/testing';
import { Redis } from 'ioredis';
import { CacheModule, CacheService, type CacheOptions } from '../../../src/features/cache/index.js';
import { startModule, startService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startProxy, type Proxy } from '../../support/proxy.js';
import { startStandalone, type RedisServer } from '../../support/servers.js';
import { standalone } from '../../support/topologies.js';

let server: RedisServer;
let proxy: Proxy;
/** Beside the proxy, to look at what is there. */
let redis: Redis;
const open: TestingModule[] = [];

beforeAll(async () => {
  server = await startStandalone();
  proxy = await startProxy(server.port);
  redis = new Redis(server.url);
});
afterEach(async () => {
  jest.restoreAllMocks();
  for (const module of open.splice(0)) await module.close();
});
afterAll(async () => {
  await redis.quit();
  proxy.stop();
  await server.stop();
});

async function startCache(options: Partial<CacheOptions> = {}, prefix = 'costs'): Promise<CacheService> {
  const module = await startModule({ url: proxy.url, prefix: `test.${prefix}`, deadlineMs: 10_000 }, [
    // So that nothing but what is asked for is sent.
    CacheModule.forRoot({ memoryMaxBytes: 0, earlyRefresh: 0, jitter: 0, timeoutMs: 5000, ...options }),
  ]);
  open.push(module);
  return module.get(CacheService);
}

const fails = async (): Promise<never> => {
  throw new Error('origin is down');
};

it('asks Redis once for a hit, and once for all hits of a turn', async () => {
  const cache = await startCache();
  const names = Array.from({ length: 50 }, (_, i) => `hit-${i}`);
  for (const name of names) await cache.set(name, name);
  await cache.getOrSet('hit-0', fails);
  proxy.resetCounts();
  expect(await cache.getOrSet('hit-0', fails)).toBe('hit-0');
  expect(proxy.counts.roundTrips).toBe(1);
  proxy.resetCounts();
  expect(await Promise.all(names.map(async (name) => cache.getOrSet(name, fails)))).toEqual(names);
  expect(proxy.counts.roundTrips).toBe(1);
});

it('reads no more than 64 entries with one command, and each of them once', async () => {
  const cache = await startCache({}, 'batches');
  const names = Array.from({ length: 150 }, (_, i) => `entry-${i}`);
  await Promise.all(names.map(async (name) => cache.set(name, name)));
  await redis.config('RESETSTAT');
  const asked = [...names, ...names];
  expect(await Promise.all(asked.map(async (name) => cache.get(name)))).toEqual(asked);
  // 64, 64 and 22 of the first time; what is asked again in the same turn may be in another batch, but not twice in one.
  const stats = await redis.info('commandstats');
  const calls = Number(/cmdstat_mget:calls=(\d+)/.exec(stats)?.[1]);
  expect(calls).toBeGreaterThanOrEqual(3);
  expect(calls).toBeLessThanOrEqual(5);
  const sameName = Array.from({ length: 100 }, () => 'entry-0');
  await redis.config('RESETSTAT');
  await Promise.all(sameName.map(async (name) => cache.get(name)));
  expect(await redis.info('commandstats')).toMatch(/cmdstat_mget:calls=1,/);
});

it('keeps no more of an answer of Redis in memory than the entry', async () => {
  const seen: number[] = [];
  const codec = {
    id: 'b',
    shareable: false,
    encode: (value: unknown) => value as Buffer,
    decode: (payload: string | Buffer) => seen.push((payload as Buffer).buffer.byteLength),
  };
  const cache = await startCache({ memoryMaxBytes: 10_000_000 }, 'views');
  const names = Array.from({ length: 50 }, (_, i) => `entry-${i}`);
  const options = { codec, memory: false };
  for (const name of names) await cache.set(name, Buffer.alloc(5000), options);
  const read = async () => Promise.all(names.map(async (name) => cache.get(name, { codec })));
  await read(); // all with one answer
  seen.splice(0);
  await read();
  expect(seen).toHaveLength(50);
  expect(cache.statistics.memoryHits).toBe(50);
  expect(Math.max(...seen)).toBeLessThan(10_000);
});

it('leaves no key in Redis without a time to live', async () => {
  const cache = await startCache({}, 'lives');
  await cache.getOrSet('loaded', async () => 1, { tags: ['a'], staleMs: 1000, graceMs: 2000 });
  await cache.set('set', 1, { tags: ['b'] });
  await cache.set('gone', 1);
  await cache.delete('gone');
  await cache.delete('never-there');
  await cache.invalidateTags('a', 'unknown');
  await cache.namespace('cleared-cold').clear();
  await cache.namespace('tagged-cold').invalidateTags('x');
  await cache.getOrSet('failed', fails).catch(() => undefined);
  await cache.remote.read({ namespace: 'leased', key: 'k' }, { lease: true });
  const keys = await redis.keys('test.lives:*');
  const immortal = await Promise.all(keys.map(async (key) => ((await redis.pttl(key)) > 0 ? [] : [key])));
  expect(keys.length).toBeGreaterThanOrEqual(7);
  expect(immortal.flat()).toEqual([]);
});

it('does the same few commands for an invalidation, whatever the number of entries', async () => {
  const cache = await startCache({}, 'many');
  const tags = ['shared'];
  const fill = async (count: number) =>
    Promise.all(Array.from({ length: count }, async (_, i) => cache.set(`entry-${i}`, i, { tags })));
  // What scripts do is counted, too: one that walked over entries would show.
  const commandsOf = async (invalidate: () => Promise<void>) => {
    await redis.config('RESETSTAT');
    await invalidate();
    const stats = await redis.info('commandstats');
    return [...stats.matchAll(/cmdstat_(evalsha|get|set|del|unlink|z\w+|publish):calls=(\d+)/g)]
      .map(([, name, calls]) => `${name} ${calls}`)
      .toSorted();
  };
  for (const invalidate of [async () => cache.invalidateTags('shared'), async () => cache.clear()]) {
    await fill(10);
    await invalidate();
    await fill(10);
    const few = await commandsOf(invalidate);
    expect(few).toContain('evalsha 1');
    await fill(5000);
    expect(await commandsOf(invalidate)).toEqual(few);
    expect(await cache.get('entry-7')).toBeUndefined();
  }
});

it('spreads the ends of entries over the jitter, and none without', async () => {
  const cache = await startCache({}, 'spread');
  const livesOf = async (jitter: number) => {
    await cache.clear();
    const names = Array.from({ length: 40 }, (_, i) => `${jitter}-${i}`);
    const options = { ttlMs: 1_000_000, jitter };
    await Promise.all(names.map(async (name) => cache.getOrSet(name, async () => 1, options)));
    const keys = await redis.keys(`test.spread:*e:${jitter}-*`);
    expect(keys).toHaveLength(40);
    return Promise.all(keys.map(async (key) => redis.pttl(key)));
  };
  const spread = await livesOf(0.5);
  expect(Math.min(...spread)).toBeGreaterThan(400_000);
  // That 40 of them fall into a fifth of the range by chance happens once in 10^25.
  expect(Math.max(...spread) - Math.min(...spread)).toBeGreaterThan(100_000);
  expect(Math.min(...(await livesOf(0)))).toBeGreaterThan(900_000);
});

describe.each([
  ['Redis', 0],
  ['memory', 1_000_000],
])('an entry in %s that is about to expire', (_where, memoryMaxBytes) => {
  // Within reach of a load of 100 ms, and far beyond what the test waits.
  const options = { ttlMs: 15_000 };
  const origin = () => {
    const counted = { calls: 0, load: async () => (await delay(100), ++counted.calls) };
    return counted;
  };
  const chance = (value: number) => jest.spyOn(Math, 'random').mockReturnValue(value);

  it('is loaded anew by one of many callers, who all get what is there', async () => {
    const cache = await startCache({ memoryMaxBytes, earlyRefresh: 10 }, `early-${memoryMaxBytes}`);
    const source = origin();
    chance(0);
    const ask = async () => cache.getOrSet('soon', source.load, options);
    await ask();
    expect(await ask()).toBe(1);
    expect(source.calls).toBe(1);
    chance(1 - 1e-9);
    expect(new Set(await Promise.all(Array.from({ length: 100 }, ask)))).toEqual(new Set([1]));
    chance(0);
    await eventually(async () => expect(await ask()).toBe(2));
    expect(source.calls).toBe(2);
  });

  it('is left alone where earlyRefresh is 0', async () => {
    const cache = await startCache({ memoryMaxBytes, earlyRefresh: 0 }, `late-${memoryMaxBytes}`);
    const source = origin();
    chance(1 - 1e-9);
    const ask = async () => cache.getOrSet('soon', source.load, options);
    await ask();
    for (let i = 0; i < 20; i++) expect(await ask()).toBe(1);
    await delay(200); // longer than a load takes
    expect(source.calls).toBe(1);
  });
});

it('makes a span of each load, with what Redis does for it inside, and none of a hit', async () => {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  try {
    const cache = await startCache({}, 'traced');
    const loads = () => exporter.getFinishedSpans().filter(({ name }) => name === 'cache load');
    await cache.getOrSet('secret', async () => 1);
    await cache.getOrSet('secret', fails);
    await cache.getOrSet('failing', fails).catch(() => undefined);
    const [loaded, failed, ...more] = loads();
    expect(more).toEqual([]);
    expect(failed?.attributes).toEqual({ 'error.type': 'Error' });
    const inside = exporter
      .getFinishedSpans()
      .filter(({ parentSpanContext }) => parentSpanContext?.spanId === loaded?.spanContext().spanId);
    expect(inside.map(({ name }) => name)).toEqual(['script store-entry']);
    expect(JSON.stringify(loads().map(({ name, attributes }) => [name, attributes]))).not.toContain('secret');
  } finally {
    await provider.shutdown();
    trace.disable();
    context.disable();
  }
});

it('tells the metrics of the service what its cache has done', async () => {
  const service = await startService(standalone);
  try {
    const cache = service.app.get(CacheService, { strict: false });
    await cache.getOrSet('a', async () => 1);
    await cache.getOrSet('a', fails);
    await cache.getOrSet('a', fails, { memory: false });
    const text = await (await fetch(`${service.url}/metrics`)).text();
    expect(text).toContain('rookery_cache_loads_total{namespace="app"} 1');
    expect(text).toContain('rookery_cache_misses_total{namespace="app"} 1');
    expect(text).toContain('rookery_cache_stores_total{namespace="app",outcome="stored"} 1');
    expect(text).toMatch(/rookery_cache_hits_total\{namespace="app",from="memory"\} 1/);
  } finally {
    await service.stop();
  }
});
