import { z } from 'zod';
import { cancelReason as reason, OPEN_STATES } from './queue.bulk.schemas.js';
import { jobId } from './queue.job.schemas.js';
import { jobName, MAX_BATCH, queueName } from './queue.schemas.js';

export const cancelInput = z
  .strictObject({ reason })
  .prefault({})
  .meta({ id: 'JobCancel', example: { reason: 'the order was withdrawn' } });
/** Why a job is cancelled. */
export type CancelInput = z.output<typeof cancelInput>;

const filter = {
  ids: z.array(jobId).min(1).max(MAX_BATCH).optional().describe('These jobs'),
  name: jobName.optional().describe('Or those of this name'),
  states: z
    .array(z.enum(OPEN_STATES))
    .min(1)
    .max(3)
    .optional()
    .describe('Or of these states; all three unless told'),
  reason,
  limit: z.int().min(1).max(100_000).default(1000).describe('How many at most'),
};

type Chosen = Readonly<Record<'ids' | 'name' | 'states', unknown>>;
const isChosen = ({ ids, name, states }: Chosen): boolean =>
  (ids === undefined) !== (name === undefined && states === undefined);
const chosen = { path: ['ids'], message: 'needs either ids, or a name or states' };

export const cancelManyInput = z
  .strictObject(filter)
  .refine((input): boolean => isChosen(input as Chosen), chosen)
  .meta({ id: 'JobsCancel', example: { name: 'welcome', states: ['waiting', 'delayed'], limit: 1000 } });
/** Which jobs are to be cancelled: by ids, or by name and states. */
export type CancelManyInput = z.input<typeof cancelManyInput>;

export const cancelledOutput = z
  .strictObject({ cancelled: z.int().min(0) })
  .meta({ id: 'JobsCancelled', example: { cancelled: 12 } });

// Over the Redis transport the path's parameters travel in the message.
export const cancelMessage = cancelInput.unwrap().extend({ queue: queueName, id: jobId });
export type CancelMessage = z.output<typeof cancelMessage>;
export const cancelManyMessage = z
  .strictObject({ queue: queueName, ...filter })
  .refine((input): boolean => isChosen(input as Chosen), chosen);
export type CancelManyMessage = z.output<typeof cancelManyMessage>;
