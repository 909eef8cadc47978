import type { TestingModule } from '@nestjs/testing';
import {
  RateLimitModule,
  RateLimitPolicies,
  RateLimitService,
} from '../../../src/features/rate-limit/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies, uniquePrefix } from '../../support/topologies.js';

const HOUR_MS = 3_600_000;

/** Shared servers may be slow; whoever counts exactly wants no estimate, and whoever counts calls no denials from memory. */
const exact = { decideWithinMs: 10_000, denyCacheMs: 0 };

const algorithms = ['gcra', 'token-bucket', 'sliding-window', 'fixed-window'] as const;

const policies = {
  gcra: { limit: 5, windowMs: HOUR_MS },
  'token-bucket': { algorithm: 'token-bucket', limit: 5, windowMs: HOUR_MS },
  'sliding-window': { algorithm: 'sliding-window', limit: 5, windowMs: HOUR_MS },
  'fixed-window': { algorithm: 'fixed-window', limit: 5, windowMs: HOUR_MS },
  burst: { limit: 1000, windowMs: 10_000, burst: 2 },
  quick: { algorithm: 'fixed-window', limit: 1, windowMs: 150 },
  blocking: { algorithm: 'fixed-window', limit: 1, windowMs: 100, blockMs: HOUR_MS },
  shadow: { limit: 1, windowMs: HOUR_MS, shadow: true, blockMs: 1000 },
  user: { limit: 10, windowMs: HOUR_MS },
  tenant: { limit: 3, windowMs: HOUR_MS },
  everybody: { limit: 100, windowMs: HOUR_MS },
  sharded: { algorithm: 'fixed-window', limit: 50, windowMs: HOUR_MS, shards: 8 },
  places: { algorithm: 'concurrency', limit: 2, windowMs: HOUR_MS },
} as const;

describe.each(topologies)('RateLimitService on %s', (_name, target) => {
  let module: TestingModule;
  let limiter: RateLimitService;
  let connection: RedisConnection;

  beforeAll(async () => {
    module = await startModule(target, [RateLimitModule.forRoot({ policies, ...exact })]);
    limiter = module.get(RateLimitService);
    connection = module.get(RedisConnection);
  });
  afterAll(async () => module.close());

  const times = async (n: number, take: (i: number) => Promise<{ allowed: boolean }>) =>
    (await Promise.all(Array.from({ length: n }, async (_, i) => take(i)))).filter(({ allowed }) => allowed)
      .length;
  const remaining = async (policy: string, subject: string) =>
    (await limiter.peek(policy, subject)).remaining;
  const keys = async () => {
    const nodes = 'nodes' in connection.client ? connection.client.nodes('master') : [connection.client];
    const pattern = `${connection.options.prefix}:rate-limit:*`;
    return (await Promise.all(nodes.map(async (node) => node.keys(pattern)))).flat();
  };

  describe.each(algorithms)('%s', (policy) => {
    it('never lets more pass than the limit, however many ask at once', async () => {
      expect(await times(200, async () => limiter.take(policy, 'crowd'))).toBe(5);
    });

    it('says what remains, when all is there again, and when to retry', async () => {
      expect(await limiter.take(policy, 'one')).toEqual({
        policy,
        allowed: true,
        limit: 5,
        windowMs: HOUR_MS,
        remaining: 4,
        resetMs: expect.any(Number),
        retryAfterMs: 0,
      });
      const rest = await limiter.take(policy, 'one', { cost: 4 });
      expect(rest).toMatchObject({ allowed: true, remaining: 0 });
      expect(rest.resetMs).toBeGreaterThan(0);
      const denied = await limiter.take(policy, 'one');
      expect(denied).toMatchObject({ allowed: false, remaining: 0 });
      expect(denied.retryAfterMs).toBeGreaterThan(0);
      expect(denied.retryAfterMs).toBeLessThanOrEqual(2 * HOUR_MS);
    });

    it('is not changed by what it denies', async () => {
      await limiter.take(policy, 'stubborn', { cost: 4 });
      const before = await limiter.peek(policy, 'stubborn', { cost: 2 });
      expect(await times(20, async () => limiter.take(policy, 'stubborn', { cost: 2 }))).toBe(0);
      const after = await limiter.peek(policy, 'stubborn', { cost: 2 });
      expect(after).toMatchObject({ allowed: false, remaining: 1 });
      expect(after.retryAfterMs).toBeLessThanOrEqual(before.retryAfterMs);
      expect(await limiter.take(policy, 'stubborn')).toMatchObject({ allowed: true });
    });

    it('keeps subjects apart', async () => {
      await times(5, async () => limiter.take(policy, 'greedy'));
      expect(await limiter.take(policy, 'modest')).toMatchObject({ allowed: true, remaining: 4 });
    });

    it('takes by penalty what is not there, and gives back by reward', async () => {
      await limiter.penalize(policy, 'fined', 50);
      expect(await limiter.take(policy, 'fined')).toMatchObject({ allowed: false, remaining: 0 });
      await limiter.reward(policy, 'fined', 1000);
      expect(await remaining(policy, 'fined')).toBe(5);
      await limiter.take(policy, 'fined', { cost: 3 });
      await limiter.reward(policy, 'fined', 2);
      expect(await remaining(policy, 'fined')).toBe(4);
    });

    it('forgets all when it is told to', async () => {
      expect(await limiter.reset(policy, 'forgotten')).toBe(false);
      await times(5, async () => limiter.take(policy, 'forgotten'));
      expect(await limiter.reset(policy, 'forgotten')).toBe(true);
      expect(await remaining(policy, 'forgotten')).toBe(5);
    });
  });

  it('lets a token bucket be overdrawn by one more bucket, and no other', async () => {
    await limiter.penalize('token-bucket', 'debtor', 7);
    await limiter.reward('token-bucket', 'debtor', 3);
    expect(await remaining('token-bucket', 'debtor')).toBe(1);
    await limiter.penalize('gcra', 'debtor', 7);
    await limiter.reward('gcra', 'debtor', 3);
    expect(await remaining('gcra', 'debtor')).toBe(3);
  });

  it('lets a burst pass at once, and the rest at the rate', async () => {
    const { retryAfterMs } = await limiter.take('burst', 'b', { cost: 2 });
    expect(retryAfterMs).toBe(0);
    await eventually(async () => expect(await limiter.take('burst', 'b')).toMatchObject({ allowed: true }));
  });

  it('opens a window again when it has passed: a denied attempt does not prolong it', async () => {
    await limiter.take('quick', 'impatient');
    await eventually(
      async () => expect(await limiter.take('quick', 'impatient')).toMatchObject({ allowed: true }),
      {
        withinMs: 2000,
      },
    );
  });

  it('refuses what could never be allowed, and what is not there', async () => {
    await expect(limiter.take('gcra', 's', { cost: 6 })).rejects.toMatchObject({
      code: 'RATE_LIMIT_COST_TOO_HIGH',
      kind: 'invalid',
    });
    await expect(limiter.take('nonsense', 's')).rejects.toMatchObject({
      code: 'RATE_LIMIT_POLICY_NOT_FOUND',
      kind: 'not_found',
    });
    await expect(limiter.take('places', 's')).rejects.toMatchObject({ code: 'RATE_LIMIT_POLICY_MISMATCH' });
  });

  it('blocks who was denied, once and not longer for asking again, until it is reset', async () => {
    await limiter.take('blocking', 'bad');
    const denied = await limiter.take('blocking', 'bad');
    expect(denied.retryAfterMs).toBeGreaterThan(HOUR_MS - 10_000);
    await eventually(async () => {
      const again = await limiter.take('blocking', 'bad');
      expect(again).toMatchObject({ allowed: false, remaining: 0 });
      expect(again.retryAfterMs).toBeLessThan(denied.retryAfterMs);
    });
    await limiter.reset('blocking', 'bad');
    expect(await limiter.take('blocking', 'bad')).toMatchObject({ allowed: true });
  });

  it('blocks whom it is told to', async () => {
    await limiter.block('gcra', 'banned', 60_000);
    const denied = await limiter.take('gcra', 'banned');
    expect(denied).toMatchObject({ allowed: false, remaining: 0 });
    expect(denied.retryAfterMs).toBeGreaterThan(50_000);
    await limiter.reward('gcra', 'banned', 5);
    expect(await limiter.take('gcra', 'banned')).toMatchObject({ allowed: false });
  });

  it('counts in the shadow and never denies, nor blocks', async () => {
    expect(await limiter.take('shadow', 's')).toMatchObject({ allowed: true, remaining: 0 });
    expect(await limiter.take('shadow', 's')).toMatchObject({
      allowed: true,
      wouldDeny: true,
      retryAfterMs: 0,
    });
    expect(await limiter.take('shadow', 's')).toMatchObject({ allowed: true, wouldDeny: true });
    const verdict = await limiter.takeAll([
      { policy: 'shadow', subject: 's' },
      { policy: 'gcra', subject: 'beside-shadow' },
    ]);
    expect(verdict).toMatchObject({
      allowed: true,
      rules: [{ wouldDeny: true }, { allowed: true, remaining: 4 }],
    });
  });

  describe('several rules', () => {
    const rulesOf = (user: string, tenant: string, all = 'all') => [
      { policy: 'user', subject: `{${tenant}}:${user}` },
      { policy: 'tenant', subject: tenant },
      { policy: 'everybody', subject: all },
    ];

    it('are all charged, or none', async () => {
      const allowed = await times(10, async () => limiter.takeAll(rulesOf('ada', 'acme', 'all-1')));
      expect(allowed).toBe(3);
      await eventually(async () => {
        expect(await remaining('user', '{acme}:ada')).toBe(7);
        expect(await remaining('everybody', 'all-1')).toBe(97);
      });
      const denied = await limiter.takeAll(rulesOf('bob', 'acme', 'all-1'));
      expect(denied).toMatchObject({ allowed: false });
      expect(denied.retryAfterMs).toBeGreaterThan(0);
      await eventually(async () => expect(await remaining('user', '{acme}:bob')).toBe(10));
    });

    it('are told in the order in which they were asked', async () => {
      const { rules } = await limiter.takeAll(rulesOf('eve', 'orderly', 'all-2').toReversed());
      expect(rules.map(({ policy }) => policy)).toEqual(['everybody', 'tenant', 'user']);
    });

    it('never let more pass than the narrowest, in a crowd of users and tenants', async () => {
      const allowed = await times(120, async (i) =>
        limiter.takeAll(rulesOf(`u${i % 7}`, `crowd-${i % 4}`, 'all-3')),
      );
      expect(allowed).toBe(12);
      await eventually(async () => expect(await remaining('everybody', 'all-3')).toBe(88));
    });

    it('count once where one is named twice', async () => {
      const twice = { policy: 'gcra', subject: 'twin' };
      expect((await limiter.takeAll([twice, twice])).rules).toHaveLength(1);
      expect(await remaining('gcra', 'twin')).toBe(4);
    });

    it('can be settled for another cost', async () => {
      const verdict = await limiter.takeAll(rulesOf('sam', 'settling', 'all-4'), { cost: 2 });
      await verdict.settle(0);
      expect(await remaining('user', '{settling}:sam')).toBe(10);
      expect(await remaining('everybody', 'all-4')).toBe(100);
      await verdict.settle(3);
      expect(await remaining('user', '{settling}:sam')).toBe(7);
      expect(await remaining('tenant', 'settling')).toBe(0);
    });
  });

  it('spreads a limit over shards without letting more or less pass', async () => {
    expect(await times(120, async () => limiter.take('sharded', 'everybody'))).toBeLessThanOrEqual(50);
    let more = 0;
    for (let i = 0; i < 60; i++) if ((await limiter.take('sharded', 'everybody')).allowed) more++;
    expect(await remaining('sharded', 'everybody')).toBe(0);
    expect(more).toBeLessThan(50);
    const used = (await keys()).filter((key) => key.includes('sharded~'));
    expect(used).toHaveLength(8);
    await limiter.reset('sharded', 'everybody');
    expect(await remaining('sharded', 'everybody')).toBe(50);
  });

  it('keeps one key for a subject and a rule, of bounded size, and none for ever', async () => {
    for (const policy of algorithms) {
      for (let i = 0; i < 20; i++) await limiter.take(policy, 'sizes');
      const key = `${connection.options.prefix}:rate-limit:{sizes}:${policy}`;
      expect((await keys()).filter((name) => name.includes('{sizes}') && name.endsWith(policy))).toEqual([
        key,
      ]);
      expect(await connection.client.strlen(key)).toBeLessThanOrEqual(24);
      const ttl = await connection.client.pttl(key);
      expect(ttl).toBeGreaterThan(0);
      expect(ttl).toBeLessThanOrEqual(2 * HOUR_MS);
    }
    const lives = await Promise.all((await keys()).map(async (key) => connection.client.pttl(key)));
    expect(Math.min(...lives)).toBeGreaterThan(-1);
  });

  it('begins anew when a policy counts in another way than before', async () => {
    const set = module.get(RateLimitPolicies);
    for (const algorithm of [...algorithms, 'concurrency', ...algorithms.toReversed()] as const) {
      await set.set('changing', { algorithm, limit: 5, windowMs: HOUR_MS });
      if (algorithm === 'concurrency') continue;
      const { allowed } = await limiter.take('changing', 'same');
      expect(allowed).toBe(true);
    }
  });

  it('changes a policy for a subject as a function says, at once or in time', async () => {
    const plans = { free: { limit: 1 }, gold: { limit: 3 } };
    const limits = ({ subject }: { subject: string }) =>
      subject.startsWith('slow') ? Promise.resolve(plans.gold) : subject === 'gold' ? plans.gold : plans.free;
    const options = { policies: { api: { limit: 2, windowMs: HOUR_MS } }, limits, ...exact };
    const planned = await startModule({ ...target, prefix: uniquePrefix() }, [
      RateLimitModule.forRoot(options),
    ]);
    try {
      const of = async (subject: string) =>
        times(9, async () => planned.get(RateLimitService).take('api', subject));
      expect(await of('free')).toBe(1);
      expect(await of('gold')).toBe(3);
      expect(await of('slow-gold')).toBe(3);
    } finally {
      await planned.close();
    }
  });
});
