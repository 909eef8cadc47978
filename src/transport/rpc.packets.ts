import { hash, randomUUID } from 'node:crypto';
import type { ReadPacket } from '@nestjs/microservices';

/** What our client adds to a packet, in the metadata that Nest has for such things; a stock server does not mind it. */
export interface RpcMetadata {
  /** Where the caller listens for the answer, and nobody else does. */
  readonly replyTo?: string;
  /** How long the caller waits: who comes to it later need not begin. */
  readonly timeoutMs?: string;
  /** Tells an event from another one that says the same. */
  readonly eventId?: string;
}

/**
 * Gives the events of an unmodified Nest client an id, so that `delivery: 'group'` handles each exactly once:
 * `client.setOnDispatchHook(identifyEvent)`. Our own client does so by itself.
 */
export function identifyEvent(packet: ReadPacket): void {
  packet.metadata = { ...packet.metadata, eventId: randomUUID() };
}

// Nest's clients end a packet with its id, so whoever leaves a request to others need not parse it. A packet that
// ends so has this id: within a nested object or a text the last characters would be others.
const ID_AT_END = /"id":"([\w-]{1,64})"\}$/;

/** The id with which a request ends; undefined for events, and for what has to be parsed to know. */
export function idAtEnd(text: string): string | undefined {
  return ID_AT_END.exec(text.slice(-80))?.[1];
}

/** Where the caller of a request that is not parsed listens; our client writes the metadata last but for the id. */
export function inboxAtEnd(text: string): string | undefined {
  const inbox = /"replyTo":"([^"]+)"/.exec(text.slice(-1000))?.[1];
  return isInbox(inbox) ? inbox : undefined;
}

/** Whether a parsed message is an answer: with wildcards a server hears its own. */
export function isReply(message: unknown): boolean {
  return (
    typeof message === 'object' &&
    message !== null &&
    !('pattern' in message) &&
    ('isDisposed' in message || 'response' in message || 'err' in message)
  );
}

/** A caller could else have answers published wherever it likes. */
export function isInbox(channel: string | undefined): channel is string {
  return channel !== undefined && /^[\w.-]{1,64}:rpc:\{[\w-]{1,64}\}:inbox$/.test(channel);
}

/** An id as part of a key: what is no id of Nest's or ours may be of any length. */
export function claimable(id: string): string {
  return /^[\w-]{1,64}$/.test(id) ? id : hash('sha1', id);
}
