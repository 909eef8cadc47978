import { z } from 'zod';
import { jsonValue, nameOf, pageLimit } from '../../kernel/schema.js';

const count = z.int().min(0);

export const channelName = nameOf('a channel', 256)
  .describe('1 to 256 bytes of UTF-8 without control characters')
  .meta({ example: 'chat:lobby' });

export const memberName = nameOf('a member', 128)
  .describe('Who it is: 1 to 128 bytes of UTF-8 without control characters')
  .meta({ example: 'ada' });

export const sayInput = z
  .strictObject({ data: jsonValue })
  .meta({ id: 'ChannelSay', example: { data: { text: 'Hello' } } });
export type SayInput = z.output<typeof sayInput>;

export const sayOutput = z
  .strictObject({
    receivers: count.describe('How many processes listen; on a Cluster those on the same node only'),
  })
  .meta({ id: 'ChannelSaid', example: { receivers: 2 } });

export const channelMessage = z
  .strictObject({ channel: z.string(), data: z.unknown() })
  .meta({ id: 'ChannelMessage', example: { channel: 'chat:lobby', data: { text: 'Hello' } } });
/** What was said on a channel. */
export type ChannelMessage<T = unknown> = Omit<z.output<typeof channelMessage>, 'data'> & {
  readonly data: T;
};

export const listenQuery = z.strictObject({
  pattern: z
    .enum(['true', 'false'])
    .default('false')
    .describe('Whether the channel is a pattern: `*`, `?` and `[ab]` as Redis matches them'),
  member: memberName.optional().describe('Who listens: present in the channel as long as the stream is open'),
});
export type ListenQuery = z.output<typeof listenQuery>;

export const presenceQuery = z.strictObject({
  limit: pageLimit,
  cursor: memberName.optional().describe('`nextCursor` of the page before'),
});
export type PresenceQuery = z.input<typeof presenceQuery>;

const present = z.strictObject({
  member: z.string(),
  untilAt: z.int().describe('Present until then, unless it is told again'),
});

export const presenceOutput = z
  .strictObject({
    items: z.array(present),
    nextCursor: z.string().nullable(),
    count: count.describe('How many are present'),
  })
  .meta({
    id: 'ChannelPresence',
    example: { items: [{ member: 'ada', untilAt: 1_764_045_030_123 }], nextCursor: null, count: 1 },
  });
/** Who is present in a channel. */
export type PresencePage = z.output<typeof presenceOutput>;

const heard = z.strictObject({
  channel: z.string(),
  pattern: z.boolean().describe('Whether it is a pattern, of which all channels are heard that fit'),
  listeners: count.describe('Streams, sockets and handlers, in all processes'),
  processes: count.describe('In how many processes they are'),
});
/** What is listened to, and how many do. */
export type HeardChannel = z.output<typeof heard>;

export const channelsQuery = z.strictObject({
  limit: pageLimit,
  cursor: z
    .string()
    .regex(/^[=*][^\p{Cc}\p{Cs}]{1,256}$/u, 'must be a cursor as it was answered')
    .optional()
    .describe('`nextCursor` of the page before'),
});
/** How many channels a page is to have, and after which one. */
export type ChannelsQuery = z.input<typeof channelsQuery>;

export const channelsOutput = z
  .strictObject({
    items: z.array(heard),
    nextCursor: z.string().nullable(),
    count: count.describe('How many channels and patterns are known to be listened to'),
    untold: count.describe(
      'How many more single processes have: each tells of the 200 that most listen to there, 0 where all are told',
    ),
  })
  .meta({
    id: 'ChannelsHeard',
    example: {
      items: [{ channel: 'chat:lobby', pattern: false, listeners: 12, processes: 2 }],
      nextCursor: null,
      count: 1,
      untold: 0,
    },
  });
/** A page of what is listened to, by name. */
export type ChannelsPage = z.output<typeof channelsOutput>;

export const callInput = z
  .strictObject({
    pattern: z
      .union([nameOf('a pattern', 256), z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))])
      .describe('The pattern of the message: text, or an object as `{ "cmd": "sum" }`'),
    data: jsonValue,
    timeoutMs: z.int().min(1).max(30_000).default(5000).describe('How long to wait for the answer'),
  })
  .meta({ id: 'RpcCall', example: { pattern: 'orders.get', data: { orderId: '17' }, timeoutMs: 5000 } });
export type CallInput = z.output<typeof callInput>;

export const callOutput = z
  .strictObject({ response: z.unknown() })
  .meta({ id: 'RpcAnswer', example: { response: { orderId: '17', total: 42 } } });

// Over the Redis transport the path's parameter travels in the message.
export const sayMessage = sayInput.extend({ channel: channelName });
export type SayMessage = z.output<typeof sayMessage>;
export const presenceMessage = presenceQuery.extend({ channel: channelName });
export type PresenceMessage = z.output<typeof presenceMessage>;
