import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AnalyticsOverloadedError } from './analytics.errors.js';
import type { Hit } from './analytics.event.js';
import type { AnalyticsOptions } from './analytics.options.js';

/** Most steps of a lane that are on their way at once: what comes meanwhile makes the next ones fuller. */
const MAX_IN_FLIGHT = 2;

/** Stores some hits of a shard in one step; with an id once however often it is called. */
export type Store = (hits: readonly Hit[], id: string) => Promise<void>;

interface Waiting {
  readonly hit: Hit;
  readonly call: Call;
}

/** Who waits until all its hits are stored. */
class Call {
  private readonly settled = Promise.withResolvers<void>();

  constructor(private left: number) {}

  get done(): Promise<void> {
    return this.settled.promise;
  }

  stored(): void {
    this.left -= 1;
    if (this.left === 0) this.settled.resolve();
  }

  failed(error: unknown): void {
    this.settled.reject(error);
  }
}

/** What all lanes of a process hold together, so that a Redis that is away does not fill the memory. */
export class BufferSpace {
  private held = 0;

  constructor(private readonly max: number) {}

  get size(): number {
    return this.held;
  }

  /** @throws AnalyticsOverloadedError where there is no room for so many more */
  take(count: number): void {
    if (this.held + count > this.max) throw new AnalyticsOverloadedError();
    this.held += count;
  }

  free(count: number): void {
    this.held -= count;
  }
}

/**
 * The hits of one shard on their way to Redis, joined into batches. Those that somebody waits for leave at once, or with
 * the next batch where two are on their way; others gather for `flushMs`.
 */
export class Lane {
  private readonly awaited: Waiting[] = [];
  private inFlight = 0;
  private scheduled = false;
  private gathered: Hit[] = [];
  private timer: NodeJS.Timeout | undefined;
  private emptying: Promise<void> | undefined;
  private closing = false;

  constructor(
    private readonly store: Store,
    private readonly space: BufferSpace,
    private readonly options: Pick<AnalyticsOptions, 'batchSize' | 'flushMs'>,
  ) {}

  /** Resolves when all are stored; with an id they are a batch of their own, counted once in ten minutes. */
  async stored(hits: readonly Hit[], id?: string): Promise<void> {
    this.space.take(hits.length);
    try {
      await (id === undefined ? this.join(hits) : this.alone(hits, id));
    } finally {
      this.space.free(hits.length);
    }
  }

  /** Takes them and stores them soon; until then a crash of this process loses them. */
  gather(hits: readonly Hit[]): void {
    this.space.take(hits.length);
    this.gathered.push(...hits);
    if (this.gathered.length >= this.options.batchSize) void this.flush();
    else this.timer ??= setTimeout(() => void this.flush(), this.options.flushMs).unref();
  }

  /** Tries once more to store what was gathered; answers how many could not be. */
  async close(): Promise<number> {
    this.closing = true;
    await this.flush();
    return this.gathered.length;
  }

  private async alone(hits: readonly Hit[], id: string): Promise<void> {
    const { batchSize } = this.options;
    // Cut the same way each time, so that each part is known again by its place.
    for (let from = 0; from < hits.length; from += batchSize)
      await this.store(hits.slice(from, from + batchSize), `${id}#${from}`);
  }

  private async join(hits: readonly Hit[]): Promise<void> {
    const call = new Call(hits.length);
    for (const hit of hits) this.awaited.push({ hit, call });
    if (!this.scheduled) {
      this.scheduled = true;
      // After what else this turn brings.
      setImmediate(() => {
        this.scheduled = false;
        this.pump();
      });
    }
    return call.done;
  }

  private pump(): void {
    while (this.awaited.length > 0 && this.inFlight < MAX_IN_FLIGHT) {
      this.inFlight += 1;
      const batch = this.awaited.splice(0, this.options.batchSize);
      void this.storeAwaited(batch).finally(() => {
        this.inFlight -= 1;
        this.pump();
      });
    }
  }

  private async storeAwaited(batch: readonly Waiting[]): Promise<void> {
    try {
      // No id: nobody repeats it by itself.
      await this.store(
        batch.map(({ hit }) => hit),
        '',
      );
      for (const { call } of batch) call.stored();
    } catch (error) {
      for (const { call } of batch) call.failed(error);
    }
  }

  private async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.emptying ??= this.empty().finally(() => {
      this.emptying = undefined;
    });
    await this.emptying;
  }

  /** One batch after the other, each repeated under its id until Redis has it. */
  private async empty(): Promise<void> {
    while (this.gathered.length > 0) {
      const batch = this.gathered.slice(0, this.options.batchSize);
      const id = randomBytes(12).toString('base64url');
      while (!(await this.storeGathered(batch, id))) {
        if (this.closing) return;
        await delay(this.options.flushMs, undefined, { ref: false });
      }
      this.gathered = this.gathered.slice(batch.length);
      this.space.free(batch.length);
    }
  }

  private async storeGathered(batch: readonly Hit[], id: string): Promise<boolean> {
    try {
      await this.store(batch, id);
      return true;
    } catch {
      return false; // the connection tells that it is away
    }
  }
}
