import { z } from 'zod';
import { filterShape } from './queue.filter.js';
import { queueName, STATES } from './queue.schemas.js';

/** States of jobs that have not ended, in the order in which most jobs go through them. */
export const OPEN_STATES = ['delayed', 'waiting', 'active'] as const;

/** The states of the jobs that an action is for. */
const STATES_OF = {
  retry: ['dead', 'completed'],
  promote: ['delayed'],
  remove: STATES,
  cancel: OPEN_STATES,
} as const;

/** The states of the jobs that are meant: the first of the action's unless told, but of what is cancelled all. */
export function statesOf({ action, state }: BulkSpec): readonly (typeof STATES)[number][] {
  if (state !== undefined) return [state];
  return action === 'cancel' ? OPEN_STATES : STATES_OF[action].slice(0, 1);
}

/** Why a job is cancelled. */
export const cancelReason = z.string().min(1).max(500).optional().describe('What its error shall say');

const shape = {
  action: z
    .enum(['retry', 'promote', 'remove', 'cancel'])
    .describe(
      'Run dead or completed jobs again; make delayed ones due now; remove jobs; end those that have not ended',
    ),
  state: z
    .enum(STATES)
    .optional()
    .describe(
      'Of jobs in this state; unless told `dead` for a retry, `delayed` for a promotion, all that have not ended for a cancellation',
    ),
  ...filterShape,
  reason: cancelReason,
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

type Shape = z.output<z.ZodObject<typeof shape>>;

/** Refuses what the action is not for. */
function check({ action, state, reason }: Shape, context: z.core.$RefinementCtx): void {
  const states: readonly string[] = STATES_OF[action];
  const refuse = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if (state === undefined ? action === 'remove' : !states.includes(state))
    refuse('state', `must be one of ${states.join(', ')}`);
  if (reason !== undefined && action !== 'cancel') refuse('reason', 'is for a cancellation');
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
