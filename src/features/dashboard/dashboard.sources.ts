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

/** A session as its feature tells it; its attributes are shown to those alone who ask for them. */
export interface SessionRecord {
  readonly id: string;
  readonly device: string | null;
  readonly ip: string | null;
  readonly remembered: boolean;
  readonly createdAt: number;
  readonly lastSeenAt: number;
  readonly expiresAt: number;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A message as its feature tells it. */
export interface MessageRecord {
  readonly id: string;
  readonly sequence: number;
  readonly publishedAt: number;
  readonly key: string | null;
  readonly data?: unknown;
}

/** A message that a consumer group has given up, as its feature tells it. */
export interface LetterRecord extends MessageRecord {
  readonly deliveries: number;
  readonly reason: string;
  readonly deadAt: number;
}

/** The messages of a topic. */
export interface Messages {
  read(from: {
    readonly after: string;
    readonly limit: number;
  }): Promise<{ readonly items: readonly MessageRecord[] }>;
  /** A page of the dead letters of a consumer group, in the order of the topic; the cursor is the sequence after which it begins. */
  dead(
    group: string,
    query: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<{ readonly items: readonly LetterRecord[]; readonly nextCursor: string | null }>;
  /** Each message after a place, until `signal` is aborted; other events have no `message`. */
  follow(from: { readonly after: string; readonly signal: AbortSignal }): AsyncIterable<MessageRecord>;
}

/** A consumer group with dead letters. */
export interface GroupLetters {
  readonly topic: string;
  readonly group: string;
  readonly dead: number;
}

/** How often a subject was denied, and when last. */
export interface Denial {
  readonly policy: string;
  readonly subject: string;
  readonly count: number;
  readonly lastAt: number;
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
  /** The first queues by name, so many at most. */
  readonly queues?: (limit: number) => Promise<readonly QueueState[]>;
  /** The jobs of a queue by its name. */
  readonly jobs?: (queue: string) => Jobs;
  /** The workers of this process. */
  readonly workers?: () => readonly WorkerState[];
  /** The live sessions of a user. */
  readonly userSessions?: (userId: string) => Promise<readonly SessionRecord[]>;
  /** Whom rate limits have denied most, the most denied first; `everywhere` where that is told by all processes. */
  readonly denials?: () => Promise<{ readonly items: readonly Denial[]; readonly everywhere: boolean }>;
  /** The messages of a topic by its name. */
  readonly messages?: (topic: string) => Messages;
  /** The consumer groups that have dead letters. */
  readonly letters?: () => Promise<readonly GroupLetters[]>;
  /** Set where the app serves analytics, whose page reads its public routes. */
  readonly analytics?: true;
  readonly sessions?: () => Promise<{ readonly users: number; readonly sessions: number }>;
  /** What caches have done in this process, by namespace. */
  readonly cache?: () => Readonly<Record<string, CacheCounts>>;
  /** The same of all processes, or of this one alone where `everywhere` is false. */
  readonly cacheTotals?: () => Promise<{
    readonly namespaces: Readonly<Record<string, Readonly<Record<string, number>>>>;
    readonly everywhere: boolean;
  }>;
}
