import { z } from 'zod';
import { jsonValue, MAX_TTL_MS, nameOf, pageLimit } from '../../kernel/schema.js';
import { filterShape } from './queue.filter.js';
import { jobId, jobOptions, jobPriority, LATEST } from './queue.job.schemas.js';

/** Most jobs in one request. */
export const MAX_BATCH = 1000;

/** Longest wait for jobs in one request: below the idle time of common proxies. */
export const MAX_WAIT_MS = 30_000;

export const queueName = nameOf('a queue', 128)
  .refine((name) => !name.includes('#'), 'must not contain #: shards are named with it')
  .describe('1 to 128 bytes of UTF-8 without control characters and #')
  .meta({ example: 'emails' });

export const jobName = nameOf('a job name', 128)
  .describe('Which handler is to run it')
  .meta({ example: 'welcome' });

const newJob = z.strictObject({ name: jobName, data: jsonValue.optional(), options: jobOptions.optional() });

export const addInput = z
  .union([newJob, z.strictObject({ jobs: z.array(newJob).min(1).max(MAX_BATCH) })])
  .meta({ id: 'JobsAdd', example: { name: 'welcome', data: { to: 'ada@example.com' } } });
export type AddInput = z.output<typeof addInput>;

export const addOutput = z
  .union([z.strictObject({ id: z.string() }), z.strictObject({ ids: z.array(z.string()) })])
  .meta({ id: 'JobsAdded', example: { id: 'q0Zk3vXw1a2' } });

/** Most jobs that one request looks at: it takes Redis some 20 ms, in steps. */
export const MOST_SEEN = 2000;

export const STATES = ['waiting', 'delayed', 'active', 'completed', 'dead'] as const;

const jobError = z.strictObject({
  at: z.int().describe('When'),
  attempt: z.int(),
  error: z.unknown().describe('Its name, message and stack, or what the worker said'),
});

export const jobOutput = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    data: z.unknown(),
    group: z.string().nullable().describe('The group that it is of'),
    priority: z.int().describe('Higher goes first'),
    state: z.enum(STATES),
    attempts: z.int().describe('How often it was tried and did not complete'),
    createdAt: z.int(),
    dueAt: z.int().nullable().describe('When a delayed job is due'),
    leaseUntilAt: z.int().nullable().describe('Until when its worker has it, unless it asks for more time'),
    finishedAt: z.int().nullable(),
    progress: z.unknown().nullable(),
    result: z.unknown().nullable(),
    errors: z.array(jobError).describe('The last ten'),
  })
  .meta({
    id: 'Job',
    example: {
      id: 'q0Zk3vXw1a2',
      name: 'welcome',
      data: { to: 'ada@example.com' },
      group: null,
      priority: 0,
      state: 'completed',
      attempts: 0,
      createdAt: 1_764_045_000_123,
      dueAt: null,
      leaseUntilAt: null,
      finishedAt: 1_764_045_000_456,
      progress: null,
      result: { messageId: '17' },
      errors: [],
    },
  });
/** A job with all that has happened to it. */
export type JobInfo = z.output<typeof jobOutput>;

export const listQuery = z.strictObject({
  state: z.enum(STATES).optional().describe('Of which state; of all unless told'),
  ...filterShape,
  limit: pageLimit,
  cursor: z
    .string()
    .regex(
      /^\d{1,3}\.-?(inf|\d{1,17}(\.\d{1,20})?(e\+\d{1,3})?)\.\d{1,9}$/,
      'must be a cursor as it was answered',
    )
    .optional()
    .describe('`nextCursor` of the page before'),
});
export type ListQuery = z.input<typeof listQuery>;

export const listOutput = z
  .strictObject({ items: z.array(jobOutput), nextCursor: z.string().nullable() })
  .meta({ id: 'JobPage', example: { items: [], nextCursor: null } });
/** A page of jobs; `nextCursor` asks for the next one and is null on the last. Of a search it may have few or none. */
export type JobPage = z.output<typeof listOutput>;

const count = z.int().min(0);

export const queueOutput = z
  .strictObject({
    name: z.string(),
    paused: z.boolean(),
    oldestWaitingMs: count
      .nullable()
      .describe('For how long the job that is next could have been run; null when none waits'),
    counts: z.strictObject({
      waiting: count,
      delayed: count,
      active: count,
      completed: count,
      dead: count,
    }),
    totals: z
      .strictObject({ completed: count, failed: count, dead: count, lost: count })
      .describe('Since the queue was made: jobs completed, attempts failed, jobs dead, leases lost'),
  })
  .meta({
    id: 'Queue',
    example: {
      name: 'emails',
      paused: false,
      oldestWaitingMs: 1250,
      counts: { waiting: 3, delayed: 0, active: 1, completed: 120, dead: 0 },
      totals: { completed: 5120, failed: 4, dead: 0, lost: 1 },
    },
  });
/** A queue: how many jobs it has of each state, and what has come of them since it was made. */
export type QueueInfo = z.output<typeof queueOutput>;

export const queuesQuery = z.strictObject({
  limit: pageLimit,
  cursor: queueName.optional().describe('`nextCursor` of the page before'),
});
/** Which page of the queues. */
export type QueuesQuery = z.input<typeof queuesQuery>;

export const queuesOutput = z
  .strictObject({ items: z.array(queueOutput), nextCursor: z.string().nullable() })
  .meta({ id: 'Queues', example: { items: [], nextCursor: null } });
/** A page of queues, by name. */
export type QueuesPage = z.output<typeof queuesOutput>;

export const updateInput = z
  .strictObject({ data: jsonValue })
  .meta({ id: 'JobUpdate', example: { data: { to: 'ada@example.org' } } });
export type UpdateInput = z.output<typeof updateInput>;

const dueAt = {
  delayMs: z.int().min(0).max(MAX_TTL_MS).optional().describe('How long from now'),
  runAt: z.int().min(0).max(LATEST).optional().describe('Or the instant, by the clock of Redis'),
};
type Due = { readonly delayMs?: number | undefined; readonly runAt?: number | undefined };
const isDueOnce = ({ delayMs, runAt }: Due): boolean => (delayMs === undefined) !== (runAt === undefined);
const dueOnce = { path: ['delayMs'], message: 'needs either delayMs or runAt' };

export const delayInput = z
  .strictObject(dueAt)
  .refine(isDueOnce, dueOnce)
  .meta({ id: 'JobDelay', example: { delayMs: 60_000 } });
/** When a job is due: from now on, or at an instant. */
export type DelayInput = z.output<typeof delayInput>;

export const priorityInput = z
  .strictObject({ priority: jobPriority })
  .meta({ id: 'JobPriority', example: { priority: 10 } });
export type PriorityInput = z.output<typeof priorityInput>;

export const redriveInput = z
  .strictObject({
    name: jobName.optional().describe('Only jobs of this name'),
    error: z.string().min(1).max(200).optional().describe('Only those whose last error contains this text'),
    limit: z.int().min(1).max(100_000).default(1000).describe('How many at most'),
  })
  .prefault({})
  .meta({ id: 'QueueRedrive', example: { name: 'welcome', limit: 1000 } });
export type RedriveInput = z.input<typeof redriveInput>;

export const movedOutput = z.strictObject({ moved: count }).meta({ id: 'JobsMoved', example: { moved: 12 } });

export const drainInput = z
  .strictObject({ delayed: z.boolean().default(false).describe('Delayed jobs as well') })
  .prefault({})
  .meta({ id: 'QueueDrain', example: { delayed: true } });
export type DrainInput = z.input<typeof drainInput>;

export const logsOutput = z
  .strictObject({ lines: z.array(z.string()) })
  .meta({ id: 'JobLogs', example: { lines: ['fetched 3 pages'] } });

export const removedOutput = z
  .strictObject({ removed: count })
  .meta({ id: 'JobsRemoved', example: { removed: 12 } });

// Over the Redis transport the path's parameters travel in the message.
export const queueMessage = z.strictObject({ queue: queueName });
export type QueueMessage = z.output<typeof queueMessage>;
export const jobMessage = z.strictObject({ queue: queueName, id: jobId });
export type JobMessage = z.output<typeof jobMessage>;
export const delayMessage = z
  .strictObject({ queue: queueName, id: jobId, ...dueAt })
  .refine(isDueOnce, dueOnce);
export type DelayMessage = z.output<typeof delayMessage>;
export const prioritizeMessage = z.strictObject({ queue: queueName, id: jobId, priority: jobPriority });
export type PrioritizeMessage = z.output<typeof prioritizeMessage>;
export const addMessage = z.union([
  newJob.extend({ queue: queueName }),
  z.strictObject({ queue: queueName, jobs: z.array(newJob).min(1).max(MAX_BATCH) }),
]);
export type AddMessage = z.output<typeof addMessage>;
export const listMessage = listQuery.extend({ queue: queueName });
export type ListMessage = z.output<typeof listMessage>;
export const updateMessage = updateInput.extend({ queue: queueName, id: jobId });
export type UpdateMessage = z.output<typeof updateMessage>;
export const redriveMessage = redriveInput.unwrap().extend({ queue: queueName });
export type RedriveMessage = z.output<typeof redriveMessage>;
export const drainMessage = drainInput.unwrap().extend({ queue: queueName });
export type DrainMessage = z.output<typeof drainMessage>;
