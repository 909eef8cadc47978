import { z } from 'zod';
import { MAX_TTL_MS, nameOf, pageLimit } from '../../kernel/schema.js';
import { MESSAGE_EXAMPLE, messageFields, position, topicName } from './messaging.schemas.js';

/** Most messages of one pull, and receipts of one settling. */
const MAX_MESSAGES = 1000;

/** Longest wait for messages in one request: below the idle time of common proxies. */
const MAX_WAIT_MS = 30_000;

const count = z.int().min(0);
const leaseMs = z.int().min(100).max(3_600_000);

export const groupName = nameOf('a group', 128)
  .describe('1 to 128 bytes of UTF-8 without control characters')
  .meta({ example: 'billing' });

export const groupInput = z
  .strictObject({
    from: z
      .union([z.enum(['start', 'end']), position])
      .default('end')
      .describe(
        'Where a new group begins: with what is to come, the oldest message, after an id, or at an instant',
      ),
    leaseMs: leaseMs
      .optional()
      .describe('How long a consumer may be silent before its messages go to others'),
    maxDeliveries: z
      .int()
      .min(1)
      .max(1000)
      .optional()
      .describe('How often a message is delivered before it goes to the dead letters'),
  })
  .prefault({})
  .meta({ id: 'GroupPut', example: { from: 'start', leaseMs: 30_000, maxDeliveries: 5 } });
/** Where a group begins, and how it delivers. */
export type GroupInput = NonNullable<z.input<typeof groupInput>>;

export const groupOutput = z
  .strictObject({
    name: z.string(),
    topic: z.string(),
    leaseMs: z.int(),
    maxDeliveries: z.int(),
    lag: count.describe('Messages that were not delivered yet'),
    delivered: count.describe('Messages that a consumer has'),
    retrying: count.describe('Messages that will be delivered again'),
    parked: count.describe('Messages that wait for the one before them with the same key'),
    dead: count.describe('Dead letters'),
    oldestAt: z.int().nullable().describe('When the oldest message was published that is not acknowledged'),
    totals: z
      .strictObject({ acknowledged: count, dead: count, lost: count, dropped: count })
      .describe(
        '`lost`: messages dropped from the topic before they were acknowledged; `dropped`: dead letters',
      ),
  })
  .meta({
    id: 'Group',
    example: {
      name: 'billing',
      topic: 'orders',
      leaseMs: 30_000,
      maxDeliveries: 5,
      lag: 12,
      delivered: 3,
      retrying: 1,
      parked: 0,
      dead: 0,
      oldestAt: 1_764_045_000_123,
      totals: { acknowledged: 5120, dead: 0, lost: 0, dropped: 0 },
    },
  });
/** How far a consumer group is. */
export type GroupInfo = z.output<typeof groupOutput>;

export const groupsOutput = z
  .strictObject({ items: z.array(groupOutput), nextCursor: z.null() })
  .meta({ id: 'Groups', example: { items: [], nextCursor: null } });

const receipt = z
  .string()
  .regex(/^\d{1,15}-\d{1,15}\.\d{1,9}$/, 'must be a receipt as it was answered')
  .describe('The receipt of a delivery, as it was answered');

export const pullInput = z
  .strictObject({
    max: z.int().min(1).max(MAX_MESSAGES).default(1).describe('How many messages at most'),
    waitMs: z
      .int()
      .min(0)
      .max(MAX_WAIT_MS)
      .default(0)
      .describe('How long to wait for a message when there is none'),
    leaseMs: leaseMs
      .optional()
      .describe('How long they are yours, unless you extend it; as the group says else'),
  })
  .prefault({})
  .meta({ id: 'GroupPull', example: { max: 10, waitMs: 20_000 } });
export type PullInput = z.input<typeof pullInput>;

const delivered = z.strictObject({
  ...messageFields,
  delivery: z.int().min(1).describe('1 for the first, more when it comes again'),
  receipt,
});
const DELIVERED = { ...MESSAGE_EXAMPLE, delivery: 1, receipt: '1764045000123-17.1' };
/** A message that is its consumer's until the lease ends; `receipt` proves it. */
export type Delivered<T = unknown> = Omit<z.output<typeof delivered>, 'data'> & { readonly data: T };

export const pullOutput = z
  .strictObject({
    messages: z.array(delivered),
    leaseUntilAt: z.int().describe('Then they go to another consumer, unless acknowledged or extended'),
    missed: count.describe('Messages that were dropped from the topic before this group had them'),
  })
  .meta({
    id: 'GroupPulled',
    example: { messages: [DELIVERED], leaseUntilAt: 1_764_045_030_123, missed: 0 },
  });
/** Messages that were pulled. */
export type Pulled<T = unknown> = Omit<z.output<typeof pullOutput>, 'messages'> & {
  readonly messages: Delivered<T>[];
};

const receipts = z.array(receipt).min(1).max(MAX_MESSAGES);

export const ackInput = z
  .strictObject({ receipts })
  .meta({ id: 'GroupAck', example: { receipts: [DELIVERED.receipt] } });
export type AckInput = z.output<typeof ackInput>;

export const nackInput = z
  .strictObject({
    receipts,
    delayMs: z.int().min(0).max(MAX_TTL_MS).default(0).describe('Not again before that many milliseconds'),
    dead: z.boolean().default(false).describe('To the dead letters at once: no further delivery can help'),
    reason: z.string().max(1000).default('').describe('What went wrong; the dead letter keeps it'),
  })
  .meta({ id: 'GroupNack', example: { receipts: [DELIVERED.receipt], delayMs: 5000, reason: 'No stock' } });
export type NackInput = z.input<typeof nackInput>;

const settled = z.strictObject({
  receipt: z.string(),
  accepted: z.boolean(),
  code: z.string().optional().describe('`LEASE_LOST` when the message was no longer yours'),
});
/** Whether a receipt was good; if not, nothing was changed. */
export type Settled = z.output<typeof settled>;

const settledOf = (id: string) => ({
  id,
  example: { results: [{ receipt: DELIVERED.receipt, accepted: true }] },
});
export const settledOutput = z.strictObject({ results: z.array(settled) }).meta(settledOf('GroupSettled'));

export const extendInput = z
  .strictObject({
    receipts,
    leaseMs: leaseMs.optional().describe('How long from now; as the group says else'),
  })
  .meta({ id: 'GroupExtend', example: { receipts: [DELIVERED.receipt], leaseMs: 30_000 } });
export type ExtendInput = z.output<typeof extendInput>;

export const extendOutput = z.strictObject({ leaseUntilAt: z.int(), results: z.array(settled) }).meta({
  id: 'GroupExtended',
  example: { leaseUntilAt: 1_764_045_060_123, results: [{ receipt: DELIVERED.receipt, accepted: true }] },
});
/** Which leases were prolonged, and until when. */
export type Extended = z.output<typeof extendOutput>;

const deadLetter = z.strictObject({
  ...messageFields,
  deliveries: z.int(),
  reason: z.string(),
  deadAt: z.int(),
});
/** A message that could not be handled. */
export type DeadLetter<T = unknown> = Omit<z.output<typeof deadLetter>, 'data'> & { readonly data: T };

export const deadQuery = z.strictObject({
  limit: pageLimit,
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional()
    .describe('`nextCursor` of the page before'),
});
export type DeadQuery = z.input<typeof deadQuery>;

export const deadOutput = z
  .strictObject({ items: z.array(deadLetter), nextCursor: z.string().nullable() })
  .meta({
    id: 'DeadLetters',
    example: {
      items: [{ ...MESSAGE_EXAMPLE, deliveries: 5, reason: 'No stock', deadAt: 1_764_045_100_123 }],
      nextCursor: null,
    },
  });
/** A page of dead letters. */
export type DeadPage<T = unknown> = { readonly items: DeadLetter<T>[]; readonly nextCursor: string | null };

export const redriveInput = z
  .strictObject({
    ids: z.array(position).min(1).max(MAX_MESSAGES).optional().describe('Which; else the oldest'),
    limit: z.int().min(1).max(MAX_MESSAGES).default(MAX_MESSAGES).describe('How many at most'),
  })
  .prefault({})
  .meta({ id: 'GroupRedrive', example: { limit: 100 } });
export type RedriveInput = z.input<typeof redriveInput>;

export const letterId = z
  .string()
  .regex(/^\d{1,15}-\d{1,15}$/, 'must be the id of a message')
  .describe('The id of the message');

export const movedOutput = z
  .strictObject({ moved: count })
  .meta({ id: 'LettersMoved', example: { moved: 12 } });

// Over the Redis transport the path's parameters travel in the message.
const path = { topic: topicName, group: groupName };
export const groupMessage = z.strictObject(path);
export type GroupMessage = z.output<typeof groupMessage>;
export const putMessage = groupInput.unwrap().extend(path);
export type PutMessage = z.output<typeof putMessage>;
export const pullMessage = pullInput.unwrap().extend(path);
export type PullMessage = z.output<typeof pullMessage>;
export const ackMessage = ackInput.extend(path);
export type AckMessage = z.output<typeof ackMessage>;
export const nackMessage = nackInput.extend(path);
export type NackMessage = z.output<typeof nackMessage>;
export const extendMessage = extendInput.extend(path);
export type ExtendMessage = z.output<typeof extendMessage>;
export const deadMessage = deadQuery.extend(path);
export type DeadMessage = z.output<typeof deadMessage>;
export const redriveMessage = redriveInput.unwrap().extend(path);
export type RedriveMessage = z.output<typeof redriveMessage>;
export const letterMessage = groupMessage.extend({ id: letterId });
export type LetterMessage = z.output<typeof letterMessage>;
