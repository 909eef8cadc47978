import type { TestingModule } from '@nestjs/testing';
import fc from 'fast-check';
import { CollectionsModule, CollectionsService } from '../../../src/features/collections/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies } from '../../support/topologies.js';

describe.each(topologies)('CollectionsService on %s', (_name, target) => {
  let module: TestingModule;
  let collections: CollectionsService;
  let redis: RedisConnection;

  beforeAll(async () => {
    module = await startModule(target, [CollectionsModule.forRoot({ maxItemBytes: 2000 })]);
    collections = module.get(CollectionsService);
    redis = module.get(RedisConnection);
  });
  afterAll(async () => module.close());

  const key = (name: string, part: string) => redis.keys('collections')(name, part);

  it('inserts a batch and reads each item back as it was, in the order of insertion', async () => {
    const items = Array.from({ length: 250 }, (_, n) => ({ n, text: `ü${n}`, deep: { list: [n, null] } }));
    const ids = await collections.insert('orders', items);
    expect(new Set(ids).size).toBe(250);
    expect((await collections.read('orders', ids[7] ?? ''))?.item).toEqual(items[7]);
    const page = await collections.list('orders', { limit: 200 });
    const rest = await collections.list('orders', { limit: 200, cursor: page.nextCursor ?? undefined });
    expect([...page.items, ...rest.items].map(({ id }) => id)).toEqual(ids);
    expect([...page.items, ...rest.items].map(({ item }) => item)).toEqual(items);
    expect(rest.nextCursor).toBeNull();
    expect(await collections.count('orders')).toBe(250);
  });

  it('pages from either end to the other, each item once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (size, limit) => {
          const name = `pages-${size}-${limit}`;
          await collections.drop(name);
          const ids = await collections.insert(
            name,
            Array.from({ length: size }, (_, n) => ({ n })),
          );
          for (const order of ['oldest', 'newest'] as const) {
            const seen: string[] = [];
            let cursor: string | undefined;
            do {
              const page = await collections.list(name, { limit, cursor, order });
              expect(page.items.length).toBeLessThanOrEqual(limit);
              seen.push(...page.items.map(({ id }) => id));
              cursor = page.nextCursor ?? undefined;
            } while (cursor);
            expect(seen).toEqual(order === 'oldest' ? ids : ids.toReversed());
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('keeps its place while items come and go', async () => {
    const ids = await collections.insert(
      'moving',
      Array.from({ length: 6 }, (_, n) => ({ n })),
    );
    const first = await collections.list('moving', { limit: 3 });
    await collections.delete('moving', ids[0] ?? '');
    await collections.delete('moving', ids[5] ?? '');
    const [late] = await collections.insert('moving', [{ n: 6 }]);
    const second = await collections.list('moving', { cursor: first.nextCursor ?? undefined });
    expect(second.items.map(({ id }) => id)).toEqual([ids[3], ids[4], late]);
  });

  it('patches of different fields both last, and null removes a field', async () => {
    const [id = ''] = await collections.insert('patched', [{ a: 1, b: 2, old: true }]);
    await Promise.all(
      Array.from({ length: 30 }, async (_, n) =>
        collections.patch('patched', id, { [`f${n}`]: n, old: null }),
      ),
    );
    const item = (await collections.read('patched', id))?.item ?? {};
    expect(Object.keys(item)).toHaveLength(32);
    expect(item).toMatchObject({ a: 1, b: 2, f0: 0, f29: 29 });
    expect(await collections.patch('patched', 'nobody', { a: 1 })).toBeUndefined();
    expect(await collections.read('patched', 'nobody')).toBeUndefined();
  });

  it('knows an item without fields', async () => {
    const [id = ''] = await collections.insert('empty', [{}]);
    expect(await collections.read('empty', id)).toEqual({ id, item: {}, ttlMs: null });
    await collections.patch('empty', id, { a: 1 });
    expect(await collections.patch('empty', id, { a: null })).toEqual({ id, item: {}, ttlMs: null });
  });

  it('lets items go at their time, from the list and the count at once', async () => {
    await collections.insert('mixed', [{ n: 1 }, { n: 2 }], { ttlMs: 80 });
    const [kept = ''] = await collections.insert('mixed', [{ n: 3 }]);
    expect(await collections.count('mixed')).toBe(3);
    await eventually(async () => expect(await collections.count('mixed')).toBe(1));
    expect((await collections.list('mixed')).items).toEqual([{ id: kept, item: { n: 3 }, ttlMs: null }]);
    expect(await redis.client.zcard(key('mixed', 'index'))).toBe(1);
    expect(await redis.client.exists(key('mixed', 'expiry'))).toBe(0);
  });

  it('leaves nothing behind: the index lives as long as its longest-lived item', async () => {
    const ttl = async (part: string) => redis.client.pttl(key('lives', part));
    await collections.insert('lives', [{ n: 1 }], { ttlMs: 60_000 });
    expect(await ttl('index')).toBeGreaterThan(50_000);
    await collections.insert('lives', [{ n: 2 }], { ttlMs: 10_000 });
    expect(await ttl('index')).toBeGreaterThan(50_000);
    const [permanent = ''] = await collections.insert('lives', [{ n: 3 }]);
    expect(await ttl('index')).toBe(-1);
    await collections.delete('lives', permanent);
    expect(await ttl('index')).toBeGreaterThan(50_000);
    expect(await ttl('expiry')).toBeGreaterThan(50_000);
    await collections.drop('lives');
    expect(await redis.client.exists(key('lives', 'index'))).toBe(0);
  });

  it('drops what is there, in steps, and says how much', async () => {
    await collections.insert(
      'big',
      Array.from({ length: 1000 }, (_, n) => ({ n })),
    );
    await collections.insert(
      'big',
      Array.from({ length: 300 }, (_, n) => ({ n })),
    );
    await collections.insert('big-other', [{ n: 1 }]);
    expect(await collections.drop('big')).toBe(1300);
    expect(await collections.count('big')).toBe(0);
    expect(await collections.count('big-other')).toBe(1);
    expect(await collections.drop('never')).toBe(0);
  });

  it('refuses an item that is too long, and then stores none of the batch', async () => {
    const attempt = collections.insert('strict', [{ fine: 1 }, { text: 'x'.repeat(2000) }]);
    await expect(attempt).rejects.toMatchObject({ code: 'ITEM_TOO_LARGE', issues: [{ path: 'items.1' }] });
    expect(await collections.count('strict')).toBe(0);
  });

  it('refuses a patch that would make an item too large, and changes nothing', async () => {
    const [id = ''] = await collections.insert('grown', [{ text: 'x'.repeat(1500), n: 1 }]);
    await expect(collections.patch('grown', id, { more: 'y'.repeat(600), n: 2 })).rejects.toMatchObject({
      code: 'ITEM_TOO_LARGE',
      issues: [],
    });
    expect((await collections.read('grown', id))?.item).toEqual({ text: 'x'.repeat(1500), n: 1 });
    expect(await collections.patch('grown', id, { more: 'y'.repeat(600), text: null })).toMatchObject({
      item: { n: 1 },
    });
    const many = Object.fromEntries(Array.from({ length: 150 }, (_, n) => [`f${n}`, n]));
    const [small = ''] = await collections.insert('grown', [{}]);
    await collections.patch('grown', small, many);
    expect(Object.keys((await collections.read('grown', small))?.item ?? {})).toHaveLength(150);
  });

  it('tells collections with odd names apart', async () => {
    const names = ['a', '{a}', 'a}', '}a', 'a:item:b', '%7Ba%7D'];
    await Promise.all(names.map(async (name) => collections.insert(name, [{ name }])));
    for (const name of names) {
      expect((await collections.list(name)).items.map(({ item }) => item)).toEqual([{ name }]);
    }
  });
});
