import type { Metric } from '../../kernel/metrics.js';

/** What a cache has done since the process started, counted in calls and entries. */
export class CacheStatistics {
  /** Served out of this process' memory. */
  memoryHits = 0;
  /** Served out of Redis, fresh. */
  hits = 0;
  /** Served past their time to live, while being loaded anew. */
  staleHits = 0;
  /** Served past their time to live because loading failed or took too long, or Redis was away. */
  graceHits = 0;
  /** Found nothing that could be served. */
  misses = 0;
  /** Loads that this process did. */
  loads = 0;
  /** Of these, those that failed or took too long. */
  loadFailures = 0;
  /** Loads that this process waited for in another one. */
  waits = 0;
  /** Values stored in Redis. */
  stores = 0;
  /** Values not stored, since what they were loaded from was invalidated meanwhile. */
  fenced = 0;
  /** Values not stored, since they were longer than `maxValueBytes`. */
  tooLarge = 0;
  /** Times that Redis was done without. */
  withoutRedis = 0;
  /** Times that messages were missed, and memory dropped. */
  gaps = 0;
}

const COUNTERS: readonly {
  readonly name: string;
  readonly help: string;
  readonly samples: readonly {
    readonly counts: keyof CacheStatistics;
    readonly labels?: Record<string, string>;
  }[];
}[] = [
  {
    name: 'hits',
    help: 'Reads that were served, by where from: memory, Redis, or past the time to live',
    samples: [
      { counts: 'memoryHits', labels: { from: 'memory' } },
      { counts: 'hits', labels: { from: 'redis' } },
      { counts: 'staleHits', labels: { from: 'stale' } },
      { counts: 'graceHits', labels: { from: 'grace' } },
    ],
  },
  { name: 'misses', help: 'Reads that found nothing fresh or stale', samples: [{ counts: 'misses' }] },
  { name: 'loads', help: 'Loads that were begun', samples: [{ counts: 'loads' }] },
  {
    name: 'load_failures',
    help: 'Loads that failed or took too long',
    samples: [{ counts: 'loadFailures' }],
  },
  {
    name: 'load_waits',
    help: 'Loads of other processes that were waited for',
    samples: [{ counts: 'waits' }],
  },
  {
    name: 'stores',
    help: 'Loaded values, by what became of them',
    samples: [
      { counts: 'stores', labels: { outcome: 'stored' } },
      { counts: 'fenced', labels: { outcome: 'fenced' } },
      { counts: 'tooLarge', labels: { outcome: 'too_large' } },
    ],
  },
  { name: 'without_redis', help: 'Times that Redis was done without', samples: [{ counts: 'withoutRedis' }] },
  {
    name: 'gaps',
    help: 'Times that messages were missed, and memory dropped',
    samples: [{ counts: 'gaps' }],
  },
];

/** What caches have done, by namespace, as counters `rookery_cache_<what>_total`. */
export function metricsOf(byNamespace: Readonly<Record<string, CacheStatistics>>): Metric[] {
  const namespaces = Object.entries(byNamespace);
  return COUNTERS.map(({ name, help, samples }) => ({
    name: `rookery_cache_${name}_total`,
    help,
    type: 'counter',
    samples: namespaces.flatMap(([namespace, statistics]) =>
      samples.map(({ counts, labels }) => ({ labels: { namespace, ...labels }, value: statistics[counts] })),
    ),
  }));
}
