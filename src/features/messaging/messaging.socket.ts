import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '../../kernel/errors.js';
import { inputPipe, type EventStream, type OpenSocket, type Talk } from '../../transport/index.js';
import { eventsOf, heardOn, joining } from './messaging.answers.js';
import { Channels } from './messaging.channels.js';
import {
  SubscriptionExistsError,
  SubscriptionNotFoundError,
  TooManySubscriptionsError,
} from './messaging.errors.js';
import { ChannelPresence } from './messaging.presence.js';
import { MessagingService } from './messaging.service.js';
import { anyRef, socketMessage, type SocketMessage } from './messaging.socket.schemas.js';

type Op<T extends SocketMessage['op']> = Extract<SocketMessage, { op: T }>;

/** What a conversation may do. */
interface Terms {
  readonly maxSubscriptions: number;
  /** Rejects where who has opened the socket may not do that. */
  readonly permit: (message: SocketMessage) => Promise<void>;
}

/** What can be spoken of over sockets. */
@Injectable()
export class SocketTalks {
  constructor(
    readonly messaging: MessagingService,
    readonly channels: Channels,
    readonly presence: ChannelPresence,
  ) {}

  begin(socket: OpenSocket, terms: Terms): Talk {
    return new SocketTalk(socket, this, terms);
  }
}

/**
 * One browser that listens to channels and follows topics over one socket. What it gets are the events of the streams of
 * server-sent events, with the same buffers: each source is asked for its next event when there is room for it.
 */
class SocketTalk implements Talk {
  private readonly streams = new Map<string, AbortController>();

  constructor(
    private readonly socket: OpenSocket,
    private readonly parts: SocketTalks,
    private readonly terms: Terms,
  ) {}

  async receive(text: string): Promise<void> {
    let ref: string | null = null;
    try {
      const json = parse(text);
      ref = anyRef.safeParse(json).data?.ref ?? null;
      const message = inputPipe.transform(json, { type: 'custom', schema: socketMessage }) as SocketMessage;
      await this.terms.permit(message);
      await this.heed(message);
    } catch (error) {
      await this.socket.fail(ref, error);
    }
  }

  end(): void {
    for (const ending of this.streams.values()) ending.abort();
  }

  private async heed(message: SocketMessage): Promise<void> {
    if (message.op === 'listen') this.begin(message.ref, this.heard(message));
    else if (message.op === 'follow') this.begin(message.ref, this.followed(message));
    else if (message.op === 'stop') this.stop(message.ref);
    else await this.socket.send({ ref: message.ref, event: 'done', data: await this.told(message) });
  }

  private heard({ channel, pattern, member }: Op<'listen'>): EventStream {
    const { channels, presence } = this.parts;
    return heardOn(channels, channel, {
      isPattern: pattern,
      join: joining(presence, { channel, pattern, member }),
    });
  }

  private followed({ topic, after }: Op<'follow'>): EventStream {
    return eventsOf(this.parts.messaging.topic(topic), after);
  }

  private async told(message: Op<'say' | 'publish'>): Promise<object> {
    const { channels, messaging } = this.parts;
    if (message.op === 'say') return { receivers: await channels.say(message.channel, message.data) };
    const { op: _, ref: __, topic, data, ...options } = message;
    return messaging.topic(topic).publish(data, options);
  }

  private begin(ref: string, stream: EventStream): void {
    const { maxSubscriptions } = this.terms;
    if (this.streams.has(ref)) throw new SubscriptionExistsError();
    if (this.streams.size >= maxSubscriptions) throw new TooManySubscriptionsError(maxSubscriptions);
    const ending = new AbortController();
    this.streams.set(ref, ending);
    void this.pass(ref, stream, ending.signal);
  }

  private stop(ref: string): void {
    const ending = this.streams.get(ref);
    if (!ending) throw new SubscriptionNotFoundError();
    ending.abort();
  }

  /** Sends what comes, and says when nothing will any more. Never rejects. */
  private async pass(ref: string, stream: EventStream, signal: AbortSignal): Promise<void> {
    try {
      for await (const { event = 'message', data } of stream(signal))
        await this.socket.send({ ref, event, data });
      this.streams.delete(ref);
      await this.socket.send({ ref, event: 'end', data: {} });
    } catch (error) {
      this.streams.delete(ref);
      await this.socket.fail(ref, error);
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InvalidInputError('The message is no JSON');
  }
}
