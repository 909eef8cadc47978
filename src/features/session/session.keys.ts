import type { KeySpace } from '../../redis/index.js';

/**
 * Every key of this feature. Users are spread over 16 partitions by the digest of their id, and all that belongs to a
 * user lives in one partition, so in one Cluster slot. Names of keys hold no user id: what stands for it is its digest.
 */
export const sessionKeys = (space: KeySpace) => ({
  /** hash: a session; its user, MAC, instants and attributes (`d:<name>`). TTL: until the session ends */
  session: (partition: number, sid: string) => space(String(partition), `s:${sid}`),
  /** zset: the serials of a user's sessions, in the order in which they give way. TTL: until the last one must end */
  user: (partition: number, owner: string) => space(String(partition), `u:${owner}`),
  /** zset: `serial:user` by the instant the session ends. Who is not in here is not logged in. No TTL: entries are swept out when due */
  expiry: (partition: number) => space(String(partition), 'expiry'),
  /** zset: users by the instant their last session ends. No TTL: entries are swept out when due */
  online: (partition: number) => space(String(partition), 'online'),
  /** zset: users by when they were last seen. No TTL: entries are swept out after `lastSeenKeepMs` */
  seen: (partition: number) => space(String(partition), 'seen'),
  /** stream: what happened to sessions. No TTL: bounded by `eventsKept` */
  events: (partition: number) => space(String(partition), 'events'),
  /** string: a session of a store for express-session or @fastify/session, as JSON. TTL: that of its cookie */
  stored: (partition: number, store: string, id: string) => space(String(partition), `stored:${store}:${id}`),
  /** string: there after such a session was destroyed, so that no save brings it back. TTL: ten minutes */
  storedGone: (partition: number, store: string, id: string) =>
    space(String(partition), `gone:${store}:${id}`),
  /** zset: ids of such sessions by the instant they end. No TTL: each save takes some expired ones out */
  storedIndex: (partition: number, store: string) => space(String(partition), `stored:${store}`),
});
