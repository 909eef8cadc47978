import { RedisConnection, redisOptions } from '../../src/redis/index.js';
import { RpcClaims } from '../../src/transport/rpc.claims.js';
import { rpcKeys } from '../../src/transport/rpc.keys.js';
import { claimRequests } from '../../src/transport/scripts/index.js';
import { topologies, uniquePrefix } from '../support/topologies.js';

const TTL_MS = 60_000;

describe.each(topologies)('claims on %s', (_name, target) => {
  let redis: RedisConnection;
  let keys: { one: string; other: string };
  beforeEach(async () => {
    redis = new RedisConnection('default', redisOptions.check({ ...target, prefix: uniquePrefix() }));
    await redis.open();
    const { claims } = rpcKeys(redis.keys('rpc'));
    keys = { one: claims('g', '0', 'a'), other: claims('g', '0', 'b') };
  });
  afterEach(async () => redis.close());

  const claim = async (...ids: string[]) =>
    claimRequests.run(redis.client, keys, { ids: ids.join('\n'), ttlMs: TTL_MS });
  /** As if so much time had gone by: all that tells the age of a set is its TTL. */
  const age = async (ms: number) => {
    for (const key of Object.values(keys)) {
      const left = await redis.client.pttl(key);
      if (left > ms) await redis.client.pexpire(key, left - ms);
      else await redis.client.del(key);
    }
  };

  it('are won once, whoever asks and however often, also within one call', async () => {
    expect(await claim('a', 'b', 'a', 'c')).toBe('1101');
    expect(await claim('c', 'd', 'b')).toBe('010');
  });

  it('are remembered for their time, at whatever age of the set they come, and forgotten after three times that', async () => {
    await claim('early');
    await age(TTL_MS - 5000);
    expect(await claim('late', 'early')).toBe('10');
    for (const moment of [10_000, TTL_MS - 20_000]) {
      await age(moment);
      expect(await claim(`at ${moment}`, 'late')).toBe('10');
    }
    await age(2 * TTL_MS);
    expect(await claim('early', 'late')).toBe('11');
  });

  it('end by themselves, and leave nothing behind when nobody claims any more', async () => {
    await claim('a');
    await age(TTL_MS / 2);
    await claim('b');
    await age(TTL_MS);
    await claim('c');
    const left = await Promise.all(Object.values(keys).map(async (key) => redis.client.pttl(key)));
    expect(Math.min(...left)).toBeGreaterThan(0);
    expect(Math.max(...left)).toBeLessThanOrEqual(3 * TTL_MS);
    await age(TTL_MS);
    expect(await claim()).toBe('');
    expect(await claim('c')).toBe('0');
    await age(TTL_MS);
    await claim();
    for (const key of Object.values(keys)) expect(await redis.client.exists(key)).toBe(0);
  });

  it('of many requests in one turn are settled one by one, for two replicas as one of them says', async () => {
    const ids = Array.from({ length: 600 }, (_, i) => `id-${i.toString(36)}`);
    const won = await Promise.all(
      [0, 1].map(async () => {
        const claims = new RpcClaims(redis, 'g');
        const take = async (id: string) => new Promise<boolean>((resolve) => claims.take(id, resolve));
        const outcomes = await Promise.all(ids.map(take));
        claims.close();
        return outcomes;
      }),
    );
    const winners = ids.map((_, i) => won.filter((outcomes) => outcomes[i]).length);
    expect(winners).toEqual(ids.map(() => 1));
  });
});
