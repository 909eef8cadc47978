import type { TestingModule } from '@nestjs/testing';
import { RedisConnection, Reports } from '../../src/redis/index.js';
import { startModule } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { topologies } from '../support/topologies.js';

const TTL_MS = 500;

describe.each(topologies)('what processes tell of themselves on %s', (_, target) => {
  let module: TestingModule;
  let redis: RedisConnection;
  beforeAll(async () => {
    module = await startModule(target, []);
    redis = module.get(RedisConnection);
  });
  afterAll(async () => module.close());

  const keysOf = (owner: string) => {
    const space = redis.keys('test');
    return { heard: space(owner, 'heard'), reports: space(owner, 'reports') };
  };
  const told = async (reports: Reports) =>
    Object.fromEntries((await reports.read()).map(({ by, what }) => [by, what]));

  it('is what each told last, until it is withdrawn', async () => {
    const reports = new Reports(redis, keysOf('last'), 60_000);
    await reports.tell('a', { n: 1 });
    await reports.tell('b', [2]);
    await reports.tell('a', { n: 3 });
    expect(await told(reports)).toEqual({ a: { n: 3 }, b: [2] });
    await reports.withdraw('a');
    await reports.withdraw('nobody');
    expect(await told(reports)).toEqual({ b: [2] });
  });

  it('is over when it was not told again in time, and leaves no key behind', async () => {
    const keys = keysOf('over');
    const reports = new Reports(redis, keys, TTL_MS);
    await reports.tell('silent', 1);
    await eventually(async () => expect(await redis.client.exists(keys.heard, keys.reports)).toBe(0));
  });

  it('is over for each by itself while others go on, who take it off', async () => {
    const keys = keysOf('each');
    const reports = new Reports(redis, keys, TTL_MS);
    await reports.tell('silent', 1);
    await eventually(async () => {
      await reports.tell('alive', 2);
      expect(await told(reports)).toEqual({ alive: 2 });
      expect(await redis.client.hkeys(keys.reports)).toEqual(['alive']);
    });
  });

  it('is bounded: of more than 500 those that were silent for longest are let go', async () => {
    const keys = keysOf('many');
    const reports = new Reports(redis, keys, 60_000);
    for (let i = 0; i < 510; i++) await reports.tell(`p${i}`, i);
    await reports.tell('p9', 'again'); // has been let go, and comes anew
    const all = await told(reports);
    expect(Object.keys(all)).toHaveLength(500);
    expect(all).toMatchObject({ p9: 'again', p509: 509 });
    expect(all).not.toHaveProperty('p10');
    expect(await redis.client.hlen(keys.reports)).toBe(500);
  });

  it('is left out where it cannot be read', async () => {
    const keys = keysOf('broken');
    const reports = new Reports(redis, keys, 60_000);
    await reports.tell('good', 1);
    await reports.tell('bad', 2);
    await redis.client.hset(keys.reports, 'bad', '{');
    expect(await told(reports)).toEqual({ good: 1 });
  });
});
