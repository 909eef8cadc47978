import { z } from 'zod';
import { jsonValue } from '../../kernel/schema.js';
import { channelName, memberName } from './messaging.channels.schemas.js';
import { position, publishOptions, topicName } from './messaging.schemas.js';

const ref = z
  .string()
  .min(1)
  .max(64)
  .describe('Chosen by who asks; what is answered, and the events of what it began, carry it');

const listen = z.strictObject({
  op: z.literal('listen'),
  ref,
  channel: channelName,
  pattern: z.boolean().default(false),
  member: memberName.optional(),
});
const follow = z.strictObject({
  op: z.literal('follow'),
  ref,
  topic: topicName,
  after: position.optional(),
});
const stop = z.strictObject({ op: z.literal('stop'), ref });
const say = z.strictObject({ op: z.literal('say'), ref, channel: channelName, data: jsonValue });
const publish = z.strictObject({
  op: z.literal('publish'),
  ref,
  topic: topicName,
  data: jsonValue,
  ...publishOptions,
});

/** What can be asked over a socket. */
export const socketMessage = z.discriminatedUnion('op', [listen, follow, stop, say, publish]);
export type SocketMessage = z.output<typeof socketMessage>;

/** The ref of a message that may be wrong in all else, so that its sender learns which one it was. */
export const anyRef = z.object({ ref });
