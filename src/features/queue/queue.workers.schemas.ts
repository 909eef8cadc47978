import { z } from 'zod';
import { pageLimit } from '../../kernel/schema.js';
import { queueName } from './queue.schemas.js';

const count = z.int().min(0);

/** What a worker tells of itself. Another version may tell more: that is left out. */
export const workerReport = z.object({
  host: z.string(),
  pid: z.int(),
  startedAt: z.int(),
  concurrency: count,
  running: count,
  completed: count,
  failed: count,
  lost: count,
});
export type WorkerReport = z.output<typeof workerReport>;

const worker = z.strictObject({
  id: z.string().describe('Names the worker, new at each start'),
  host: z.string(),
  pid: z.int(),
  startedAt: z.int(),
  heardAt: z
    .int()
    .describe('When it last told what follows; a third of a lease ago at most, while it is well'),
  concurrency: count.describe('How many jobs it runs at a time'),
  running: count,
  completed: count.describe('Jobs, since it started'),
  failed: count.describe('Attempts, since it started'),
  lost: count.describe('Leases, since it started'),
});
/** A worker of a queue, in whichever process, as it last told. */
export type WorkerInfo = z.output<typeof worker>;

export const workersQuery = z.strictObject({
  limit: pageLimit,
  cursor: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'must be a cursor as it was answered')
    .optional()
    .describe('`nextCursor` of the page before'),
});
/** How many workers a page is to have, and after which one. */
export type WorkersQuery = z.input<typeof workersQuery>;

export const workersOutput = z
  .strictObject({
    items: z.array(worker),
    nextCursor: z.string().nullable(),
    count: count.describe('How many there are; 500 at most are known'),
  })
  .meta({
    id: 'QueueWorkers',
    example: {
      items: [
        {
          id: 'Zk3vXw1a2q00',
          host: 'app-1',
          pid: 4711,
          startedAt: 1_764_045_000_123,
          heardAt: 1_764_045_100_123,
          concurrency: 10,
          running: 3,
          completed: 5120,
          failed: 12,
          lost: 0,
        },
      ],
      nextCursor: null,
      count: 1,
    },
  });
/** A page of the workers of a queue, by their ids. */
export type WorkerPage = z.output<typeof workersOutput>;

// Over the Redis transport the path's parameter travels in the message.
export const workersMessage = workersQuery.extend({ queue: queueName });
export type WorkersMessage = z.output<typeof workersMessage>;
