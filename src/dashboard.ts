import type { DynamicModule } from '@nestjs/common';
import { CacheService, CacheTotals } from './features/cache/index.js';
import { DashboardModule, dashboardOptions, type Messages } from './features/dashboard/index.js';
import { MessagingService } from './features/messaging/index.js';
import { QueueService } from './features/queue/index.js';
import { DeniedTotals } from './features/rate-limit/index.js';
import { SessionPresence, SessionService } from './features/session/index.js';

/** The modules that the dashboard shows something of. */
type Shown = Readonly<Record<'queue' | 'cache' | 'session' | 'rateLimit' | 'messaging', DynamicModule>>;

type Told = [
  QueueService,
  CacheService,
  CacheTotals,
  SessionPresence,
  SessionService,
  DeniedTotals,
  MessagingService,
];

/** The dashboard, joined to what it shows. */
export const dashboardOf = (shown: Shown): DynamicModule =>
  DashboardModule.forRootAsync({
    imports: Object.values(shown),
    inject: [
      QueueService,
      CacheService,
      CacheTotals,
      SessionPresence,
      SessionService,
      DeniedTotals,
      MessagingService,
    ],
    useFactory: (...[queues, caches, cacheTotals, presence, sessions, denied, messaging]: Told) => ({
      ...dashboardOptions.fromEnv(),
      sources: {
        queues: async (limit) => (await queues.list({ limit })).items,
        jobs: (queue) => queues.queue(queue),
        workers: () => queues.health().workers,
        sessions: async () => presence.count(),
        userSessions: async (userId) => sessions.list(userId),
        denials: async () => denied.list(),
        messages: (topic) => messagesOf(messaging, topic),
        letters: async () => messaging.letters(),
        analytics: true,
        cache: () => caches.allStatistics(),
        cacheTotals: async () => cacheTotals.read(),
      },
    }),
    expose: ['http', 'rpc'],
  });

function messagesOf(messaging: MessagingService, name: string): Messages {
  const topic = messaging.topic(name);
  return {
    read: async (from) => topic.read(from),
    dead: async (group, query) => topic.group(group).dead(query),
    async *follow(from) {
      for await (const event of topic.tail(from)) if (event.type === 'message') yield event.message;
    },
  };
}
