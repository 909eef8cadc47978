import type { Metric, Sample } from '../../kernel/metrics.js';
import type { VerifyResult } from './session.results.js';

/** What there is to count, beside what becomes of tokens that are verified. */
type Counter = 'created' | 'turnedAway' | 'rotated' | 'renewed' | 'revoked' | 'expired';

const OUTCOMES = ['active', 'malformed', 'ended', 'wrong_secret', 'rotated', 'reused'] as const;
type Outcome = (typeof OUTCOMES)[number];

/** What this process has done with sessions since it started. */
export class SessionMetrics {
  private readonly counters: Record<Counter, number> = {
    created: 0,
    turnedAway: 0,
    rotated: 0,
    renewed: 0,
    revoked: 0,
    expired: 0,
  };
  private readonly outcomes = new Map<Outcome, number>(OUTCOMES.map((outcome) => [outcome, 0]));

  count(what: Counter, by = 1): void {
    this.counters[what] += by;
  }

  verified(result: VerifyResult): void {
    const outcome = result.active ? 'active' : result.reason;
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
  }

  /** All of it as counters `rookery_session_<what>_total`. */
  read(): Metric[] {
    const { created, turnedAway, rotated, renewed, revoked, expired } = this.counters;
    return [
      counter('logins', 'Logins, by whether the limit of sessions let them in', [
        { labels: { outcome: 'created' }, value: created },
        { labels: { outcome: 'limit' }, value: turnedAway },
      ]),
      counter(
        'verifications',
        'Tokens that were verified, by what became of them',
        [...this.outcomes].map(([outcome, value]) => ({ labels: { outcome }, value })),
      ),
      counter('rotations', 'Tokens that were replaced, by why', [
        { labels: { why: 'asked' }, value: rotated },
        { labels: { why: 'old' }, value: renewed },
      ]),
      counter('ended', 'Sessions that were ended here, by how', [
        { labels: { how: 'revoked' }, value: revoked },
        { labels: { how: 'expired' }, value: expired },
        { labels: { how: 'reused' }, value: this.outcomes.get('reused') ?? 0 },
      ]),
    ];
  }
}

function counter(what: string, help: string, samples: Sample[]): Metric {
  return { name: `rookery_session_${what}_total`, help, type: 'counter', samples };
}
