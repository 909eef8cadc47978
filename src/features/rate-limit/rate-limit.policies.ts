import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { InvalidOptionsError } from '../../kernel/errors.js';
import { RedisConnection } from '../../redis/index.js';
import { PolicyNotFoundError, TooManyPoliciesError } from './rate-limit.errors.js';
import { rateLimitKeys } from './rate-limit.keys.js';
import { rateLimitOptions, type RateLimitOptions } from './rate-limit.options.js';
import { CompiledPolicy } from './rate-limit.rules.js';
import { policyInput, type NamedPolicy, type Policy, type PolicyInput } from './rate-limit.schemas.js';
import { setPolicy } from './scripts/index.js';

/** A definition set or, with an empty one, removed; `number` counts the changes. */
interface Change {
  readonly number: number;
  readonly name: string;
  readonly json: string;
}

/** Every process has all of them in memory. */
const MOST_AT_RUN_TIME = 1000;

/** The policies there are: those of the code, and in front of them those set at run time, which every process hears of at once. */
@Injectable()
export class RateLimitPolicies implements OnModuleInit, OnModuleDestroy {
  private readonly keys;
  private readonly fromCode: ReadonlyMap<string, CompiledPolicy>;
  private readonly atRunTime = new Map<string, CompiledPolicy>();
  /** What `limits` answered for a plan, by the object that it answered. */
  private readonly plans = new WeakMap<object, Map<CompiledPolicy, CompiledPolicy>>();
  private readonly listeners = new Set<() => void>();
  /** Number of the last change that we know of. */
  private number = 0;
  private unsubscribe: (() => Promise<void>) | undefined;

  constructor(
    private readonly redis: RedisConnection,
    @rateLimitOptions.inject() readonly options: RateLimitOptions,
  ) {
    this.keys = rateLimitKeys(redis.keys('rate-limit'));
    this.fromCode = new Map(
      Object.entries({ ...policiesOfTheService(options), ...options.policies }).map(([name, policy]) => [
        name,
        new CompiledPolicy(name, policy),
      ]),
    );
  }

  async onModuleInit(): Promise<void> {
    this.unsubscribe = await this.redis.subscriptions.subscribe(
      this.keys.policyChanges(),
      (text) => this.hear(JSON.parse(text) as Change),
      () => this.reload(),
    );
    await this.load(); // after subscribing, so that no change falls between the two
  }

  async onModuleDestroy(): Promise<void> {
    await this.unsubscribe?.();
  }

  /** Calls `listener` whenever a policy has changed. */
  onChange(listener: () => void): void {
    this.listeners.add(listener);
  }

  /**
   * The policy as it holds for a subject; a promise only where `limits` answers one.
   *
   * @throws PolicyNotFoundError
   */
  find(name: string, subject: string): CompiledPolicy | Promise<CompiledPolicy> {
    const found = this.atRunTime.get(name) ?? this.fromCode.get(name);
    if (!found) throw new PolicyNotFoundError(name);
    const { limits } = this.options;
    if (!limits) return found;
    const changes = limits({ policy: name, subject });
    return changes instanceof Promise
      ? changes.then((late) => this.changed(found, late))
      : this.changed(found, changes);
  }

  /** A policy as it is defined; undefined where there is none. */
  get(name: string): NamedPolicy | undefined {
    const found = this.atRunTime.get(name) ?? this.fromCode.get(name);
    return found && { name, source: this.atRunTime.has(name) ? 'runtime' : 'code', ...found.policy };
  }

  /** All policies, by name. */
  list(): NamedPolicy[] {
    const names = new Set([...this.fromCode.keys(), ...this.atRunTime.keys()]);
    return [...names].toSorted().flatMap((name) => this.get(name) ?? []);
  }

  /** Defines a policy, for all processes; one of the code's name stands in front of it. Answers whether it replaced an earlier one. @throws TooManyPoliciesError */
  async set(name: string, definition: PolicyInput): Promise<boolean> {
    const policy = policyInput.parse(definition);
    return this.change(name, JSON.stringify(policy));
  }

  /** Removes what was set at run time; a policy of the code then holds again. False where nothing was set. */
  async remove(name: string): Promise<boolean> {
    return this.change(name, '');
  }

  private async change(name: string, json: string): Promise<boolean> {
    const changed = await setPolicy.run(
      this.redis.client,
      { policies: this.keys.policies() },
      { name, json, channel: this.keys.policyChanges(), most: MOST_AT_RUN_TIME },
    );
    if (!changed) throw new TooManyPoliciesError(MOST_AT_RUN_TIME);
    const { known, number } = changed;
    // The message comes to us as well, but the next take may be sooner; so may it be than that of a change before ours.
    if (number > this.number + 1) await this.load().catch(() => this.apply(name, json));
    else this.hear({ number, name, json });
    return known;
  }

  /** Changes come in their order, but for our own, which come twice: whoever has missed one reads all. */
  private hear({ number, name, json }: Change): void {
    if (number <= this.number) return;
    if (number > this.number + 1) return this.reload();
    this.number = number;
    this.apply(name, json);
  }

  private async load(): Promise<void> {
    const { '': number = '0', ...all } = await this.redis.client.hgetall(this.keys.policies());
    if (Number(number) < this.number) return; // overtaken by a message
    this.number = Number(number);
    for (const name of this.atRunTime.keys()) if (!(name in all)) this.apply(name, '');
    for (const [name, json] of Object.entries(all)) this.apply(name, json);
  }

  /** What fails now is made good by the next change, or by the next gap: Redis is away then. */
  private reload(): void {
    this.load().catch(() => undefined);
  }

  /** A definition that a newer version of ours has written may not be one to us; then what was there before holds. */
  private apply(name: string, json: string): void {
    const read = json === '' ? undefined : policyInput.safeParse(JSON.parse(json));
    if (read && !read.success) return;
    if (read) this.atRunTime.set(name, new CompiledPolicy(name, read.data));
    else this.atRunTime.delete(name);
    for (const listener of this.listeners) listener();
  }

  private changed(compiled: CompiledPolicy, changes: Partial<PolicyInput> | undefined): CompiledPolicy {
    if (!changes) return compiled;
    const known = this.plans.get(changes)?.get(compiled);
    if (known) return known;
    const fresh = new CompiledPolicy(compiled.name, merge(compiled, changes));
    this.plans.set(changes, (this.plans.get(changes) ?? new Map()).set(compiled, fresh));
    return fresh;
  }
}

/** What {@link AppRateLimitGuard} takes from: ordinary policies, which can be set anew at run time like any. */
function policiesOfTheService(options: RateLimitOptions): Record<string, Policy> {
  const limits = {
    'service-ip': options.ipLimitPerMinute,
    'service-key': options.keyLimitPerMinute,
    'service-strict': options.strictLimitPerMinute,
  };
  return Object.fromEntries(
    Object.entries(limits)
      .filter(([, limit]) => limit > 0)
      .map(([name, limit]) => [name, policyInput.parse({ limit, windowMs: 60_000 })]),
  );
}

function merge({ name, policy }: CompiledPolicy, changes: Partial<PolicyInput>): Policy {
  const merged = policyInput.safeParse({ ...policy, ...changes });
  if (merged.success) return merged.data;
  throw new InvalidOptionsError(`\`limits\` makes no policy of "${name}": ${merged.error.message}`);
}
