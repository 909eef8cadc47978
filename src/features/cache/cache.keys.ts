import type { KeySpace } from '../../redis/index.js';

/** Where a shard is: the namespace, how many shards it has, and which of them this is. */
export interface ShardPlace {
  readonly namespace: string;
  readonly shards: number;
  readonly index: number;
}

const owner = ({ namespace, shards, index }: ShardPlace) => `${namespace}/${shards}/${index}`;

/**
 * Every key of this feature. The owner is a shard of a namespace: on one server a namespace has one shard, on a Cluster
 * 16 unless told, so that a large cache uses all nodes. The number of shards is part of the key: who changes it begins cold.
 */
export const cacheKeys = (space: KeySpace) => ({
  /** string: when an entry was loaded, how long it is good, its tags, and its value; or a tombstone. TTL: ttlMs and what it may be served beyond it */
  entry: (place: ShardPlace, name: string) => space(owner(place), `e:${name}`),
  /** string: token of who loads an entry. TTL: hardTimeoutMs of the load */
  lease: (place: ShardPlace, name: string) => space(owner(place), `l:${name}`),
  /** zset: when each tag was last invalidated, and the clock. TTL: a minute more than the longest-lived entry */
  stamps: (place: ShardPlace) => space(owner(place), 'stamps'),
  statistics: () => ({
    /** zset: processes by the instant at which they told what their caches have done. TTL: 15 s after the last one has */
    heard: space('statistics', 'heard'),
    /** hash: process to what it told, as JSON. TTL: the same */
    reports: space('statistics', 'reports'),
  }),
  /** channel: each change, chained to the one before, so that a lost message is noticed */
  changes: (place: ShardPlace) => space(owner(place), 'changes'),
});
