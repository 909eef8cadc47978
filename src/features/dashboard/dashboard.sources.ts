/** A queue as its feature counts it. */
export interface QueueState {
  readonly name: string;
  readonly paused: boolean;
  readonly counts: Readonly<Record<'waiting' | 'delayed' | 'active' | 'completed' | 'dead', number>>;
  /** Since the queue was made: jobs completed, attempts failed, jobs dead, leases lost. */
  readonly totals: Readonly<Record<'completed' | 'failed' | 'dead' | 'lost', number>>;
}

/** The states of a job. */
export type JobState = keyof QueueState['counts'];

/** A job as its feature tells it; what it carries is shown to those alone who ask for it. */
export interface JobRecord {
  readonly id: string;
  readonly name: string;
  readonly state: JobState;
  readonly data?: unknown;
  readonly result?: unknown;
  readonly attempts: number;
  readonly createdAt: number;
  readonly dueAt: number | null;
  readonly leaseUntilAt: number | null;
  readonly finishedAt: number | null;
  readonly progress?: unknown;
  readonly errors: readonly { readonly at: number; readonly attempt: number; readonly error?: unknown }[];
}

/** The jobs of a queue. */
export interface Jobs {
  list(query: {
    readonly state: JobState;
    readonly limit: number;
    readonly cursor?: string | undefined;
  }): Promise<{ readonly items: readonly JobRecord[]; readonly nextCursor: string | null }>;
  get(id: string): Promise<JobRecord | undefined>;
  logs(id: string): Promise<readonly string[]>;
  retry(id: string): Promise<void>;
  promote(id: string): Promise<void>;
  remove(id: string): Promise<boolean>;
}

/** A worker of this process. */
export interface WorkerState {
  readonly queue: string;
  readonly status: 'up' | 'down';
  readonly running: number;
  readonly silentMs: number;
  readonly completed: number;
  readonly failed: number;
  readonly lost: number;
}

/** What a cache has done in this process since it started. */
export type CacheCounts = Readonly<Record<(typeof HITS)[number] | 'misses', number>>;

/** All that was served: out of memory, out of Redis, and past its time to live. */
export const HITS = ['memoryHits', 'hits', 'staleHits', 'graceHits'] as const;

/** What the dashboard shows of other features, each a function that tells it; a page without its source is not there. */
export interface DashboardSources {
  readonly queues?: () => Promise<readonly QueueState[]>;
  /** The jobs of a queue by its name. */
  readonly jobs?: (queue: string) => Jobs;
  /** The workers of this process. */
  readonly workers?: () => readonly WorkerState[];
  readonly sessions?: () => Promise<{ readonly users: number; readonly sessions: number }>;
  readonly cache?: () => Readonly<Record<string, CacheCounts>>;
}
