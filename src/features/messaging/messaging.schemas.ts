import { z } from 'zod';
import { InvalidInputError } from '../../kernel/errors.js';
import { jsonValue, nameOf, pageLimit } from '../../kernel/schema.js';
import { retention } from './messaging.options.js';

/** Most messages in one request. */
const MAX_BATCH = 1000;
const MAX_HEADERS = 32;

const count = z.int().min(0);

export const topicName = nameOf('a topic', 128)
  .describe('1 to 128 bytes of UTF-8 without control characters')
  .meta({ example: 'orders' });

export const position = z
  .string()
  .regex(/^\d{1,15}(-\d{1,15})?$/, 'must be the id of a message, an instant in epoch milliseconds, or 0')
  .describe('The id of a message, an instant in epoch milliseconds, or 0 for the start');

export const publishOptions = {
  key: nameOf('a key', 256)
    .optional()
    .describe('A consumer group handles messages of one key one after the other, in their order'),
  idempotencyKey: nameOf('an idempotency key', 256)
    .optional()
    .describe('Publishing again with the same key publishes nothing and answers what was published first'),
  headers: z
    .record(nameOf('a header', 128), z.string().max(1024))
    .refine((headers) => Object.keys(headers).length <= MAX_HEADERS, `at most ${MAX_HEADERS} headers`)
    .optional()
    .describe('Travel beside the data: a trace, a tenant'),
};

const newMessage = z.strictObject({ data: jsonValue, ...publishOptions });
/** A message to be published. */
export type NewMessage<T = unknown> = PublishOptions & { readonly data: T };

/** How a message is published. */
export interface PublishOptions {
  /** A consumer group handles messages of one key one after the other, in their order. */
  readonly key?: string | undefined;
  /** Publishing again with the same key publishes nothing and answers what was published first. */
  readonly idempotencyKey?: string | undefined;
  /** Travel beside the data: a trace, a tenant. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

const messages = z.array(newMessage).min(1).max(MAX_BATCH);

export const publishInput = z
  .union([newMessage, z.strictObject({ messages })])
  .meta({ id: 'TopicPublish', example: { data: { orderId: '17', total: 42 }, key: 'customer-7' } });
export type PublishInput = z.output<typeof publishInput>;

const published = z.strictObject({
  id: z.string().describe('Where it is in the topic'),
  sequence: z.int().min(1).describe('1 for the first message of a topic, each further one has the next'),
  duplicate: z.boolean().describe('Whether it had been published before with the same idempotency key'),
});
/** Where a message is in its topic. */
export type Published = z.output<typeof published>;

export const publishOutput = z
  .union([published, z.strictObject({ items: z.array(published) })])
  .meta({ id: 'TopicPublished', example: { id: '1764045000123-17', sequence: 17, duplicate: false } });

export const messageFields = {
  id: z.string(),
  sequence: z.int().min(1),
  publishedAt: z.int(),
  data: z.unknown(),
  key: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
};
export const MESSAGE_EXAMPLE = {
  id: '1764045000123-17',
  sequence: 17,
  publishedAt: 1_764_045_000_123,
  data: { orderId: '17', total: 42 },
  key: 'customer-7',
  headers: {},
};

export const messageOutput = z
  .strictObject(messageFields)
  .meta({ id: 'TopicMessage', example: MESSAGE_EXAMPLE });
/** A message of a topic. */
export type Message<T = unknown> = Omit<z.output<typeof messageOutput>, 'data'> & { readonly data: T };

export const readQuery = z.strictObject({
  after: position.default('0'),
  limit: pageLimit,
});
export type ReadQuery = z.input<typeof readQuery>;

export const streamQuery = z.strictObject({
  after: position
    .optional()
    .describe('Where to begin, unless `Last-Event-ID` says; with new messages if not told'),
});
export type StreamQuery = z.output<typeof streamQuery>;

/** What a browser sends that comes back; no other stream than ours gives ids of that form. */
export function lastEventId(header: string | undefined): string | undefined {
  const result = position.optional().safeParse(header || undefined);
  if (result.success) return result.data;
  throw new InvalidInputError('The input does not fit what is expected here', [
    { path: 'last-event-id', message: 'must be the id of an event of this stream' },
  ]);
}

export const messagesOutput = z
  .strictObject({
    items: z.array(messageOutput),
    nextCursor: z.string().nullable().describe('To be given as `after`; null when there are no more by now'),
    missed: count.describe('How many messages between `after` and the first of these are no longer kept'),
    reset: z.boolean().describe('Whether `after` is of a topic that has been deleted or lost since'),
  })
  .meta({
    id: 'TopicPage',
    example: { items: [MESSAGE_EXAMPLE], nextCursor: null, missed: 0, reset: false },
  });
/** A page of messages. */
export type TopicPage<T = unknown> = Omit<z.output<typeof messagesOutput>, 'items'> & {
  readonly items: Message<T>[];
};

export const topicInput = retention
  .partial()
  .prefault({})
  .meta({ id: 'TopicPut', example: { maxLength: 1_000_000, maxAgeMs: 30 * 86_400_000 } });
export type TopicInput = z.output<typeof topicInput>;

export const topicOutput = z
  .strictObject({
    name: z.string(),
    length: count.describe('How many messages are kept'),
    firstId: z.string().nullable().describe('The oldest of them'),
    lastId: z.string().nullable().describe('The last that was published'),
    published: count.describe('How many were ever published: the sequence of the last'),
    createdAt: z.int(),
    settings: retention.describe('What was set for the topic, and else what the process says that answers'),
  })
  .meta({
    id: 'Topic',
    example: {
      name: 'orders',
      length: 17,
      firstId: '1764045000001-1',
      lastId: '1764045000123-17',
      published: 17,
      createdAt: 1_764_045_000_001,
      settings: {
        maxLength: 100_000,
        maxAgeMs: 604_800_000,
        maxUnreadLength: 1_000_000,
        whenFull: 'refuse',
        idempotencyMs: 600_000,
      },
    },
  });
/** A topic and how much it holds. */
export type TopicInfo = z.output<typeof topicOutput>;

export const listQuery = z.strictObject({
  limit: pageLimit,
  cursor: topicName.optional().describe('`nextCursor` of the page before'),
});
export type ListQuery = z.input<typeof listQuery>;

export const topicsOutput = z
  .strictObject({ items: z.array(topicOutput), nextCursor: z.string().nullable() })
  .meta({ id: 'Topics', example: { items: [], nextCursor: null } });
/** A page of topics, by name. */
export type TopicsPage = z.output<typeof topicsOutput>;

// Over the Redis transport the path's parameter travels in the message.
export const topicMessage = z.strictObject({ topic: topicName });
export type TopicMessage = z.output<typeof topicMessage>;
export const putTopicMessage = topicInput.unwrap().extend({ topic: topicName });
export type PutTopicMessage = z.output<typeof putTopicMessage>;
export const publishMessage = z.union([
  newMessage.extend({ topic: topicName }),
  z.strictObject({ topic: topicName, messages }),
]);
export type PublishMessage = z.output<typeof publishMessage>;
export const readMessage = readQuery.extend({ topic: topicName });
export type ReadMessage = z.output<typeof readMessage>;
