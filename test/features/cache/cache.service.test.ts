import { setTimeout as delay } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import {
  CacheModule,
  CacheService,
  defineCache,
  v8Codec,
  type LoadContext,
} from '../../../src/features/cache/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies } from '../../support/topologies.js';

/** A loader that counts its calls and answers `{ n }`, after `ms`. */
function counting(ms = 0) {
  const counted = { calls: 0, load: async () => ({ n: await next() }) };
  const next = async () => {
    const n = ++counted.calls;
    if (ms > 0) await delay(ms);
    return n;
  };
  return counted;
}

const fails = async (): Promise<never> => {
  throw new Error('origin is down');
};

describe.each(topologies)('CacheService on %s', (_name, target) => {
  const options = { maxValueBytes: 100_000, timeoutMs: 5000, jitter: 0, earlyRefresh: 0 };
  let module: TestingModule;
  let cache: CacheService;
  /** Another process, as far as Redis is concerned. */
  let otherModule: TestingModule;
  let other: CacheService;

  beforeAll(async () => {
    module = await startModule(target, [CacheModule.forRoot(options)]);
    cache = module.get(CacheService);
    const { prefix } = module.get(RedisConnection).options;
    otherModule = await startModule({ ...target, prefix }, [CacheModule.forRoot(options)]);
    other = otherModule.get(CacheService);
  });
  afterAll(async () => Promise.all([module.close(), otherModule.close()]));

  it('loads once however many ask at once, and serves it from then on', async () => {
    const origin = counting(30);
    const ask = async (from: CacheService) => from.getOrSet('cold', origin.load);
    const values = await Promise.all(Array.from({ length: 500 }, async (_, i) => ask(i % 2 ? cache : other)));
    expect(new Set(values.map(({ n }) => n))).toEqual(new Set([1]));
    expect(await cache.getOrSet('cold', origin.load, { memory: false })).toEqual({ n: 1 });
    expect(origin.calls).toBe(1);
  });

  it('serves from memory without asking Redis, frozen; and copies where they are asked for', async () => {
    await cache.getOrSet('kept', counting().load);
    const { memoryHits } = cache.statistics;
    const value = await cache.getOrSet('kept', fails);
    expect(cache.statistics.memoryHits).toBe(memoryHits + 1);
    expect(Object.isFrozen(value)).toBe(true);
    const copies = { copies: true };
    await cache.getOrSet('copied', async () => ({ list: [1] }), copies);
    const copy = await cache.getOrSet<{ list: number[] }>('copied', fails, copies);
    copy.list.push(2);
    expect(await cache.getOrSet('copied', fails, copies)).toEqual({ list: [1] });
  });

  it('asks Redis alone where memory is not wanted, whatever others have kept there', async () => {
    await cache.getOrSet('not-kept', counting().load);
    const { memoryHits, hits } = cache.statistics;
    expect(await cache.getOrSet('not-kept', fails, { memory: false })).toEqual({ n: 1 });
    expect(await cache.get('not-kept', { memory: false })).toEqual({ n: 1 });
    expect(cache.statistics).toMatchObject({ memoryHits, hits: hits + 2 });
  });

  it('serves stale values at once while one caller loads anew', async () => {
    const origin = counting();
    const swr = { ttlMs: 40, staleMs: 60_000 };
    await cache.getOrSet('stale', origin.load, swr);
    await delay(60);
    expect(await cache.getOrSet('stale', origin.load, swr)).toEqual({ n: 1 });
    await eventually(async () =>
      expect(await cache.getOrSet('stale', origin.load, swr)).not.toEqual({ n: 1 }),
    );
  });

  it('serves an older value within grace when loading fails, and the error else', async () => {
    const grace = { ttlMs: 20, graceMs: 60_000 };
    await cache.getOrSet('graced', counting().load, grace);
    await cache.getOrSet('ungraced', counting().load, { ttlMs: 20 });
    await delay(40);
    expect(await cache.getOrSet('graced', fails, grace)).toEqual({ n: 1 });
    await expect(cache.getOrSet('ungraced', fails)).rejects.toThrow('origin is down');
    expect(await cache.getOrSet('ungraced', counting().load)).toEqual({ n: 1 });
  });

  it('gives up on a loader that hangs: the older value after the soft limit, an error after the hard one', async () => {
    const soft = { ttlMs: 20, graceMs: 60_000, softTimeoutMs: 30 };
    await cache.getOrSet('soft', counting().load, soft);
    await delay(40);
    const { promise: hanging, resolve } = Promise.withResolvers<{ n: number }>();
    expect(await cache.getOrSet('soft', async () => hanging, soft)).toEqual({ n: 1 });
    resolve({ n: 9 });
    await eventually(async () => expect(await cache.get('soft', soft)).toEqual({ n: 9 }));
    let aborted = false;
    const hard = cache.getOrSet(
      'hard',
      async ({ signal }) => {
        signal.addEventListener('abort', () => (aborted = true));
        return new Promise(() => undefined);
      },
      { hardTimeoutMs: 50 },
    );
    await expect(hard).rejects.toMatchObject({ code: 'CACHE_LOAD_TIMEOUT' });
    expect(aborted).toBe(true);
    expect(await other.getOrSet('hard', counting().load)).toEqual({ n: 1 });
  });

  it.each([
    ['a delete', async () => other.delete('raced')],
    ['its tag being invalidated', async () => other.invalidateTags('race')],
    ['a clear', async () => other.clear()],
    ['a newer value', async () => other.set('raced', { n: 77 }, { tags: ['race'] })],
  ])('stores nothing that was loaded before %s', async (_what, invalidate) => {
    await cache.delete('raced');
    const { fenced } = cache.statistics;
    const value = await cache.getOrSet(
      'raced',
      async () => {
        await invalidate();
        return { n: -1 };
      },
      { tags: ['race'] },
    );
    expect(value).toEqual({ n: -1 });
    expect(cache.statistics.fenced).toBe(fenced + 1);
    for (const one of [cache, other])
      expect(await one.get('raced', { memory: false })).not.toEqual({ n: -1 });
  });

  it('drops what is invalidated out of the memory of other processes', async () => {
    for (const [invalidate, key] of [
      [async () => cache.delete('d'), 'd'],
      [async () => cache.invalidateTags('t'), 't'],
      [async () => cache.set('s', 'new'), 's'],
      [async () => cache.clear(), 'c'],
    ] as const) {
      await other.getOrSet(key, async () => 'old', { tags: [key] });
      expect(await other.getOrSet(key, fails)).toBe('old');
      await invalidate();
      await eventually(async () => expect(await other.get(key)).not.toBe('old'), { withinMs: 500 });
    }
  });

  it('invalidates by tags that follow from the value, and leaves the others alone', async () => {
    const user = defineCache<[id: string], { id: string; org: string }>({
      name: 'user',
      key: (id) => id,
      tags: ({ org }) => [`org:${org}`],
    });
    const users = cache.of(user);
    await users.getOrSet(['1'], async () => ({ id: '1', org: 'a' }));
    await users.getOrSet(['2'], async () => ({ id: '2', org: 'b,c' }));
    await cache.invalidateTags('org:b,c');
    expect(await users.get('1')).toEqual({ id: '1', org: 'a' });
    expect(await users.get('2')).toBeUndefined();
    await users.clear();
    expect(await users.get('1')).toBeUndefined();
  });

  it('loads what is missing of many with one call', async () => {
    await cache.set('many-2', 'two');
    const calls: (readonly string[])[] = [];
    const load = async (missing: readonly string[]) => {
      calls.push(missing);
      return missing.map((name) => name.toUpperCase());
    };
    expect(await cache.getMany(['many-1', 'many-2', 'many-3'], load)).toEqual(['MANY-1', 'two', 'MANY-3']);
    expect(await cache.getMany(['many-1', 'many-3'], load)).toEqual(['MANY-1', 'MANY-3']);
    expect(calls).toEqual([['many-1', 'many-3']]);
  });

  it('asks for what is missing in the order of the call, from whichever nodes leases come', async () => {
    const names = Array.from({ length: 200 }, (_, i) => `ordered-${i}`);
    const calls: (readonly string[])[] = [];
    const load = async (missing: readonly string[]) => {
      calls.push(missing);
      return missing;
    };
    expect(await cache.getMany(names, load)).toEqual(names);
    expect(calls).toEqual([names]);
  });

  it('keeps null and undefined for their own time, or not at all', async () => {
    let calls = 0;
    const nothing = async () => void calls++;
    await cache.getOrSet('nothing', nothing, { negativeTtlMs: 0 });
    await cache.getOrSet('nothing', nothing, { negativeTtlMs: 60_000 });
    expect(await cache.getOrSet('nothing', nothing)).toBeUndefined();
    expect(await cache.getOrSet('nothing', nothing, { memory: false })).toBeUndefined();
    expect(calls).toBe(2);
  });

  it.each([
    ['a fraction', { ttlMs: 60_000.5, staleMs: 0.1, graceMs: 1.7, hardTimeoutMs: 2500.5 }],
    ['infinite', { ttlMs: Infinity, staleMs: Infinity, graceMs: Infinity, hardTimeoutMs: Infinity }],
  ])('takes times that are %s', async (kind, times) => {
    const read = { memory: false, tags: ['a'] };
    await cache.set(`set-${kind}`, 1, { ...times, tags: ['a'] });
    expect(await cache.get(`set-${kind}`, read)).toBe(1);
    await cache.getOrSet(`loaded-${kind}`, async () => 2, { ...times, tags: ['a'] });
    expect(await cache.getOrSet(`loaded-${kind}`, fails, { ...read, ...times })).toBe(2);
    const keepFor = async ({ keepFor: keep }: LoadContext) => (keep(times.ttlMs), 3);
    await cache.getOrSet(`told-${kind}`, keepFor);
    expect(await cache.getOrSet(`told-${kind}`, fails, { memory: false })).toBe(3);
  });

  it('refuses times that are none, and stores nothing', async () => {
    for (const times of [
      { ttlMs: 0 },
      { ttlMs: NaN },
      { staleMs: -1 },
      { graceMs: NaN },
      { hardTimeoutMs: 0 },
    ])
      await expect(cache.set('none', 1, times)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const load = async ({ keepFor }: LoadContext) => (keepFor(NaN), 1);
    await expect(cache.getOrSet('none', load)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await cache.get('none')).toBeUndefined();
  });

  it.each([false, true])(
    'tells a loader what is served meanwhile, in a copy of its own: %s',
    async (copies) => {
      const told: unknown[] = [];
      const load = async ({ stale }: LoadContext) => ({ n: told.push(stale) });
      const swr = { ttlMs: 30, staleMs: 60_000, memory: false, copies };
      await cache.getOrSet(`told-${copies}`, load, swr);
      await delay(40);
      expect(await cache.getOrSet(`told-${copies}`, load, swr)).toEqual({ n: 1 });
      await eventually(() => expect(told).toEqual([undefined, { n: 1 }]));
    },
  );

  it('gives each caller what it wants, whatever another wanted when memory took it', async () => {
    await cache.getOrSet('wanted', async () => ({ n: 1 }));
    const own = await cache.get<{ n: number }>('wanted', { copies: true });
    Object.assign(own ?? {}, { n: 2 });
    expect(await cache.get('wanted')).toEqual({ n: 1 });
    await cache.getOrSet('typed', async () => new Map([[1, 2]]), { codec: v8Codec });
    expect(await cache.getOrSet('typed', async () => 'text')).toBe('text');
    await cache.getOrSet('text', async () => ({ n: 1 }));
    expect(await cache.getOrSet('text', async () => new Map(), { codec: v8Codec })).toEqual(new Map());
  });

  it('compresses long values, takes other codecs, and returns what is too long without storing it', async () => {
    const long = { text: 'rook '.repeat(10_000) };
    await cache.set('long', long);
    expect(await cache.get('long', { memory: false })).toEqual(long);
    const clone = { codec: v8Codec, memory: false };
    const value = new Map([['at', new Date(0)]]);
    await cache.getOrSet('clone', async () => value, clone);
    expect(await cache.getOrSet('clone', fails, clone)).toEqual(value);
    expect(await cache.get('clone', { memory: false })).toBeUndefined();
    const huge = 'x'.repeat(100_001);
    expect(await cache.getOrSet('huge', async () => huge)).toBe(huge);
    expect(await cache.get('huge')).toBeUndefined();
    await expect(cache.set('huge', huge)).rejects.toMatchObject({ code: 'CACHE_VALUE_TOO_LARGE' });
  });

  it('clears nothing but its own', async () => {
    const { client, keys } = module.get(RedisConnection);
    await client.set(keys.call(module.get(RedisConnection), 'kv')('x', 'y'), '1');
    const beside = cache.namespace('beside');
    await beside.set('kept', 1);
    await cache.set('gone', 1);
    await cache.clear();
    expect(await cache.get('gone')).toBeUndefined();
    expect(await beside.get('kept')).toBe(1);
    expect(await client.get(keys.call(module.get(RedisConnection), 'kv')('x', 'y'))).toBe('1');
  });
});
