import type { KeySpace } from '../../redis/index.js';

/** Every key of one topic. */
export type TopicKeys = ReturnType<ReturnType<typeof messagingKeys>['topic']>;

/**
 * Every key of this feature. What belongs to a topic has no TTL: a topic is kept until it is deleted, and its messages are
 * trimmed as new ones come.
 */
export const messagingKeys = (space: KeySpace) => ({
  /** zset: names of all topics, each with score 0 */
  topics: () => space('', 'topics'),
  topic: (topic: string) => ({
    /** stream: the messages; the id of each is `<epoch ms>-<sequence>` */
    stream: space(topic, 'stream'),
    /** hash: when the topic was made, the id of its last message */
    meta: space(topic, 'meta'),
    /** hash: consumer group to the oldest message that it may still need */
    floors: space(topic, 'floors'),
  }),
  /** string: id of the message that was published with an idempotency key. TTL: `idempotencyMs` */
  once: (topic: string, key: string) => space(topic, `once:${key}`),
  /** pub/sub channel: says the id of the last message to whoever waits for more */
  news: (topic: string) => space(topic, 'news'),
});
