import { Injectable, type BeforeApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Metric } from '../../kernel/metrics.js';
import { RedisConnection, ReplicatedWrites, pageOfNames } from '../../redis/index.js';
import {
  Consumer,
  type ConsumerHealth,
  type ConsumerOptions,
  type TopicHandler,
} from './messaging.consumer.js';
import { Group } from './messaging.group.js';
import { messagingKeys } from './messaging.keys.js';
import { ServedGroups } from './messaging.metrics.js';
import { messagingOptions, settingsOf, type MessagingOptions } from './messaging.options.js';
import { topicName, type ListQuery, type TopicsPage } from './messaging.schemas.js';
import { Topic } from './messaging.topic.js';

/** Of more, asking whether there are dead letters would cost Redis more than it is worth. */
const MOST_TOLD = 100;
const MOST_COUNTED = 200;

/** A consumer group with dead letters. */
export interface GroupLetters {
  readonly topic: string;
  readonly group: string;
  readonly dead: number;
}

/** Topics in memory: one that was not used for long is made anew, as who may name topics could name them without end. */
const MOST_OPEN = 1000;

/** The topics of this process. */
@Injectable()
export class MessagingService implements OnModuleDestroy, BeforeApplicationShutdown {
  private readonly topics = new LRUCache<string, Topic>({
    max: MOST_OPEN,
    memoMethod: (name) => this.open(name),
  });
  private readonly registered = new LRUCache<string, true>({ max: MOST_OPEN });
  private readonly served = new ServedGroups();
  private readonly consumers = new Set<Consumer>();
  private readonly stopping = new AbortController();
  private readonly replication: ReplicatedWrites;
  private stopped: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly redis: RedisConnection,
    @messagingOptions.inject() private readonly options: MessagingOptions,
  ) {
    this.replication = new ReplicatedWrites(redis, 'messaging-replication');
  }

  /** A topic by its name; it is there with its first message. `T` is the data of its messages. */
  topic<T = unknown>(name: string): Topic<T> {
    return this.topics.memo(name) as unknown as Topic<T>;
  }

  /** Aborted when shutdown begins: nobody should wait any longer. */
  get closing(): AbortSignal {
    return this.stopping.signal;
  }

  /**
   * Handles the messages of a group in this process, until shutdown; the group is made if it is not there. What `@OnTopic` does
   * for a method.
   */
  consume<T = unknown>(
    topic: string,
    options: ConsumerOptions & { readonly group: string },
    handler: TopicHandler<T>,
  ): Consumer<T> {
    const { group, from, leaseMs, maxDeliveries, concurrency, backoffMs } = options;
    const settings = { from, leaseMs, maxDeliveries, concurrency, backoffMs };
    const consumer = new Consumer<T>(this.topic<T>(topic).group(group), handler, settings);
    this.consumers.add(consumer as unknown as Consumer);
    return consumer;
  }

  /** How the consumers of this process are; `down` when Redis has not answered one of them for two leases. */
  health(): { status: 'up' | 'down'; consumers: ConsumerHealth[] } {
    const consumers = [...this.consumers].map((consumer) => consumer.health);
    return { status: consumers.some(({ status }) => status === 'down') ? 'down' : 'up', consumers };
  }

  /** Begins to stop, while what handlers use is still there; nothing waits for messages any longer. */
  onModuleDestroy(): void {
    this.stopping.abort();
    this.stopped = Promise.all([...this.consumers].map(async (one) => one.stop(this.options.drainMs)));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.stopped;
    this.replication.close();
  }

  /** Whether this process calls its methods with `@OnTopic` and `@OnChannel`. */
  get consumes(): boolean {
    return this.options.consume;
  }

  /** All topics, by name. */
  async list({ limit = 50, cursor }: ListQuery = {}): Promise<TopicsPage> {
    const page = { limit: Number(limit), cursor };
    const { names, nextCursor } = await pageOfNames(this.redis.client, this.namesKey, page);
    const infos = await Promise.all(names.map(async (name) => this.topic(name).info()));
    return { items: infos.filter((info) => info !== undefined), nextCursor };
  }

  /** Removes a topic with its messages and its consumer groups; answers whether there was one. */
  async delete(name: string): Promise<boolean> {
    const wasThere = await this.topic(name).delete();
    await this.redis.client.zrem(this.namesKey, name);
    this.registered.delete(name);
    return wasThere;
  }

  /** The consumer groups that have dead letters: of the first 100 topics by name, and no more than 200 groups of them. */
  async letters(): Promise<GroupLetters[]> {
    const { names } = await pageOfNames(this.redis.client, this.namesKey, { limit: MOST_TOLD });
    const groups = await Promise.all(names.map(async (name) => this.groupsOf(name)));
    const counted = groups
      .flat()
      .slice(0, MOST_COUNTED)
      .map(async (group) => ({
        topic: group.topic.name,
        group: group.name,
        dead: await group.countDead(),
      }));
    return (await Promise.all(counted)).filter(({ dead }) => dead > 0);
  }

  /** How far the groups are that this process serves, a hundred at most, in the terms of Prometheus. */
  async metrics(): Promise<Metric[]> {
    return this.served.metrics();
  }

  private async groupsOf(name: string): Promise<Group[]> {
    const topic = this.topic(name);
    return (await topic.groups()).map((group) => new Group(group, topic));
  }

  private get namesKey(): string {
    return messagingKeys(this.redis.keys('messaging')).topics();
  }

  private open(name: string): Topic {
    topicName.parse(name);
    const settings = settingsOf(this.options, name);
    const { redis, replication } = this;
    return new Topic(name, settings, {
      redis,
      replication,
      register: async () => this.register(name),
      meet: (group) => this.served.meet(group),
    });
  }

  /** Once a process, so that the topic is listed. */
  private async register(name: string): Promise<void> {
    if (this.registered.has(name)) return;
    this.registered.set(name, true);
    try {
      await this.redis.client.zadd(this.namesKey, 0, name);
    } catch (error) {
      this.registered.delete(name);
      throw error;
    }
  }
}
