import { Redis } from 'ioredis';
import { uniquePrefix } from '../support/topologies.js';
import { grown } from './growth.js';
import { keyCatalogue } from './key-catalogue.js';
import { ownerOf, walkKeyspace } from './keyspace.js';

describe('the catalogue of keys', () => {
  it.each([
    ['p:kv:anything at {all}', 'kv.value'],
    ['p:queue:{jobs}:completed', 'queue.completed'],
    ['p:queue:{jobs#3}:log:17', 'queue.log'],
    ['p:queue:{jobs}:worker-reports', 'queue.reports'],
    ['p:cache:{statistics}:heard', 'cache.heard'],
    ['p:session:{7}:s:abc', 'session.session'],
    ['p:session:{7}:online', 'session.online'],
    ['p:cache:{rows/1/0}:e:row-1', 'cache.entry'],
    ['p:rate-limit:{acme}:api:{acme}:ada', 'rate-limit.state'],
    ['p:collections:{orders}:item:x', 'collections.item'],
    ['p:analytics:{shop.example:0}:m:498000', 'analytics.minutes'],
    ['p:messaging:{orders}:group:billing:leased', 'messaging.leased'],
    ['p:messaging:{orders}:once:order-1', 'messaging.once'],
    ['p:rpc:{main.0}:claims:a', 'rpc.claims'],
  ])('names the owner of %s', async (key, owner) => {
    expect(ownerOf(key, await keyCatalogue('p'))?.owner).toBe(owner);
  });

  it('knows nobody for a key that no feature makes', async () => {
    const catalogue = await keyCatalogue('p');
    for (const key of ['p:queue:jobs', 'q:kv:x', 'p:session:{7}:unheard-of', 'bull:jobs:1'])
      expect(ownerOf(key, catalogue)).toBeUndefined();
  });
});

test('the keyspace checker lists keys without an owner, and those that were to end and do not', async () => {
  const redis = new Redis(process.env['TEST_REDIS_URL'] ?? '', { db: 9 });
  const prefix = uniquePrefix();
  await redis.flushdb();
  await redis.mset({ [`${prefix}:session:{7}:s:abc`]: 1, [`${prefix}:kv:x`]: 1, stranger: 1 });
  const found = await walkKeyspace(redis, await keyCatalogue(prefix));
  expect(found.ownerless).toEqual(['stranger']);
  expect(found.endless).toEqual([expect.stringMatching(/:s:abc \(session\.session: hash: /)]);
  expect(found.owners['kv.value']).toEqual({ keys: 1, lasting: 1 });
  await redis.flushdb();
  redis.disconnect();
});

describe('growth', () => {
  const series = (values: number[], what: string) => values.map((value) => ({ [what]: value }));

  test('is a leak when the last third is above the second by more than noise', () => {
    const climbing = Array.from({ length: 9 }, (_, i) => 50e6 + i * 4e6);
    expect(grown(series(climbing, 'heap, bytes'))).toMatchObject([{ isLeak: true }]);
    const listeners = Array.from({ length: 9 }, (_, i) => 400 + i * 50);
    expect(grown(series(listeners, 'listeners'))).toMatchObject([{ isLeak: true }]);
  });

  test('is none while it warms up, nor when it swings', () => {
    expect(
      grown(series([10e6, 40e6, 60e6, 61e6, 60e6, 61e6, 61e6, 60e6, 61e6], 'heap, bytes')),
    ).toMatchObject([{ isLeak: false }]);
    expect(grown(series([0, 0, 0, 50, 70, 50, 60, 55, 70], 'timers'))).toMatchObject([{ isLeak: false }]);
  });
});
