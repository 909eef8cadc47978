import type { KeySpace } from '../../redis/index.js';

/** Every key of this feature; each ends after the option `ttlMs`. */
export const __camel__Keys = (space: KeySpace) => ({
  /** hash: JSON by the entry's name */
  entries: (owner: string) => space(owner, 'entries'),
});
