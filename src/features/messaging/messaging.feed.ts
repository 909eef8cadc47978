import type { RedisConnection, Unsubscribe } from '../../redis/index.js';
import { isAfter, placeOf, START, type Place, type Position } from './messaging.position.js';
import { Reader, type FeedEvent } from './messaging.reader.js';
import type { TopicPage } from './messaging.schemas.js';

/** A page with the length of each message's text. */
export type SizedPage = TopicPage & { readonly sizes: readonly number[] };

/** What a feed reads its topic with. */
export interface FeedSource {
  readonly subscriptions: RedisConnection['subscriptions'];
  /** The channel on which Redis says that there is more. */
  readonly news: string;
  readonly page: (after: Position) => Promise<SizedPage>;
  readonly latest: () => Promise<Position>;
}

/** Newest messages that all readers of a process share; who is further behind reads from Redis. */
const MAX_RECENT = 1000;
const MAX_RECENT_CHARACTERS = 4 * 1024 * 1024;

/** A call that was lost (a Cluster's bus may lose some) is made good after this. */
const LOOK_EVERY_MS = 5000;

/**
 * The live end of one topic for all its readers in this process. Redis says that there is more, one read gets it for all. A
 * reader holds nothing but its position: one that falls behind the shared messages reads pages from Redis, like one that comes
 * back.
 */
export class Feed {
  private recent: (Place & { readonly event: TopicPage['items'][number]; size: number; afresh: boolean })[] =
    [];
  private characters = 0;
  /** All messages after this one are in `recent`; known while somebody reads. */
  private base: Place | undefined;
  private head: Position = START;
  private change = Promise.withResolvers<void>();
  private isLooking = false;
  private isStale = false;
  private readers = 0;
  private opening: Promise<Unsubscribe> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private readonly pages = new Map<Position, Promise<TopicPage>>();

  constructor(private readonly source: FeedSource) {}

  /** See `Topic.tail`. */
  async *read(after: Position | undefined, signal?: AbortSignal): AsyncGenerator<FeedEvent> {
    if (signal?.aborted) return;
    const aborted = Promise.withResolvers<void>();
    signal?.addEventListener('abort', () => aborted.resolve(), { once: true });
    await this.join();
    try {
      const reader = new Reader(after ?? this.head);
      yield { type: 'ready', position: reader.position };
      for (;;) {
        const changed = this.change.promise; // asked for before looking, so that nothing falls between
        const events = await this.next(reader);
        yield* untilAborted(events, signal);
        if (events.length === 0) await Promise.race([changed, aborted.promise]);
        if (signal?.aborted) return;
      }
    } finally {
      this.leave();
    }
  }

  private async next(reader: Reader): Promise<FeedEvent[]> {
    const { base } = this;
    const isHere = base && !isAfter(base, reader.place) && !isAfter(reader.place, placeOf(this.head));
    if (!isHere) return reader.takePage(await this.page(reader.position));
    const from = this.recent.findLastIndex((place) => !isAfter(place, reader.place)) + 1;
    return this.recent.slice(from).flatMap(({ event, afresh }) => reader.take(event, afresh));
  }

  /** One read for all who ask from the same place, such as all browsers after a restart of ours. */
  private async page(after: Position): Promise<TopicPage> {
    const known = this.pages.get(after);
    if (known) return known;
    const page = this.source.page(after);
    this.pages.set(after, page);
    return page.finally(() => this.pages.delete(after));
  }

  private async join(): Promise<void> {
    this.readers++;
    this.opening ??= this.open();
    try {
      await this.opening;
    } catch (error) {
      this.leave();
      throw error;
    }
  }

  private leave(): void {
    if (--this.readers > 0) return;
    const { opening } = this;
    clearInterval(this.timer);
    this.opening = undefined;
    this.base = undefined;
    this.empty();
    opening?.then(async (unsubscribe) => unsubscribe()).catch(() => undefined);
  }

  private async open(): Promise<Unsubscribe> {
    const look = () => this.look();
    const unsubscribe = await this.source.subscriptions.subscribe(this.source.news, look, look);
    try {
      this.head = await this.source.latest();
    } catch (error) {
      await unsubscribe();
      throw error;
    }
    this.base = placeOf(this.head);
    this.timer = setInterval(look, LOOK_EVERY_MS).unref();
    this.look(); // for what was told before we knew where we are
    return unsubscribe;
  }

  /** Gets what is new, once at a time; a failure is made good by the next call, at the latest by the timer. */
  private look(): void {
    if (!this.base) return;
    this.isStale = true;
    if (this.isLooking) return;
    this.isLooking = true;
    this.catchUp()
      .catch(() => undefined)
      .finally(() => (this.isLooking = false));
  }

  private async catchUp(): Promise<void> {
    while (this.isStale && this.base) {
      this.isStale = false;
      const page = await this.source.page(this.head);
      if (!this.base) return;
      this.isStale ||= page.nextCursor !== null;
      if (page.items.length > 0 || page.nextCursor !== null) this.append(page);
    }
  }

  private append({ items, sizes, reset, nextCursor }: SizedPage): void {
    const head = items.at(-1)?.id ?? nextCursor ?? START;
    items.forEach((event, i) => {
      const size = sizes[i] ?? 0;
      this.recent.push({ ...placeOf(event.id), event, size, afresh: reset && i === 0 });
      this.characters += size;
    });
    if (items.length === 0) {
      // Nothing that its readers have read is there any more: each hears of it from its own page.
      this.empty();
      this.base = placeOf(head);
    }
    this.shrink();
    this.head = head;
    this.change.resolve();
    this.change = Promise.withResolvers();
  }

  private shrink(): void {
    let dropped = 0;
    while (this.recent.length - dropped > MAX_RECENT || this.characters > MAX_RECENT_CHARACTERS) {
      const oldest = this.recent[dropped++];
      if (!oldest) break;
      this.characters -= oldest.size;
      this.base = oldest;
    }
    if (dropped > 0) this.recent = this.recent.slice(dropped);
  }

  private empty(): void {
    this.recent = [];
    this.characters = 0;
  }
}

function* untilAborted(events: readonly FeedEvent[], signal: AbortSignal | undefined): Generator<FeedEvent> {
  for (const event of events) {
    if (signal?.aborted) return;
    yield event;
  }
}
