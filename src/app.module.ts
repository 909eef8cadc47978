import { Module } from '@nestjs/common';
import { accessProviders, apiKeys, audit, identify } from './access.js';
import { CacheModule, cacheOptions, CacheService } from './features/cache/index.js';
import { CollectionsModule, collectionsOptions } from './features/collections/index.js';
import { dashboardOf } from './dashboard.js';
import { HealthModule, healthOptions } from './features/health/index.js';
import { KvModule, kvOptions } from './features/kv/index.js';
import { MessagingModule, messagingOptions, MessagingService } from './features/messaging/index.js';
import { QueueModule, queueOptions, QueueService } from './features/queue/index.js';
import { RateLimitModule, rateLimitOptions } from './features/rate-limit/index.js';
import { MetricsModule, metricsOptions } from './features/metrics/index.js';
import {
  SessionModule,
  sessionOptions,
  SessionPresence,
  SessionService,
  type SessionActivity,
} from './features/session/index.js';
import { AnalyticsModule, analyticsOptions, AnalyticsService } from './features/analytics/index.js';
import { RedisModule, redisOptions } from './redis/index.js';
import { serviceOptions, withSecret, type ServiceOptions } from './service.options.js';
import { Sockets, type Exposure } from './transport/index.js';

const expose: Exposure[] = ['http', 'rpc'];

/** Named, since metrics, health and the dashboard ask these very ones. */
const queue = QueueModule.forRootAsync({ useFactory: () => queueOptions.fromEnv(), expose });
const cache = CacheModule.forRootAsync({ useFactory: () => cacheOptions.fromEnv(), expose });
const rateLimit = RateLimitModule.forRootAsync({
  useFactory: () => ({ ...rateLimitOptions.fromEnv(), identify }),
  expose,
});
const analytics = AnalyticsModule.forRootAsync({
  inject: [serviceOptions.token],
  // Pages have no key to send events with: where keys are asked for, sites are made by those who have one.
  useFactory: ({ access }: ServiceOptions) => ({
    openSites: access === 'open',
    ...analyticsOptions.fromEnv(),
  }),
  expose,
});
const session = SessionModule.forRootAsync({
  imports: [analytics],
  inject: [serviceOptions.token, AnalyticsService],
  useFactory: (service: ServiceOptions, counts: AnalyticsService) => ({
    ...withSecret(sessionOptions.fromEnv(), 'session', service),
    onActivity: async (activities: readonly SessionActivity[]) => counts.noteSessions(activities),
  }),
  expose,
});
const messaging = MessagingModule.forRootAsync({
  inject: [serviceOptions.token],
  useFactory: ({ corsOrigins }: ServiceOptions) => ({
    socketOrigins: corsOrigins,
    ...messagingOptions.fromEnv(),
  }),
  expose,
});

/** Who tells the metrics what it does. */
type Measured = [
  QueueService,
  CacheService,
  SessionService,
  SessionPresence,
  AnalyticsService,
  MessagingService,
  Sockets,
];

/** The service: the shared Redis, and a line for each feature. */
@Module({
  imports: [
    RedisModule.forRootAsync({ useFactory: () => redisOptions.fromEnv() }),
    KvModule.forRootAsync({ useFactory: () => kvOptions.fromEnv(), expose }),
    CollectionsModule.forRootAsync({ useFactory: () => collectionsOptions.fromEnv(), expose }),
    queue,
    cache,
    messaging,
    rateLimit,
    MetricsModule.forRootAsync({
      imports: [queue, cache, session, analytics, messaging],
      inject: [
        QueueService,
        CacheService,
        SessionService,
        SessionPresence,
        AnalyticsService,
        MessagingService,
        Sockets,
      ],
      useFactory: (...[queues, caches, sessions, presence, counts, messages, sockets]: Measured) => ({
        ...metricsOptions.fromEnv(),
        sources: {
          queue: () => queues.metrics(),
          // Apart, since these ask Redis.
          backlog: async () => queues.backlog(),
          cache: () => caches.metrics(),
          messaging: async () => messages.metrics(),
          sockets: () => sockets.metrics(),
          session: () => sessions.metrics(),
          online: async () => presence.metrics(),
          analytics: () => counts.metrics(),
        },
      }),
      expose,
    }),
    HealthModule.forRootAsync({
      imports: [queue, messaging],
      inject: [QueueService, MessagingService],
      useFactory: (queues: QueueService, messages: MessagingService) => ({
        ...healthOptions.fromEnv(),
        checks: { queue: () => queues.health(), messaging: () => messages.health() },
      }),
      expose,
    }),
    session,
    analytics,
    apiKeys,
    audit,
    dashboardOf({ queue, cache, session, rateLimit, messaging }),
  ],
  providers: accessProviders,
})
export class AppModule {}
