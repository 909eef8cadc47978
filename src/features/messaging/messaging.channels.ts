import { Injectable } from '@nestjs/common';
import { RedisConnection, type Unsubscribe } from '../../redis/index.js';
import { ListenerLaggedError } from './messaging.errors.js';
import { channelName, type ChannelMessage } from './messaging.channels.schemas.js';
import { Audience } from './messaging.audience.js';
import { messagingKeys } from './messaging.keys.js';
import { encodePayload } from './messaging.message.js';
import { sayMessage } from './scripts/index.js';
import { messagingOptions, type MessagingOptions } from './messaging.options.js';

/** What a listener does when it has more waiting than its buffer holds. */
export type Overflow = 'drop-oldest' | 'drop-newest' | 'disconnect';

/** How to listen. */
export interface ListenOptions {
  /** Whether the channel is a pattern. */
  readonly isPattern?: boolean;
  readonly signal?: AbortSignal;
  /** In place of what the options say. */
  readonly overflow?: Overflow;
}

/** What a listener gets. */
export type ChannelEvent<T = unknown> =
  /** It listens: what is said from now on it hears. */
  | { readonly type: 'ready' }
  | { readonly type: 'message'; readonly message: ChannelMessage<T> }
  /** Messages may have been missed: the connection to Redis was lost and is back. */
  | { readonly type: 'gap' }
  /** So many messages did not fit into the buffer. */
  | { readonly type: 'dropped'; readonly count: number };

const NEVER = new AbortController().signal;

/** Messages to whoever listens now: nothing is stored, and who does not listen does not hear. */
@Injectable()
export class Channels {
  constructor(
    private readonly redis: RedisConnection,
    private readonly audience: Audience,
    @messagingOptions.inject() private readonly options: MessagingOptions,
  ) {}

  /**
   * Says something on a channel; answers how many processes listen.
   *
   * @throws MessageTooLargeError
   */
  async say(channel: string, data: unknown): Promise<number> {
    const text = encodePayload(data, this.options.maxPayloadBytes);
    return sayMessage.run(this.redis.client, { channel: this.nameOf(channel) }, { text });
  }

  /**
   * Calls `onMessage` with all that is said on a channel, from the moment this resolves. The process has one subscription for
   * all who listen to the same.
   */
  async subscribe<T = unknown>(
    channel: string,
    onMessage: (message: ChannelMessage<T>, size: number) => void,
    { isPattern = false, onGap }: { isPattern?: boolean; onGap?: () => void } = {},
  ): Promise<Unsubscribe> {
    const name = this.nameOf(channel);
    const prefix = name.length - channel.length;
    const deliver = (text: string, on: string) => {
      const data = read(text);
      if (data !== undefined) onMessage({ channel: on.slice(prefix), data: data as T }, text.length);
    };
    const { subscriptions } = this.redis;
    const unsubscribe = isPattern
      ? await subscriptions.psubscribe(name, deliver, onGap)
      : await subscriptions.subscribe(name, deliver, onGap);
    const leave = this.audience.enter(channel, isPattern);
    return async () => {
      leave();
      await unsubscribe();
    };
  }

  /**
   * What is said on a channel, one after the other. A listener that is slower than what is said has a buffer of bounded length;
   * what does not fit is dropped, and told by an event `dropped`, or ends the listening with LISTENER_LAGGED.
   */
  async *listen<T = unknown>(channel: string, options: ListenOptions = {}): AsyncGenerator<ChannelEvent<T>> {
    const { isPattern = false, signal = NEVER, overflow = this.options.overflow } = options;
    if (signal.aborted) return;
    const buffer = new Buffered<T>(this.options.bufferLength, this.options.bufferBytes, overflow);
    const wake = () => buffer.wake();
    signal.addEventListener('abort', wake, { once: true });
    const unsubscribe = await this.subscribe<T>(channel, (message, size) => buffer.push(message, size), {
      isPattern,
      onGap: () => buffer.noteGap(),
    });
    try {
      yield { type: 'ready' };
      for (;;) {
        const event = buffer.take();
        if (signal.aborted) return;
        if (event) yield event;
        else await buffer.filled();
      }
    } finally {
      signal.removeEventListener('abort', wake);
      await unsubscribe();
    }
  }

  private nameOf(channel: string): string {
    return messagingKeys(this.redis.keys('messaging')).channel(channelName.parse(channel));
  }
}

/** What waits for one listener. */
class Buffered<T> {
  private readonly waiting: { message: ChannelMessage<T>; size: number }[] = [];
  private size = 0;
  private dropped = 0;
  private isLagged = false;
  private hasGap = false;
  private called = Promise.withResolvers<void>();

  constructor(
    private readonly maxLength: number,
    private readonly maxSize: number,
    private readonly overflow: Overflow,
  ) {}

  push(message: ChannelMessage<T>, size: number): void {
    this.waiting.push({ message, size });
    this.size += size;
    while (this.waiting.length > this.maxLength || (this.size > this.maxSize && this.waiting.length > 1))
      this.shed();
    this.wake();
  }

  noteGap(): void {
    this.hasGap = true;
    this.wake();
  }

  wake(): void {
    this.called.resolve();
  }

  /** Resolves when there is something, or `wake` was called. */
  async filled(): Promise<void> {
    await this.called.promise;
    this.called = Promise.withResolvers();
  }

  /** @throws ListenerLaggedError */
  take(): ChannelEvent<T> | undefined {
    if (this.isLagged) throw new ListenerLaggedError();
    if (this.hasGap) {
      this.hasGap = false;
      return { type: 'gap' };
    }
    if (this.dropped > 0) {
      const count = this.dropped;
      this.dropped = 0;
      return { type: 'dropped', count };
    }
    const next = this.waiting.shift();
    if (!next) return undefined;
    this.size -= next.size;
    return { type: 'message', message: next.message };
  }

  private shed(): void {
    const gone = this.overflow === 'drop-oldest' ? this.waiting.shift() : this.waiting.pop();
    this.size -= gone?.size ?? 0;
    this.dropped++;
    if (this.overflow === 'disconnect') this.isLagged = true;
  }
}

let lastText: string | undefined;
let lastData: unknown;

/** All listeners of a process get the same text one after the other: it is read once. What is no JSON is not for us. */
function read(text: string): unknown {
  if (text === lastText) return lastData;
  try {
    lastData = JSON.parse(text);
    lastText = text;
    return lastData;
  } catch {
    return undefined;
  }
}
