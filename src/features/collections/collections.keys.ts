import type { KeySpace } from '../../redis/index.js';

/**
 * Every key of this feature. A collection is one owner, so it lives in one Cluster slot. Items have the TTL that
 * their user gives; the two keys beside them live as long as the longest-lived item.
 */
export const collectionsKeys = (space: KeySpace) => ({
  /** hash: a field for each field of the item, as JSON, and its place under the empty name */
  item: (name: string, id: string) => space(name, `item:${id}`),
  /** zset: item ids by place, the order of insertion */
  index: (name: string) => space(name, 'index'),
  /** zset: item ids by the instant they expire, for those that do */
  expiry: (name: string) => space(name, 'expiry'),
});
