import { z } from 'zod';
import { jsonValue, MAX_TTL_MS } from '../../kernel/schema.js';
import { jobId, stepName } from './queue.job.schemas.js';
import { MAX_WAIT_MS, queueName } from './queue.schemas.js';

/** Most jobs of one lease, and outcomes of one settling. */
const MAX_JOBS = 500;

/** Most lines of a log in one call, and characters of one. */
const MAX_LINES = 100;
const MAX_LINE_CHARS = 10_000;

const leaseMs = z.int().min(300).max(3_600_000);
const token = z.string().min(1).max(100).describe('The token of the lease, as it was answered');

export const leaseInput = z
  .strictObject({
    max: z.int().min(1).max(MAX_JOBS).default(1).describe('How many jobs at most'),
    leaseMs: leaseMs
      .optional()
      .describe('How long they are yours, unless you extend it; as the queue says else'),
    waitMs: z
      .int()
      .min(0)
      .max(MAX_WAIT_MS)
      .default(0)
      .describe('How long to wait for a job when there is none'),
  })
  .prefault({})
  .meta({ id: 'QueueLease', example: { max: 10, leaseMs: 30_000, waitMs: 20_000 } });
/** How many jobs to lease, for how long, and how long to wait for one. */
export type LeaseInput = z.input<typeof leaseInput>;

const leasedJob = z.strictObject({
  id: z.string(),
  name: z.string(),
  data: z.unknown(),
  attempt: z.int().describe('1 for the first'),
  token,
  leaseUntilAt: z.int().describe('Then the job goes to another worker'),
  steps: z.record(z.string(), z.unknown()).optional().describe('What attempts before have noted, by name'),
  checkpoint: z.unknown().optional().describe('How far the attempt before has noted to be'),
  timeoutMs: z.int().optional().describe('How long the attempt may run: whoever works holds to that'),
});
/** A job that is the caller's until `leaseUntilAt`; `token` proves it. */
export type LeasedJob = z.output<typeof leasedJob>;

export const leaseOutput = z.strictObject({ jobs: z.array(leasedJob) }).meta({
  id: 'QueueLeased',
  example: {
    jobs: [
      {
        id: 'q0Zk3vXw1a2',
        name: 'welcome',
        data: { to: 'ada@example.com' },
        attempt: 1,
        token: '1764045000123-u3Fq9s',
        leaseUntilAt: 1_764_045_030_123,
      },
    ],
  },
});

const outcome = z.strictObject({
  id: jobId,
  token,
  status: z
    .enum(['completed', 'failed', 'released', 'snoozed'])
    .describe('`released`: back at once, as if it had not been leased; `snoozed`: back after `delayMs`'),
  result: jsonValue.optional().describe('What came of a completed job'),
  error: jsonValue.optional().describe('What went wrong'),
  retry: z
    .union([z.boolean(), z.strictObject({ delayMs: z.int().min(0).max(MAX_TTL_MS) })])
    .optional()
    .describe('Of a failed one: false for no further attempt; a delay instead of the backoff'),
  delayMs: z.int().min(0).max(MAX_TTL_MS).default(0).describe('Of a snoozed one'),
});
/** What came of a leased job. */
export type Outcome = z.input<typeof outcome>;

export const settleInput = z.strictObject({ outcomes: z.array(outcome).min(1).max(MAX_JOBS) }).meta({
  id: 'QueueSettle',
  example: {
    outcomes: [
      { id: 'q0Zk3vXw1a2', token: '1764045000123-u3Fq9s', status: 'completed', result: { ok: true } },
    ],
  },
});
export type SettleInput = z.input<typeof settleInput>;

const settled = z.strictObject({
  id: z.string(),
  accepted: z.boolean(),
  state: z.enum(['completed', 'delayed', 'dead']).optional().describe('What the job is now'),
  code: z
    .string()
    .optional()
    .describe(
      '`LEASE_LOST` when the lease was no longer yours, `JOB_CANCELLED` and `JOB_EXPIRED` when its job was ended meanwhile',
    ),
});
/** Whether an outcome was taken; if not, the lease was lost and nothing was changed. */
export type Settled = z.output<typeof settled>;

export const settleOutput = z.strictObject({ results: z.array(settled) }).meta({
  id: 'QueueSettled',
  example: { results: [{ id: 'q0Zk3vXw1a2', accepted: true, state: 'completed' }] },
});

export const extendInput = z
  .strictObject({
    leases: z
      .array(z.strictObject({ id: jobId, token }))
      .min(1)
      .max(MAX_JOBS),
    leaseMs: leaseMs.optional().describe('How long from now; as the queue says else'),
  })
  .meta({
    id: 'QueueExtend',
    example: { leases: [{ id: 'q0Zk3vXw1a2', token: '1764045000123-u3Fq9s' }], leaseMs: 30_000 },
  });
export type ExtendInput = z.output<typeof extendInput>;

export const extendOutput = z
  .strictObject({
    leaseUntilAt: z.int(),
    results: z.array(settled.omit({ state: true })),
  })
  .meta({
    id: 'QueueExtended',
    example: { leaseUntilAt: 1_764_045_060_123, results: [{ id: 'q0Zk3vXw1a2', accepted: true }] },
  });
/** Which leases were prolonged, and until when. */
export type Extended = z.output<typeof extendOutput>;

export const stepInput = z.strictObject({ token, name: stepName, result: jsonValue }).meta({
  id: 'JobStep',
  example: { token: '1764045000123-u3Fq9s', name: 'charge', result: { id: 'ch_17' } },
});
/** The result of a step of a leased job. */
export type StepInput = z.output<typeof stepInput>;

export const checkpointInput = z
  .strictObject({ token, value: jsonValue })
  .meta({ id: 'JobCheckpoint', example: { token: '1764045000123-u3Fq9s', value: { page: 17 } } });
/** How far a leased job has come. */
export type CheckpointInput = z.output<typeof checkpointInput>;

export const progressInput = z
  .strictObject({ token, value: jsonValue.describe('In place of what was told before') })
  .meta({ id: 'JobProgress', example: { token: '1764045000123-u3Fq9s', value: 42 } });
/** How far a leased job has come, for whoever looks at it. */
export type ProgressInput = z.output<typeof progressInput>;

export const logInput = z
  .strictObject({ token, lines: z.array(z.string().max(MAX_LINE_CHARS)).min(1).max(MAX_LINES) })
  .meta({ id: 'JobLogLines', example: { token: '1764045000123-u3Fq9s', lines: ['opened the file'] } });
/** Lines for the log of a leased job. */
export type LogInput = z.output<typeof logInput>;

export const notedOutput = settled
  .omit({ id: true, state: true })
  .meta({ id: 'JobNoted', example: { accepted: true } });
/** Whether it is remembered; if not, the lease was lost and nothing was changed. */
export type Noted = z.output<typeof notedOutput>;

// Over the Redis transport the path's parameter travels in the message.
export const leaseMessage = leaseInput.unwrap().extend({ queue: queueName });
export type LeaseMessage = z.output<typeof leaseMessage>;
export const settleMessage = settleInput.extend({ queue: queueName });
export type SettleMessage = z.output<typeof settleMessage>;
export const extendMessage = extendInput.extend({ queue: queueName });
export type ExtendMessage = z.output<typeof extendMessage>;
export const stepMessage = stepInput.extend({ queue: queueName, id: jobId });
export type StepMessage = z.output<typeof stepMessage>;
export const checkpointMessage = checkpointInput.extend({ queue: queueName, id: jobId });
export type CheckpointMessage = z.output<typeof checkpointMessage>;
export const progressMessage = progressInput.extend({ queue: queueName, id: jobId });
export type ProgressMessage = z.output<typeof progressMessage>;
export const logMessage = logInput.extend({ queue: queueName, id: jobId });
export type LogMessage = z.output<typeof logMessage>;
