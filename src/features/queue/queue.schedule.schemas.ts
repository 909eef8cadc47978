import { z } from 'zod';
import { jsonValue, MAX_TTL_MS, nameOf, pageLimit } from '../../kernel/schema.js';
import { faultOf } from './queue.slots.js';
import { jobOptionsShape, LATEST } from './queue.job.schemas.js';
import { jobName, queueName } from './queue.schemas.js';

/** Shortest time between two slots of `everyMs`. */
const MIN_EVERY_MS = 100;

export const scheduleId = nameOf('a schedule id', 90).meta({ example: 'daily-digest' });

const instant = z.int().min(0).max(LATEST);

const shape = {
  name: jobName,
  data: jsonValue.optional(),
  cron: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Five fields (minute, hour, day, month, weekday), or six with seconds in front')
    .meta({ example: '0 7 * * MON-FRI' }),
  timeZone: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe('IANA name of the zone in which the pattern is meant; UTC unless told')
    .meta({ example: 'Europe/Berlin' }),
  everyMs: z
    .int()
    .min(MIN_EVERY_MS)
    .max(MAX_TTL_MS)
    .optional()
    .describe('Or at a fixed distance, counted from `startAt` or from when it was made'),
  startAt: instant.optional().describe('No slot before this instant'),
  endAt: instant.optional().describe('No slot after this instant'),
  limit: z.int().min(1).max(1_000_000_000).optional().describe('How many slots in all'),
  jitterMs: z.int().min(0).max(MAX_TTL_MS).default(0).describe('Each job up to that much later, by chance'),
  catchUp: z
    .enum(['one', 'all', 'none'])
    .default('one')
    .describe(
      'What of slots that were missed: the latest one is run, each one is, or none that is more than a minute late',
    ),
  options: z
    .strictObject(jobOptionsShape)
    .omit({
      id: true,
      delayMs: true,
      runAt: true,
      lifo: true,
      unique: true,
      startWithinMs: true,
      endWithinMs: true,
    })
    .optional()
    .describe('Of its jobs'),
};

/** What holds of a schedule beside the shape of its fields. */
function check(
  { cron, everyMs, timeZone, startAt = 0, endAt = LATEST }: z.output<z.ZodObject<typeof shape>>,
  context: z.core.$RefinementCtx,
): void {
  const refuse = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if ((cron === undefined) === (everyMs === undefined)) refuse('cron', 'needs either cron or everyMs');
  if (timeZone !== undefined && cron === undefined) refuse('timeZone', 'is for cron only');
  if (endAt <= startAt) refuse('endAt', 'must be after startAt');
  const fault = faultOf({ cron, timeZone });
  if (fault) refuse('cron', fault);
}

export const scheduleInput = z
  .strictObject(shape)
  .superRefine(check)
  .meta({
    id: 'ScheduleInput',
    example: { name: 'digest', cron: '0 7 * * MON-FRI', timeZone: 'Europe/Berlin', data: { to: 'all' } },
  });
/** When which job is to be added. */
export type ScheduleInput = z.input<typeof scheduleInput>;
/** The same with its defaults. */
export type ScheduleSpec = z.output<typeof scheduleInput>;

export const scheduleOutput = z
  .strictObject({
    ...shape,
    id: z.string(),
    data: z.unknown(),
    createdAt: z.int().describe('When its times were set: a change of these begins anew'),
    runs: z.int().describe('Slots that were fired since then'),
    lastAt: z.int().nullable().describe('The last one of them'),
    nextAt: z.int().nullable().describe('The next one; null when it is over'),
    upcoming: z.array(z.int()).describe('The next five'),
  })
  .meta({
    id: 'Schedule',
    example: {
      id: 'daily-digest',
      name: 'digest',
      cron: '0 7 * * MON-FRI',
      timeZone: 'Europe/Berlin',
      data: { to: 'all' },
      jitterMs: 0,
      catchUp: 'one',
      createdAt: 1_764_045_000_123,
      runs: 3,
      lastAt: 1_764_568_800_000,
      nextAt: 1_764_655_200_000,
      upcoming: [1_764_655_200_000, 1_764_741_600_000],
    },
  });
/** A schedule, and how far it has come. */
export type ScheduleInfo = z.output<typeof scheduleOutput>;

export const scheduleListQuery = z.strictObject({
  limit: pageLimit,
  cursor: z
    .string()
    .regex(/^\d{1,2}\.[^\p{Cc}]{0,90}$/u, 'must be a cursor as it was answered')
    .optional()
    .describe('`nextCursor` of the page before'),
});
/** How many schedules a page is to have, and after which one. */
export type ScheduleListQuery = z.input<typeof scheduleListQuery>;

export const schedulesOutput = z
  .strictObject({ items: z.array(scheduleOutput), nextCursor: z.string().nullable() })
  .meta({ id: 'SchedulePage', example: { items: [], nextCursor: null } });
/** A page of schedules in the order of their ids; `nextCursor` asks for the next one and is null on the last. */
export type SchedulePage = z.output<typeof schedulesOutput>;

// Over the Redis transport the path's parameters travel in the message.
const scheduleOf = { queue: queueName, id: scheduleId };
export const scheduleMessage = z.strictObject(scheduleOf);
export type ScheduleMessage = z.output<typeof scheduleMessage>;
export const schedulePutMessage = z.strictObject({ ...scheduleOf, ...shape }).superRefine(check);
export type SchedulePutMessage = z.output<typeof schedulePutMessage>;
export const scheduleListMessage = scheduleListQuery.extend({ queue: queueName });
export type ScheduleListMessage = z.output<typeof scheduleListMessage>;
