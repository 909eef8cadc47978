import { CacheMissError } from './cache.errors.js';
import type { CacheRead, InvalidateInput } from './cache.schemas.js';

/** What both transports answer to a read: without a lease a miss is an error, with one it says who loads. */
export function found(entry: CacheRead, lease: boolean | undefined): CacheRead {
  if (!entry.hit && !lease) throw new CacheMissError();
  return entry;
}

/** What both transports let be invalidated; the schema sees to it that it is one of the two. */
export function whatOf({ tags }: Pick<InvalidateInput, 'tags'>): readonly string[] | 'all' {
  return tags ?? 'all';
}
