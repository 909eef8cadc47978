import { ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import { isTracing, linksTo, traced } from '../../kernel/tracing.js';
import {
  JobTimeoutError,
  LeaseLostError,
  NoHandlerError,
  UnrecoverableError,
  WorkerStoppedError,
} from './queue.errors.js';
import { Gathering } from './queue.gathering.js';
import { BackOff, Snooze, type Job } from './queue.job.js';
import { describeError, encodePayload } from './queue.record.js';
import type { Settlement } from './queue.shard.js';
import type { RunOutcome, Timings } from './queue.timings.js';

/** Runs one job; what it resolves with is the result, what it throws a failed attempt. */
export type Handler = (job: Job) => unknown;

/** Runs several jobs at once. It resolves with a result for each, an Error for one that failed, or throws for all. */
export type BatchHandler = (jobs: Job[]) => Promise<readonly unknown[]> | readonly unknown[];

/** A handler with how many jobs it takes at once; none for one job at a time. */
export interface Processing {
  readonly run: Handler | BatchHandler;
  readonly batch?: number | undefined;
  /** How long the first job of a batch that is not full waits for more to come; not at all unless told. */
  readonly waitMs?: number | undefined;
}

/** What came of a job: as the script takes it, `forget` for a completed one of which nothing is kept, `lost` for one that is others'. */
export type Ending = Pick<Settlement, 'verb' | 'json' | 'delayMs'> | 'forget' | 'lost';

interface RunnerParts {
  readonly queue: string;
  readonly find: (name: string) => Processing | undefined;
  readonly backoff: ((attempt: number, error: unknown, job: Job) => number) | undefined;
  readonly settings: { keepCompletedMs: number; keepCompletedCount: number; maxPayloadBytes: number };
  readonly timings: Timings;
  readonly onEnd: (job: Job, ending: Ending) => void;
  /** A handler wants no job of the queue to be handed out for that long. */
  readonly onBackOff: (delayMs: number) => void;
}

/** The jobs that run in this process for one worker, each in its handler, until it ends, times out or is given up. */
export class Runner {
  readonly totals = { completed: 0, failed: 0, lost: 0 };
  /** How long jobs take, the last ones most; endless while none has ended. */
  meanMs = Infinity;
  private readonly running = new Map<Job, NodeJS.Timeout | undefined>();
  private readonly gatherings = new Map<string, Gathering>();

  constructor(private readonly parts: RunnerParts) {}

  get size(): number {
    return this.running.size;
  }

  has(job: Job): boolean {
    return this.running.has(job);
  }

  get jobs(): Job[] {
    return [...this.running.keys()];
  }

  /** Begins with the first of these jobs, or with several for a handler of batches; answers how many, at most `room`. */
  start(jobs: readonly Job[], room: number): number {
    const [first] = jobs;
    if (!first) return 0;
    const processing = this.parts.find(first.name);
    if (!processing?.batch) {
      this.watch(first);
      void this.run(first, processing);
      return 1;
    }
    const gathering = this.gatheringOf(first.name, processing, room);
    const most = Math.min(gathering?.room ?? processing.batch, room);
    const end = jobs.findIndex((job, i) => i === most || job.name !== first.name);
    const batch = jobs.slice(0, end === -1 ? most : end);
    for (const job of batch) this.running.set(job, undefined);
    if (gathering) gathering.add(batch);
    else this.begin(batch, processing.run as BatchHandler);
    return batch.length;
  }

  /** Where jobs of that name wait for more of them, if they do: for no more than there are places. */
  private gatheringOf(name: string, { run, batch = 1, waitMs }: Processing, room: number) {
    if (!waitMs) return undefined;
    const known = this.gatherings.get(name);
    if (known) return known;
    const most = Math.min(batch, room + this.size);
    const gathering = new Gathering({
      most,
      waitMs,
      begin: (jobs) => {
        this.gatherings.delete(name);
        this.begin(jobs, run as BatchHandler);
      },
    });
    this.gatherings.set(name, gathering);
    return gathering;
  }

  private begin(jobs: readonly Job[], run: BatchHandler): void {
    for (const job of jobs) if (job.isLost) this.end(job);
    const batch = jobs.filter((job) => this.has(job));
    for (const job of batch) this.watch(job);
    if (batch.length > 0) void this.runBatch(batch, run);
  }

  /** Takes the jobs away that wait for more of them; they are nobody's then. */
  release(): Job[] {
    const waiting = [...this.gatherings.values()].flatMap((gathering) => gathering.drop());
    this.gatherings.clear();
    return waiting.filter((job) => this.running.delete(job));
  }

  /** Its lease is void: what comes of it is refused, so it is not even sent; its place is free when the handler has ended. */
  lose(job: Job, reason: LeaseLostError): void {
    if (reason.code === LeaseLostError.code) this.totals.lost++;
    job.abort(reason);
  }

  /** Aborts what runs; answers the jobs, which are nobody's then. */
  giveUp(): Job[] {
    const { jobs } = this;
    for (const job of jobs) {
      this.end(job);
      job.abort(new WorkerStoppedError());
    }
    return jobs;
  }

  private watch(job: Job): void {
    const { timeoutMs } = job.options;
    const timer =
      timeoutMs === undefined ? undefined : setTimeout(() => this.timeOut(job, timeoutMs), timeoutMs);
    this.running.set(job, timer);
  }

  private timeOut(job: Job, timeoutMs: number): void {
    const error = new JobTimeoutError(timeoutMs);
    job.abort(error);
    this.fail(job, error);
  }

  private async run(job: Job, processing: Processing | undefined): Promise<void> {
    const startedAt = performance.now();
    try {
      if (!processing) throw new NoHandlerError(job.name);
      const result: unknown = await this.traced([job], async () => (processing.run as Handler)(job));
      this.measure(startedAt, 'completed');
      this.complete(job, result);
    } catch (error) {
      this.measure(startedAt, error instanceof Snooze ? 'snoozed' : 'failed');
      this.fail(job, error);
    }
  }

  private async runBatch(jobs: Job[], run: BatchHandler): Promise<void> {
    const startedAt = performance.now();
    try {
      const results = await this.traced(jobs, async () => run(jobs));
      if (!Array.isArray(results) || results.length !== jobs.length)
        throw new TypeError(`A batch of ${jobs.length} jobs needs as many results, in order`);
      this.measure(startedAt, 'completed', jobs.length);
      jobs.forEach((job, i) => {
        if (results[i] instanceof Error) this.fail(job, results[i]);
        else this.complete(job, results[i]);
      });
    } catch (error) {
      this.measure(startedAt, error instanceof Snooze ? 'snoozed' : 'failed', jobs.length);
      for (const job of jobs) this.fail(job, error);
    }
  }

  /** Runs a handler in a span of its own: a job may run long after the request that added it, to which it is linked. */
  private async traced<T>(jobs: readonly Job[], run: () => Promise<T>): Promise<T> {
    if (!isTracing()) return run();
    const start = {
      kind: SpanKind.CONSUMER,
      parent: ROOT_CONTEXT,
      attributes: {
        'messaging.system': 'rookery',
        'messaging.destination.name': this.parts.queue,
        'rookery.job.name': jobs[0]?.name ?? '',
        ...(jobs.length > 1
          ? { 'messaging.batch.message_count': jobs.length }
          : { 'messaging.message.id': jobs[0]?.id ?? '', 'rookery.job.attempt': jobs[0]?.attempt ?? 0 }),
      },
      links: jobs.flatMap(({ options }) => linksTo(options.trace)),
      expects: (error: unknown) => error instanceof Snooze,
    };
    return traced(`process ${this.parts.queue}`, start, run);
  }

  private measure(startedAt: number, outcome: RunOutcome, jobs = 1): void {
    const ms = performance.now() - startedAt;
    this.parts.timings.noteRun(outcome, ms, jobs);
    this.meanMs = this.meanMs === Infinity ? ms : this.meanMs + (ms - this.meanMs) / 16;
  }

  private complete(job: Job, result: unknown): void {
    if (!this.end(job)) return;
    const { keepCompletedMs, keepCompletedCount, maxPayloadBytes } = this.parts.settings;
    const [ms, count] = job.options.keep?.completed ?? [keepCompletedMs, keepCompletedCount];
    // A parent that is told by the script that takes the outcome is told the result.
    if ((ms === 0 || count === 0) && !job.options.parent) {
      this.totals.completed++;
      return this.parts.onEnd(job, 'forget');
    }
    try {
      const json = encodePayload(result, maxPayloadBytes);
      this.totals.completed++;
      this.parts.onEnd(job, { verb: 'complete', json });
    } catch (error) {
      // The work is done; to do it again would give the same result.
      this.totals.failed++;
      this.parts.onEnd(job, { verb: 'bury', json: describeError(error) });
    }
  }

  private fail(job: Job, error: unknown): void {
    if (!this.end(job)) return;
    if (error instanceof BackOff) this.parts.onBackOff(error.delayMs);
    if (error instanceof Snooze)
      return this.parts.onEnd(job, { verb: 'snooze', json: '', delayMs: error.delayMs });
    this.totals.failed++;
    const json = describeError(error);
    if (error instanceof UnrecoverableError || error instanceof NoHandlerError)
      return this.parts.onEnd(job, { verb: 'bury', json });
    const delayMs = this.parts.backoff?.(job.attempt, error, job);
    this.parts.onEnd(job, {
      verb: 'fail',
      json,
      delayMs: delayMs === undefined ? undefined : Math.round(delayMs),
    });
  }

  /** Frees the place of a job; false when nothing is to be told of it, as it ended before or its lease is lost. */
  private end(job: Job): boolean {
    const timer = this.running.get(job);
    if (timer) clearTimeout(timer);
    if (!this.running.delete(job)) return false;
    if (job.isLost) this.parts.onEnd(job, 'lost');
    return !job.isLost;
  }
}
