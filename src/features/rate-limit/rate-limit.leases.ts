import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { RedisConnection, RedisUnavailableError } from '../../redis/index.js';
import { PolicyMismatchError, RateLimitedError } from './rate-limit.errors.js';
import { EstimatedPlaces } from './rate-limit.estimate.js';
import { rateLimitKeys } from './rate-limit.keys.js';
import { RateLimitPolicies } from './rate-limit.policies.js';
import { AWAY, Reach } from './rate-limit.reach.js';
import type { CompiledPolicy } from './rate-limit.rules.js';
import type { LeaseDecision } from './rate-limit.schemas.js';
import { acquireLease, renewLease } from './scripts/index.js';

/** While Redis does not answer and the policy is closed: when to ask again. */
const ASK_AGAIN_MS = 1000;

/** A place that this process holds and keeps renewing until it is released. */
export interface HeldPlace {
  readonly decision: LeaseDecision;
  /** Aborts when the place was lost: Redis was away for longer than a lease, or somebody has reset the subject. */
  readonly signal: AbortSignal;
  release(): Promise<void>;
}

/** Limits of how many things a subject may do at a time. A place whose holder dies is free again when its lease ends. */
@Injectable()
export class RateLimitLeases implements OnModuleDestroy {
  private readonly keys;
  private readonly estimate = new EstimatedPlaces();
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly redis: RedisConnection,
    private readonly policies: RateLimitPolicies,
    private readonly reach: Reach,
  ) {
    this.keys = rateLimitKeys(redis.keys('rate-limit'));
  }

  onModuleDestroy(): void {
    for (const timer of this.timers) clearInterval(timer);
  }

  /** Whether a policy limits concurrency, and so is acquired here instead of taken. */
  covers(policy: string): boolean {
    return this.policies.get(policy)?.algorithm === 'concurrency';
  }

  /** Takes a place, if one is free. It is kept for the policy's `windowMs`, and as long again with each {@link renew}. */
  async acquire(policy: string, subject: string): Promise<LeaseDecision> {
    const compiled = mustBeConcurrency(await this.policies.find(policy, subject));
    const leases = this.keys.places(policy, subject);
    const lease = randomBytes(9).toString('base64url');
    const { limit, windowMs } = compiled.policy;
    const told = await this.reach.ask(async () =>
      acquireLease.run(this.redis.client, { leases }, { lease, limit, leaseMs: windowMs }),
    );
    if (told === AWAY) return this.acquireAlone(compiled, leases, lease);
    return decide(compiled, { ...told, lease });
  }

  /**
   * Keeps a place for another `windowMs`; false if it is lost.
   *
   * @throws RedisUnavailableError: the place is kept as long as it was, and asking again is safe
   */
  async renew(policy: string, subject: string, lease: string): Promise<boolean> {
    const { policy: of } = mustBeConcurrency(await this.policies.find(policy, subject));
    const leases = this.keys.places(policy, subject);
    if (this.estimate.renew(leases, lease, of.windowMs)) return true;
    const told = await this.reach.ask(async () =>
      renewLease.run(this.redis.client, { leases }, { lease, leaseMs: of.windowMs }),
    );
    if (told === AWAY) throw new RedisUnavailableError();
    return told;
  }

  /** Gives a place back; false if it was lost before. */
  async release(policy: string, subject: string, lease: string): Promise<boolean> {
    const leases = this.keys.places(policy, subject);
    if (this.estimate.release(leases, lease)) return true;
    return (await this.redis.client.zrem(leases, lease)) === 1;
  }

  /** Takes a place and keeps renewing it until it is released. `decision.allowed` says whether there was one. */
  async hold(policy: string, subject: string): Promise<HeldPlace> {
    const decision = await this.acquire(policy, subject);
    const lost = new AbortController();
    const { lease, leaseMs } = decision;
    if (lease === null) return { decision, signal: lost.signal, release: async () => undefined };
    let keptUntil = performance.now() + leaseMs;
    const timer = setInterval(() => {
      this.renew(policy, subject, lease).then(
        (held) => (held ? (keptUntil = performance.now() + leaseMs) : lost.abort()),
        () => performance.now() > keptUntil && lost.abort(),
      );
    }, leaseMs / 3).unref();
    this.timers.add(timer);
    const release = async () => {
      clearInterval(timer);
      this.timers.delete(timer);
      // What cannot be released ends by itself.
      await this.release(policy, subject, lease).catch(() => undefined);
    };
    return { decision, signal: lost.signal, release };
  }

  /**
   * Does `work` while holding a place, and gives the place back whatever comes of it. `signal` aborts if it is lost.
   *
   * @throws RateLimitedError when no place is free
   */
  async run<T>(
    { policy, subject }: { policy: string; subject: string },
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const place = await this.hold(policy, subject);
    const { allowed, retryAfterMs } = place.decision;
    if (!allowed) throw new RateLimitedError(retryAfterMs);
    try {
      return await work(place.signal);
    } finally {
      await place.release();
    }
  }

  private acquireAlone(compiled: CompiledPolicy, leases: string, lease: string): LeaseDecision {
    const whenAway = compiled.policy.whenAway ?? this.policies.options.whenAway;
    const { limit, windowMs: leaseMs } = compiled.policy;
    const share = Math.max(1, Math.floor(limit / this.policies.options.processes));
    const most = { open: Infinity, local: share, closed: 0 }[whenAway];
    const left = this.estimate.take(leases, lease, { limit: most, leaseMs });
    const remaining = whenAway === 'open' ? limit : (left ?? 0);
    const decision = decide(compiled, { held: left !== undefined, lease, remaining, resetMs: ASK_AGAIN_MS });
    return { ...decision, degraded: true };
  }
}

function decide(
  { name, policy }: CompiledPolicy,
  told: { held: boolean; lease: string; remaining: number; resetMs: number },
): LeaseDecision {
  const { held, lease, remaining, resetMs } = told;
  const allowed = held || policy.shadow;
  return {
    policy: name,
    allowed,
    limit: policy.limit,
    windowMs: policy.windowMs,
    remaining,
    resetMs,
    retryAfterMs: allowed ? 0 : Math.max(1, resetMs),
    lease: held ? lease : null,
    leaseMs: policy.windowMs,
    ...(!held && policy.shadow && { wouldDeny: true as const }),
  };
}

function mustBeConcurrency(compiled: CompiledPolicy): CompiledPolicy {
  if (compiled.policy.algorithm !== 'concurrency') throw new PolicyMismatchError(compiled.name, false);
  return compiled;
}
