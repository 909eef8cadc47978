import { LeaseLostError, voidLease } from './queue.errors.js';
import { slotOf } from './queue.ids.js';
import { encodePayload, type JobRecord, type StoredOptions } from './queue.record.js';
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
  readonly attempt: number;
  readonly record: JobRecord;
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

  constructor(
    { id, attempt, record }: JobStart,
    /** @internal */
    readonly origin: JobOrigin,
  ) {
    this.id = id;
    this.attempt = attempt;
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

  /** The instant that a schedule has meant it for; undefined for all that no schedule has added. */
  get slotAt(): number | undefined {
    return slotOf(this.id);
  }

  /** Notes how far the job has come, as any JSON value. @throws LeaseLostError, JobCancelledError, JobExpiredError */
  async progress(value: unknown): Promise<void> {
    const { shard, token } = this.origin;
    const json = encodePayload(value, shard.settings.maxPayloadBytes);
    this.held(await shard.progress({ id: this.id, token }, json));
  }

  /** Appends a line to the job's log. */
  async log(line: string): Promise<void> {
    await this.origin.shard.log(this.id, line);
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
