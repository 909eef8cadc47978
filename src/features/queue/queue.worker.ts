import { Logger } from '@nestjs/common';
import type { Place } from './queue.workers.js';
import { voidLease, type LeaseLostError } from './queue.errors.js';
import type { Job } from './queue.job.js';
import { Lane } from './queue.lane.js';
import type { Queue } from './queue.queue.js';
import { Runner, type Ending, type Processing } from './queue.runner.js';
import { STEP } from './queue.shard.js';
import type { Stopped, Waiter, Wakeups } from './queue.wakeups.js';

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
  /** `down` when Redis has not answered for two leases. */
  readonly status: 'up' | 'down';
  /** Since Redis last answered. */
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

/**
 * Runs the jobs of one queue in this process. It holds a lease on each job, renews it every third of its time, and reads ahead
 * while jobs are short, so that the next one is here when one ends.
 */
export class Worker {
  private readonly logger: Logger;
  private readonly lanes: Lane[];
  private readonly waiters: Waiter[] = [];
  private readonly runner: Runner;
  private readonly concurrency: number;
  private readonly beatTimer: NodeJS.Timeout;
  private ready: Job[] = [];
  private readyTimer: NodeJS.Timeout | undefined;
  private isScheduled = false;
  private isStopping = false;
  private isTroubled = false;
  private lastContactAt = performance.now();
  private turn = 0;
  private onIdle: (() => void) | undefined;
  private readonly deafen: () => void;
  private readonly place: Place;

  constructor(
    private readonly queue: Queue,
    private readonly wakeups: Wakeups,
    { find, options }: { find: (name: string) => Processing | undefined; options: WorkerOptions },
  ) {
    this.logger = new Logger(`Queue:${queue.name}`);
    this.concurrency = options.concurrency ?? DEFAULT_CONCURRENCY;
    this.runner = new Runner({
      queue: queue.name,
      find,
      backoff: options.backoff,
      settings: queue.settings,
      timings: queue.timings,
      onEnd: (job, ending) => this.settle(job, ending),
      onBackOff: (delayMs) => void this.backOff(delayMs),
    });
    this.lanes = queue.shards.map((shard) => {
      const waiter = wakeups.add(() => lane.wake());
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
    this.deafen = wakeups.onStopped((stopped) => this.stopJob(stopped));
    void wakeups.listen();
    this.place = queue.workers.enter(this.concurrency, () => this.health);
    this.schedule();
  }

  get health(): WorkerHealth {
    const silentMs = Math.round(performance.now() - this.lastContactAt);
    const status = silentMs < 2 * this.queue.settings.leaseMs ? 'up' : 'down';
    return { queue: this.queue.name, status, silentMs, running: this.runner.size, ...this.runner.totals };
  }

  /**
   * Takes no more jobs, lets those that run finish for up to `drainMs`, then aborts them and hands them back. Resolves when Redis
   * knows of all of it, or does not answer.
   */
  async stop(drainMs: number): Promise<void> {
    this.isStopping = true;
    this.handBack([...this.ready.splice(0), ...this.runner.release()]);
    for (const waiter of this.waiters) waiter.remove();
    await Promise.allSettled(this.lanes.map(async (lane) => lane.leave()));
    await this.idle(drainMs);
    this.handBack(this.runner.giveUp());
    await this.idle(this.queue.deadlineMs);
    this.deafen();
    clearInterval(this.beatTimer);
    clearTimeout(this.readyTimer);
    for (const lane of this.lanes) lane.close();
    void this.place.leave();
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

  /** Once for all that happens in this turn of the event loop. */
  private schedule(): void {
    if (this.isScheduled) return;
    this.isScheduled = true;
    process.nextTick(() => {
      this.isScheduled = false;
      this.pump();
    });
  }

  /** First to Redis, which then works while we do. */
  private pump(): void {
    for (let i = 0; i < this.lanes.length; i++) {
      const lane = this.lanes[this.turn++ % this.lanes.length];
      if (lane?.canFly) lane.fly(lane.isHot && !this.isStopping ? this.want() : 0);
    }
    this.start();
    if (this.onIdle && this.runner.size === 0 && this.lanes.every(({ isEmpty }) => isEmpty)) this.onIdle();
  }

  /** How many jobs to ask for now: at most half of what there may be here, so that two requests keep each other company. */
  private want(): number {
    const ahead = this.runner.meanMs < READ_AHEAD_BELOW_MS ? this.concurrency : 0;
    const requested = this.lanes.reduce((sum, lane) => sum + lane.requested, 0);
    const free = this.concurrency + ahead - this.runner.size - this.ready.length - requested;
    return Math.max(0, Math.min(free, Math.ceil((this.concurrency + ahead) / 2), STEP));
  }

  private take(jobs: Job[]): void {
    for (const job of jobs) this.queue.timings.noteWait(job, job.origin.token);
    if (this.isStopping) return this.handBack(jobs);
    this.ready = this.ready.length === 0 ? jobs : [...this.ready, ...jobs];
    this.schedule();
  }

  private start(): void {
    let next = 0;
    while (next < this.ready.length && this.runner.size < this.concurrency) {
      const rest = next === 0 ? this.ready : this.ready.slice(next);
      next += this.runner.start(rest, this.concurrency - this.runner.size);
    }
    if (next > 0) this.ready = this.ready.slice(next);
    if (this.ready.length > 0) this.watchReady();
  }

  /** Jobs that were read ahead and cannot be begun soon are for others. */
  private watchReady(): void {
    if (this.readyTimer) return;
    const [first] = this.ready;
    this.readyTimer = setTimeout(() => {
      this.readyTimer = undefined;
      if (this.ready.length === 0) return;
      if (this.ready[0] !== first) return this.watchReady();
      this.runner.meanMs = HAND_BACK_AFTER_MS; // and no more are read ahead until jobs are short again
      this.handBack(this.ready.splice(0));
    }, HAND_BACK_AFTER_MS);
  }

  private settle(job: Job, ending: Ending): void {
    const { id, origin } = job;
    const held = { id, token: origin.token };
    if (ending === 'forget') this.laneOf(job).forgotten.push(held);
    else if (ending !== 'lost') this.laneOf(job).outcomes.push({ ...held, ...ending });
    this.schedule();
  }

  /** Before the job itself goes back; and what was read ahead is not begun either. */
  private async backOff(delayMs: number): Promise<void> {
    this.handBack([...this.ready.splice(0), ...this.runner.release()]);
    try {
      await this.queue.limits.hold(delayMs);
    } catch (error) {
      this.noteTrouble(error);
    }
  }

  private handBack(jobs: readonly Job[]): void {
    for (const job of jobs) this.settle(job, { verb: 'release', json: '' });
  }

  private laneOf({ origin }: Job): Lane {
    const lane =
      this.lanes.length === 1 ? this.lanes[0] : this.lanes.find(({ shard }) => shard === origin.shard);
    if (!lane) throw new TypeError('A job of another queue');
    return lane;
  }

  /** Renews all leases, looks for what was missed, and lets Redis know that we are there, and wait, if we do. */
  private async beat(): Promise<void> {
    void this.wakeups.listen();
    void this.place.tell();
    if (!this.isStopping) for (const lane of this.lanes) lane.look();
    const held = Map.groupBy([...this.runner.jobs, ...this.ready], (job) => this.laneOf(job));
    try {
      for (const [lane, jobs] of held)
        for (const { job, code } of await lane.extend(jobs)) this.lose(job, voidLease(code));
    } catch (error) {
      this.noteTrouble(error);
    }
  }

  /** Somebody has ended a job, maybe one of ours: heard at once here, and else with the next beat. */
  private stopJob({ id, token, error: { code, message } }: Stopped): void {
    const job = [...this.runner.jobs, ...this.ready].find(
      (one) => one.id === id && one.origin.token === token,
    );
    if (job) this.lose(job, voidLease(code, message));
  }

  private lose(job: Job, reason: LeaseLostError): void {
    // One that is neither here nor there has been settled between the question and the answer.
    if (this.runner.has(job)) this.runner.lose(job, reason);
    else this.ready = this.ready.filter((other) => other !== job);
  }

  private noteContact(): void {
    this.lastContactAt = performance.now();
    if (this.isTroubled) this.logger.log('Redis answers again; work goes on');
    this.isTroubled = false;
  }

  private noteTrouble(error: unknown): void {
    if (!this.isTroubled) this.logger.warn(`Work stands still until Redis answers: ${String(error)}`);
    this.isTroubled = true;
  }
}
