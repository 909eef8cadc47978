import type { KeySpace } from '../../redis/index.js';

/** Every key of this feature. */
export const auditKeys = (space: KeySpace) => ({
  /** stream: the entries, numbered `<sequence>-0`. No TTL: bounded by `maxEntries` */
  log: () => space('all', 'log'),
});
