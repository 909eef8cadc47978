import type { DynamicModule } from '@nestjs/common';
import { CacheService } from './features/cache/index.js';
import { DashboardModule, dashboardOptions } from './features/dashboard/index.js';
import { QueueService } from './features/queue/index.js';
import { SessionPresence } from './features/session/index.js';

/** The modules that the dashboard shows something of. */
type Shown = Readonly<Record<'queue' | 'cache' | 'session', DynamicModule>>;

/** The dashboard, joined to what it shows. */
export const dashboardOf = ({ queue, cache, session }: Shown): DynamicModule =>
  DashboardModule.forRootAsync({
    imports: [queue, cache, session],
    inject: [QueueService, CacheService, SessionPresence],
    useFactory: (queues: QueueService, caches: CacheService, presence: SessionPresence) => ({
      ...dashboardOptions.fromEnv(),
      sources: {
        queues: async () => queues.list(),
        jobs: (queue) => queues.queue(queue),
        workers: () => queues.health().workers,
        sessions: async () => presence.count(),
        cache: () => caches.allStatistics(),
      },
    }),
    expose: ['http', 'rpc'],
  });
