import type { RedisConnection, Unsubscribe } from '../../redis/index.js';
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
  private readonly listeners = new Set<(event: JobEvent) => void>();
  private opened: Promise<Unsubscribe> | undefined;
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
    this.listeners.add(listener);
    const opened = (this.opened ??= this.open());
    const end = async () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0 || this.opened !== opened) return;
      this.opened = undefined;
      clearInterval(this.renewTimer);
      await opened.then(async (unsubscribe) => unsubscribe()).catch(() => undefined);
    };
    try {
      await opened;
    } catch (error) {
      // The next one tries again.
      if (this.opened === opened) this.opened = undefined;
      await end();
      throw error;
    }
    return end;
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

  /** Listens for all listeners: each message is read once. */
  private async open(): Promise<Unsubscribe> {
    const onMessage = (text: string) => {
      for (const told of JSON.parse(text) as Told[]) this.tell(eventOf(told));
    };
    const onGap = () => {
      void this.renew();
      this.tell(GAP);
    };
    const unsubscribe = await this.redis.subscriptions.subscribe(this.channel, onMessage, onGap);
    try {
      await this.watch();
    } catch (error) {
      await unsubscribe();
      throw error;
    }
    clearInterval(this.renewTimer);
    this.renewTimer = setInterval(() => void this.renew(), RENEW_MS).unref();
    return unsubscribe;
  }

  private tell(event: JobEvent): void {
    for (const listener of this.listeners) listener(event);
  }

  /** One that fails is made up for by the next: Redis is told three times in the time. */
  private async renew(): Promise<void> {
    await this.watch().catch(() => undefined);
  }
}

function eventOf({ event, id, json }: Told): JobEvent {
  const value: unknown = json === undefined ? undefined : JSON.parse(json);
  if (value === undefined) return { event, id };
  if (event === 'progress') return { event, id, progress: value };
  return event === 'completed' ? { event, id, result: value } : { event, id, error: value };
}
