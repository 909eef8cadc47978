import { z } from 'zod';
import { nameOf, pageLimit } from '../../kernel/schema.js';
import { groupName, messageId, topicName } from './dashboard.messages.schemas.js';
import { count, milliseconds, series } from './dashboard.schemas.js';

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
  cursor: z
    .string()
    .regex(
      /^\d{1,3}\.-?(inf|\d{1,17}(\.\d{1,20})?(e\+\d{1,3})?)\.\d{1,6}$/,
      'must be a cursor as it was answered',
    )
    .optional()
    .describe('`nextCursor` of the page before'),
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

export const userId = nameOf('a user id', 128).meta({ example: 'ada' });

export const userSessionsOutput = z
  .strictObject({
    items: z.array(
      z.strictObject({
        id: z.string(),
        device: z.string().nullable(),
        ip: z.string().nullable(),
        remembered: z.boolean(),
        createdAt: z.int(),
        lastSeenAt: z.int(),
        expiresAt: z.int(),
        attributes: z.unknown().describe('Their names, without their values'),
      }),
    ),
    nextCursor: z.null(),
  })
  .meta({ id: 'DashboardSessions', example: { items: [], nextCursor: null } });

const everywhere = z
  .boolean()
  .describe(
    'Whether all processes that run are in it, as told 5 s ago at most; else only the one that answers',
  );

export const denialsOutput = z
  .strictObject({
    items: z.array(z.strictObject({ policy: z.string(), subject: z.string(), count, lastAt: z.int() })),
    nextCursor: z.null(),
    everywhere,
  })
  .meta({
    id: 'DashboardDenials',
    example: {
      items: [{ policy: 'login', subject: '192.0.2.7', count: 31, lastAt: 1_764_000_000_000 }],
      nextCursor: null,
      everywhere: true,
    },
  });
/** Whom rate limits have denied most. */
export type Denials = z.output<typeof denialsOutput>;

export const cacheOutput = z
  .strictObject({ namespaces: z.record(z.string(), z.record(z.string(), count)), everywhere })
  .meta({
    id: 'DashboardCache',
    example: { namespaces: { app: { memoryHits: 9120, hits: 310, misses: 12 } }, everywhere: true },
  });
/** What caches have done, by namespace. */
export type CacheSums = z.output<typeof cacheOutput>;

export const revealInput = z
  .union([
    z.strictObject({ queue: queueName, id: jobId }),
    z.strictObject({ topic: topicName, id: messageId }),
    z.strictObject({ topic: topicName, group: groupName, id: messageId }),
  ])
  .describe('Of a job, of a message in its topic, or of a dead letter of a consumer group')
  .meta({ id: 'DashboardReveal', example: { queue: 'emails', id: 'q0Zk3vXw1a2' } });
export type RevealInput = z.output<typeof revealInput>;

export const jobMessage = z.strictObject({ queue: queueName, id: jobId });
export type JobMessage = z.output<typeof jobMessage>;

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
export const userMessage = z.strictObject({ userId });
export type UserMessage = z.output<typeof userMessage>;
export const queueMessage = z.strictObject({ queue: queueName });
export type QueueMessage = z.output<typeof queueMessage>;
