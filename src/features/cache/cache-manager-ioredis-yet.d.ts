// The package's own declarations name types that cache-manager 7 no longer has; this is what we use of it.
declare module 'cache-manager-ioredis-yet' {
  import type { CacheManagerStore } from 'cache-manager';

  export function redisInsStore(
    client: object,
    options?: { ttl?: number; isCacheable?: (value: unknown) => boolean },
  ): CacheManagerStore;
}
