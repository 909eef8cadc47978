import type { KeySpace } from '../redis/index.js';

/**
 * What the Redis transport keeps beside its channels. Those are the patterns themselves, without a prefix, as an
 * unmodified Nest client and server have them.
 */
export const rpcKeys = (space: KeySpace) => ({
  /** zset: living replicas by the instant at which they count as dead. Lives as long as the last of them */
  members: (group: string) => space(group, 'members'),
  /** channel: a replica came or went */
  changes: (group: string) => space(group, 'changes'),
  /** set: what replicas have claimed, in two halves that take turns. TTL 90 s; `bucket` spreads the claims over a Cluster */
  claims: (group: string, bucket: string, half: string) => space(`${group}.${bucket}`, `claims:${half}`),
  /** channel: requests of one pattern, several in a message, a line each; not on a Cluster */
  packed: (pattern: string) => space('packed', pattern),
  /** channel: replies to one client of ours, several in a message, a line each */
  inbox: (client: string) => space(client, 'inbox'),
});
