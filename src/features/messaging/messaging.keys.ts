import type { KeySpace } from '../../redis/index.js';

/** Every key of one topic. */
export type TopicKeys = ReturnType<ReturnType<typeof messagingKeys>['topic']>;
/** Every key of one consumer group. */
export type GroupKeys = ReturnType<ReturnType<typeof messagingKeys>['group']>;

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
    /** hash: when the topic was made, the id of its last message, and what it was told by `PUT` */
    meta: space(topic, 'meta'),
    /** hash: consumer group to the oldest message that it may still need */
    floors: space(topic, 'floors'),
  }),
  /** What a consumer group has; gone with the group. */
  group: (topic: string, group: string) => ({
    /** hash: how far it has read, its settings and totals */
    state: space(topic, `group:${group}:state`),
    /** zset: ids of messages that are delivered and not acknowledged, or wait for one before, by sequence */
    unsettled: space(topic, `group:${group}:unsettled`),
    /** zset: ids of messages that a consumer has, by the instant its lease ends */
    leased: space(topic, `group:${group}:leased`),
    /** zset: ids of messages to be delivered again, by the instant they are due */
    retry: space(topic, `group:${group}:retry`),
    /** hash: id to how often it was delivered; nothing for once */
    deliveries: space(topic, `group:${group}:deliveries`),
    /** hash: id of an unsettled message to its key */
    keyed: space(topic, `group:${group}:keyed`),
    /** hash: key to the id of its message that is not settled */
    busy: space(topic, `group:${group}:busy`),
    /** zset: messages that wait for the one before them with the same key */
    parked: space(topic, `group:${group}:parked`),
    /** zset: ids of dead letters by sequence */
    dead: space(topic, `group:${group}:dead`),
    /** hash: id of a dead letter, or one that is delivered again, to what it holds */
    letters: space(topic, `group:${group}:letters`),
    /** list: ids that are settled and had a key, whose next may go */
    freed: space(topic, `group:${group}:freed`),
    /** hash: id of a message that is to be dead to why */
    doomed: space(topic, `group:${group}:doomed`),
  }),
  /** string: id of the message that was published with an idempotency key. TTL: `idempotencyMs` */
  once: (topic: string, key: string) => space(topic, `once:${key}`),
  /** pub/sub channel: what is said on a channel */
  channel: (channel: string) => space('', `channel:${channel}`),
  audience: () => ({
    /** zset: processes by the instant at which they told what is listened to. TTL: 15 s after the last one has */
    heard: space('audience', 'audience-heard'),
    /** hash: process to what it told, as JSON. TTL: the same */
    reports: space('audience', 'audience-reports'),
  }),
  presence: (channel: string) => ({
    /** zset: who is present by the instant until which. TTL: 15 s after the last was told */
    present: space(channel, 'present'),
    /** zset: the same by name. TTL: the same */
    members: space(channel, 'members'),
  }),
  /** pub/sub channel: says the id of the last message to whoever waits for more */
  news: (topic: string) => space(topic, 'news'),
});
