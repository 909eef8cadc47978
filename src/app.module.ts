import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { CollectionsModule, collectionsOptions } from './features/collections/index.js';
import { HealthModule, healthOptions } from './features/health/index.js';
import { KvModule, kvOptions } from './features/kv/index.js';
import { AppRateLimitGuard, RateLimitModule, rateLimitOptions } from './features/rate-limit/index.js';
import { MetricsModule, metricsOptions } from './features/metrics/index.js';
import { SessionModule, sessionOptions } from './features/session/index.js';
import { RedisModule, redisOptions } from './redis/index.js';
import type { Exposure } from './transport/index.js';

const expose: Exposure[] = ['http', 'rpc'];

/** The service: the shared Redis, and a line for each feature. */
@Module({
  imports: [
    RedisModule.forRootAsync({ useFactory: () => redisOptions.fromEnv() }),
    KvModule.forRootAsync({ useFactory: () => kvOptions.fromEnv(), expose }),
    CollectionsModule.forRootAsync({ useFactory: () => collectionsOptions.fromEnv(), expose }),
    RateLimitModule.forRootAsync({ useFactory: () => rateLimitOptions.fromEnv(), expose }),
    MetricsModule.forRootAsync({ useFactory: () => metricsOptions.fromEnv(), expose }),
    SessionModule.forRootAsync({ useFactory: () => sessionOptions.fromEnv(), expose }),
    HealthModule.forRootAsync({ useFactory: () => healthOptions.fromEnv(), expose }),
  ],
  // Authentication by API key will say who calls by the option `identify`; until then it is by address.
  providers: [{ provide: APP_GUARD, useClass: AppRateLimitGuard }],
})
export class AppModule {}
