import type { Charger, Decided, Outcome } from './rate-limit.charger.js';
import type { Decision } from './rate-limit.schemas.js';

/** What several limits say to one take: allowed by all, or denied and charged by none. */
export class Verdict {
  readonly allowed: boolean;
  /** How long until the same would be allowed; 0 where it is. */
  readonly retryAfterMs: number;
  /** What each rule says; where an earlier denial still holds, that rule alone. */
  readonly rules: readonly Decision[];
  readonly #outcome: Outcome;
  readonly #charger: Charger;
  #cost: number;

  constructor(charger: Charger, outcome: Outcome, cost: number) {
    this.#charger = charger;
    this.#outcome = outcome;
    this.#cost = cost;
    this.allowed = outcome.allowed;
    this.rules = outcome.decided.map(toDecision);
    this.retryAfterMs = Math.max(0, ...this.rules.map((rule) => (rule.allowed ? 0 : rule.retryAfterMs)));
  }

  /**
   * Says what the take costs in the end, once that is known: more is charged, even beyond the limit, or what was too
   * much is given back. While Redis is away the charge stays as it is.
   */
  async settle(cost: number): Promise<void> {
    const difference = cost - this.#cost;
    if (difference === 0 || !this.allowed) return;
    this.#cost = cost;
    await this.#charger.correct(this.#outcome, difference);
  }
}

function toDecision({ rule, state, by }: Decided): Decision {
  const { name, policy } = rule.compiled;
  const allowed = state.enough || policy.shadow;
  const decision: Decision = {
    policy: name,
    allowed,
    limit: policy.limit,
    windowMs: policy.windowMs,
    // The shards fill evenly, so one tells of all.
    remaining: state.remaining * policy.shards,
    resetMs: Math.ceil(state.resetMs),
    retryAfterMs: allowed ? 0 : Math.ceil(state.retryMs),
  };
  if (!state.enough && policy.shadow) decision.wouldDeny = true;
  if (by === 'estimate') decision.degraded = true;
  return decision;
}
