import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '../../kernel/errors.js';
import { RedisConnection } from '../../redis/index.js';
import { SessionPartitions } from './session.partitions.js';
import {
  eventsQuery,
  type EventsQuery,
  type SessionEvent,
  type SessionEventPage,
} from './session.schemas.js';
import { ownerOf, PARTITIONS } from './session.token.js';

type Entry = [id: string, fields: string[]];

const ENTRY_ID = /^\d{1,15}-\d{1,10}$/;

/** What happened to sessions: written in the same step as it happens, so none is missing and none is false. */
@Injectable()
export class SessionEvents {
  constructor(
    private readonly redis: RedisConnection,
    private readonly places: SessionPartitions,
  ) {}

  /**
   * Events after `cursor`, the oldest first; from the oldest kept without one. Each partition has a stream of its
   * own, and the cursor a place in each, so that none is passed over, whatever the clocks of the nodes say.
   */
  async read(query: EventsQuery = {}): Promise<SessionEventPage> {
    const { limit, cursor } = eventsQuery.parse(query);
    const places = readCursor(cursor ?? '');
    const streams = await Promise.all(
      this.places.all.map(async ({ events }, partition) => {
        const after = places[partition] ? `(${places[partition]}` : '-';
        const entries: Entry[] = await this.redis.client.xrange(events, after, '+', 'COUNT', limit);
        return entries.map(([id, fields]) => ({ partition, id, event: readEvent(id, fields) }));
      }),
    );
    const page = streams
      .flat()
      .toSorted((a, b) => msOf(a.id) - msOf(b.id))
      .slice(0, limit);
    for (const { partition, id } of page) places[partition] = id;
    return { items: page.map(({ event }) => event), nextCursor: places.join('.') };
  }
}

const msOf = (id: string) => Number(id.split('-', 1)[0]);

function readEvent(id: string, flat: readonly string[]): SessionEvent {
  const fields = new Map(flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1] ?? '']] : [])));
  const userId = fields.get('u') ?? '';
  return {
    type: fields.get('t') as SessionEvent['type'],
    // An expiry is told when it is swept out; it happened at its own instant.
    at: Number(fields.get('a') ?? msOf(id)),
    userId: userId || null,
    sessionId: userId ? ownerOf(userId) + (fields.get('s') ?? '') : null,
    reason: fields.get('w') || null,
  };
}

function readCursor(cursor: string): string[] {
  if (cursor === '') return Array.from({ length: PARTITIONS }, () => '');
  const places = cursor.split('.');
  if (places.length !== PARTITIONS || places.some((id) => id !== '' && !ENTRY_ID.test(id)))
    throw new InvalidInputError('The cursor is not one that was answered');
  return places;
}
