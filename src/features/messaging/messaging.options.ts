import { z } from 'zod';
import { defineOptions } from '../../kernel/options.js';
import { MAX_TTL_MS } from '../../kernel/schema.js';

/** What can be said of all topics, and of each one by itself under `topics`. */
const fields = {
  maxLength: z
    .int()
    .min(1)
    .max(100_000_000)
    .describe('How many of the newest messages are kept; a consumer group keeps those that it still needs'),
  maxAgeMs: z
    .int()
    .min(1)
    .max(MAX_TTL_MS)
    .describe('How long messages are kept, unless a consumer group still needs them'),
  maxUnreadLength: z
    .int()
    .min(1)
    .max(100_000_000)
    .describe('How long a topic may become because a consumer group is behind'),
  whenFull: z
    .enum(['refuse', 'drop'])
    .describe(
      'At `maxUnreadLength`: refuse to publish (TOPIC_FULL), or drop the oldest, which their groups are told',
    ),
  idempotencyMs: z.int().min(1).max(MAX_TTL_MS).describe('How long an idempotency key is remembered'),
  maxPayloadBytes: z
    .int()
    .min(1)
    .max(16 * 1024 * 1024)
    .describe('Longest data of a message, as JSON in UTF-8 bytes'),
  leaseMs: z
    .int()
    .min(100)
    .max(3_600_000)
    .describe('How long a consumer may be silent before its messages go to others, unless its group says'),
  maxDeliveries: z
    .int()
    .min(1)
    .max(1000)
    .describe('How often a message is delivered before it goes to the dead letters, unless its group says'),
  maxUnsettled: z
    .int()
    .min(1)
    .max(1_000_000)
    .describe(
      'How many messages of a group may be delivered and not acknowledged, or wait for one before them',
    ),
  maxDead: z.int().min(1).max(1_000_000).describe('How many dead letters of a group are kept; the newest'),
  durability: z
    .enum(['local', 'replicated'])
    .describe(
      '`replicated`: publishing waits until a replica has the message, or fails with MESSAGE_NOT_REPLICATED',
    ),
  replicationTimeoutMs: z
    .int()
    .min(1)
    .max(60_000)
    .describe('How long a replicated publish waits for the replica'),
};

/** What a topic can be told while it is there (`PUT`), for all processes at once. */
export const retention = z.strictObject(fields).pick({
  maxLength: true,
  maxAgeMs: true,
  maxUnreadLength: true,
  whenFull: true,
  idempotencyMs: true,
});
/** For how long, and how much of it, a topic keeps. */
export type Retention = z.output<typeof retention>;

const schema = z.strictObject({
  maxLength: fields.maxLength.default(100_000),
  maxAgeMs: fields.maxAgeMs.default(7 * 86_400_000),
  maxUnreadLength: fields.maxUnreadLength.default(1_000_000),
  whenFull: fields.whenFull.default('refuse'),
  idempotencyMs: fields.idempotencyMs.default(600_000),
  maxPayloadBytes: fields.maxPayloadBytes.default(256 * 1024),
  leaseMs: fields.leaseMs.default(30_000),
  maxDeliveries: fields.maxDeliveries.default(5),
  maxUnsettled: fields.maxUnsettled.default(10_000),
  maxDead: fields.maxDead.default(10_000),
  durability: fields.durability.default('local'),
  replicationTimeoutMs: fields.replicationTimeoutMs.default(500),
  overflow: z
    .enum(['drop-oldest', 'drop-newest', 'disconnect'])
    .default('drop-oldest')
    .describe('What happens when a listener of a channel is slower than what is said there; drops are told'),
  bufferLength: z
    .int()
    .min(1)
    .max(1_000_000)
    .default(1000)
    .describe('How many messages may wait for a listener of a channel'),
  bufferBytes: z
    .int()
    .min(1)
    .max(1024 ** 3)
    .default(1024 * 1024)
    .describe('How many characters of JSON may wait for a listener of a channel'),
  consume: z
    .boolean()
    .default(true)
    .describe('Whether this process calls its methods with @OnTopic and @OnChannel'),
  drainMs: z
    .int()
    .min(0)
    .default(8000)
    .describe('How long shutdown lets handlers of messages finish before it gives their messages back'),
  maxSockets: z
    .int()
    .min(0)
    .max(1_000_000)
    .default(10_000)
    .describe('How many WebSockets a process has open at most; more are sent to another one (SOCKETS_FULL)'),
  maxSubscriptions: z
    .int()
    .min(1)
    .max(10_000)
    .default(100)
    .describe('How many channels and topics one WebSocket listens to at most'),
  socketPingMs: z
    .int()
    .min(10)
    .max(3_600_000)
    .default(15_000)
    .describe(
      'How often a WebSocket is pinged; it ends when the last one was not answered, or its key is revoked',
    ),
  socketOrigins: z
    .string()
    .regex(
      /^(https?:\/\/[a-z0-9.[\]:-]+(,|$))*$/,
      'must be origins with commas between, without paths: `https://app.example`',
    )
    .default('')
    .describe(
      'Origins whose pages may open a WebSocket, beside its own; in the service CORS_ORIGINS unless told',
    ),
  topics: z
    .record(z.string(), z.strictObject(fields).partial())
    .default({})
    .describe('The same settings for single topics, by name'),
});

/** Options of topics and channels. */
export const messagingOptions = defineOptions('Messaging', schema);
/** Options of topics and channels, checked and with their defaults. */
export type MessagingOptions = z.output<typeof schema>;
/** The settings of one topic. */
export type TopicSettings = { readonly [K in keyof typeof fields]: z.output<(typeof fields)[K]> };

/** What holds for one topic: what is said of it by name, and else what is said of all. */
export function settingsOf(options: MessagingOptions, topic: string): TopicSettings {
  const names = Object.keys(fields) as (keyof typeof fields)[];
  const entries = names.map((name) => [name, options.topics[topic]?.[name] ?? options[name]] as const);
  return Object.fromEntries(entries) as unknown as TopicSettings;
}
