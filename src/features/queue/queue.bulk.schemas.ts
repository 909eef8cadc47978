import { z } from 'zod';
import { filterShape } from './queue.filter.js';
import { queueName, STATES } from './queue.schemas.js';

/** The states of the jobs that an action is for; the first unless told, but what is removed is always told. */
export const STATES_OF = {
  retry: ['dead', 'completed'],
  promote: ['delayed'],
  remove: STATES,
} as const;

const shape = {
  action: z
    .enum(['retry', 'promote', 'remove'])
    .describe('Run dead or completed jobs again; make delayed ones due now; remove jobs'),
  state: z
    .enum(STATES)
    .optional()
    .describe('Of jobs in this state; `dead` for a retry and `delayed` for a promotion unless told'),
  ...filterShape,
  limit: z.int().min(1).max(1000).default(500).describe('How many jobs one step changes at most'),
  cursor: z
    .string()
    .regex(
      /^\d{1,15}~\d{1,3}\.-?(inf|\d{1,17}(\.\d{1,20})?(e\+\d{1,3})?)\.\d{1,9}$/,
      'must be a cursor as it was answered',
    )
    .optional()
    .describe('`nextCursor` of the step before'),
};

/** Refuses a state that the action is not for. */
function check({ action, state }: z.output<z.ZodObject<typeof shape>>, context: z.core.$RefinementCtx): void {
  const states: readonly string[] = STATES_OF[action];
  if (state === undefined ? action === 'remove' : !states.includes(state))
    context.addIssue({ code: 'custom', path: ['state'], message: `must be one of ${states.join(', ')}` });
}

export const bulkInput = z
  .strictObject(shape)
  .superRefine(check)
  .meta({ id: 'QueueBulk', example: { action: 'retry', state: 'dead', name: 'welcome', error: 'timeout' } });
/** What is to be done with which jobs. */
export type BulkInput = z.input<typeof bulkInput>;
/** The same with its defaults. */
export type BulkSpec = z.output<typeof bulkInput>;

export const bulkOutput = z
  .strictObject({
    changed: z.int().min(0).describe('How many jobs this step has changed'),
    seen: z.int().min(0).describe('How many it has looked at: 2000 at most'),
    nextCursor: z.string().nullable().describe('For the next step; null when there is no more to be done'),
  })
  .meta({
    id: 'QueueBulkStep',
    example: { changed: 120, seen: 2000, nextCursor: '1764045000123~0.1764045000123.1' },
  });
/** How far a bulk operation has come with one step. */
export type BulkStep = z.output<typeof bulkOutput>;

// Over the Redis transport the path's parameter travels in the message.
export const bulkMessage = z.strictObject({ queue: queueName, ...shape }).superRefine(check);
export type BulkMessage = z.output<typeof bulkMessage>;
