import { z } from 'zod';
import { jobId, jobOptions } from './queue.job.schemas.js';
import { jsonValue } from '../../kernel/schema.js';
import { jobName, MAX_WAIT_MS, queueName, STATES } from './queue.schemas.js';

const wait = z.int().min(0).max(MAX_WAIT_MS);

// A query string is text.
const waitInQuery = z.union(
  [
    wait,
    z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .pipe(wait),
  ],
  {
    error: `must be a number of milliseconds up to ${MAX_WAIT_MS}`,
  },
);

export const resultQuery = z.strictObject({
  waitMs: waitInQuery.default(0).describe('How long to wait for its end'),
});
/** How long to wait for the end of a job. */
export type ResultQuery = z.output<typeof resultQuery>;

export const runInput = z
  .strictObject({
    name: jobName,
    data: jsonValue.optional(),
    options: jobOptions.optional(),
    waitMs: wait.default(0).describe('How long to wait for its end'),
  })
  .meta({ id: 'JobRun', example: { name: 'welcome', data: { to: 'ada@example.com' }, waitMs: 20_000 } });
/** A job, and how long to wait for its end. */
export type RunInput = z.output<typeof runInput>;

export const resultOutput = z
  .strictObject({
    id: z.string(),
    state: z.enum(STATES).describe('`completed` or `dead` when it has ended; else where it is'),
    result: z.unknown().nullable().describe('Of a completed job'),
    error: z.unknown().nullable().describe('Of a dead one, its last'),
  })
  .meta({
    id: 'JobResult',
    example: { id: 'q0Zk3vXw1a2', state: 'completed', result: { sent: true }, error: null },
  });
/** How a job has ended, or that it has not. */
export type JobResult = z.output<typeof resultOutput>;

// Over the Redis transport the path's parameters travel in the message.
export const resultMessage = resultQuery.extend({ queue: queueName, id: jobId });
export type ResultMessage = z.output<typeof resultMessage>;
export const runMessage = runInput.extend({ queue: queueName });
export type RunMessage = z.output<typeof runMessage>;
