import type { TestingModule } from '@nestjs/testing';
import { cacheKeys } from '../../../src/features/cache/cache.keys.js';
import { EVERYTHING, Shard, type Storable } from '../../../src/features/cache/cache.shard.js';
import { RedisConnection, type RedisClient } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { standalone } from '../../support/topologies.js';

/** What only a clock that is set, or two steps at one instant, would show: what the scripts decide by stamps. */
let module: TestingModule;
let connection: RedisConnection;
let client: RedisClient;
let shard: Shard;
let stamps: string;
let entryKey: string;
let shards = 0;

beforeAll(async () => {
  module = await startModule(standalone, []);
  connection = module.get(RedisConnection);
  ({ client } = connection);
});
afterAll(async () => module.close());
beforeEach(() => {
  const place = { namespace: `shard-${shards++}`, shards: 1, index: 0 };
  const keys = cacheKeys(connection.keys('cache'));
  shard = new Shard(connection, place, 5000);
  [stamps, entryKey] = [keys.stamps(place), keys.entry(place, 'x')];
});

const LEASE = { token: 'mine', seen: 0, leaseMs: 60_000 };
const SECOND = 1_000_000;
const MINUTE = 60 * SECOND;

const storable = (more: Partial<Storable> = {}): Storable => {
  const { tags = [] } = more;
  const body = `600000;0;0;j;${tags.join(',')}\n"value"`;
  return { name: 'x', token: '', stamp: undefined, lifeMs: 600_000, tags, body, ...more };
};
async function lease(more: object = {}) {
  const reply = await shard.lease('x', { ...LEASE, ...more });
  if (reply.outcome === 'newer') throw new Error('there is a newer entry');
  return reply;
}
const read = async (tagged = true) => (await shard.reader.read('x', tagged)).entry?.payload;

it.each([
  ['of a minute ago', -61 * SECOND, false],
  ['of half a minute ago', -30 * SECOND, true],
  ['of the future', 3600 * SECOND, false],
])('stores under a lease %s: %s us, %s', async (_what, later, stored) => {
  const { stamp } = await lease();
  await client.zadd(stamps, stamp - 10 * MINUTE, '@cleared');
  expect((await shard.store(storable({ token: 'mine', stamp: stamp + later }))).stored).toBe(stored);
  expect(await read()).toBe(stored ? '"value"' : undefined);
});

it('ends the lease with a delete, whose tombstone keeps nobody from loading', async () => {
  expect(await lease()).toMatchObject({ outcome: 'granted' });
  expect(await lease({ token: 'other' })).toMatchObject({ outcome: 'busy' });
  await shard.delete('x');
  expect(await lease({ token: 'other' })).toMatchObject({ outcome: 'granted' });
});

it('lets nobody give back the lease of another', async () => {
  await lease();
  expect(await shard.release('x', 'other', 0)).toBe(false);
  expect(await lease({ token: 'other' })).toMatchObject({ outcome: 'busy' });
  expect(await shard.release('x', 'mine', 0)).toBe(true);
  expect(await lease({ token: 'other' })).toMatchObject({ outcome: 'granted' });
});

it('says of an entry that a tag or a clear has killed that there was none to delete', async () => {
  for (const tag of ['a', EVERYTHING]) {
    await shard.store(storable({ tags: ['a', 'b'] }));
    await shard.invalidate([tag]);
    expect((await shard.delete('x')).existed).toBe(false);
  }
  await shard.store(storable({ tags: ['a'] }));
  expect((await shard.delete('x')).existed).toBe(true);
});

it('keeps stamps for as long as an entry may need them, and no longer', async () => {
  const { born } = await shard.store(storable({ tags: ['a'] }));
  // The entry lives ten minutes, a load may take one.
  expect(await client.pttl(stamps)).toBeGreaterThan(600_000);
  await client.zadd(
    stamps,
    born - 10 * MINUTE,
    'needed',
    born - 12 * MINUTE,
    'old',
    born - 12 * MINUTE,
    '@cleared',
  );
  await shard.invalidate(['other']);
  expect(await client.zmscore(stamps, 'needed', 'old')).toEqual([expect.anything(), null]);
  expect(await read()).toBe('"value"'); // when all was cleared is never forgotten
});

it('takes nothing for alive without a clock', async () => {
  await shard.store(storable());
  expect(await read()).toBe('"value"');
  await client.del(stamps);
  expect(await read()).toBeUndefined();
});

it('does not judge an entry by the tags of the one that replaces it meanwhile', async () => {
  await shard.store(storable({ tags: ['dead'] }));
  const old = await client.getBuffer(entryKey);
  await shard.invalidate(['dead']);
  await shard.store(storable({ tags: ['alive'], body: '600000;0;0;j;alive\n"newer"' }));
  const newer = await client.getBuffer(entryKey);
  await client.set(entryKey, old ?? '');
  const { mgetBuffer } = client;
  // In one write with the look at the entry and the look at its tags, and between them.
  client.mgetBuffer = ((...args: Parameters<typeof mgetBuffer>) => {
    client.mgetBuffer = mgetBuffer;
    const reply = mgetBuffer.apply(client, args);
    void client.set(entryKey, newer ?? '');
    return reply;
  }) as typeof mgetBuffer;
  expect(await read()).toBe('"newer"');
});
