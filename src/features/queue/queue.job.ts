import { childrenOf } from './queue.children.js';
import { LeaseLostError, voidLease } from './queue.errors.js';
import type { ChildInfo } from './queue.flow.schemas.js';
import { stepName } from './queue.job.schemas.js';
import { slotOf } from './queue.ids.js';
import { keepProgress, keepStep, writeLog } from './queue.notes.js';
import {
  attemptOf,
  encodePayload,
  type JobFacts,
  type JobRecord,
  type StoredOptions,
} from './queue.record.js';
import type { Shard } from './queue.shard.js';

/** Thrown by `snooze()`: not a failure, but a way out of the handler. */
export class Snooze extends Error {
  constructor(readonly delayMs: number) {
    super(`Snoozed for ${delayMs} ms: let this pass through the handler`);
  }
}

/** Thrown by `backOff()`: likewise, and for all jobs of the queue. */
export class BackOff extends Snooze {}

/** Where a job came from, and by which lease. */
export interface JobOrigin {
  readonly shard: Shard;
  readonly token: string;
}

interface JobStart {
  readonly id: string;
  readonly record: JobRecord;
  /** What had happened to it when it was leased. */
  readonly facts: JobFacts;
}

/** A job as its handler gets it, for one attempt. */
export class Job<Data = unknown> {
  readonly id: string;
  readonly name: string;
  readonly data: Data;
  /** 1 for the first. */
  readonly attempt: number;
  readonly createdAt: number;
  /** @internal */
  readonly options: StoredOptions;
  private controller: AbortController | undefined;
  private endedBy: Error | undefined;
  private readonly facts: JobFacts;
  private steps: Map<string, Promise<unknown>> | undefined;

  constructor(
    { id, record, facts }: JobStart,
    /** @internal */
    readonly origin: JobOrigin,
  ) {
    this.id = id;
    this.attempt = attemptOf(facts);
    this.facts = facts;
    this.name = record.name;
    this.data = record.data as Data;
    this.createdAt = record.createdAt;
    this.options = record.options;
  }

  /**
   * Aborted when nothing that the handler still does will count: its time is over (JobTimeoutError, JobExpiredError), it was
   * cancelled (JobCancelledError), its lease is lost or the job was removed (LeaseLostError), or the process shuts down
   * (WorkerStoppedError). The reason says which.
   */
  get signal(): AbortSignal {
    // Made when somebody asks: most handlers do not, and it costs as much as the rest of a small job.
    if (!this.controller) {
      this.controller = new AbortController();
      if (this.endedBy) this.controller.abort(this.endedBy);
    }
    return this.controller.signal;
  }

  /** The group that it is of; undefined for one that is of none. */
  get group(): string | undefined {
    return this.options.group;
  }

  /** The job that waits for this one; undefined where none does. */
  get parent(): { queue: string; id: string } | undefined {
    const { parent } = this.options;
    return parent && { queue: parent.queue, id: parent.id };
  }

  /** The jobs that had to end before this one began, in their order, with their results and errors; none where it had to wait for none. */
  async children(): Promise<ChildInfo[]> {
    return childrenOf(this.origin.shard, this.id);
  }

  /** The instant that a schedule has meant it for; undefined for all that no schedule has added. */
  get slotAt(): number | undefined {
    return slotOf(this.id);
  }

  /** Notes how far the job has come, as any JSON value. @throws LeaseLostError, JobCancelledError, JobExpiredError */
  async progress(value: unknown): Promise<void> {
    const { shard, token } = this.origin;
    const json = encodePayload(value, shard.settings.maxPayloadBytes);
    this.held(await keepProgress(shard, { id: this.id, token }, json));
  }

  /**
   * Runs a part of the work once, however often the job is tried: what it resolves with, as JSON, is kept with the job, and later
   * attempts get that. Who loses the lease while it runs keeps nothing of it, and it runs again: only what was kept is never
   * repeated. Throws where the job has been aborted before, so that no new step begins.
   *
   * @throws what the step throws, StepsTooLargeError, LeaseLostError, JobCancelledError, JobExpiredError
   */
  async step<T>(name: string, run: () => T | Promise<T>): Promise<T> {
    stepName.parse(name);
    const { steps = {} } = this.facts;
    if (Object.hasOwn(steps, name)) return JSON.parse(steps[name] ?? 'null') as T;
    this.steps ??= new Map();
    let running = this.steps.get(name);
    if (!running) {
      running = this.runStep(name, run);
      this.steps.set(name, running);
      // One that has failed may be tried again in this attempt.
      running.catch(() => this.steps?.delete(name));
    }
    return (await running) as T;
  }

  /** Notes how far a long job has come, in place of what was noted before: a later attempt finds it in `lastCheckpoint`. */
  async checkpoint(value: unknown): Promise<void> {
    if (this.endedBy) throw this.endedBy;
    const { shard, token } = this.origin;
    const json = encodePayload(value, shard.settings.maxPayloadBytes);
    this.held(await keepStep(shard, { id: this.id, token }, { result: json }));
  }

  /** What the last attempt noted with `checkpoint()`; undefined where there is nothing. */
  get lastCheckpoint(): unknown {
    const { checkpoint } = this.facts;
    return checkpoint === undefined ? undefined : JSON.parse(checkpoint);
  }

  private async runStep(name: string, run: () => unknown): Promise<unknown> {
    if (this.endedBy) throw this.endedBy;
    const { shard, token } = this.origin;
    const json = encodePayload(await run(), shard.settings.maxPayloadBytes);
    this.held(await keepStep(shard, { id: this.id, token }, { step: name, result: json }));
    return JSON.parse(json);
  }

  /** Appends a line to the job's log. */
  async log(line: string): Promise<void> {
    await writeLog(this.origin.shard, { id: this.id }, [line]);
  }

  /** Ends this run, by throwing: the job comes again after `delayMs`, and this counts as no attempt. */
  snooze(delayMs: number): never {
    throw new Snooze(delayMs);
  }

  /**
   * Ends this run, by throwing, and hands out no job of the queue to anybody for `delayMs`: for a provider that says "too many, come
   * back in 30 s". Counts as no attempt; jobs that run elsewhere go on.
   */
  backOff(delayMs: number): never {
    throw new BackOff(delayMs);
  }

  /** Ends what runs where its lease is void. */
  private held(refusal: string): void {
    if (!refusal) return;
    const reason = voidLease(refusal);
    this.abort(reason);
    throw reason;
  }

  /** Whether its lease is gone, as far as this process knows. @internal */
  get isLost(): boolean {
    return this.endedBy instanceof LeaseLostError;
  }

  /** @internal */
  abort(reason: Error): void {
    this.endedBy ??= reason;
    this.controller?.abort(reason);
  }
}
