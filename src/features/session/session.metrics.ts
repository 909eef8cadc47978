import type { Metric, Sample } from '../../kernel/metrics.js';
import type { Refusal, VerifyResult } from './session.results.js';

/** What there is to count, beside what becomes of tokens that are verified. */
type Counter = 'created' | 'turnedAway' | 'rotated' | 'renewed' | 'revoked' | 'expired';

type Outcome = 'active' | Refusal;

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
  private readonly outcomes: Record<Outcome, number> = {
    active: 0,
    malformed: 0,
    ended: 0,
    wrong_secret: 0,
    rotated: 0,
    reused: 0,
  };

  count(what: Counter, by = 1): void {
    this.counters[what] += by;
  }

  verified(result: VerifyResult): void {
    this.outcomes[result.active ? 'active' : result.reason]++;
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
        Object.entries(this.outcomes).map(([outcome, value]) => ({ labels: { outcome }, value })),
      ),
      counter('rotations', 'Tokens that were replaced, by why', [
        { labels: { why: 'asked' }, value: rotated },
        { labels: { why: 'old' }, value: renewed },
      ]),
      counter('ended', 'Sessions that were ended here, by how', [
        { labels: { how: 'revoked' }, value: revoked },
        { labels: { how: 'expired' }, value: expired },
        { labels: { how: 'reused' }, value: this.outcomes.reused },
      ]),
    ];
  }
}

function counter(what: string, help: string, samples: Sample[]): Metric {
  return { name: `rookery_session_${what}_total`, help, type: 'counter', samples };
}
