import type { DynamicModule } from '@nestjs/common';
import { CacheService } from './features/cache/index.js';
import { DashboardModule, dashboardOptions } from './features/dashboard/index.js';
import { QueueService } from './features/queue/index.js';
import { RateLimitService } from './features/rate-limit/index.js';
import { SessionPresence, SessionService } from './features/session/index.js';

/** The modules that the dashboard shows something of. */
type Shown = Readonly<Record<'queue' | 'cache' | 'session' | 'rateLimit', DynamicModule>>;

type Told = [QueueService, CacheService, SessionPresence, SessionService, RateLimitService];

/** The dashboard, joined to what it shows. */
export const dashboardOf = (shown: Shown): DynamicModule =>
  DashboardModule.forRootAsync({
    imports: Object.values(shown),
    inject: [QueueService, CacheService, SessionPresence, SessionService, RateLimitService],
    useFactory: (...[queues, caches, presence, sessions, limits]: Told) => ({
      ...dashboardOptions.fromEnv(),
      sources: {
        queues: async () => queues.list(),
        jobs: (queue) => queues.queue(queue),
        workers: () => queues.health().workers,
        sessions: async () => presence.count(),
        userSessions: async (userId) => sessions.list(userId),
        denials: () => limits.topDenied(),
        analytics: true,
        cache: () => caches.allStatistics(),
      },
    }),
    expose: ['http', 'rpc'],
  });
