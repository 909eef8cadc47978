import { z } from 'zod';
import { MAX_TTL_MS } from '../../kernel/schema.js';
import { queueName } from './queue.schemas.js';

/** How many jobs may run at a time. */
export const mostRunning = z.int().min(1).max(1_000_000);

/** How many jobs may begin in a time. */
export const pace = z.strictObject({
  limit: z.int().min(1).max(1_000_000).describe('How many jobs may begin'),
  windowMs: z.int().min(1).max(MAX_TTL_MS).describe('In how much time'),
  burst: z
    .int()
    .min(1)
    .max(1_000_000)
    .default(1)
    .describe('How many of them at once after a pause; 1 spreads them evenly'),
});

const shape = {
  concurrency: mostRunning
    .optional()
    .describe('How many jobs of the queue may run at a time, everywhere together'),
  rate: pace.optional(),
};

const isSome = ({ concurrency, rate }: { concurrency?: unknown; rate?: unknown }): boolean =>
  concurrency !== undefined || rate !== undefined;
const some = { path: ['concurrency'], message: 'needs concurrency or rate' };

export const limitsInput = z
  .strictObject(shape)
  .refine(isSome, some)
  .meta({ id: 'QueueLimitsInput', example: { concurrency: 20, rate: { limit: 100, windowMs: 60_000 } } });
/** What is to limit a queue. */
export type LimitsInput = z.input<typeof limitsInput>;
/** The same with its defaults. */
export type LimitsSpec = z.output<typeof limitsInput>;

export const limitsOutput = z
  .strictObject({
    ...shape,
    heldUntilAt: z.int().nullable().describe('Until when no jobs are handed out; null when some are'),
  })
  .meta({
    id: 'QueueLimits',
    example: { concurrency: 20, rate: { limit: 100, windowMs: 60_000, burst: 1 }, heldUntilAt: null },
  });
/** What limits a queue, and until when it is held. */
export type LimitsInfo = z.output<typeof limitsOutput>;

export const holdInput = z
  .strictObject({
    delayMs: z.int().min(0).max(MAX_TTL_MS).describe('How long no jobs are handed out; 0 ends that at once'),
  })
  .meta({ id: 'QueueHold', example: { delayMs: 30_000 } });
export type HoldInput = z.output<typeof holdInput>;

// Over the Redis transport the path's parameter travels in the message.
export const limitsMessage = z.strictObject({ queue: queueName, ...shape }).refine(isSome, some);
export type LimitsMessage = z.output<typeof limitsMessage>;
export const holdMessage = holdInput.extend({ queue: queueName });
export type HoldMessage = z.output<typeof holdMessage>;
