import type { State } from './rate-limit.batches.js';
import type { Rule } from './rate-limit.rules.js';

interface Bucket {
  readonly used: number;
  readonly at: number;
}

/** Subjects remembered; whoever was seen longest ago begins anew. */
const MAX_SUBJECTS = 10_000;

/**
 * What this process lets pass while Redis does not answer: its share of the limit, as a bucket that drains, whatever
 * the policy's own algorithm. A block or what was used before is not known here, so it is an estimate.
 */
export class Estimate {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly processes: number) {}

  /** Takes from all rules or from none. */
  take(rules: readonly Rule[], cost: number): State[] {
    const now = performance.now();
    const states = rules.map((rule) => this.look(rule, cost, now));
    const denied = rules.some(({ compiled }, i) => !compiled.policy.shadow && !states[i]?.enough);
    if (denied) return states;
    return states.map((state, i) => {
      const rule = rules[i];
      return rule && state.enough ? this.charge(rule, cost, now) : state;
    });
  }

  private look(rule: Rule, cost: number, now: number): State {
    const { share, unitMs } = this.measure(rule, cost);
    const used = this.usedAt(rule.key, unitMs, now);
    return {
      enough: used + cost <= share + 1e-9,
      remaining: Math.max(0, Math.floor(share - used)),
      retryMs: Math.max(0, (used + cost - share) * unitMs),
      resetMs: used * unitMs,
    };
  }

  private charge(rule: Rule, cost: number, now: number): State {
    const { share, unitMs } = this.measure(rule, cost);
    const used = this.usedAt(rule.key, unitMs, now) + cost;
    this.buckets.delete(rule.key);
    this.buckets.set(rule.key, { used, at: now });
    if (this.buckets.size > MAX_SUBJECTS) {
      const [oldest = ''] = this.buckets.keys();
      this.buckets.delete(oldest);
    }
    const remaining = Math.max(0, Math.floor(share - used));
    return { enough: true, remaining, retryMs: 0, resetMs: used * unitMs };
  }

  /** A share too small for the cost still lets it pass once in its time: nobody is shut out by the number of processes. */
  private measure({ compiled: { policy }, size }: Rule, cost: number): { share: number; unitMs: number } {
    const share = Math.max(cost, Math.floor(size / this.processes));
    return { share, unitMs: (policy.windowMs / policy.limit) * policy.shards * this.processes };
  }

  private usedAt(key: string, unitMs: number, now: number): number {
    const { used, at } = this.buckets.get(key) ?? { used: 0, at: now };
    return Math.max(0, used - (now - at) / unitMs);
  }
}

/** Places given out by this process alone, while Redis does not answer. */
export class EstimatedPlaces {
  /** For each key, the instants at which its leases end. */
  private readonly byKey = new Map<string, Map<string, number>>();

  /** Takes one of `limit` places, if one is free; answers how many are free then, undefined where none was. */
  take(key: string, lease: string, place: { limit: number; leaseMs: number }): number | undefined {
    const now = performance.now();
    const leases = this.byKey.get(key) ?? new Map<string, number>();
    for (const [held, endsAt] of leases) if (endsAt <= now) leases.delete(held);
    if (leases.size >= place.limit) return undefined;
    this.byKey.set(key, leases.set(lease, now + place.leaseMs));
    if (this.byKey.size > MAX_SUBJECTS) {
      const [oldest = ''] = this.byKey.keys();
      this.byKey.delete(oldest);
    }
    return place.limit - leases.size;
  }

  /** Keeps a place; false if it was none of these. */
  renew(key: string, lease: string, leaseMs: number): boolean {
    const leases = this.byKey.get(key);
    if (!leases || !((leases.get(lease) ?? 0) > performance.now())) return false;
    leases.set(lease, performance.now() + leaseMs);
    return true;
  }

  /** Gives a place back; false if it was none of these. */
  release(key: string, lease: string): boolean {
    const leases = this.byKey.get(key);
    if (!leases?.delete(lease)) return false;
    if (leases.size === 0) this.byKey.delete(key);
    return true;
  }
}
