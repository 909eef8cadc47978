import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { RedisConnection } from '../../redis/index.js';
import { Batches, type State, type Told } from './rate-limit.batches.js';
import { Denials } from './rate-limit.denials.js';
import { Estimate } from './rate-limit.estimate.js';
import { rateLimitKeys } from './rate-limit.keys.js';
import { rateLimitOptions, type RateLimitOptions } from './rate-limit.options.js';
import { AWAY, Reach } from './rate-limit.reach.js';
import { bindRule, type CompiledPolicy, type Rule } from './rate-limit.rules.js';

/** A policy for a subject, not yet bound to where its state is. */
export interface Asked {
  readonly compiled: CompiledPolicy;
  readonly subject: string;
}

/** What one rule says, and how that was found out. */
export interface Decided {
  readonly rule: Rule;
  readonly state: State;
  readonly by: 'redis' | 'memory' | 'estimate';
}

/** What became of a take. */
export interface Outcome {
  readonly allowed: boolean;
  readonly decided: readonly Decided[];
  /** What Redis was asked, and said: what was charged can be given back. */
  readonly parts: readonly Part[];
}

/** Rules asked for in one step, and what Redis said. */
interface Part {
  readonly rules: readonly Rule[];
  readonly told: Told | typeof AWAY;
}

/** While Redis does not answer and the policy is closed: when to ask again. */
const ASK_AGAIN_MS = 1000;

const denies = ({ rule, state }: Decided) => !state.enough && !rule.compiled.policy.shadow;

/**
 * Takes from many rules in one step, all or none: one call of the script where their states share a slot, and that is
 * always so on one server. Across slots of a Cluster the calls go out side by side, and what was charged is given back
 * when another rule denies (docs/decisions/0014).
 */
@Injectable()
export class Charger implements OnModuleInit, OnModuleDestroy {
  private readonly keys;
  private readonly denials: Denials;
  private readonly batches: Batches;
  private readonly estimate: Estimate;
  private unsubscribe: (() => Promise<void>) | undefined;

  constructor(
    private readonly redis: RedisConnection,
    @rateLimitOptions.inject() private readonly options: RateLimitOptions,
    reach: Reach,
  ) {
    const { decideWithinMs: withinMs, denyCacheMs, denyCacheSize, processes } = options;
    this.keys = rateLimitKeys(redis.keys('rate-limit'));
    this.batches = new Batches(redis, reach, { withinMs, channel: this.keys.freed() });
    this.denials = new Denials(denyCacheMs, denyCacheSize);
    this.estimate = new Estimate(processes);
  }

  async onModuleInit(): Promise<void> {
    this.unsubscribe = await this.redis.subscriptions.subscribe(
      this.keys.freed(),
      (key) => this.denials.forget(key),
      () => this.forgetAll(),
    );
  }

  async onModuleDestroy(): Promise<void> {
    await this.unsubscribe?.();
  }

  /** Where a policy has several shards, one that has used up its part sends the caller to another, until all have. */
  async take(asked: readonly Asked[], cost: number): Promise<Outcome> {
    if (asked.every(({ compiled }) => compiled.sizes.length === 1))
      return this.attempt(
        asked.map((one) => one.compiled.ruleOf(one.subject, () => bindRule(this.keys, one))),
        cost,
      );
    const usedUp = new Set<string>();
    for (;;) {
      const rules = asked.map((one) => this.place(one, cost, usedUp));
      const outcome = await this.attempt(rules, cost);
      if (outcome.allowed || !this.leavesAnother(outcome, cost, usedUp)) return outcome;
    }
  }

  /** What every shard of one rule says of a take, without charging it. */
  async peek(asked: Asked, cost: number): Promise<Told[] | typeof AWAY> {
    const told = await Promise.all(
      this.allOf(asked).map(async (rule) => this.batches.add({ mode: 'peek', cost, rules: [rule] }).promise),
    );
    return told.includes(AWAY) ? AWAY : (told as Told[]);
  }

  /** Charges a rule whatever it has left, or gives back to it; {@link AWAY} leaves unknown whether that happened. */
  async change(mode: 'charge' | 'refund', asked: Asked, cost: number): Promise<Told | typeof AWAY> {
    const rules = [this.place(asked, cost, new Set())];
    if (mode === 'refund') this.forget(rules);
    return this.batches.add({ mode, cost, rules }).promise;
  }

  /** Charges more for a take that has been charged, or gives some of it back. Failing that, the charge stays as it is. */
  async correct({ parts }: Outcome, difference: number): Promise<void> {
    const [mode, cost] =
      difference < 0 ? (['refund', -difference] as const) : (['charge', difference] as const);
    const corrections = parts.map(async (part) => {
      const { rules, told } = chargedIn(part);
      if (rules.length === 0) return undefined;
      if (mode === 'charge') return this.batches.add({ mode, cost, rules }).promise;
      this.forget(rules);
      return this.batches.add({ mode, cost, rules, of: told }).promise;
    });
    await Promise.all(corrections);
  }

  /** Every state of one rule: one for each shard. */
  allOf(asked: Asked): Rule[] {
    return asked.compiled.sizes.map((_, shard) => bindRule(this.keys, asked, shard));
  }

  /** Lets this process ask Redis again; the others are told by message. */
  forget(rules: readonly Rule[]): void {
    for (const { key } of rules) this.denials.forget(key);
  }

  /** The same for all limits: a policy has changed, or messages may have been missed. */
  forgetAll(): void {
    this.denials.clear();
  }

  /** A shard at random of those not known to be used up, so that all fill evenly. */
  private place(asked: Asked, cost: number, usedUp: ReadonlySet<string>): Rule {
    const { length } = asked.compiled.sizes;
    if (length === 1) return bindRule(this.keys, asked);
    const rules = this.allOf(asked);
    const open = rules.filter(({ key }) => !usedUp.has(key) && !this.denials.find(key, cost));
    const from = open.length > 0 ? open : rules;
    return from[Math.floor(Math.random() * from.length)] ?? bindRule(this.keys, asked);
  }

  private leavesAnother({ decided }: Outcome, cost: number, usedUp: Set<string>): boolean {
    return decided.filter(denies).every(({ rule, by }) => {
      usedUp.add(rule.key);
      const { sizes } = rule.compiled;
      return by === 'redis' && sizes.length > 1 && usedUp.size < sizes.length && cost <= (sizes.at(-1) ?? 0);
    });
  }

  private async attempt(rules: readonly Rule[], cost: number): Promise<Outcome> {
    const remembered = this.denials.isEmpty ? [] : rules.flatMap((rule) => this.remembered(rule, cost));
    if (remembered.length > 0) return { allowed: false, decided: remembered, parts: [] };
    const parts = await this.ask(rules, cost);
    const [first] = parts;
    const decided = parts.length === 1 && first ? fromRedis(first) : parts.flatMap(fromRedis);
    if (decided.length < rules.length && !decided.some(denies))
      decided.push(
        ...this.decideAlone(
          parts.flatMap(({ rules: of, told }) => (told === AWAY ? of : [])),
          cost,
        ),
      );
    const outcome = {
      allowed: !decided.some(denies),
      decided: parts.length > 1 ? inOrder(rules, decided) : decided,
      parts,
    };
    if (!outcome.allowed) this.denied(outcome, cost);
    return outcome;
  }

  private async ask(rules: readonly Rule[], cost: number): Promise<Part[]> {
    if (rules.length === 1 || !this.redis.isCluster)
      return [{ rules, told: await this.batches.add({ mode: 'take', cost, rules }).promise }];
    const groups = [...Map.groupBy(rules, ({ owner }) => owner).values()];
    return Promise.all(
      groups.map(async (of) => ({
        rules: of,
        told: await this.batches.add({ mode: 'take', cost, rules: of }).promise,
      })),
    );
  }

  private denied(outcome: Outcome, cost: number): void {
    for (const one of outcome.decided)
      if (one.by === 'redis' && denies(one)) this.denials.remember(one.rule.key, cost, one.state);
    // Not waited for: on each connection it comes before whatever this process asks next.
    void this.correct(outcome, -cost).catch(() => undefined);
  }

  private remembered(rule: Rule, cost: number): Decided[] {
    if (rule.compiled.policy.shadow) return [];
    const state = this.denials.find(rule.key, cost);
    return state ? [{ rule, state, by: 'memory' }] : [];
  }

  private decideAlone(rules: readonly Rule[], cost: number): Decided[] {
    const policyOf = ({ compiled }: Rule) => compiled.policy.whenAway ?? this.options.whenAway;
    const closed = rules.some((rule) => policyOf(rule) === 'closed' && !rule.compiled.policy.shadow);
    const estimated = rules.filter((rule) => !closed && policyOf(rule) === 'local');
    const states = this.estimate.take(estimated, cost);
    return rules.map((rule) => ({
      rule,
      state: states[estimated.indexOf(rule)] ?? fixedState(rule, policyOf(rule) !== 'closed'),
      by: 'estimate',
    }));
  }
}

function fromRedis({ rules, told }: Part): Decided[] {
  if (told === AWAY) return [];
  return told.states.map((state, i) => ({ rule: rules[i] as Rule, state, by: 'redis' }));
}

/** What the script has charged: nothing if one of the rules denied, and never what was not enough, as with a shadow. */
function chargedIn(part: Part): { rules: readonly Rule[]; told: Told } {
  const decided = fromRedis(part);
  const charged = decided.some(denies) ? [] : decided.filter(({ state }) => state.enough);
  const nowUs = part.told === AWAY ? 0 : part.told.nowUs;
  return {
    rules: charged.map(({ rule }) => rule),
    told: { nowUs, states: charged.map(({ state }) => state) },
  };
}

function inOrder(rules: readonly Rule[], decided: readonly Decided[]): readonly Decided[] {
  return decided.toSorted((a, b) => rules.indexOf(a.rule) - rules.indexOf(b.rule));
}

function fixedState({ size }: Rule, enough: boolean): State {
  return { enough, remaining: enough ? size : 0, retryMs: enough ? 0 : ASK_AGAIN_MS, resetMs: 0 };
}
