import fc from 'fast-check';
import { RedisConnection, redisOptions } from '../../../src/redis/index.js';
import { CompiledPolicy } from '../../../src/features/rate-limit/rate-limit.rules.js';
import { policyInput, type PolicyInput } from '../../../src/features/rate-limit/rate-limit.schemas.js';
import { chargeLimits } from '../../../src/features/rate-limit/scripts/index.js';
import { topologies, uniquePrefix } from '../../support/topologies.js';
import { fixedWindow, gcra, slidingWindow, type Arrival, type Model } from './rate-limit.model.js';

const HOUR_MS = 3_600_000;
const HOUR_US = HOUR_MS * 1000;
const START_US = 1_700_000_000_123_457;

interface Step {
  readonly mode?: string;
  readonly cost?: number;
  readonly at: number;
  readonly notAfter?: number;
}

describe.each(topologies)('charge-limits.lua on %s', (_name, target) => {
  const connection = new RedisConnection(
    'default',
    redisOptions.check({ ...target, prefix: uniquePrefix() }),
  );
  const keys = connection.keys('test');
  beforeAll(async () => connection.open());
  afterAll(async () => connection.close());

  // The script as it is, but for the clock, which the test sets.
  const source = chargeLimits.source.replace("redis.call('TIME')", '{ 0, ARGV[6] }');
  let count = 0;
  const freshKey = () => keys('owner', `state-${count++}`);
  const rulesOf = (...policies: PolicyInput[]) =>
    `[${policies.map((policy) => new CompiledPolicy('p', policyInput.parse(policy)).json[0]).join(',')}]`;

  async function run(states: string[], rules: string, step: Step) {
    const { mode = 'take', cost = 1, at, notAfter = 'inf' } = step;
    const reply = (await connection.client.eval(
      source,
      states.length,
      ...states,
      mode,
      cost,
      notAfter,
      keys('owner', 'freed'),
      rules,
      at,
    )) as number[];
    const [now, ...flat] = reply;
    const said = states.map((_, i) => {
      const [ok, remaining = 0, retryUs = 0, resetUs = 0] = flat.slice(i * 4, i * 4 + 4);
      return { ok: ok === 1, remaining, retryUs, resetUs };
    });
    return { now, late: flat.length === 0, said };
  }

  const one = async (key: string, policy: PolicyInput, step: Step) => {
    const { said } = await run([key], rulesOf(policy), step);
    return said[0] ?? fail('nothing said');
  };

  const arrivals = fc.array(
    fc.record({ afterUs: fc.integer({ min: 0, max: HOUR_US / 2 }), cost: fc.integer({ min: 1, max: 4 }) }),
    { minLength: 1, maxLength: 25 },
  );

  it.each<[PolicyInput['algorithm'], Model]>([
    ['gcra', gcra],
    ['token-bucket', gcra],
    ['sliding-window', slidingWindow],
    ['fixed-window', fixedWindow],
  ])('counts as the model of %s does, whatever arrives when', async (algorithm, model) => {
    const limits = fc.record({
      limit: fc.integer({ min: 1, max: 12 }),
      burst: fc.integer({ min: 1, max: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(limits, arrivals, async ({ limit, burst }, steps) => {
        const isBucket = algorithm === 'gcra' || algorithm === 'token-bucket';
        const policy = { algorithm, limit, windowMs: HOUR_MS, ...(isBucket && { burst }) };
        const size = isBucket ? burst : limit;
        const key = freshKey();
        const taken: Arrival[] = [];
        let at = START_US;
        for (const { afterUs, cost } of steps) {
          at += afterUs;
          const used = model({ limit, burst, windowUs: HOUR_US }, taken, at);
          const said = await one(key, policy, { at, cost });
          const free = size - used - cost;
          if (Math.abs(free) > 1e-6) expect({ at, ok: said.ok }).toEqual({ at, ok: free > 0 });
          if (said.ok) taken.push({ at, cost });
          const left = size - used - (said.ok ? cost : 0);
          expect(Math.abs(said.remaining - Math.max(0, left))).toBeLessThan(1 + 1e-6);
          // What it is told to wait is enough, and not a moment too long.
          if (!said.ok && cost <= size) {
            const later = (us: number) =>
              model({ limit, burst, windowUs: HOUR_US }, taken, at + us) + cost - size;
            expect(later(said.retryUs + 1)).toBeLessThan(1e-6);
            expect(later(Math.max(0, said.retryUs - 2))).toBeGreaterThan(-1e-9);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  const gcraHour: PolicyInput = { limit: 10, windowMs: HOUR_MS };
  const all: PolicyInput[] = (['gcra', 'token-bucket', 'sliding-window', 'fixed-window'] as const).map(
    (algorithm) => ({ algorithm, limit: 10, windowMs: HOUR_MS }),
  );

  it('charges all rules of a subject or none, whatever the others in the same call', async () => {
    const [free, full, shared] = [freshKey(), freshKey(), freshKey()];
    const rules = rulesOf(gcraHour, gcraHour);
    await run([full], rulesOf(gcraHour), { at: START_US, cost: 10 });
    const { said } = await run([free, full, free, shared], rules, { at: START_US });
    expect(said.map(({ ok, remaining }) => [ok, remaining])).toEqual([
      [true, 10],
      [false, 0],
      [true, 9],
      [true, 9],
    ]);
  });

  it('sees what the same call has taken before: one subject many times is counted one by one', async () => {
    const key = freshKey();
    const { said } = await run(Array(15).fill(key), rulesOf(gcraHour), { at: START_US });
    expect(said.filter(({ ok }) => ok)).toHaveLength(10);
  });

  it('does nothing when it is too late', async () => {
    const key = freshKey();
    const late = await run([key], rulesOf(gcraHour), { at: START_US, notAfter: START_US - 1 });
    expect(late).toMatchObject({ late: true, now: START_US });
    expect(await connection.client.exists(key)).toBe(0);
    expect(await run([key], rulesOf(gcraHour), { at: START_US, notAfter: START_US })).toMatchObject({
      late: false,
    });
  });

  it.each(all)(
    'neither shuts out nor forgives when the clock steps back under $algorithm',
    async (policy) => {
      const key = freshKey();
      await one(key, policy, { at: START_US, cost: 10 });
      const back = START_US - 30 * 24 * HOUR_US;
      const said = await one(key, policy, { at: back });
      expect(said.ok).toBe(false);
      expect(said.retryUs).toBeLessThanOrEqual(2 * HOUR_US);
      expect((await one(key, policy, { at: back + 2 * HOUR_US, mode: 'peek' })).ok).toBe(true);
    },
  );

  it.each(all)('keeps to a limit of $algorithm that was lowered', async (policy) => {
    const key = freshKey();
    await one(key, policy, { at: START_US, cost: 10 });
    const lowered = { ...policy, limit: 2 };
    const said = await one(key, lowered, { at: START_US });
    expect(said).toMatchObject({ ok: false, remaining: 0 });
    expect(said.retryUs).toBeLessThanOrEqual(2 * HOUR_US);
  });

  it.each(all)('gives back under $algorithm what is still counted of a take, and no more', async (policy) => {
    const steps = fc.array(
      fc.record({ afterUs: fc.integer({ min: 0, max: HOUR_US / 5 }), keep: fc.boolean() }),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 0, max: 2 * HOUR_US }), async (taken, refundAfterUs) => {
        // Two worlds: one in which the first take never was, and one in which it was and is given back.
        const [without, given] = [freshKey(), freshKey()];
        let at = START_US;
        const first = await one(given, policy, { at, cost: 3 });
        for (const { afterUs } of taken) {
          at += afterUs;
          if (!(await one(given, policy, { at, mode: 'peek' })).ok) continue;
          await one(without, policy, { at });
          await one(given, policy, { at });
        }
        at += refundAfterUs;
        const refund = JSON.stringify([
          { ...(JSON.parse(rulesOf(policy)) as object[])[0], untilUs: START_US + first.resetUs },
        ]);
        await run([given], refund, { mode: 'refund', cost: 3, at });
        const left = async (key: string) => (await one(key, policy, { at, mode: 'peek' })).remaining;
        const isFixed = policy.algorithm === 'fixed-window';
        // A fixed window may have begun with the take that was given back, and then ends earlier.
        if (!isFixed) expect(await left(given)).toBeLessThanOrEqual(await left(without));
        if (refundAfterUs === 0 && taken.length === 0) expect(await left(given)).toBe(10);
      }),
      { numRuns: 40 },
    );
    const key = freshKey();
    const { resetUs } = await one(key, policy, { at: START_US, cost: 4 });
    const untilUs = START_US + resetUs;
    const refund = JSON.stringify([{ ...(JSON.parse(rulesOf(policy)) as object[])[0], untilUs }]);
    await run([key], refund, { mode: 'refund', cost: 4, at: START_US + 1000 });
    expect((await one(key, policy, { at: START_US + 1000, mode: 'peek' })).remaining).toBe(10);
  });

  it('blocks once, and lets nothing prolong or lift it', async () => {
    const key = freshKey();
    const policy: PolicyInput = { ...gcraHour, blockMs: 60_000 };
    await one(key, policy, { at: START_US, cost: 10 });
    expect(await one(key, policy, { at: START_US })).toMatchObject({ ok: false, retryUs: 60_000_000 });
    expect(await connection.client.get(key)).toBe('blocked');
    await connection.client.pexpire(key, 30_000);
    for (const mode of ['take', 'charge', 'refund'])
      expect((await one(key, policy, { mode, at: START_US })).retryUs).toBeLessThanOrEqual(30_000_000);
    expect(await connection.client.pttl(key)).toBeLessThanOrEqual(30_000);
  });
});
