import type { TestingModule } from '@nestjs/testing';
import fc from 'fast-check';
import { KvModule, KvService } from '../../../src/features/kv/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies } from '../../support/topologies.js';

describe.each(topologies)('KvService on %s', (_name, target) => {
  let module: TestingModule;
  let kv: KvService;
  let connection: RedisConnection;

  beforeAll(async () => {
    module = await startModule(target, [KvModule.forRoot({ maxValueBytes: 1000 })]);
    kv = module.get(KvService);
    connection = module.get(RedisConnection);
  });
  afterAll(async () => module.close());

  it('gives back any JSON value as it was stored', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 1, maxLength: 50 }),
        fc.jsonValue({ maxDepth: 3 }),
        async (key, value) => {
          const expected: unknown = JSON.parse(JSON.stringify(value));
          await kv.set(key, value);
          expect(await kv.get(key)).toEqual(expected);
          expect(await kv.entry(key)).toMatchObject({ key, value: expected, ttlMs: null });
        },
      ),
      { numRuns: 50 },
    );
  });

  it('knows no value where there is none', async () => {
    expect(await kv.get('none')).toBeUndefined();
    expect(await kv.entry('none')).toBeUndefined();
    expect(await kv.exists('none')).toBe(false);
    expect(await kv.delete('none')).toBe(false);
    expect(await kv.expire('none', 1000)).toBe(false);
    expect(await kv.expire('none', null)).toBe(false);
  });

  it('tells null from nothing', async () => {
    await kv.set('null', null);
    expect(await kv.get('null')).toBeNull();
    expect(await kv.exists('null')).toBe(true);
  });

  it('lets a value live for its time and no longer', async () => {
    await kv.set('short', 1, { ttlMs: 40 });
    const entry = await kv.entry('short');
    expect(entry?.ttlMs).toBeGreaterThan(0);
    expect(entry?.ttlMs).toBeLessThanOrEqual(40);
    await eventually(async () => expect(await kv.get('short')).toBeUndefined());
  });

  it('replaces the time to live with the value, and sets and lifts it alone', async () => {
    await kv.set('ttl', 1, { ttlMs: 60_000 });
    await kv.set('ttl', 2);
    expect((await kv.entry('ttl'))?.ttlMs).toBeNull();
    expect(await kv.expire('ttl', 50_000)).toBe(true);
    expect((await kv.entry('ttl'))?.ttlMs).toBeGreaterThan(40_000);
    expect(await kv.expire('ttl', null)).toBe(true);
    expect(await kv.expire('ttl', null)).toBe(true);
    expect((await kv.entry('ttl'))?.ttlMs).toBeNull();
  });

  it('stores only where there is nothing, when asked to: one of many callers wins', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => kv.set('once', i, { ifAbsent: true })),
    );
    expect(outcomes.filter(({ stored }) => stored)).toHaveLength(1);
    expect(await kv.get('once')).toBe(outcomes.findIndex(({ stored }) => stored));
    expect(outcomes).toContainEqual({ stored: false, reason: 'exists' });
  });

  it('stores only over the version that was read: of concurrent writers one wins', async () => {
    const first = await kv.set('cas', { n: 0 });
    if (!first.stored) throw new Error('not stored');
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, async (_, i) =>
        kv.set('cas', { n: i + 1 }, { ifVersion: first.version, ttlMs: 60_000 }),
      ),
    );
    expect(outcomes.filter(({ stored }) => stored)).toHaveLength(1);
    const entry = await kv.entry('cas');
    expect(entry?.version).toBe(outcomes.find(({ stored }) => stored)?.['version' as never]);
    expect(entry?.ttlMs).toBeGreaterThan(50_000);
    expect(await kv.set('gone', 1, { ifVersion: first.version })).toEqual({
      stored: false,
      reason: 'version_mismatch',
    });
    expect(await kv.exists('gone')).toBe(false);
  });

  it('counts exactly, however many callers count', async () => {
    await Promise.all(Array.from({ length: 200 }, async () => kv.increment('hits')));
    expect(await kv.get('hits')).toBe(200);
    expect(await kv.increment('hits', { by: -50 })).toBe(150);
  });

  it('gives a counter its time to live when it is made, and hits do not prolong it', async () => {
    await kv.increment('window', { ttlMs: 60_000 });
    await kv.expire('window', 30_000);
    await kv.increment('window', { ttlMs: 60_000 });
    expect((await kv.entry('window'))?.ttlMs).toBeLessThanOrEqual(30_000);
    await kv.set('permanent', 1);
    await kv.increment('permanent', { ttlMs: 60_000 });
    expect((await kv.entry('permanent'))?.ttlMs).toBeNull();
  });

  it.each([['text'], [1.5], [{ a: 1 }], [null], [true], ['12']])('does not count on %j', async (value) => {
    await kv.set('no-number', value);
    await expect(kv.increment('no-number')).rejects.toMatchObject({
      code: 'KV_NOT_A_NUMBER',
      kind: 'conflict',
    });
    expect(await kv.get('no-number')).toEqual(value);
  });

  it('does not count past what JSON numbers hold exactly', async () => {
    for (const [edge, by] of [
      [Number.MAX_SAFE_INTEGER, 1],
      [Number.MIN_SAFE_INTEGER, -1],
      [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    ] as const) {
      await kv.set('edge', edge);
      await expect(kv.increment('edge', { by })).rejects.toMatchObject({ code: 'KV_OUT_OF_RANGE' });
      expect(await kv.get('edge')).toBe(edge);
    }
  });

  it('tells the largest and the smallest number exactly, in each way to count', async () => {
    for (const [name, edge, by] of [
      ['largest', Number.MAX_SAFE_INTEGER, 1],
      ['smallest', Number.MIN_SAFE_INTEGER, -1],
    ] as const) {
      await kv.set(name, edge - by);
      expect(await kv.increment(name, { by })).toBe(edge);
      for (const atomic of [true, false]) {
        const field = { key: `${name}-${atomic}`, field: 'n' } as const;
        const results = await kv.pipeline(
          [
            { op: 'hset', key: field.key, fields: { n: edge - by } },
            { op: 'hincrby', ...field, by },
          ],
          { atomic },
        );
        expect(results[1]).toEqual({ ok: true, value: edge });
      }
    }
  });

  it('refuses what is no JSON or too long, and changes nothing', async () => {
    await kv.set('kept', 'old');
    await expect(kv.set('kept', undefined)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(kv.set('kept', 'é'.repeat(500))).rejects.toMatchObject({ code: 'KV_VALUE_TOO_LARGE' });
    await kv.set('fits', 'x'.repeat(998));
    expect(await kv.get('kept')).toBe('old');
  });

  it('says so when the key holds a list', async () => {
    await kv.pipeline([{ op: 'rpush', key: 'list', values: [1] }]);
    await expect(kv.get('list')).rejects.toMatchObject({ code: 'WRONG_TYPE', kind: 'conflict' });
    await expect(kv.entry('list')).rejects.toMatchObject({ code: 'WRONG_TYPE' });
    await expect(kv.increment('list')).rejects.toMatchObject({ code: 'WRONG_TYPE' });
  });

  it('keeps its keys under the prefix of the connection', async () => {
    await kv.set('mine', 1);
    expect(await connection.client.get(`${connection.options.prefix}:kv:mine`)).toBe('1');
  });
});
