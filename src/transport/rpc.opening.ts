import {
  RedisContext,
  type ConsumerDeserializer,
  type IncomingEvent,
  type IncomingRequest,
} from '@nestjs/microservices';
import type { Admitted, RpcGate } from './rpc.gate.js';

/** A message as it was heard: on which channel, by way of which of our patterns. */
export interface Heard {
  readonly pattern: string;
  readonly channel: string;
  readonly text: string;
  /** In epoch milliseconds: what has waited here is not too old for that. */
  readonly at: number;
}

/** A message that may be handled, as a packet of Nest's with its context. */
export interface Opened {
  readonly packet: IncomingRequest | IncomingEvent;
  readonly context: RedisContext;
  /** Whether this process handles it for the first time; to be asked once. */
  readonly isFirst: () => boolean;
}

/** Makes packets of what was heard; at once where there is nothing to wait for, which a request would pay for. */
export class RpcOpening {
  constructor(
    private readonly gate: RpcGate,
    private readonly deserializer: ConsumerDeserializer,
  ) {}

  /** @throws UnauthorizedException if it was not signed as it has to be */
  open({ channel, at }: Heard, parsed: unknown): Opened | Promise<Opened> {
    const deserialize = (admitted: Admitted): Opened | Promise<Opened> =>
      andThen(this.deserializer.deserialize(admitted.message, { channel }), (packet) =>
        this.opened(channel, packet, admitted),
      );
    return andThen(this.gate.open(parsed, channel, at), deserialize);
  }

  private opened(channel: string, packet: Opened['packet'], admitted: Admitted): Opened {
    const context = new RedisContext([channel, packet.metadata]);
    return { packet, context, isFirst: this.gate.admit(context, admitted) };
  }
}

/** As `then` does, but at once where there is nothing to wait for. */
function andThen<T, R>(value: T | Promise<T>, make: (value: T) => R | Promise<R>): R | Promise<R> {
  return value instanceof Promise ? value.then(make) : make(value);
}
