import type { TestingModule } from '@nestjs/testing';
import {
  RateLimitLeases,
  RateLimitModule,
  RateLimitService,
} from '../../../src/features/rate-limit/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies } from '../../support/topologies.js';

const policies = {
  places: { algorithm: 'concurrency', limit: 2, windowMs: 60_000 },
  short: { algorithm: 'concurrency', limit: 1, windowMs: 300 },
  shadow: { algorithm: 'concurrency', limit: 1, windowMs: 60_000, shadow: true },
  rate: { limit: 1, windowMs: 1000 },
} as const;

describe.each(topologies)('RateLimitLeases on %s', (_name, target) => {
  let module: TestingModule;
  let leases: RateLimitLeases;
  beforeAll(async () => {
    module = await startModule(target, [RateLimitModule.forRoot({ policies, decideWithinMs: 10_000 })]);
    leases = module.get(RateLimitLeases);
  });
  afterAll(async () => module.close());

  it('holds places, up to the limit, until they are released', async () => {
    const first = await leases.acquire('places', 'a');
    expect(first).toMatchObject({ allowed: true, remaining: 1, leaseMs: 60_000, retryAfterMs: 0 });
    expect(await leases.acquire('places', 'a')).toMatchObject({ allowed: true, remaining: 0 });
    const denied = await leases.acquire('places', 'a');
    expect(denied).toMatchObject({ allowed: false, remaining: 0, lease: null });
    expect(denied.retryAfterMs).toBeGreaterThan(50_000);
    expect(await module.get(RateLimitService).peek('places', 'a')).toMatchObject({
      allowed: false,
      remaining: 0,
    });
    expect(await leases.release('places', 'a', first.lease ?? '')).toBe(true);
    expect(await leases.release('places', 'a', first.lease ?? '')).toBe(false);
    expect(await leases.renew('places', 'a', first.lease ?? '')).toBe(false);
    expect(await leases.acquire('places', 'a')).toMatchObject({ allowed: true });
  });

  it('keeps a place that is renewed, and lets one end that is not', async () => {
    const held = await leases.hold('short', 'renewed');
    const ended = await leases.acquire('short', 'ended');
    expect(ended.allowed).toBe(true);
    await eventually(async () => expect((await leases.acquire('short', 'ended')).allowed).toBe(true));
    expect(await leases.renew('short', 'ended', ended.lease ?? '')).toBe(false);
    // By now the other place would have ended, too.
    expect(await leases.acquire('short', 'renewed')).toMatchObject({ allowed: false });
    expect(held.signal.aborted).toBe(false);
    await held.release();
    expect(await leases.acquire('short', 'renewed')).toMatchObject({ allowed: true });
  });

  it('tells a holder that its place is lost', async () => {
    const held = await leases.hold('short', 'lost');
    await module.get(RateLimitService).reset('short', 'lost');
    await eventually(() => expect(held.signal.aborted).toBe(true));
    await held.release();
  });

  it('gives the place back whatever comes of the work', async () => {
    const work = async () =>
      leases.run({ policy: 'short', subject: 'work' }, async () => Promise.reject(new Error('no')));
    await expect(work()).rejects.toThrow('no');
    await expect(work()).rejects.toThrow('no');
    await leases.run({ policy: 'short', subject: 'work' }, async () => {
      await expect(work()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    });
  });

  it('never denies in the shadow', async () => {
    await leases.acquire('shadow', 's');
    expect(await leases.acquire('shadow', 's')).toMatchObject({
      allowed: true,
      wouldDeny: true,
      lease: null,
    });
  });

  it('is for concurrency only', async () => {
    await expect(leases.acquire('rate', 'r')).rejects.toMatchObject({ code: 'RATE_LIMIT_POLICY_MISMATCH' });
  });

  it('leaves no key for ever', async () => {
    const { client, options } = module.get(RedisConnection);
    await leases.acquire('places', 'life');
    const ttl = await client.pttl(`${options.prefix}:rate-limit:{life}:places~places`);
    expect(ttl).toBeGreaterThan(50_000);
    expect(ttl).toBeLessThanOrEqual(60_001);
  });
});
