import { z } from 'zod';

const perSecond = z.number().min(0);
export const milliseconds = z.number().min(0);

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

export const count = z.int().min(0);

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

const lettersRow = z.strictObject({
  topic: z.string(),
  group: z.string(),
  dead: count,
  growing: z.boolean().describe('Whether there were fewer in the moment before'),
});
/** A consumer group with dead letters. */
export type LettersRow = z.output<typeof lettersRow>;

export const sampleOutput = z
  .strictObject({
    at: z.int(),
    redis: redisState,
    process: processState,
    traffic: z.array(trafficOutput),
    queues: z.array(queueRow).describe('At most a hundred'),
    letters: z.array(lettersRow).describe('Consumer groups with dead letters'),
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
      letters: [],
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

export const series = z.array(z.number().nullable());

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

export const pageOutput = z.string().meta({ id: 'DashboardPage', example: '<!doctype html>' });
