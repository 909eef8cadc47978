import { Module, type DynamicModule } from '@nestjs/common';
import { CacheModule as NestCacheModule } from '@nestjs/cache-manager';
import { Keyv } from 'keyv';
import { cacheManagerStore } from './cache.manager.store.js';
import { CacheModule } from './cache.module.js';
import { CacheService } from './cache.service.js';

/** How `CACHE_MANAGER` is set up. */
export interface CacheManagerOptions {
  /** Told apart from the caches of others; `nest` unless told. */
  readonly namespace?: string;
  /** How long what is cached without a time of its own is kept, in milliseconds; a month unless told. */
  readonly ttlMs?: number;
  /** Whether the whole app can inject it without importing the module. */
  readonly isGlobal?: boolean;
}

/** `CACHE_MANAGER`, `CacheInterceptor`, `@CacheKey` and `@CacheTTL` of `@nestjs/cache-manager`, over the shared connection. */
@Module({})
export class CacheManagerModule {
  static forRoot({ namespace = 'nest', ttlMs, isGlobal = false }: CacheManagerOptions = {}): DynamicModule {
    const manager = NestCacheModule.registerAsync({
      isGlobal,
      imports: [CacheModule.forRoot({})],
      inject: [CacheService],
      useFactory: (cache: CacheService) => ({
        stores: [new Keyv({ store: cacheManagerStore(cache), namespace, ...(ttlMs && { ttl: ttlMs }) })],
        ...(ttlMs && { ttl: ttlMs }),
      }),
    });
    return { module: CacheManagerModule, imports: [manager], exports: [manager] };
  }
}
