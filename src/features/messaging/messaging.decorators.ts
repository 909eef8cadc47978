import { SetMetadata } from '@nestjs/common';
import type { ConsumerOptions } from './messaging.consumer.js';

/** Which messages of which topic a method handles. */
export interface TopicMeta extends ConsumerOptions {
  readonly topic: string;
  readonly group: string;
}

const TOPIC = 'rookery:topic';
const CHANNEL = 'rookery:channel';

/** @internal */
export const topicMeta = (method: object): TopicMeta | undefined =>
  Reflect.getMetadata(TOPIC, method) as TopicMeta | undefined;

/** @internal */
export const channelMeta = (method: object): string | undefined =>
  Reflect.getMetadata(CHANNEL, method) as string | undefined;

/**
 * Handles the messages of a topic: each goes to one replica of a group, `concurrency` of them (10 unless told) at a time in a
 * process. The method gets the data and the message. What it throws lets the message come again; `DeadLetterError` does not.
 */
export const OnTopic = (
  topic: string,
  options: ConsumerOptions & { readonly group: string },
): MethodDecorator => SetMetadata<string, TopicMeta>(TOPIC, { topic, ...options });

/**
 * Gets each message that is said on a channel while this process listens, in every replica; with `*`, `?` or `[` in it, on all
 * channels that fit. The method gets the data and the channel.
 */
export const OnChannel = (channel: string): MethodDecorator => SetMetadata<string, string>(CHANNEL, channel);
