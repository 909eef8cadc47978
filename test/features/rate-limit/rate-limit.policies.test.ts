import { jest } from '@jest/globals';
import type { TestingModule } from '@nestjs/testing';
import {
  RateLimitModule,
  RateLimitPolicies,
  RateLimitService,
} from '../../../src/features/rate-limit/index.js';
import { rateLimitKeys } from '../../../src/features/rate-limit/rate-limit.keys.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies, uniquePrefix } from '../../support/topologies.js';

const HOUR_MS = 3_600_000;

describe.each(topologies)('policies and remembered denials of two processes on %s', (_name, target) => {
  const prefix = uniquePrefix();
  let here: TestingModule;
  let there: TestingModule;
  const start = async () =>
    startModule({ ...target, prefix }, [
      RateLimitModule.forRoot({
        policies: { api: { limit: 1, windowMs: HOUR_MS } },
        decideWithinMs: 10_000,
        denyCacheMs: 60_000,
      }),
    ]);
  const limiter = (of: TestingModule) => of.get(RateLimitService);
  beforeAll(async () => {
    [here, there] = await Promise.all([start(), start()]);
  });
  afterAll(async () => {
    await here.close();
    await there.close();
  });

  it('hear of a policy at once, and of its end', async () => {
    expect(await here.get(RateLimitPolicies).set('fresh', { limit: 7, windowMs: 1000 })).toBe(false);
    expect(here.get(RateLimitPolicies).get('fresh')).toMatchObject({
      source: 'runtime',
      limit: 7,
      algorithm: 'gcra',
    });
    await eventually(() => expect(there.get(RateLimitPolicies).get('fresh')?.limit).toBe(7));
    expect(await there.get(RateLimitPolicies).set('api', { limit: 9, windowMs: 1000 })).toBe(false);
    await eventually(() =>
      expect(here.get(RateLimitPolicies).get('api')).toMatchObject({ source: 'runtime', limit: 9 }),
    );
    expect(await here.get(RateLimitPolicies).remove('api')).toBe(true);
    expect(await here.get(RateLimitPolicies).remove('api')).toBe(false);
    await eventually(() =>
      expect(there.get(RateLimitPolicies).get('api')).toMatchObject({ source: 'code', limit: 1 }),
    );
    expect(
      here
        .get(RateLimitPolicies)
        .list()
        .map(({ name }) => name),
    ).toContain('fresh');
  });

  it('agree on the last of many changes at once, and a process that starts later knows it', async () => {
    const changes = Array.from({ length: 20 }, async (_, i) =>
      (i % 2 ? here : there).get(RateLimitPolicies).set('contended', { limit: i + 1, windowMs: 1000 }),
    );
    await Promise.all(changes);
    await eventually(() => {
      const [one, two] = [here, there].map((of) => of.get(RateLimitPolicies).get('contended'));
      expect(one).toEqual(two);
    });
    const late = await start();
    expect(late.get(RateLimitPolicies).get('contended')).toEqual(
      here.get(RateLimitPolicies).get('contended'),
    );
    await late.close();
  });

  it('ask Redis once for a flood of denials, and again as soon as one is forgiven', async () => {
    await limiter(here).take('api', 'flood');
    for (const module of [here, there])
      expect(await limiter(module).take('api', 'flood')).toMatchObject({ allowed: false });
    const { client } = here.get(RedisConnection);
    const spy = jest.spyOn(client, 'sendCommand');
    const flood = await Promise.all(
      Array.from({ length: 500 }, async () => limiter(here).take('api', 'flood')),
    );
    expect(flood.every(({ allowed, retryAfterMs }) => !allowed && retryAfterMs > HOUR_MS - 60_000)).toBe(
      true,
    );
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
    await limiter(there).reward('api', 'flood');
    await eventually(async () =>
      expect(await limiter(here).take('api', 'flood')).toMatchObject({ allowed: true }),
    );
    expect(await limiter(there).take('api', 'flood')).toMatchObject({ allowed: false });
    await limiter(here).reset('api', 'flood');
    await eventually(async () =>
      expect(await limiter(there).take('api', 'flood')).toMatchObject({ allowed: true }),
    );
  });

  it('forget denials when the policy changes', async () => {
    await limiter(here).take('api', 'promoted');
    expect(await limiter(here).take('api', 'promoted')).toMatchObject({ allowed: false });
    await there.get(RateLimitPolicies).set('api', { limit: 5, windowMs: HOUR_MS });
    await eventually(async () =>
      expect(await limiter(here).take('api', 'promoted')).toMatchObject({ allowed: true }),
    );
    await there.get(RateLimitPolicies).remove('api');
  });

  it('are known where they were set once that is answered, also when a change before was not heard of yet', async () => {
    const redis = here.get(RedisConnection);
    await redis.client.hincrby(rateLimitKeys(redis.keys('rate-limit')).policies(), '', 1);
    await here.get(RateLimitPolicies).set('behind a gap', { limit: 1, windowMs: HOUR_MS });
    expect(await limiter(here).take('behind a gap', 'ada')).toMatchObject({ allowed: true });
  });

  it('are a thousand at run time at most; what there is can be changed and removed', async () => {
    const policies = here.get(RateLimitPolicies);
    const set = async (name: string) => policies.set(name, { limit: 1, windowMs: HOUR_MS });
    const names = Array.from({ length: 1000 }, (_, i) => `numbered-${i}`);
    const before = policies.list().filter(({ source }) => source === 'runtime').length;
    const outcomes = await Promise.allSettled(names.map(set));
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(before);
    await expect(set('one too many')).rejects.toMatchObject({ code: 'RATE_LIMIT_TOO_MANY_POLICIES' });
    expect(policies.get('one too many')).toBeUndefined();
    expect(await set('numbered-0')).toBe(true);
    expect(await policies.remove('numbered-0')).toBe(true);
    expect(await set('one too many')).toBe(false);
    await Promise.all([...names, 'one too many'].map(async (name) => policies.remove(name)));
  });

  it('share calls of the script: a turn of one kind is a call for each 20, and for each owner on a Cluster', async () => {
    const { client, isCluster } = here.get(RedisConnection);
    await here.get(RateLimitPolicies).set('wide', { limit: 1000, windowMs: HOUR_MS });
    await limiter(here).take('wide', '{batch}:0'); // the source is known then
    const spy = jest.spyOn(client, 'sendCommand');
    await Promise.all(Array.from({ length: 96 }, async (_, i) => limiter(here).take('wide', `{batch}:${i}`)));
    expect(spy).toHaveBeenCalledTimes(5);
    spy.mockClear();
    await Promise.all(Array.from({ length: 10 }, async (_, i) => limiter(here).take('wide', `apart-${i}`)));
    expect(spy).toHaveBeenCalledTimes(isCluster ? 10 : 1);
    spy.mockClear();
    await limiter(here).takeAll(
      ['x', 'y', 'z'].map((part) => ({ policy: 'wide', subject: `{batch}:${part}` })),
    );
    expect(spy).toHaveBeenCalledTimes(1);
    spy.mockRestore();
  });
});
