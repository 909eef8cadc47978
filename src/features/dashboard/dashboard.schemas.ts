import { z } from 'zod';
import { nameOf, pageLimit } from '../../kernel/schema.js';

const perSecond = z.number().min(0);
const milliseconds = z.number().min(0);

const trafficOutput = z.strictObject({
  feature: z.string(),
  httpPerSecond: perSecond,
  rpcPerSecond: perSecond,
  refusedPerSecond: perSecond.describe('Answered with a 4xx over HTTP'),
  failedPerSecond: perSecond.describe('Answered with a 5xx over HTTP, or failed over the Redis transport'),
  p50Ms: milliseconds.nullable(),
  p99Ms: milliseconds.nullable(),
});
/** What a feature was asked in the last moments. */
export type TrafficRow = z.output<typeof trafficOutput>;

const redisState = z.strictObject({
  status: z.enum(['up', 'down']),
  cause: z.string().nullable().describe('Why it is down'),
  latencyMs: milliseconds.nullable(),
  memoryBytes: z.number().nullable().describe('null on a Cluster, of which each node has its own'),
  maxMemoryBytes: z.number().nullable().describe('0 for no limit'),
  clients: z.number().nullable(),
  commandsPerSecond: perSecond.nullable().describe('Of all its users'),
});
/** How Redis is, and what it has to do. */
export type RedisState = z.output<typeof redisState>;

const processState = z.strictObject({
  rssBytes: z.number(),
  heapBytes: z.number(),
  cpu: z.number().describe('Cores in use'),
  loopMs: milliseconds.describe('How late timers are: the 99th percentile'),
});
/** How the process is. */
export type ProcessState = z.output<typeof processState>;

const count = z.int().min(0);

const queueRow = z.strictObject({
  name: z.string(),
  paused: z.boolean(),
  counts: z.strictObject({
    waiting: count,
    delayed: count,
    active: count,
    completed: count,
    dead: count,
  }),
  completedPerSecond: perSecond,
  failedPerSecond: perSecond,
  deadPerSecond: perSecond,
  stillForMs: milliseconds.describe('How long jobs have waited while none was completed and none failed'),
});
/** A queue: how many jobs it has of each state, and what became of them in the last moments. */
export type QueueRow = z.output<typeof queueRow>;

export const sampleOutput = z
  .strictObject({
    at: z.int(),
    redis: redisState,
    process: processState,
    traffic: z.array(trafficOutput),
    queues: z.array(queueRow).describe('At most a hundred'),
    sessions: z.strictObject({ users: count, sessions: count }).nullable(),
    cache: z.strictObject({ hitsPerSecond: perSecond, missesPerSecond: perSecond }).nullable(),
  })
  .meta({
    id: 'DashboardSample',
    example: {
      at: 1_764_000_000_000,
      redis: {
        status: 'up',
        cause: null,
        latencyMs: 0.2,
        memoryBytes: 1_048_576,
        maxMemoryBytes: 0,
        clients: 4,
        commandsPerSecond: 120,
      },
      process: { rssBytes: 104_857_600, heapBytes: 41_943_040, cpu: 0.04, loopMs: 1.2 },
      traffic: [],
      queues: [],
      sessions: null,
      cache: null,
    },
  });
/** What the service saw of itself at an instant, and since the one before. */
export type Sample = z.output<typeof sampleOutput>;

export const aboutOutput = z
  .strictObject({
    redis: z.string().describe('Where it is'),
    redisVersion: z.string().nullable(),
    redisMode: z.string().nullable(),
    warnings: z.array(z.string()).describe('What about Redis is not as it should be'),
    host: z.string(),
    pid: z.int(),
    startedAt: z.int(),
    pages: z.array(z.string()).describe('Which there is something to show for'),
  })
  .meta({
    id: 'DashboardAbout',
    example: {
      redis: '127.0.0.1:6379',
      redisVersion: '7.4.2',
      redisMode: 'standalone',
      warnings: [],
      host: 'app-1',
      pid: 4711,
      startedAt: 1_764_000_000_000,
      pages: ['queues', 'sessions'],
    },
  });
/** Whom one looks at. */
export type About = z.output<typeof aboutOutput>;

export const overviewOutput = z
  .strictObject({ about: aboutOutput, sample: sampleOutput.nullable().describe('null in the first moments') })
  .meta({ id: 'DashboardOverview' });
/** Whom one looks at, and how it is. */
export type Overview = z.output<typeof overviewOutput>;

const series = z.array(z.number().nullable());

const historyOutput = z
  .strictObject({
    at: z.array(z.int()),
    redisMs: series,
    loopMs: series,
    memoryBytes: series,
    failedPerSecond: series,
    perSecond: z.record(z.string(), series).describe('By feature'),
  })
  .meta({ id: 'DashboardHistory' });
/** The last minutes, a column for each chart's line. */
export type History = z.output<typeof historyOutput>;

export const streamOutput = z
  .union([z.strictObject({ about: aboutOutput, history: historyOutput }), sampleOutput])
  .describe(
    'First `hello`, with whom one looks at and the last minutes, then a `sample` whenever there is one',
  )
  .meta({ id: 'DashboardEvent' });

export const queueName = nameOf('a queue', 128).meta({ example: 'emails' });
export const jobId = nameOf('a job id', 128);
const state = z.enum(['waiting', 'delayed', 'active', 'completed', 'dead']);
const instant = z.int().nullable();

const shownJob = z.strictObject({
  id: z.string(),
  name: z.string(),
  state,
  attempts: count,
  createdAt: z.int(),
  dueAt: instant,
  leaseUntilAt: instant,
  finishedAt: instant,
  progress: z.unknown().nullable(),
  data: z.unknown().describe('Its shape, without its values'),
  result: z.unknown().describe('Its shape, without its values'),
  errors: z.array(z.strictObject({ at: z.int(), attempt: z.int(), error: z.unknown() })),
});
/** A job with its payload masked. */
export type ShownJob = z.output<typeof shownJob>;

const jobExample: ShownJob = {
  id: 'q0Zk3vXw1a2',
  name: 'welcome',
  state: 'dead',
  attempts: 3,
  createdAt: 1_764_045_000_123,
  dueAt: null,
  leaseUntilAt: null,
  finishedAt: 1_764_045_000_456,
  progress: null,
  data: { to: '•••' },
  result: null,
  errors: [],
};

export const jobsQuery = z.strictObject({
  state,
  limit: pageLimit,
  cursor: z.string().max(128).optional().describe('`nextCursor` of the page before'),
  search: nameOf('a search', 128).optional().describe('A part of the name, or a whole id'),
});
export type JobsQuery = z.output<typeof jobsQuery>;

export const jobsOutput = z
  .strictObject({ items: z.array(shownJob), nextCursor: z.string().nullable() })
  .meta({ id: 'DashboardJobs', example: { items: [jobExample], nextCursor: null } });
/** A page of jobs with their payloads masked. */
export type JobPage = z.output<typeof jobsOutput>;

export const jobOutput = shownJob
  .extend({ log: z.array(z.string()) })
  .meta({ id: 'DashboardJob', example: { ...jobExample, log: ['looked up ada'] } });
/** A job with its payload masked, and its log. */
export type ShownJobWithLog = z.output<typeof jobOutput>;

export const findQuery = z.strictObject({ id: jobId });
export type FindQuery = z.output<typeof findQuery>;

export const foundOutput = z
  .strictObject({
    items: z.array(z.strictObject({ queue: z.string(), job: shownJob })),
    nextCursor: z.null(),
  })
  .meta({
    id: 'DashboardFound',
    example: { items: [{ queue: 'emails', job: jobExample }], nextCursor: null },
  });

export const revealInput = z
  .strictObject({ queue: queueName, id: jobId })
  .meta({ id: 'DashboardReveal', example: { queue: 'emails', id: 'q0Zk3vXw1a2' } });
export type RevealInput = z.output<typeof revealInput>;

export const revealedOutput = z
  .strictObject({ data: z.unknown(), result: z.unknown() })
  .meta({ id: 'DashboardRevealed', example: { data: { to: 'ada@example.com' }, result: null } });
/** A payload as it is. */
export type Revealed = z.output<typeof revealedOutput>;

export const batchInput = z
  .strictObject({ action: z.enum(['retry', 'promote', 'remove']), ids: z.array(jobId).min(1).max(200) })
  .meta({ id: 'DashboardBatch', example: { action: 'retry', ids: ['q0Zk3vXw1a2'] } });
export type BatchInput = z.output<typeof batchInput>;

export const batchOutput = z
  .strictObject({ done: count, skipped: count })
  .meta({ id: 'DashboardBatchDone', example: { done: 1, skipped: 0 } });
/** To how many jobs it was done. */
export type BatchResult = z.output<typeof batchOutput>;

export const queueHistoryOutput = z
  .strictObject({
    at: z.array(z.int()),
    completedPerSecond: series,
    failedPerSecond: series,
    waiting: series,
    active: series,
  })
  .meta({ id: 'DashboardQueueHistory' });
/** The last minutes of a queue, a column for each line of a chart. */
export type QueueHistory = z.output<typeof queueHistoryOutput>;

const worker = z.strictObject({
  queue: z.string(),
  status: z.enum(['up', 'down']),
  running: count,
  silentMs: milliseconds,
  completed: count,
  failed: count,
  lost: count,
});

export const workersOutput = z
  .strictObject({ items: z.array(worker), nextCursor: z.null() })
  .meta({ id: 'DashboardWorkers', example: { items: [], nextCursor: null } });

// Over the Redis transport the path's parameters travel in the message.
export const jobsMessage = jobsQuery.extend({ queue: queueName });
export type JobsMessage = z.output<typeof jobsMessage>;
export const batchMessage = batchInput.extend({ queue: queueName });
export type BatchMessage = z.output<typeof batchMessage>;
export const queueMessage = z.strictObject({ queue: queueName });
export type QueueMessage = z.output<typeof queueMessage>;

export const pageOutput = z.string().meta({ id: 'DashboardPage', example: '<!doctype html>' });
