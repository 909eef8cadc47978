import { traceHeaders } from '../../kernel/tracing.js';
import type { RedisClient, RedisConnection, ReplicatedWrites } from '../../redis/index.js';
import { MessageNotReplicatedError, TopicFullError } from './messaging.errors.js';
import { Feed, type SizedPage } from './messaging.feed.js';
import { Group } from './messaging.group.js';
import { messagingKeys, type TopicKeys } from './messaging.keys.js';
import { decodeMessage, encodeMessage } from './messaging.message.js';
import { retention, type Retention, type TopicSettings } from './messaging.options.js';
import { isAfter, placeOf, START, type Place, type Position } from './messaging.position.js';
import type { FeedEvent } from './messaging.reader.js';
import type {
  Message,
  NewMessage,
  Published,
  PublishOptions,
  ReadQuery,
  TopicInfo,
  TopicInput,
  TopicPage,
} from './messaging.schemas.js';
import { configureTopic, publishMessages, readMessages, readTopic } from './scripts/index.js';

/** Messages in one read of a reader that has fallen behind. */
const PAGE = 100;

/** What can be set for a topic. */
const RETENTION = Object.keys(retention.shape) as (keyof Retention)[];

/** Names that callers make up are not kept beyond this. */
const MAX_KNOWN = 100;

/** What a topic works with. */
export interface TopicContext {
  readonly redis: RedisConnection;
  readonly replication: ReplicatedWrites;
  /** Resolves when the topic is listed. */
  readonly register: () => Promise<void>;
  /** Is told of each consumer group that somebody has to do with. */
  readonly meet: (group: Group) => void;
}

/** A log of messages that stay for readers to come: each has an id and the next sequence. Begun with its first message. */
export class Topic<T = unknown> {
  readonly keys: TopicKeys;
  readonly redis: RedisConnection;
  /** The channel on which Redis says that there is more. */
  readonly news: string;
  private readonly feed: Feed;
  private readonly known = new Map<string, Group<T>>();

  constructor(
    readonly name: string,
    readonly settings: TopicSettings,
    readonly context: TopicContext,
  ) {
    const { redis } = context;
    const keys = messagingKeys(redis.keys('messaging'));
    this.redis = redis;
    this.keys = keys.topic(name);
    this.news = keys.news(name);
    this.feed = new Feed({
      subscriptions: redis.subscriptions,
      news: this.news,
      page: async (after) => this.page(after, PAGE),
      latest: async () => (await redis.client.hget(this.keys.meta, 'last')) ?? START,
    });
  }

  /**
   * Stores a message; resolves when Redis has it.
   *
   * @throws MessageTooLargeError, TopicFullError, MessageNotReplicatedError
   */
  async publish(data: T, options: PublishOptions = {}): Promise<Published> {
    const [published] = await this.publishAll([{ ...options, data }]);
    if (!published) throw new TypeError('Redis answered no id');
    return published;
  }

  /** Stores several messages in one step, all or none, in their order; up to 1000. */
  async publishAll(messages: readonly NewMessage<T>[]): Promise<Published[]> {
    const { maxLength, maxAgeMs, maxUnreadLength, whenFull, idempotencyMs, maxPayloadBytes } = this.settings;
    const limits = { maxLength, maxAgeMs, maxUnread: maxUnreadLength, whenFull, onceMs: idempotencyMs };
    const trace = traceHeaders();
    const once: string[] = [];
    const rows = messages.flatMap(({ data, ...options }) => [
      ...encodeMessage(
        data,
        trace ? { ...options, headers: { ...trace, ...options.headers } } : options,
        maxPayloadBytes,
      ),
      this.claim(options.idempotencyKey, once),
    ]);
    await this.context.register();
    const more = { keys: once, args: rows };
    const published = await this.write(async (client) =>
      publishMessages.run(client, this.keys, { ...limits, news: this.news }, more),
    );
    if (!published) throw new TopicFullError();
    return published.map(({ id, isDuplicate }) => ({
      id,
      sequence: placeOf(id).sequence,
      duplicate: isDuplicate,
    }));
  }

  /** Reads up to `limit` messages after a message (its id), from an instant (epoch ms), or from the start (0). */
  async read({ after = START, limit = 50 }: ReadQuery = {}): Promise<TopicPage<T>> {
    const { sizes: _, ...page } = await this.page(after, Number(limit));
    return page as TopicPage<T>;
  }

  /**
   * Each message after a place, or each new one, until `signal` is aborted: in order, none twice, and where some are no longer
   * kept it says so. Whoever reads slowly holds up nobody, and nothing is stored for him.
   */
  tail({ after, signal }: { after?: Position | undefined; signal?: AbortSignal } = {}): AsyncGenerator<
    FeedEvent<T>
  > {
    return this.feed.read(after, signal) as AsyncGenerator<FeedEvent<T>>;
  }

  /** How much the topic holds; undefined for one that is not there. */
  async info(): Promise<TopicInfo | undefined> {
    const facts = await readTopic.run(this.redis.client, this.keys, {}, { args: RETENTION });
    if (!facts) return undefined;
    const { lastId, settings, ...rest } = facts;
    const published = lastId ? placeOf(lastId).sequence : 0;
    return { name: this.name, ...rest, lastId, published, settings: this.retentionWith(settings) };
  }

  /** Says for how long the topic keeps what, for all processes from now on; what is not said is as for all topics. */
  async configure(settings: TopicInput): Promise<void> {
    await this.context.register();
    const args = RETENTION.flatMap((name) => [name, settings[name] ?? '']);
    await configureTopic.run(this.redis.client, this.keys, {}, { args });
  }

  /** A consumer group by its name; `create` makes it. */
  group(name: string): Group<T> {
    const known = this.known.get(name) ?? new Group<T>(name, this);
    if (this.known.size < MAX_KNOWN) this.known.set(name, known);
    this.context.meet(known);
    return known;
  }

  /** The names of its consumer groups: a hundred at most. */
  async groups(): Promise<string[]> {
    return (await this.redis.client.hkeys(this.keys.floors)).toSorted();
  }

  /** Removes all messages and all consumer groups; answers whether there was anything. */
  async delete(): Promise<boolean> {
    for (const name of await this.groups()) await this.group(name).delete();
    return (await this.redis.client.del(...Object.values(this.keys))) > 0;
  }

  /** As durable as the topic is said to be. */
  private async write<R>(write: (client: RedisClient) => Promise<R>): Promise<R> {
    const { durability, replicationTimeoutMs } = this.settings;
    if (durability === 'local') return write(this.redis.client);
    const { replication } = this.context;
    const { result, isReplicated } = await replication.run(this.keys.meta, replicationTimeoutMs, write);
    if (!isReplicated) throw new MessageNotReplicatedError();
    return result;
  }

  /** What was set for this topic, and else what this process says. */
  private retentionWith(own: readonly (string | null)[]): Retention {
    const entries = RETENTION.map((name, i) => {
      const text = own[i] ?? this.settings[name];
      return [name, name === 'whenFull' ? text : Number(text)] as const;
    });
    return Object.fromEntries(entries) as unknown as Retention;
  }

  private async page(after: Position, limit: number): Promise<SizedPage> {
    const found = await readMessages.run(this.redis.client, this.keys, { after, limit });
    const { createdAt, last, entries } = found;
    const items = entries.map(decodeMessage);
    const sizes = entries.map(([, fields]) => fields.reduce((sum, field) => sum + field.length, 0));
    return { items, sizes, ...seam(after, { createdAt, last, items, limit }) };
  }

  /** The position of a message's idempotency key among all those of a batch, from 1. */
  private claim(key: string | undefined, once: string[]): string {
    if (key === undefined) return '0';
    const name = messagingKeys(this.redis.keys('messaging')).once(this.name, key);
    const known = once.indexOf(name);
    return String(known >= 0 ? known + 1 : once.push(name));
  }
}

interface Found {
  readonly createdAt: number;
  readonly last: Position;
  readonly items: readonly Message[];
  readonly limit: number;
}

/** How a page joins what its reader had before. */
function seam(after: Position, { createdAt, last, items, limit }: Found): Omit<TopicPage, 'items'> {
  const from = placeOf(after);
  const newest = placeOf(last);
  const first = items[0]?.sequence ?? newest.sequence + 1;
  const reset = isMessage(from) && (from.at < createdAt || isAfter(from, newest));
  const missed = isMessage(from) && !reset ? Math.max(0, first - from.sequence - 1) : 0;
  const isOver = items.length === 0 && (reset || missed > 0);
  return { nextCursor: isOver ? last : nextOf(items, limit), missed, reset };
}

/** An instant, or the start, is no message that somebody has read. */
const isMessage = ({ sequence }: Place): boolean => sequence > 0;

const nextOf = (items: readonly Message[], limit: number): Position | null =>
  (items.length === limit && items.at(-1)?.id) || null;
