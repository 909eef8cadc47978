import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '../../kernel/errors.js';
import type { Metric } from '../../kernel/metrics.js';
import { RedisConnection } from '../../redis/index.js';
import { countOnline, pageOnline, readPresence } from './scripts/index.js';
import { SessionPartitions, type Partition } from './session.partitions.js';
import {
  MAX_ASKED,
  onlineQuery,
  type OnlinePage,
  type OnlineQuery,
  type Presence,
} from './session.schemas.js';
import { PARTITIONS } from './session.token.js';

type OnlineUser = OnlinePage['items'][number];

/** A place in the list: behind this user of this partition, or at its beginning. */
interface Place {
  readonly partition: number;
  readonly score: string;
  readonly userId: string;
}

/** Who is online: who has a live session, by the clock of Redis at the moment of the question. Nothing has to be swept for it. */
@Injectable()
export class SessionPresence {
  constructor(
    private readonly redis: RedisConnection,
    private readonly places: SessionPartitions,
  ) {}

  /** Whether the user has a live session. O(1). */
  async isOnline(userId: string): Promise<boolean> {
    return (await this.of(userId)).online;
  }

  /** When a session of the user was last used, in epoch milliseconds; null where that is not remembered. */
  async lastSeen(userId: string): Promise<number | null> {
    return (await this.of(userId)).lastSeenAt;
  }

  /** Both of these. */
  async of(userId: string): Promise<Presence> {
    const [presence] = await readPresence.run(
      this.redis.client,
      this.places.ofUser(userId),
      {},
      { args: [userId] },
    );
    return presence ?? { online: false, lastSeenAt: null };
  }

  /** The same of up to 500 users, in the order of the question, in one round trip. */
  async ofMany(userIds: readonly string[]): Promise<(Presence & { userId: string })[]> {
    if (userIds.length > MAX_ASKED) throw new InvalidInputError(`At most ${MAX_ASKED} users at a time`);
    const found = new Map<string, Presence>();
    const byPartition = Map.groupBy(userIds, (userId) => this.places.ofUser(userId).partition);
    await Promise.all(
      [...byPartition].map(async ([partition, asked]) => {
        const presences = await readPresence.run(this.redis.client, this.at(partition), {}, { args: asked });
        for (const [i, presence] of presences.entries()) found.set(asked[i] ?? '', presence);
      }),
    );
    return userIds.map((userId) => ({
      userId,
      ...(found.get(userId) ?? { online: false, lastSeenAt: null }),
    }));
  }

  /** How many users are online, and how many live sessions they have. One round trip, O(log n). */
  async count(): Promise<{ users: number; sessions: number }> {
    const counts = await Promise.all(
      this.places.all.map(async (place) => countOnline.run(this.redis.client, place, {})),
    );
    return {
      users: counts.reduce((sum, { users }) => sum + users, 0),
      sessions: counts.reduce((sum, { sessions }) => sum + sessions, 0),
    };
  }

  /** The same as gauges, for the option `sources` of the metrics: alike in all processes, and asked of Redis. */
  async metrics(): Promise<Metric[]> {
    const { users, sessions } = await this.count();
    return [
      gauge('rookery_session_online_users', 'Users with a live session', users),
      gauge('rookery_session_live_sessions', 'Live sessions', sessions),
    ];
  }

  /**
   * A page of users who are online. Who stays online while one pages through is in it; who is active meanwhile may
   * come twice. One round trip, two where a partition ends.
   */
  async list(query: OnlineQuery = {}): Promise<OnlinePage> {
    const { limit, cursor } = onlineQuery.parse(query);
    const from = cursor === undefined ? { partition: 0, score: '', userId: '' } : readCursor(cursor);
    const rows = (await this.page(from, limit + 1)).map((row) => ({ ...row, partition: from.partition }));
    if (rows.length <= limit)
      rows.push(...(await this.beginnings(from.partition + 1, limit + 1 - rows.length)));
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map(({ userId, lastSeenAt, expiresAt }) => ({ userId, lastSeenAt, expiresAt })),
      nextCursor: rows.length > limit && last ? writeCursor(last) : null,
    };
  }

  /** The first users of all further partitions, asked at once. */
  private async beginnings(first: number, limit: number): Promise<(OnlineUser & { partition: number })[]> {
    const partitions = Array.from({ length: Math.max(0, PARTITIONS - first) }, (_, i) => first + i);
    const pages = await Promise.all(
      partitions.map(async (partition) => {
        const users = await this.page({ partition, score: '', userId: '' }, limit);
        return users.map((user) => ({ ...user, partition }));
      }),
    );
    return pages.flat().slice(0, limit);
  }

  private async page({ partition, score, userId }: Place, limit: number): Promise<OnlineUser[]> {
    return pageOnline.run(this.redis.client, this.at(partition), { score, userId, limit });
  }

  private at(partition: number): Partition {
    const place = this.places.all[partition];
    if (!place) throw new InvalidInputError('The cursor is not one that was answered');
    return place;
  }
}

function writeCursor({ partition, expiresAt, userId }: OnlineUser & { partition: number }): string {
  return Buffer.from(`${partition}:${expiresAt}:${userId}`).toString('base64url');
}

function readCursor(cursor: string): Place {
  const [, partition, score, userId] =
    /^(\d{1,2}):(\d{1,16}):(.+)$/su.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (
    partition === undefined ||
    score === undefined ||
    userId === undefined ||
    Number(partition) >= PARTITIONS
  )
    throw new InvalidInputError('The cursor is not one that was answered');
  return { partition: Number(partition), score, userId };
}

function gauge(name: string, help: string, value: number): Metric {
  return { name, help, type: 'gauge', samples: [{ value }] };
}
