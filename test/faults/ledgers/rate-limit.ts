import { insist, type Answer, type Send } from '../service.js';
import { Ledger } from './ledger.js';

interface Used {
  readonly subject: string;
  allowed: number;
  unsure: number;
  /** When it was first denied, which means: the limit is used up. */
  deniedAt?: number;
  lastAllowedAt: number;
}

const LIMIT = 20;
const WEEK_MS = 7 * 86_400_000;
const LOOKS_AFTERWARDS = 5;

/** Never more than the limit passes; and no fewer than the limit, but for those of which nobody knows. */
export class RateLimitLedger extends Ledger {
  readonly feature = 'rate-limit';
  override readonly clients = 4;
  private readonly subjects: Used[] = [];
  private current = this.begin();
  private seq = 0;

  /** @param windowMs a week unless told; of a shorter one, which ends meanwhile, more than the limit may pass */
  constructor(
    send: Send,
    private readonly windowMs = WEEK_MS,
  ) {
    super(send);
  }

  override async open(): Promise<void> {
    const body = { algorithm: 'fixed-window', limit: LIMIT, windowMs: this.windowMs, whenAway: 'closed' };
    await insist(this.send, { method: 'PUT', path: '/v1/rate-limits/strict', body });
    // One replica is asked after the other: all of them know it when as many in a row do.
    for (let known = 0; known < 4;) {
      const { done } = await this.send({ method: 'GET', path: '/v1/rate-limits/strict' });
      known = done ? known + 1 : 0;
    }
  }

  /** All clients hammer the same subject until it is used up, and then look whether an earlier one still is. */
  async step(): Promise<void> {
    const seq = ++this.seq;
    const earlier = this.subjects[this.subjects.length - 2 - (seq % LOOKS_AFTERWARDS)];
    await this.take(seq % 10 === 0 && earlier ? earlier : this.current);
    if (this.current.deniedAt !== undefined) this.current = this.begin();
  }

  private begin(): Used {
    const used: Used = {
      subject: `subject-${this.subjects.length}`,
      allowed: 0,
      unsure: 0,
      lastAllowedAt: 0,
    };
    this.subjects.push(used);
    return used;
  }

  private async take(used: Used): Promise<void> {
    const answer = await this.send({
      method: 'POST',
      path: '/v1/rate-limits/strict/take',
      body: { subject: used.subject },
    });
    if (answer.status === 404) this.lose('the policy', Date.now());
    if (answer.unsure) this.unsure += 1;
    if (answer.unsure || answer.body['degraded']) used.unsure += 1;
    if (answer.body['degraded']) this.guessed(used, answer);
    else if (answer.done && answer.body['allowed']) this.allow(used, answer.at);
    else if (answer.done) used.deniedAt ??= answer.at;
  }

  /** Decided without Redis, so by what the policy says for that. */
  private guessed({ subject }: Used, { body }: Answer): void {
    this.note('denied while Redis was away');
    if (body['allowed']) this.broken.push(`${subject} was let in though the policy is closed`);
  }

  private allow(used: Used, at: number): void {
    this.acknowledged += 1;
    used.allowed += 1;
    if (used.allowed > LIMIT && this.windowMs === WEEK_MS)
      this.lose(`${used.subject}: a use of its limit`, used.lastAllowedAt);
    used.lastAllowedAt = at;
  }

  async verify(): Promise<void> {
    for (const used of this.subjects) {
      for (let i = 0; i < 10 * LIMIT && used.deniedAt === undefined; i++) await this.take(used);
      if (used.deniedAt === undefined) this.broken.push(`${used.subject} is never denied`);
      if (used.allowed + used.unsure < LIMIT)
        this.broken.push(`${used.subject} was denied after ${used.allowed} of ${LIMIT}`);
    }
  }
}
