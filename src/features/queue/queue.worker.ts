import { Logger } from '@nestjs/common';
import {
  JobTimeoutError,
  LeaseLostError,
  NoHandlerError,
  UnrecoverableError,
  WorkerStoppedError,
} from './queue.errors.js';
import { Snooze, type Job } from './queue.job.js';
import { Lane } from './queue.lane.js';
import type { Queue } from './queue.queue.js';
import { encodePayload } from './queue.record.js';
import { STEP, type Settlement } from './queue.shard.js';
import type { Waiter, Wakeups } from './queue.wakeups.js';

/** Runs one job; what it resolves with is the result, what it throws a failed attempt. */
export type Handler = (job: Job) => unknown;

/** Runs several jobs at once. It resolves with a result for each, an Error for one that failed, or throws for all. */
export type BatchHandler = (jobs: Job[]) => Promise<readonly unknown[]> | readonly unknown[];

/** A handler with how many jobs it takes at once; none for one job at a time. */
export interface Processing {
  readonly run: Handler | BatchHandler;
  readonly batch?: number | undefined;
}

/** How a worker works. */
export interface WorkerOptions {
  /** How many jobs run at the same time in this process. 10 unless told. */
  readonly concurrency?: number | undefined;
  /** Milliseconds until the next attempt, in place of the job's own backoff. `attempt` is the one that failed, from 1. */
  readonly backoff?: ((attempt: number, error: unknown, job: Job) => number) | undefined;
}

/** How a worker is. */
export interface WorkerHealth {
  readonly queue: string;
  readonly status: 'up' | 'down';
  /** Since Redis last answered it. */
  readonly silentMs: number;
  readonly running: number;
  readonly completed: number;
  readonly failed: number;
  readonly lost: number;
}

// A job that is read ahead waits for one before it: not worth it when that takes longer than this.
const READ_AHEAD_BELOW_MS = 5;
const HAND_BACK_AFTER_MS = 100;
const DEFAULT_CONCURRENCY = 10;
const MAX_ERROR_CHARS = 4000;

/**
 * Runs the jobs of one queue in this process. It holds a lease on each job, renews it every third of its time, and reads ahead
 * while jobs are short, so that the next one is here when one ends.
 */
export class Worker {
  private readonly logger: Logger;
  private readonly lanes: Lane[];
  private readonly waiters: Waiter[] = [];
  private readonly running = new Map<Job, NodeJS.Timeout | undefined>();
  private readonly concurrency: number;
  private readonly beatTimer: NodeJS.Timeout;
  private ready: Job[] = [];
  private readyTimer: NodeJS.Timeout | undefined;
  private meanMs = Infinity;
  private isScheduled = false;
  private isStopping = false;
  private wasTroubled = false;
  private lastContactAt = performance.now();
  private turn = 0;
  private readonly totals = { completed: 0, failed: 0, lost: 0 };
  private onIdle: (() => void) | undefined;

  constructor(
    private readonly queue: Queue,
    private readonly parts: {
      readonly wakeups: Wakeups;
      readonly find: (name: string) => Processing | undefined;
      readonly options: WorkerOptions;
    },
  ) {
    this.logger = new Logger(`Queue:${queue.name}`);
    this.concurrency = parts.options.concurrency ?? DEFAULT_CONCURRENCY;
    this.lanes = queue.shards.map((shard) => {
      const waiter = parts.wakeups.add(() => lane.look());
      this.waiters.push(waiter);
      const lane: Lane = new Lane(shard, waiter, {
        onChange: () => this.schedule(),
        onJobs: (jobs) => this.take(jobs),
        onContact: () => this.noteContact(),
        onTrouble: (error) => this.noteTrouble(error),
      });
      return lane;
    });
    this.beatTimer = setInterval(() => void this.beat(), queue.settings.leaseMs / 3);
    // What became ready before we listened told nobody.
    void parts.wakeups.listen().then(() => this.look());
    this.schedule();
  }

  get health(): WorkerHealth {
    const silentMs = Math.round(performance.now() - this.lastContactAt);
    const status = silentMs < 2 * this.queue.settings.leaseMs ? 'up' : 'down';
    return { queue: this.queue.name, status, silentMs, running: this.running.size, ...this.totals };
  }

  /**
   * Takes no more jobs, lets those that run finish for up to `drainMs`, then aborts them and hands them back. Resolves when Redis
   * knows of all of it, or does not answer.
   */
  async stop(drainMs: number): Promise<void> {
    this.isStopping = true;
    this.handBack(this.ready.splice(0));
    for (const waiter of this.waiters) waiter.remove();
    await Promise.allSettled(this.lanes.map(async (lane) => lane.leave()));
    await this.idle(drainMs);
    for (const job of this.running.keys()) job.abort(new WorkerStoppedError());
    this.handBack([...this.running.keys()]);
    this.running.clear();
    this.schedule();
    await this.idle(this.queue.shards[0]?.redis.options.deadlineMs ?? 0);
    clearInterval(this.beatTimer);
    clearTimeout(this.readyTimer);
    for (const lane of this.lanes) lane.close();
  }

  /** Resolves when nothing runs and Redis has taken all outcomes, at the latest after `withinMs`. */
  private async idle(withinMs: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, withinMs);
    this.onIdle = resolve;
    this.schedule();
    await promise;
    clearTimeout(timer);
  }

  private look(): void {
    if (!this.isStopping) for (const lane of this.lanes) lane.look();
  }

  /** Once for all that happens in this turn of the event loop. */
  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    process.nextTick(() => {
      this.isScheduled = false;
      this.pump();
    });
  }

  private pump(): void {
    for (let i = 0; i < this.lanes.length; i++) {
      const lane = this.lanes[this.turn++ % this.lanes.length];
      if (lane?.canFly) lane.fly(lane.isHot && !this.isStopping ? this.want() : 0);
    }
    this.start();
    if (this.onIdle && this.running.size === 0 && this.lanes.every(({ isEmpty }) => isEmpty)) this.onIdle();
  }

  /** How many jobs to ask for now: half of what there may be here, so that two requests keep each other company. */
  private want(): number {
    const ahead = this.meanMs < READ_AHEAD_BELOW_MS ? this.concurrency : 0;
    const requested = this.lanes.reduce((sum, lane) => sum + lane.requested, 0);
    const free = this.concurrency + ahead - this.running.size - this.ready.length - requested;
    return Math.max(0, Math.min(free, Math.ceil((this.concurrency + ahead) / 2), STEP));
  }

  private take(jobs: Job[]): void {
    if (this.isStopping) return this.handBack(jobs);
    this.ready = this.ready.length === 0 ? jobs : [...this.ready, ...jobs];
    this.schedule();
  }

  private start(): void {
    let next = 0;
    while (next < this.ready.length && this.running.size < this.concurrency) {
      const job = this.ready[next];
      const processing = job && this.parts.find(job.name);
      if (!job) break;
      if (processing?.batch) next += this.startBatch(next, processing);
      else {
        next++;
        this.watch(job);
        void this.run(job, processing);
      }
    }
    if (next > 0) this.ready = this.ready.slice(next);
    if (this.ready.length > 0) this.watchReady();
  }

  /** Runs the next jobs in one call, as long as they have the same name and there is room; answers how many. */
  private startBatch(from: number, processing: Processing): number {
    const { name } = this.ready[from] ?? {};
    const room = Math.min(processing.batch ?? 1, this.concurrency - this.running.size);
    let to = from;
    while (to < from + room && this.ready[to]?.name === name) to++;
    const jobs = this.ready.slice(from, to);
    for (const job of jobs) this.watch(job);
    void this.runBatch(jobs, processing.run as BatchHandler);
    return jobs.length;
  }

  private watch(job: Job): void {
    const { timeoutMs } = job.options;
    const timer = timeoutMs === undefined ? undefined : setTimeout(() => this.timeOut(job, timeoutMs), timeoutMs);
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
      const result: unknown = await (processing.run as Handler)(job);
      this.measure(performance.now() - startedAt);
      this.complete(job, result);
    } catch (error) {
      this.measure(performance.now() - startedAt);
      this.fail(job, error);
    }
  }

  private async runBatch(jobs: Job[], run: BatchHandler): Promise<void> {
    const startedAt = performance.now();
    let results: readonly unknown[];
    try {
      results = await run(jobs);
    } catch (error) {
      results = jobs.map(() => error);
      for (const job of jobs) this.fail(job, error);
    }
    this.measure(performance.now() - startedAt);
    jobs.forEach((job, i) => {
      const result = results[i];
      if (result instanceof Error) this.fail(job, result);
      else this.complete(job, result);
    });
  }

  private measure(ms: number): void {
    this.meanMs = this.meanMs === Infinity ? ms : this.meanMs + (ms - this.meanMs) / 16;
  }

  private complete(job: Job, result: unknown): void {
    if (!this.end(job)) return;
    const { id, origin, options } = job;
    const { keepCompletedMs, keepCompletedCount, maxPayloadBytes } = this.queue.settings;
    const [ms, count] = options.keep?.completed ?? [keepCompletedMs, keepCompletedCount];
    if (ms === 0 || count === 0) this.laneOf(job).forgotten.push({ id, token: origin.token });
    else {
      try {
        this.settle(job, { verb: 'complete', json: encodePayload(result, maxPayloadBytes) });
      } catch (error) {
        return this.settle(job, { verb: 'bury', json: describeError(error) });
      }
    }
    this.totals.completed++;
    this.schedule();
  }

  private fail(job: Job, error: unknown): void {
    if (!this.end(job)) return;
    if (error instanceof Snooze) return this.settle(job, { verb: 'snooze', json: '', delayMs: error.delayMs });
    this.totals.failed++;
    const json = describeError(error);
    if (error instanceof UnrecoverableError || error instanceof NoHandlerError)
      return this.settle(job, { verb: 'bury', json });
    const delayMs = this.parts.options.backoff?.(job.attempt, error, job);
    this.settle(job, { verb: 'fail', json, ...(delayMs !== undefined && { delayMs: Math.round(delayMs) }) });
  }

  /** Frees the place of a job that has just ended; false for one that had ended before. */
  private end(job: Job): boolean {
    if (!this.running.has(job)) return false;
    const timer = this.running.get(job);
    if (timer) clearTimeout(timer);
    return this.running.delete(job);
  }

  private settle({ id, origin }: Job, what: Pick<Settlement, 'verb' | 'json' | 'delayMs'>): void {
    this.laneOf({ origin }).outcomes.push({ id, token: origin.token, ...what });
    this.schedule();
  }

  private handBack(jobs: readonly Job[]): void {
    for (const job of jobs) this.settle(job, { verb: 'release', json: '' });
  }

  private laneOf({ origin }: Pick<Job, 'origin'>): Lane {
    const lane = this.lanes.length === 1 ? this.lanes[0] : this.lanes.find(({ shard }) => shard === origin.shard);
    if (!lane) throw new TypeError('A job of another queue');
    return lane;
  }

  /** Jobs that were read ahead and cannot be begun soon are for others. */
  private watchReady(): void {
    if (this.readyTimer) return;
    const [first] = this.ready;
    this.readyTimer = setTimeout(() => {
      this.readyTimer = undefined;
      if (this.ready[0] !== first) return this.ready.length > 0 ? this.watchReady() : undefined;
      if (!first) return;
      this.meanMs = HAND_BACK_AFTER_MS; // and no more are read ahead until jobs are short again
      this.handBack(this.ready.splice(0));
    }, HAND_BACK_AFTER_MS);
  }

  /** Renews all leases, looks for what was missed, and lets Redis know that we wait, if we do. */
  private async beat(): Promise<void> {
    void this.parts.wakeups.listen();
    this.look();
    const held = Map.groupBy([...this.running.keys(), ...this.ready], (job) => this.laneOf(job));
    try {
      for (const [lane, jobs] of held) for (const job of await lane.extend(jobs)) this.lose(job);
    } catch (error) {
      this.noteTrouble(error);
    }
  }

  /** What comes of it is refused, so it is not even sent; its place is free when the handler has ended. */
  private lose(job: Job): void {
    // It may have been settled between the question and the answer.
    if (!this.running.has(job) && !this.ready.includes(job)) return;
    this.totals.lost++;
    this.ready = this.ready.filter((other) => other !== job);
    job.abort(new LeaseLostError());
  }

  private noteContact(): void {
    this.lastContactAt = performance.now();
    if (this.wasTroubled) this.logger.log('Redis answers again; work goes on');
    this.wasTroubled = false;
  }

  private noteTrouble(error: unknown): void {
    if (!this.wasTroubled) this.logger.warn(`Work stands still until Redis answers: ${String(error)}`);
    this.wasTroubled = true;
  }
}

/** What is kept of an error: name, message, code and stack, of bounded length. */
function describeError(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(String(error).slice(0, MAX_ERROR_CHARS));
  const { name, message, stack } = error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  return JSON.stringify({
    name,
    message: message.slice(0, MAX_ERROR_CHARS),
    ...(code && { code }),
    stack: stack?.slice(0, MAX_ERROR_CHARS),
  });
}
