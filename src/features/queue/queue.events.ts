import type { RedisConnection } from '../../redis/index.js';
import type { JobEvent } from './queue.event.schemas.js';
import { queueKeys } from './queue.keys.js';
import type { Shard } from './queue.shard.js';
import { watchQueue } from './scripts/index.js';

/** How long Redis tells of jobs after somebody has last said that he listens, and how often he says so. */
const WATCHED_MS = 60_000;
const RENEW_MS = 20_000;

/** Of a reader that is slower than the queue so many events are kept; then the oldest go, and a gap is told. */
const MAX_BUFFERED = 1000;

interface Told {
  readonly event: JobEvent['event'];
  readonly id: string;
  readonly json?: string;
}

const GAP: JobEvent = { event: 'gap', id: '' };

/** What happens to the jobs of a queue, told in the moment it happens: scripts publish while somebody listens, and only then. */
export class Events {
  private readonly channel: string;
  private listeners = 0;
  private renewTimer: NodeJS.Timeout | undefined;

  constructor(
    private readonly redis: RedisConnection,
    private readonly shards: readonly Shard[],
    queue: string,
  ) {
    this.channel = queueKeys(redis.keys('queue')).events(queue);
  }

  /**
   * Calls `listener` with each event from the moment this resolves, until what it resolves with is called. An event `gap` says that
   * some may have been missed: the connection was lost.
   */
  async listen(listener: (event: JobEvent) => void): Promise<() => Promise<void>> {
    const onMessage = (text: string) => {
      for (const told of JSON.parse(text) as Told[]) listener(eventOf(told));
    };
    const onGap = () => {
      void this.watch().catch(() => undefined);
      listener(GAP);
    };
    const unsubscribe = await this.redis.subscriptions.subscribe(this.channel, onMessage, onGap);
    try {
      await this.watch();
    } catch (error) {
      await unsubscribe();
      throw error;
    }
    this.hold();
    return async () => {
      this.release();
      await unsubscribe();
    };
  }

  /** The same to be iterated over, until `signal` is aborted. A reader that is too slow loses the oldest, and is told so. */
  async *stream(signal: AbortSignal): AsyncGenerator<JobEvent> {
    let buffered: JobEvent[] = [];
    let called = Promise.withResolvers<void>();
    const end = await this.listen((event) => {
      if (buffered.length >= MAX_BUFFERED) buffered = [GAP];
      buffered.push(event);
      called.resolve();
    });
    const onAbort = () => called.resolve();
    signal.addEventListener('abort', onAbort);
    try {
      while (!signal.aborted) {
        const next = buffered.shift();
        if (next) yield next;
        else {
          await called.promise;
          called = Promise.withResolvers();
        }
      }
    } finally {
      signal.removeEventListener('abort', onAbort);
      await end();
    }
  }

  private async watch(): Promise<void> {
    const args = { channel: this.channel, forMs: WATCHED_MS };
    await Promise.all(this.shards.map(async ({ keys }) => watchQueue.run(this.redis.client, keys, args)));
  }

  private hold(): void {
    this.listeners++;
    this.renewTimer ??= setInterval(() => void this.watch().catch(() => undefined), RENEW_MS).unref();
  }

  private release(): void {
    if (--this.listeners > 0) return;
    clearInterval(this.renewTimer);
    this.renewTimer = undefined;
  }
}

function eventOf({ event, id, json }: Told): JobEvent {
  const value: unknown = json === undefined ? undefined : JSON.parse(json);
  if (value === undefined) return { event, id };
  if (event === 'progress') return { event, id, progress: value };
  return event === 'completed' ? { event, id, result: value } : { event, id, error: value };
}
