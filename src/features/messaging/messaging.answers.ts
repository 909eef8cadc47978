import { InvalidInputError } from '../../kernel/errors.js';
import type { EventStream, ServerSentEvent } from '../../transport/index.js';
import type { ChannelEvent, Channels } from './messaging.channels.js';
import { GroupNotFoundError, LetterNotFoundError, TopicNotFoundError } from './messaging.errors.js';
import type { GroupInfo } from './messaging.group.schemas.js';
import type { FeedEvent } from './messaging.reader.js';
import type { Position } from './messaging.position.js';
import type { ChannelPresence } from './messaging.presence.js';
import type { Published, PublishInput } from './messaging.schemas.js';
import type { Topic } from './messaging.topic.js';

/** The topic that has to be there; over a transport its absence is an error. */
export function found<T>(topic: T | undefined | false): T {
  if (topic === undefined || topic === false) throw new TopicNotFoundError();
  return topic;
}

/** The same for a consumer group. */
export function foundGroup(wasThere: boolean): true {
  if (!wasThere) throw new GroupNotFoundError();
  return wasThere;
}

/** And for dead letters. */
export function foundLetter(count: number): true {
  if (count === 0) throw new LetterNotFoundError();
  return true;
}

/** How far each group of a topic is, by name. */
export async function infosOf(topic: Topic): Promise<GroupInfo[]> {
  const names = await topic.groups();
  return Promise.all(names.map(async (name) => topic.group(name).info()));
}

/** Publishes one message or several, as it was asked. */
export async function published(
  topic: Topic,
  input: PublishInput,
): Promise<Published | { items: Published[] }> {
  if ('messages' in input) return { items: await topic.publishAll(input.messages) };
  const { data, ...options } = input;
  return topic.publish(data, options);
}

/** A topic as a browser's `EventSource` reads it: it comes back with the id of what it got last. */
export function eventsOf(topic: Topic, after: Position | undefined): EventStream {
  return async function* events(signal) {
    for await (const event of topic.tail({ after, signal })) yield toServerSent(event);
  };
}

/** Makes who listens present in the channel, where it says who it is. */
export function joining(
  presence: ChannelPresence,
  { channel, pattern, member }: { channel: string; pattern: boolean; member: string | undefined },
): (() => Promise<() => void>) | undefined {
  if (member === undefined) return undefined;
  if (!pattern) return async () => presence.join(channel, member);
  throw new InvalidInputError('The input does not fit what is expected here', [
    { path: 'member', message: 'is present in one channel, not in all of a pattern' },
  ]);
}

/** A channel as a browser's `EventSource` hears it. `join` says who listens, and answers what ends that. */
export function heardOn(
  channels: Channels,
  channel: string,
  { isPattern, join }: { isPattern: boolean; join: (() => Promise<() => void>) | undefined },
): EventStream {
  return async function* events(signal) {
    const leave = await join?.();
    try {
      for await (const event of channels.listen(channel, { isPattern, signal })) yield toHeard(event);
    } finally {
      leave?.();
    }
  };
}

function toHeard(event: ChannelEvent): ServerSentEvent {
  if (event.type === 'message') return { data: event.message };
  return { event: event.type, data: event.type === 'dropped' ? { count: event.count } : {} };
}

function toServerSent(event: FeedEvent): ServerSentEvent {
  if (event.type === 'message') return { id: event.message.id, data: event.message };
  if (event.type === 'ready')
    return { event: 'ready', id: event.position, data: { position: event.position } };
  return event.type === 'gap'
    ? { event: 'gap', data: { missed: event.missed } }
    : { event: 'reset', data: {} };
}
