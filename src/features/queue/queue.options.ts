import { z } from 'zod';
import { MAX_TTL_MS } from '../../kernel/schema.js';
import { defineOptions } from '../../kernel/options.js';
import { MAX_ATTEMPTS } from './queue.job.schemas.js';

const keptMs = z.int().min(0).max(MAX_TTL_MS);
const keptCount = z.int().min(0).max(10_000_000);

/** What can be said of all queues, and of each one by itself under `queues`. */
const settings = z.strictObject({
  leaseMs: z
    .int()
    .min(300)
    .max(3_600_000)
    .default(15_000)
    .describe(
      'How long a worker may be silent before its jobs go to others; renewed every third of it while it works',
    ),
  maxLostLeases: z
    .int()
    .min(1)
    .max(1000)
    .default(5)
    .describe('How many workers a job may take down with it before it goes to the dead letters'),
  attempts: z
    .int()
    .min(1)
    .max(MAX_ATTEMPTS)
    .default(3)
    .describe('How often a job is tried, unless it says so itself'),
  backoffMs: z
    .int()
    .min(0)
    .max(MAX_TTL_MS)
    .default(1000)
    .describe('Delay before the second attempt; doubled for each further one, a quarter of it by chance'),
  maxBackoffMs: z.int().min(0).max(MAX_TTL_MS).default(3_600_000).describe('Longest delay between attempts'),
  keepCompletedMs: keptMs
    .default(3_600_000)
    .describe('How long completed jobs are kept; 0 to remove them at once'),
  keepCompletedCount: keptCount
    .default(1000)
    .describe('How many completed jobs are kept at most; 0 to remove them at once'),
  keepDeadMs: keptMs.default(30 * 86_400_000).describe('How long dead letters are kept'),
  keepDeadCount: keptCount.default(10_000).describe('How many dead letters are kept at most'),
  maxPayloadBytes: z
    .int()
    .min(1)
    .max(16 * 1024 * 1024)
    .default(128 * 1024)
    .describe('Longest data or result of a job, as JSON in UTF-8 bytes'),
  shards: z
    .int()
    .min(1)
    .max(64)
    .default(1)
    .describe(
      'Over how many hash slots a queue is spread. All processes must agree; change it only while the queue is empty',
    ),
  durability: z
    .enum(['local', 'replicated'])
    .default('local')
    .describe('`replicated`: an add waits until a replica has it, or fails with NOT_REPLICATED'),
  replicationTimeoutMs: z
    .int()
    .min(1)
    .max(60_000)
    .default(500)
    .describe('How long a replicated add waits for the replica'),
});

type Shape = (typeof settings)['shape'];

/** The same without defaults: what is not said of one queue is as for all, and not as if nothing had been said at all. */
const ownSettings = z.strictObject(
  Object.fromEntries(
    Object.entries(settings.shape).map(([name, field]) => [name, field.unwrap().optional()]),
  ) as unknown as { [K in keyof Shape]: z.ZodOptional<ReturnType<Shape[K]['unwrap']>> },
);

const schema = settings.extend({
  drainMs: z
    .int()
    .min(0)
    .default(8000)
    .describe('How long shutdown lets running jobs finish before it hands them back'),
  work: z
    .boolean()
    .default(true)
    .describe('Whether this process runs the jobs of its processors, or only adds to queues'),
  queues: z
    .record(z.string(), ownSettings)
    .default({})
    .describe('The same settings for single queues, by name'),
});

/** Options of the queues. */
export const queueOptions = defineOptions('Queue', schema);
/** Options of the queues, checked and with their defaults. */
export type QueueOptions = z.output<typeof schema>;
/** The settings of one queue. */
export type QueueSettings = z.output<typeof settings>;

/** What holds for one queue: what is said of it by name, and else what is said of all. */
export function settingsOf(options: QueueOptions, queue: string): QueueSettings {
  const { drainMs: _, work: __, queues, ...common } = options;
  const own = Object.entries(queues[queue] ?? {}).filter(([, value]) => value !== undefined);
  return { ...common, ...Object.fromEntries(own) };
}
