import { Injectable } from '@nestjs/common';
import { RedisConnection, RedisUnavailableError } from '../../redis/index.js';
import { Charger, type Asked } from './rate-limit.charger.js';
import { CostTooHighError, PolicyMismatchError } from './rate-limit.errors.js';
import { rateLimitKeys } from './rate-limit.keys.js';
import { RateLimitPolicies } from './rate-limit.policies.js';
import { AWAY } from './rate-limit.reach.js';
import type { CompiledPolicy } from './rate-limit.rules.js';
import type { Decision } from './rate-limit.schemas.js';
import { TopDenied, type Denied } from './rate-limit.top-denied.js';
import { Verdict } from './rate-limit.verdict.js';
import { countLeases, forgetState } from './scripts/index.js';

/** A policy, and who is limited by it. */
export interface RuleInput {
  readonly policy: string;
  readonly subject: string;
}

/** Limits of how much a subject may do in which time, exact across processes. */
@Injectable()
export class RateLimitService {
  private readonly keys;
  private readonly denied = new TopDenied();

  constructor(
    private readonly redis: RedisConnection,
    private readonly policies: RateLimitPolicies,
    private readonly charger: Charger,
  ) {
    this.keys = rateLimitKeys(redis.keys('rate-limit'));
    policies.onChange(() => charger.forgetAll());
  }

  /**
   * Takes `cost` units of what the policy allows the subject, or none. One round trip, shared with what else is taken
   * in the same turn of the event loop; none for a denial that still holds. While Redis does not answer the policy
   * decides, and the answer is `degraded`.
   *
   * @throws PolicyNotFoundError, PolicyMismatchError, CostTooHighError with nothing taken
   */
  async take(policy: string, subject: string, { cost = 1 }: { cost?: number } = {}): Promise<Decision> {
    const { rules } = await this.takeAll([{ policy, subject }], { cost });
    return rules[0] as Decision;
  }

  /**
   * Takes from several limits, all or none: a user's, the tenant's and everybody's. On a Cluster that is one atomic step
   * where their subjects share an owner (`{acme}:ada` and `acme`); across owners each limit is exact by itself, and a
   * denied take is given back to the others a moment later. A rule that is named twice counts once.
   *
   * @throws as {@link take}
   */
  async takeAll(rules: readonly RuleInput[], { cost = 1 }: { cost?: number } = {}): Promise<Verdict> {
    const asked: Asked[] = [];
    for (const { policy, subject } of rules) {
      if (asked.some((other) => other.compiled.name === policy && other.subject === subject)) continue;
      const found = this.policies.find(policy, subject);
      const compiled = found instanceof Promise ? await found : found;
      mustAllow(compiled, cost);
      asked.push({ compiled, subject });
    }
    const verdict = new Verdict(this.charger, await this.charger.take(asked, cost), cost);
    if (!verdict.allowed) this.noteDenied(verdict, asked);
    return verdict;
  }

  /** Whom this process has denied most since it started, at most 200. */
  topDenied(limit = 50): Denied[] {
    return this.denied.list(limit);
  }

  /**
   * What a take would be answered, without taking. For concurrency: how many places are free.
   *
   * @throws RedisUnavailableError
   */
  async peek(policy: string, subject: string, { cost = 1 }: { cost?: number } = {}): Promise<Decision> {
    const compiled = await this.policies.find(policy, subject);
    const { limit, windowMs, shadow } = compiled.policy;
    if (isConcurrency(compiled)) return this.countPlaces(compiled, subject);
    mustAllow(compiled, cost);
    const told = await this.charger.peek({ compiled, subject }, cost);
    if (told === AWAY) throw new RedisUnavailableError();
    const states = told.flatMap(({ states: [state] }) => state ?? []);
    const allowed = states.some(({ enough }) => enough);
    return {
      policy,
      allowed: allowed || shadow,
      limit,
      windowMs,
      remaining: states.reduce((sum, { remaining }) => sum + remaining, 0),
      resetMs: Math.ceil(Math.max(...states.map((state) => state.resetMs))),
      retryAfterMs: allowed || shadow ? 0 : Math.ceil(Math.min(...states.map(({ retryMs }) => retryMs))),
      ...(!allowed && shadow && { wouldDeny: true }),
    };
  }

  /**
   * Uses up `cost` units, even what is not there: at worst the subject has nothing left, and with a token bucket as much
   * debt as a bucket holds.
   *
   * @throws RedisUnavailableError, and then it may have happened
   */
  async penalize(policy: string, subject: string, cost = 1): Promise<void> {
    await this.change('charge', { policy, subject }, cost);
  }

  /** Gives `cost` units back, at most all that is used; in a window, what was used in this one. All processes hear of it at once. */
  async reward(policy: string, subject: string, cost = 1): Promise<void> {
    await this.change('refund', { policy, subject }, cost);
  }

  /** Forgets what the subject has used, its blocks and places too; false where there was nothing. */
  async reset(policy: string, subject: string): Promise<boolean> {
    const compiled = await this.policies.find(policy, subject);
    const rules = this.charger.allOf({ compiled, subject });
    const states = isConcurrency(compiled)
      ? [this.keys.places(policy, subject)]
      : rules.map(({ key }) => key);
    const channel = this.keys.freed();
    const forgotten = await Promise.all(
      states.map(async (state) => forgetState.run(this.redis.client, { state }, { channel })),
    );
    this.charger.forget(rules);
    return forgotten.includes(true);
  }

  /** Denies the subject everything under the policy for some time, until it is reset. */
  async block(policy: string, subject: string, blockMs: number): Promise<void> {
    const compiled = mustBeRate(await this.policies.find(policy, subject));
    const rules = this.charger.allOf({ compiled, subject });
    await Promise.all(rules.map(async ({ key }) => this.redis.client.set(key, 'blocked', 'PX', blockMs)));
  }

  private noteDenied({ rules }: Verdict, asked: readonly Asked[]): void {
    for (const { policy, allowed } of rules) {
      const subject = asked.find(({ compiled }) => compiled.name === policy)?.subject;
      if (!allowed && subject !== undefined) this.denied.note(policy, subject);
    }
  }

  private async change(
    mode: 'charge' | 'refund',
    { policy, subject }: RuleInput,
    cost: number,
  ): Promise<void> {
    const compiled = mustBeRate(await this.policies.find(policy, subject));
    if ((await this.charger.change(mode, { compiled, subject }, cost)) === AWAY)
      throw new RedisUnavailableError();
  }

  private async countPlaces({ name, policy }: CompiledPolicy, subject: string): Promise<Decision> {
    const { held, resetMs } = await countLeases.run(
      this.redis.client,
      { leases: this.keys.places(name, subject) },
      {},
    );
    const remaining = Math.max(0, policy.limit - held);
    const allowed = remaining > 0;
    const { limit, windowMs } = policy;
    return {
      policy: name,
      allowed,
      limit,
      windowMs,
      remaining,
      resetMs,
      retryAfterMs: allowed ? 0 : resetMs,
    };
  }
}

const isConcurrency = ({ policy }: CompiledPolicy) => policy.algorithm === 'concurrency';

function mustBeRate(compiled: CompiledPolicy): CompiledPolicy {
  if (isConcurrency(compiled)) throw new PolicyMismatchError(compiled.name, true);
  return compiled;
}

function mustAllow(compiled: CompiledPolicy, cost: number): void {
  if (cost > mustBeRate(compiled).most) throw new CostTooHighError(compiled.name, compiled.most);
}
