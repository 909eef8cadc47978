import { placeOf, type Place, type Position } from './messaging.position.js';
import type { Message, TopicPage } from './messaging.schemas.js';

/** What a reader of a topic gets. */
export type FeedEvent<T = unknown> =
  /** Where it begins: with this a reader can come back before it has got anything. */
  | { readonly type: 'ready'; readonly position: Position }
  | { readonly type: 'message'; readonly message: Message<T> }
  /** So many messages were there and are no longer kept. */
  | { readonly type: 'gap'; readonly missed: number }
  /** The topic was deleted or lost, and begins anew. */
  | { readonly type: 'reset' };

/** Keeps the place of one reader, and sees what is missing between what it has and what it gets. */
export class Reader {
  place: Place;

  constructor(public position: Position) {
    this.place = placeOf(position);
  }

  /** @param afresh whether the message is the first of a topic that begins anew */
  take(message: Message, afresh = false): FeedEvent[] {
    const { sequence } = this.place;
    const missed = sequence === 0 ? 0 : message.sequence - sequence - 1; // who reads from the start has nothing before
    this.moveTo(message.id);
    const event: FeedEvent = { type: 'message', message };
    if (afresh || missed < 0) return [{ type: 'reset' }, event];
    return missed > 0 ? [{ type: 'gap', missed }, event] : [event];
  }

  takePage({ items, missed, reset, nextCursor }: TopicPage): FeedEvent[] {
    const events = items.flatMap((message, i) => this.take(message, reset && i === 0));
    if (items.length > 0 || nextCursor === null) return events;
    // There is nothing left of what it has read: it goes on with what is to come.
    this.moveTo(nextCursor);
    return [reset ? { type: 'reset' } : { type: 'gap', missed }];
  }

  private moveTo(position: Position): void {
    this.position = position;
    this.place = placeOf(position);
  }
}
