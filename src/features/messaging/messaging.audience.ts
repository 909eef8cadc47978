import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { z } from 'zod';
import { RedisConnection, Heartbeat } from '../../redis/index.js';
import {
  channelsQuery,
  type ChannelsPage,
  type ChannelsQuery,
  type HeardChannel,
} from './messaging.channels.schemas.js';
import { messagingKeys } from './messaging.keys.js';

/** Of how many channels a process tells, those first that most listen to: some 10 KB. */
const MOST_TOLD = 200;

/** What a process tells: `=` and a channel or `*` and a pattern, how many listen to it; how many channels more there are. */
const report = z.object({
  channels: z.array(z.tuple([z.string().min(2), z.int().min(1)])),
  untold: z.int().min(0),
});

/**
 * Which channels somebody listens to now: over HTTP, over a socket, by `@OnChannel`, by `Channels`, in all processes that share
 * this Redis and its prefix. Each process tells what it knows itself, every 5 s and when it changes; who died is out of it after 15 s. Redis
 * could tell of each node only, and would walk through all its channels. Who subscribes at Redis itself is not seen.
 */
@Injectable()
export class Audience implements OnModuleDestroy {
  private readonly here = new Map<string, number>();
  private readonly heartbeat: Heartbeat;

  constructor(redis: RedisConnection) {
    const keys = messagingKeys(redis.keys('messaging')).audience();
    this.heartbeat = new Heartbeat(redis, keys, () => (this.here.size === 0 ? undefined : this.told()));
  }

  /** Notes that somebody listens, until what it answers is called. */
  enter(channel: string, isPattern: boolean): () => void {
    const key = (isPattern ? '*' : '=') + channel;
    this.here.set(key, (this.here.get(key) ?? 0) + 1);
    this.heartbeat.soon();
    let listens = true;
    return () => {
      if (listens) this.leave(key);
      listens = false;
    };
  }

  /** A page of what is listened to, by name; patterns by themselves, before channels of the same name. @throws RedisUnavailableError */
  async list(query: ChannelsQuery = {}): Promise<ChannelsPage> {
    const { limit, cursor = '' } = channelsQuery.parse(query);
    const others = (await this.heartbeat.others()).flatMap((what) => {
      const { success, data } = report.safeParse(what);
      return success ? [data] : [];
    });
    const all = sumOf([{ channels: [...this.here], untold: 0 }, ...others]);
    const after = orderOf(cursor);
    const rest = [...all]
      .filter(([key]) => orderOf(key) > after)
      .toSorted(([a], [b]) => (orderOf(a) < orderOf(b) ? -1 : 1));
    const items = rest.slice(0, limit);
    return {
      items: items.map(([, heard]) => heard),
      nextCursor: rest.length > limit ? (items.at(-1)?.[0] ?? null) : null,
      count: all.size,
      untold: others.reduce((sum, { untold }) => sum + untold, 0),
    };
  }

  onModuleDestroy(): void {
    this.heartbeat.stop();
  }

  private leave(key: string): void {
    const listeners = (this.here.get(key) ?? 1) - 1;
    if (listeners > 0) this.here.set(key, listeners);
    else this.here.delete(key);
    this.heartbeat.soon();
  }

  private told(): z.output<typeof report> {
    const channels = [...this.here].toSorted(([, a], [, b]) => b - a).slice(0, MOST_TOLD);
    return { channels, untold: this.here.size - channels.length };
  }
}

/** By name, and then by kind. */
const orderOf = (key: string): string => `${key.slice(1)}\0${key.slice(0, 1)}`;

function sumOf(reports: readonly z.output<typeof report>[]): Map<string, HeardChannel> {
  const all = new Map<string, HeardChannel>();
  for (const { channels } of reports)
    for (const [key, count] of channels) {
      const { listeners = 0, processes = 0 } = all.get(key) ?? {};
      all.set(key, {
        channel: key.slice(1),
        pattern: key.startsWith('*'),
        listeners: listeners + count,
        processes: processes + 1,
      });
    }
  return all;
}
