import { z } from 'zod';
import { pageLimit } from '../../kernel/schema.js';
import { groupName } from './queue.job.schemas.js';
import { mostRunning, pace } from './queue.limit.schemas.js';
import { queueName } from './queue.schemas.js';

const limitsShape = {
  concurrency: mostRunning
    .optional()
    .describe('How many jobs of a group may run at a time, everywhere together'),
  rate: pace.optional(),
  strict: z
    .boolean()
    .optional()
    .describe('One at a time and in order, also through retries: a job that comes again holds up its group'),
  maxWaiting: z
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .describe('How many jobs of a group may wait: who adds one more is refused (`GROUP_FULL`)'),
  weight: z
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe('How many jobs of a group may begin in one turn of it; 1 unless told'),
};

/** Refuses limits that say nothing, or two things. */
function check(limits: z.output<z.ZodObject<typeof limitsShape>>, context: z.core.$RefinementCtx): void {
  const { concurrency: most, strict } = limits;
  const refuse = (message: string) => context.addIssue({ code: 'custom', path: ['concurrency'], message });
  if (Object.keys(limitsShape).every((name) => limits[name as keyof typeof limits] === undefined))
    refuse(`needs one of ${Object.keys(limitsShape).join(', ')}`);
  if (strict === true && (most ?? 1) > 1) refuse('of a strict group is 1');
}

export const groupLimits = z
  .strictObject(limitsShape)
  .superRefine(check)
  .meta({
    id: 'JobGroupLimits',
    example: { concurrency: 2, rate: { limit: 100, windowMs: 60_000, burst: 10 } },
  });
/** What limits each group of a queue, or one of them. */
export type JobGroupLimitsInput = z.input<typeof groupLimits>;
/** The same with its defaults. */
export type JobGroupLimits = z.output<typeof groupLimits>;

export const groupLimitsOutput = z
  .strictObject({ limits: z.strictObject(limitsShape).nullable().describe('null where there are none') })
  .meta({ id: 'JobGroupLimitsOfAll', example: { limits: { concurrency: 2 } } });

const count = z.int().min(0);

export const groupOutput = z
  .strictObject({
    group: z.string(),
    waiting: count.describe('Jobs that wait'),
    busy: count.describe('Jobs that have one of its places: that run, or of a strict group come again'),
    paused: z.boolean(),
    limits: z
      .strictObject(limitsShape)
      .nullable()
      .describe('Its own limits; null where those of all groups hold'),
  })
  .meta({ id: 'JobGroup', example: { group: 'acme', waiting: 12, busy: 2, paused: false, limits: null } });
/** A group: how many jobs it has, and what is said of it. */
export type JobGroupInfo = z.output<typeof groupOutput>;

export const groupListQuery = z.strictObject({
  limit: pageLimit,
  cursor: z
    .string()
    .regex(/^\d{1,2}\.[^\p{Cc}]{0,90}$/u, 'must be a cursor as it was answered')
    .optional()
    .describe('`nextCursor` of the page before'),
});
/** How many groups a page is to have, and after which one. */
export type JobGroupListQuery = z.input<typeof groupListQuery>;

export const groupsOutput = z
  .strictObject({ items: z.array(groupOutput), nextCursor: z.string().nullable() })
  .meta({ id: 'JobGroupPage', example: { items: [], nextCursor: null } });
/** A page of groups in the order of their names; `nextCursor` asks for the next one and is null on the last. */
export type JobGroupPage = z.output<typeof groupsOutput>;

// Over the Redis transport the path's parameters travel in the message.
const ofGroup = { queue: queueName, group: groupName };
export const groupMessage = z.strictObject(ofGroup);
export type GroupMessage = z.output<typeof groupMessage>;
export const groupListMessage = groupListQuery.extend({ queue: queueName });
export type GroupListMessage = z.output<typeof groupListMessage>;
export const groupLimitsMessage = z.strictObject({ queue: queueName, ...limitsShape }).superRefine(check);
export type GroupLimitsMessage = z.output<typeof groupLimitsMessage>;
export const limitsOfGroupMessage = z.strictObject({ ...ofGroup, ...limitsShape }).superRefine(check);
export type LimitsOfGroupMessage = z.output<typeof limitsOfGroupMessage>;
