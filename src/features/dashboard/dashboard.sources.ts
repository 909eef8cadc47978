/** A queue as its feature counts it. */
export interface QueueState {
  readonly name: string;
  readonly paused: boolean;
  readonly counts: Readonly<Record<'waiting' | 'delayed' | 'active' | 'completed' | 'dead', number>>;
  /** Since the queue was made: jobs completed, attempts failed, jobs dead, leases lost. */
  readonly totals: Readonly<Record<'completed' | 'failed' | 'dead' | 'lost', number>>;
}

/** What a cache has done in this process since it started. */
export type CacheCounts = Readonly<Record<(typeof HITS)[number] | 'misses', number>>;

/** All that was served: out of memory, out of Redis, and past its time to live. */
export const HITS = ['memoryHits', 'hits', 'staleHits', 'graceHits'] as const;

/** What the dashboard shows of other features, each a function that tells it; a page without its source is not there. */
export interface DashboardSources {
  readonly queues?: () => Promise<readonly QueueState[]>;
  readonly sessions?: () => Promise<{ readonly users: number; readonly sessions: number }>;
  readonly cache?: () => Readonly<Record<string, CacheCounts>>;
}
