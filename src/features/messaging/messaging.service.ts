import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Metric } from '../../kernel/metrics.js';
import { RedisConnection } from '../../redis/index.js';
import { messagingKeys } from './messaging.keys.js';
import { groupMetrics } from './messaging.metrics.js';
import { messagingOptions, settingsOf, type MessagingOptions } from './messaging.options.js';
import { topicName, type ListQuery, type TopicsPage } from './messaging.schemas.js';
import { Topic } from './messaging.topic.js';

/** The topics of this process. */
@Injectable()
export class MessagingService implements OnModuleDestroy {
  private readonly topics = new Map<string, Topic>();
  private readonly registered = new Set<string>();
  private readonly stopping = new AbortController();

  constructor(
    private readonly redis: RedisConnection,
    @messagingOptions.inject() private readonly options: MessagingOptions,
  ) {}

  /** A topic by its name; it is there with its first message. `T` is the data of its messages. */
  topic<T = unknown>(name: string): Topic<T> {
    return (this.topics.get(name) ?? this.open(name)) as unknown as Topic<T>;
  }

  /** Aborted when shutdown begins: nobody should wait any longer. */
  get closing(): AbortSignal {
    return this.stopping.signal;
  }

  onModuleDestroy(): void {
    this.stopping.abort();
  }

  /** All topics, by name. */
  async list({ limit = 50, cursor }: ListQuery = {}): Promise<TopicsPage> {
    const from = cursor === undefined ? '-' : `(${cursor}`;
    const count = Number(limit);
    const names = await this.redis.client.zrange(this.namesKey, from, '+', 'BYLEX', 'LIMIT', 0, count);
    const infos = await Promise.all(names.map(async (name) => this.topic(name).info()));
    return {
      items: infos.filter((info) => info !== undefined),
      nextCursor: names.length === count ? (names.at(-1) ?? null) : null,
    };
  }

  /** Removes a topic with its messages and its consumer groups; answers whether there was one. */
  async delete(name: string): Promise<boolean> {
    const wasThere = await this.topic(name).delete();
    await this.redis.client.zrem(this.namesKey, name);
    this.registered.delete(name);
    return wasThere;
  }

  /** How far the groups are that this process serves, in the terms of Prometheus. */
  async metrics(): Promise<Metric[]> {
    const groups = await Promise.all([...this.topics.values()].map(async (topic) => topic.served()));
    return groupMetrics(groups.flat());
  }

  private get namesKey(): string {
    return messagingKeys(this.redis.keys('messaging')).topics();
  }

  private open(name: string): Topic {
    topicName.parse(name);
    const settings = settingsOf(this.options, name);
    const topic = new Topic(name, settings, { redis: this.redis, register: async () => this.register(name) });
    this.topics.set(name, topic);
    return topic;
  }

  /** Once a process, so that the topic is listed. */
  private async register(name: string): Promise<void> {
    if (this.registered.has(name)) return;
    this.registered.add(name);
    try {
      await this.redis.client.zadd(this.namesKey, 0, name);
    } catch (error) {
      this.registered.delete(name);
      throw error;
    }
  }
}
