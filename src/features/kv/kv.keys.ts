import type { KeySpace } from '../../redis/index.js';

/**
 * Every key of this feature. Each is one user key, taken as it is: a `{tag}` in it decides the Cluster slot, as
 * anywhere in Redis. No TTL unless the user gives one: it is the user's data.
 */
export const kvKeys = (space: KeySpace) => ({
  /** string: a JSON value; or list, set, hash, zset of JSON values, made by the pipeline */
  value: (key: string) => `${space.root}${key}`,
});
