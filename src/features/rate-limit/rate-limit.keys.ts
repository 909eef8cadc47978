import type { KeySpace } from '../../redis/index.js';
import { ownerOf } from './rate-limit.schemas.js';

/**
 * Every key of this feature. A subject is an owner, so all that it has used lives in one Cluster slot. A `{tag}` in a
 * subject makes the tag the owner: `{acme}:ada` lives beside `acme`, and both can be charged in one step.
 */
export const rateLimitKeys = (space: KeySpace) => ({
  /** string: what the subject has used of the policy's limit, or `blocked`. Lives until nothing is used any more */
  state: (policy: string, subject: string) => space(ownerOf(subject), partOf(policy, subject)),
  /** string: the same for one part of a limit that is spread over several slots */
  shard: (policy: string, subject: string, shard: number | string) =>
    space(`${ownerOf(subject)}~${shard}`, partOf(`${policy}~${shard}`, subject)),
  /** zset: the places that a subject holds under a policy of concurrency, by the instant in microseconds at which they end. Lives until the last one ends */
  places: (policy: string, subject: string) => space(ownerOf(subject), partOf(`${policy}~places`, subject)),
  /** hash: policies set at run time, JSON by name, and how often they were changed. No TTL: a definition is kept until it is removed */
  policies: () => space('policies', 'all:definitions'),
  /** channel: a policy was set or removed, as `{ number, name, json }` */
  policyChanges: () => space('policies', 'all:changes'),
  denied: () => ({
    /** zset: processes by the instant at which they told whom they have denied. TTL: 15 s after the last one has */
    heard: space('policies', 'all:denied'),
    /** hash: process to what it told, as JSON. TTL: the same */
    reports: space('policies', 'all:denied-reports'),
  }),
  /** channel: the key of a state that was used up and no longer is */
  freed: () => space('policies', 'all:freed'),
});

/** A policy's name holds no colon, so a part without one belongs to the owner itself. */
function partOf(policy: string, subject: string): string {
  return ownerOf(subject) === subject ? policy : `${policy}:${subject}`;
}
