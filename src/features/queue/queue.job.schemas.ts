import { z } from 'zod';
import { MAX_TTL_MS, nameOf } from '../../kernel/schema.js';

/** Most attempts that a job may have. */
export const MAX_ATTEMPTS = 1000;

/** Latest instant that a JavaScript date can hold. */
export const LATEST = 8_640_000_000_000_000;

export const jobId = nameOf('a job id', 128).describe('1 to 128 bytes of UTF-8, no control characters');

export const groupName = nameOf('a group', 90).meta({ example: 'acme' });
export const stepName = nameOf('a step', 128).describe('Of a step, one of its kind in the job');

const duration = z.int().min(0).max(MAX_TTL_MS);

export const backoff = z
  .strictObject({
    type: z.enum(['fixed', 'exponential']).describe('The same delay each time, or doubled each time'),
    delayMs: duration.describe('Delay after the first failure'),
    maxDelayMs: duration.optional().describe('Longest delay'),
    jitter: z.number().min(0).max(1).optional().describe('Which part of the delay is left to chance: 0 to 1'),
  })
  .meta({
    id: 'JobBackoff',
    example: { type: 'exponential', delayMs: 1000, maxDelayMs: 60_000, jitter: 0.5 },
  });
/** How the delays between the attempts of a job grow. */
export type Backoff = z.output<typeof backoff>;

const limit = z.int().min(1).max(MAX_TTL_MS);

const kept = z.strictObject({
  ageMs: duration.describe('For how long; 0 removes it at once'),
  count: z.int().min(0).max(10_000_000).describe('How many of the queue at most'),
});
/** For how long, and how many of the queue at most. */
export type Kept = z.output<typeof kept>;

export const unique = z
  .strictObject({
    key: nameOf('a unique key', 90).describe('Of jobs with this key there is one at a time in the queue'),
    scope: z
      .enum(['unfinished', 'waiting', 'time'])
      .default('unfinished')
      .describe(
        'Until its job has ended, until its job has begun, or for `forMs` whatever becomes of its job',
      ),
    forMs: z.int().min(1).max(MAX_TTL_MS).optional().describe('With the scope `time`: for how long'),
    onConflict: z
      .enum(['keep', 'reject', 'replace', 'reschedule'])
      .default('keep')
      .describe(
        'When there is one: leave it and answer its id; fail; give it these data, options and delay; or this delay only. One that runs is left',
      ),
  })
  .refine(({ scope, forMs }): boolean => (scope === 'time') === (forMs !== undefined), {
    path: ['forMs'],
    message: 'is for the scope time, and needed there',
  })
  .meta({ id: 'JobUnique', example: { key: 'digest-ada', scope: 'waiting', onConflict: 'replace' } });
/** A key of which the queue has one job at a time. */
export type Unique = z.input<typeof unique>;

export const jobPriority = z.int().min(-1000).max(1000).describe('Higher goes first, always; 0 unless told');

/** What can be said of a job, field by field. */
export const jobOptionsShape = {
  id: jobId
    .optional()
    .describe('An id of your own: as long as the job is known, adding it again adds nothing'),
  priority: jobPriority.optional(),
  delayMs: duration.optional().describe('Not before that many milliseconds have passed'),
  runAt: z.int().min(0).max(LATEST).optional().describe('Not before this instant, by the clock of Redis'),
  lifo: z.boolean().optional().describe('To the head of the queue, where it has no delay and no priority'),
  attempts: z.int().min(1).max(MAX_ATTEMPTS).optional().describe('How often it is tried in all'),
  backoff: backoff.optional(),
  unique: unique.optional(),
  group: groupName
    .optional()
    .describe('Takes turns with the other groups of the queue; the group may have limits, and be paused'),
  timeoutMs: z.int().min(1).max(86_400_000).optional().describe('How long one attempt may run'),
  startWithinMs: limit.optional().describe('How long after it is due it may begin; else it is dead'),
  endWithinMs: limit
    .optional()
    .describe('How long after it is due it may end, with all attempts; else it is dead'),
  retention: z.strictObject({ completed: kept.optional(), dead: kept.optional() }).optional(),
};

export const jobOptions = z
  .strictObject(jobOptionsShape)
  .refine(({ delayMs, runAt }): boolean => delayMs === undefined || runAt === undefined, {
    path: ['runAt'],
    message: 'excludes delayMs',
  })
  .refine((options): boolean => options.id === undefined || options.unique === undefined, {
    path: ['unique'],
    message: 'excludes id',
  })
  .meta({ id: 'JobOptions', example: { delayMs: 60_000, attempts: 5 } });
/** How a job is to be run. Times in milliseconds. */
export type JobOptions = z.input<typeof jobOptions>;
