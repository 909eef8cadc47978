import type {
  CheckpointInput,
  Extended,
  LeasedJob,
  LeaseInput,
  LogInput,
  Noted,
  Outcome,
  ProgressInput,
  Settled,
  StepInput,
} from './queue.lease.schemas.js';
import { keepProgress, keepStep, writeLog } from './queue.notes.js';
import type { Queue } from './queue.queue.js';
import { attemptOf, decodeFacts, decodeRecord, encodePayload, type JobFacts } from './queue.record.js';
import type { Settlement, Shard } from './queue.shard.js';
import type { Verdict } from './scripts/index.js';
import { within } from './queue.waiting.js';
import type { Waiter, Wakeups } from './queue.wakeups.js';

type Lease = Required<Pick<LeaseInput & object, 'max'>> & { readonly leaseMs?: number | undefined };

/**
 * Jobs for workers outside of this process, in any language. The same leases and the same fence as for our own: a lease is a
 * token for each job, and who no longer holds it cannot settle.
 */
export class Leases {
  private turn = 0;

  constructor(
    private readonly queue: Queue,
    private readonly wakeups: Wakeups,
  ) {}

  /**
   * Leases up to `max` jobs; with none there, waits up to `waitMs` for some. `signal` says that the caller has gone: what was
   * leased for it is handed back.
   */
  async lease(input: LeaseInput = {}, signal?: AbortSignal): Promise<LeasedJob[]> {
    const { max = 1, leaseMs, waitMs = 0 } = input;
    const jobs =
      waitMs > 0 ? await this.wait({ max, leaseMs }, waitMs, signal) : await this.take({ max, leaseMs });
    if (!signal?.aborted) return jobs.found;
    await this.settle(jobs.found.map(({ id, token }) => ({ id, token, status: 'released' })));
    return [];
  }

  /** Takes what came of leased jobs; each answer says whether the lease still held. */
  async settle(outcomes: readonly Outcome[]): Promise<Settled[]> {
    const { maxPayloadBytes } = this.queue.settings;
    const settlements = outcomes.map((outcome) => settlementOf(outcome, maxPayloadBytes));
    const verdicts = new Map<Settlement, Verdict>();
    const byShard = Map.groupBy(settlements, ({ id }) => this.queue.shardOf(id));
    await Promise.all(
      [...byShard].map(async ([shard, part]) => {
        const isReady = part.some(({ verb }) => verb !== 'complete' && verb !== 'bury');
        const [answer] = await Promise.all([shard.settle([], part), isReady && shard.nudge()]);
        // It is taken, whatever becomes of this: whoever works on the queue does it else.
        if (answer.reports > 0) await shard.tellParents();
        part.forEach((settlement, i) => {
          const verdict = answer.verdicts[i] ?? 'LEASE_LOST';
          verdicts.set(settlement, verdict);
          if (isState(verdict)) this.noteRun(settlement);
        });
      }),
    );
    return settlements.map((settlement) => {
      const verdict = verdicts.get(settlement) ?? 'LEASE_LOST';
      return isState(verdict)
        ? { id: settlement.id, accepted: true, state: verdict }
        : { id: settlement.id, accepted: false, code: verdict };
    });
  }

  /** Prolongs leases that the caller still holds, for `leaseMs` from now. */
  async extend(leases: readonly { id: string; token: string }[], leaseMs?: number): Promise<Extended> {
    const lost = new Map<{ id: string }, string>();
    let leaseUntilAt = 0;
    const byShard = Map.groupBy(leases, ({ id }) => this.queue.shardOf(id));
    await Promise.all(
      [...byShard].map(async ([shard, part]) => {
        const answer = await shard.extend(part, leaseMs);
        leaseUntilAt = answer.leaseUntilAt;
        for (const { at, code } of answer.lost) if (part[at]) lost.set(part[at], code);
      }),
    );
    const results = leases.map((lease) => {
      const code = lost.get(lease);
      return code === undefined ? { id: lease.id, accepted: true } : { id: lease.id, accepted: false, code };
    });
    return { leaseUntilAt, results };
  }

  /** Remembers the result of a step of a leased job; later attempts find it in their lease. @throws StepsTooLargeError */
  async noteStep(id: string, { token, name, result }: StepInput): Promise<Noted> {
    return this.note({ id, token }, result, name);
  }

  /** Remembers how far a leased job has come, in place of what was there. @throws StepsTooLargeError */
  async checkpoint(id: string, { token, value }: CheckpointInput): Promise<Noted> {
    return this.note({ id, token }, value);
  }

  /** Tells how far a leased job has come, whoever looks at it or listens. */
  async progress(id: string, { token, value }: ProgressInput): Promise<Noted> {
    const json = encodePayload(value, this.queue.settings.maxPayloadBytes);
    return answerOf(await keepProgress(this.queue.shardOf(id), { id, token }, json));
  }

  /** Appends lines to the log of a leased job. */
  async log(id: string, { token, lines }: LogInput): Promise<Noted> {
    return answerOf(await writeLog(this.queue.shardOf(id), { id, token }, lines));
  }

  private async note(lease: { id: string; token: string }, value: unknown, step = ''): Promise<Noted> {
    const result = encodePayload(value, this.queue.settings.maxPayloadBytes);
    return answerOf(await keepStep(this.queue.shardOf(lease.id), lease, { step, result }));
  }

  /** Asks each shard in turn, and does there what is due first. */
  private async take(lease: Lease, waiter?: Waiter) {
    const found: LeasedJob[] = [];
    const { shards, settings } = this.queue;
    let dueInMs = Infinity;
    for (let i = 0; i < shards.length && found.length < lease.max; i++) {
      const shard = shards[this.turn++ % shards.length];
      if (!shard) continue;
      const max = lease.max - found.length;
      const request = { max, leaseMs: lease.leaseMs, ...(waiter && { waiter: waiter.name }) };
      // One connection, so the one is done before the other.
      const [, answer] = await Promise.all([shard.tend(), shard.lease(request)]);
      if (answer.hasMore) dueInMs = 0;
      else if (answer.dueInMs >= 0) dueInMs = Math.min(dueInMs, answer.dueInMs);
      found.push(...this.leasedJobs(answer, lease.leaseMs ?? settings.leaseMs));
    }
    return { found, dueInMs };
  }

  private leasedJobs(answer: Awaited<ReturnType<Shard['lease']>>, leaseMs: number): LeasedJob[] {
    const { token } = answer;
    const leaseUntilAt = Number.parseInt(token, 10) + leaseMs;
    return answer.ids.flatMap((id, i) => {
      const record = answer.records[i];
      if (!record) return [];
      const facts = decodeFacts(answer.states[i]);
      const attempt = attemptOf(facts);
      const { name, data, ...rest } = decodeRecord(record);
      this.queue.timings.noteWait({ id, attempt, ...rest }, token);
      const { timeoutMs } = rest.options;
      const limits = timeoutMs !== undefined && { timeoutMs };
      return [{ id, name, data, attempt, token, leaseUntilAt, ...notesOf(facts), ...limits }];
    });
  }

  private async wait(lease: Lease, waitMs: number, signal: AbortSignal | undefined) {
    const endsAt = performance.now() + waitMs;
    let called = Promise.withResolvers<void>();
    const waiter = this.wakeups.add(() => called.resolve());
    const stop = () => called.resolve();
    signal?.addEventListener('abort', stop);
    // Once told, ours to watch: who asks again before is not told a second time.
    let dueAt = Infinity;
    try {
      for (;;) {
        called = Promise.withResolvers<void>();
        await this.wakeups.listen();
        const jobs = await this.take(lease, waiter);
        const leftMs = endsAt - performance.now();
        if (jobs.found.length > 0 || leftMs <= 0 || signal?.aborted) return jobs;
        const now = performance.now();
        dueAt = Math.min(dueAt > now ? dueAt : Infinity, now + jobs.dueInMs);
        // Looking in every third of a lease finds what a lost message was about.
        const waitsMs = Math.min(leftMs, Math.ceil(dueAt - now), this.queue.settings.leaseMs / 3);
        await within(called.promise, waitsMs);
      }
    } finally {
      signal?.removeEventListener('abort', stop);
      waiter.remove();
      await this.leave(waiter);
    }
  }

  /** The token begins with the instant of the lease. By two clocks, that of Redis and ours: a run over HTTP is timed no better. */
  private noteRun({ verb, token }: Settlement): void {
    if (verb === 'release') return;
    const outcome = verb === 'complete' ? 'completed' : verb === 'snooze' ? 'snoozed' : 'failed';
    this.queue.timings.noteRun(outcome, Date.now() - Number.parseInt(token, 10));
  }

  private async leave(waiter: Waiter): Promise<void> {
    // What cannot be taken off now is passed over when its turn comes.
    await Promise.allSettled(this.queue.shards.map(async (shard) => shard.leave(waiter.name)));
  }
}

const answerOf = (code: string): Noted => (code ? { accepted: false, code } : { accepted: true });

/** What attempts before have noted, where they have. */
function notesOf({ steps, checkpoint }: JobFacts): Pick<LeasedJob, 'steps' | 'checkpoint'> {
  const noted = Object.entries(steps ?? {}).map(([name, json]) => [name, JSON.parse(json)] as const);
  return {
    ...(steps && { steps: Object.fromEntries<unknown>(noted) }),
    ...(checkpoint !== undefined && { checkpoint: JSON.parse(checkpoint) as unknown }),
  };
}

const isState = (verdict: Verdict): verdict is 'completed' | 'delayed' | 'dead' =>
  verdict === 'completed' || verdict === 'delayed' || verdict === 'dead';

function settlementOf(outcome: Outcome, maxBytes: number): Settlement {
  const { id, token, status, retry } = outcome;
  if (status === 'completed')
    return { id, token, verb: 'complete', json: encodePayload(outcome.result, maxBytes) };
  if (status === 'failed')
    return {
      id,
      token,
      verb: retry === false ? 'bury' : 'fail',
      json: encodePayload(outcome.error, maxBytes),
      delayMs: typeof retry === 'object' ? retry.delayMs : undefined,
    };
  return {
    id,
    token,
    verb: status === 'snoozed' ? 'snooze' : 'release',
    json: '',
    delayMs: outcome.delayMs ?? 0,
  };
}
