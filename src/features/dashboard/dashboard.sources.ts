/** A queue as its feature counts it. */
export interface QueueState {
  readonly name: string;
  readonly paused: boolean;
  readonly counts: Readonly<Record<'waiting' | 'delayed' | 'active' | 'completed' | 'dead', number>>;
  /** Since the queue was made: jobs completed, attempts failed, jobs dead, leases lost. */
  readonly totals: Readonly<Record<'completed' | 'failed' | 'dead' | 'lost', number>>;
}

/** What a cache has done since the process started, by name of the count. */
export type CacheCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What the dashboard shows of other features, each a function that tells it; a page without its source is not there. */
export interface DashboardSources {
  readonly queues?: () => Promise<readonly QueueState[]>;
  readonly sessions?: () => Promise<{ readonly users: number; readonly sessions: number }>;
  readonly cache?: () => CacheCounts;
}
