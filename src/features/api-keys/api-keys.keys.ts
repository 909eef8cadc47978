import type { KeySpace } from '../../redis/index.js';

/** Every key of this feature. They share a slot: there are few, and one operation changes a key and the two lists. */
export const apiKeysKeys = (space: KeySpace) => ({
  /** hash: an API key; what it may do, the MAC of its secret and of the one before. TTL: `keepMs` after its end */
  key: (id: string) => space('all', `key:${id}`),
  /** zset: ids in the order of creation, all of score 0. No TTL: what is forgotten is taken out at the next creation */
  index: () => space('all', 'index'),
  /** zset: ids by the instant at which they are forgotten. No TTL: as the index */
  forget: () => space('all', 'forget'),
});
