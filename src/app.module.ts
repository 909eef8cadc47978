import { Module } from '@nestjs/common';
import { CollectionsModule, collectionsOptions } from './features/collections/index.js';
import { HealthModule, healthOptions } from './features/health/index.js';
import { KvModule, kvOptions } from './features/kv/index.js';
import { MetricsModule, metricsOptions } from './features/metrics/index.js';
import { RedisModule, redisOptions } from './redis/index.js';
import type { Exposure } from './transport/index.js';

const expose: Exposure[] = ['http', 'rpc'];

/** The service: the shared Redis, and a line for each feature. */
@Module({
  imports: [
    RedisModule.forRootAsync({ useFactory: () => redisOptions.fromEnv() }),
    KvModule.forRootAsync({ useFactory: () => kvOptions.fromEnv(), expose }),
    CollectionsModule.forRootAsync({ useFactory: () => collectionsOptions.fromEnv(), expose }),
    MetricsModule.forRootAsync({ useFactory: () => metricsOptions.fromEnv(), expose }),
    HealthModule.forRootAsync({ useFactory: () => healthOptions.fromEnv(), expose }),
  ],
})
export class AppModule {}
