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
  /** string: the replica that handles a request. TTL 30 s; `bucket` spreads the claims over a Cluster */
  claim: (group: string, bucket: string, id: string) => space(`${group}.${bucket}`, `claim:${id}`),
  /** channel: replies to one client of ours */
  inbox: (client: string) => space(client, 'inbox'),
});
