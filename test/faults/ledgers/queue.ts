import { setTimeout as delay } from 'node:timers/promises';
import { insist, listed, type Answer } from '../service.js';
import { Ledger } from './ledger.js';

interface Leased {
  readonly id: string;
  readonly token: string;
}

const PRODUCERS = 2;
const DRAIN_WITHIN_MS = 60_000;

/**
 * Every job that was acknowledged comes to one outcome, and only one of all its runs counts. Two clients add, one
 * works over HTTP; the others at work are processes of their own.
 */
export class QueueLedger extends Ledger {
  readonly feature = 'queue';
  override readonly clients = PRODUCERS + 1;
  private readonly added = new Map<string, number>();
  private readonly asked = new Set<string>();
  /** What the service took from the worker over HTTP, by job. */
  private readonly accepted = new Map<string, Answer>();
  private seq = 0;

  async step(client: number): Promise<void> {
    await (client < PRODUCERS ? this.add() : this.work());
  }

  /** Adds again under the same id until it is certain: that makes one job. */
  private async add(): Promise<void> {
    const seq = ++this.seq;
    const id = `job-${seq}`;
    this.asked.add(id);
    const options = { id, ...(seq % 5 === 0 && { delayMs: 300 }) };
    const body = { name: 'job', data: { seq }, options };
    const request = { method: 'POST', path: '/v1/queues/jobs/jobs', body };
    const first = await this.send(request);
    if (first.unsure) this.unsure += 1;
    const answer = first.done ? first : await insist(this.send, request);
    if (!answer.done) throw new Error(`A job was refused: ${JSON.stringify(answer.body)}`);
    this.added.set(id, answer.at);
    this.acknowledged += 1;
  }

  private async work(): Promise<void> {
    const lease = await this.send({
      method: 'POST',
      path: '/v1/queues/jobs/lease',
      body: { max: 5, leaseMs: 2000, waitMs: 100 },
    });
    const jobs = lease.done ? (lease.body['jobs'] as Leased[]) : [];
    if (jobs.length === 0) return;
    const outcomes = jobs.map(({ id, token }) => ({ id, token, status: 'completed', result: token }));
    const settled = await this.send({
      method: 'POST',
      path: '/v1/queues/jobs/settle',
      body: { outcomes },
    });
    if (settled.unsure) this.note('settlements unsure');
    if (!settled.done) return;
    for (const { id, accepted } of settled.body['results'] as { id: string; accepted: boolean }[])
      if (accepted) this.accept(id, settled);
  }

  private accept(id: string, answer: Answer): void {
    const before = this.accepted.get(id);
    // That it runs again when the outcome is gone is what a loss of the outcome looks like.
    if (before) this.lose(`${id}: its first outcome`, before.at);
    this.accepted.set(id, answer);
  }

  async verify(): Promise<void> {
    await this.drained();
    const { body } = await insist(this.send, { method: 'GET', path: '/v1/queues/jobs' });
    const { completed = 0, lost = 0 } = body['totals'] as Record<string, number>;
    this.note('leases lost', lost);
    const jobs = await listed<{ id: string }>(this.send, '/v1/queues/jobs/jobs?state=completed&');
    const done = new Set(jobs.map(({ id }) => id));
    for (const [id, at] of this.added) if (!done.has(id)) this.lose(id, at);
    for (const id of done) if (!this.asked.has(id)) this.broken.push(`${id} was never added`);
    if (completed !== done.size) this.broken.push(`${done.size} jobs have ${completed} outcomes`);
  }

  private async drained(): Promise<void> {
    const giveUpAt = Date.now() + DRAIN_WITHIN_MS;
    for (;;) {
      const { body } = await insist(this.send, { method: 'GET', path: '/v1/queues/jobs' });
      const { waiting, delayed, active, dead } = body['counts'] as Record<string, number>;
      if (dead) throw new Error(`${dead} jobs are dead`);
      if (waiting === 0 && delayed === 0 && active === 0) return;
      if (Date.now() > giveUpAt) {
        this.broken.push(`jobs are not done: ${JSON.stringify(body['counts'])}`);
        return;
      }
      await this.work();
      await delay(50);
    }
  }
}
