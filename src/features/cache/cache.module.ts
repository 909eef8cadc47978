import { Module } from '@nestjs/common';
import { defineFeature } from '../../transport/index.js';
import { CacheHttpController } from './cache.http.controller.js';
import { HttpCacheInterceptor } from './cache.http.interceptor.js';
import { cacheOptions } from './cache.options.js';
import { CacheRpcController } from './cache.rpc.controller.js';
import { CacheService } from './cache.service.js';
import { CacheTotals } from './cache.totals.js';

/** Caches in Redis and in memory. */
@Module({
  providers: [CacheService, CacheTotals, HttpCacheInterceptor],
  exports: [CacheService, CacheTotals, HttpCacheInterceptor],
})
export class CacheModule extends defineFeature(cacheOptions, {
  http: CacheHttpController,
  rpc: CacheRpcController,
}) {}
