import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { RedisConnection } from '../../redis/index.js';
import type { PresencePage, PresenceQuery } from './messaging.channels.schemas.js';
import { messagingKeys } from './messaging.keys.js';
import { beatPresence, readPresence } from './scripts/index.js';

/** Told again every 5 s; who is not told of any more is gone after three times that. */
const BEAT_MS = 5000;
const PRESENT_MS = 3 * BEAT_MS;
const MAX_BATCH = 1000;

/** Who is present in a channel: members join, and are present until 15 s after their last process has stopped telling so. */
@Injectable()
export class ChannelPresence implements OnModuleDestroy {
  private readonly logger = new Logger(ChannelPresence.name);
  /** How often each member has joined in this process, by channel. */
  private readonly here = new Map<string, Map<string, number>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly redis: RedisConnection) {}

  /** Makes a member present until what is answered is called. A member may join more than once, here and elsewhere. */
  async join(channel: string, member: string): Promise<() => void> {
    await this.beat(channel, [member]);
    const members = this.here.get(channel) ?? new Map<string, number>();
    this.here.set(channel, members);
    members.set(member, (members.get(member) ?? 0) + 1);
    this.timer ??= setInterval(() => void this.beatAll(), BEAT_MS);
    let joined = true;
    return () => {
      if (joined) this.leave(channel, member);
      joined = false;
    };
  }

  /** Who is present, by name, and how many there are in all. */
  async list(channel: string, { limit = 50, cursor = '' }: PresenceQuery = {}): Promise<PresencePage> {
    const { count, members } = await readPresence.run(this.redis.client, this.keysOf(channel), {
      after: cursor,
      limit,
    });
    const last = members.length === Number(limit) ? members.at(-1) : undefined;
    return { items: members, nextCursor: last?.member ?? null, count };
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
    this.here.clear();
  }

  private leave(channel: string, member: string): void {
    const members = this.here.get(channel);
    const count = (members?.get(member) ?? 1) - 1;
    if (count > 0) return void members?.set(member, count);
    members?.delete(member);
    if (members?.size === 0) this.here.delete(channel);
    if (this.here.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async beatAll(): Promise<void> {
    const beats = [...this.here].map(async ([channel, members]) => this.beat(channel, [...members.keys()]));
    for (const beat of await Promise.allSettled(beats))
      if (beat.status === 'rejected') this.logger.debug(beat.reason);
  }

  private async beat(channel: string, members: readonly string[]): Promise<void> {
    const keys = this.keysOf(channel);
    for (let i = 0; i < members.length; i += MAX_BATCH) {
      const args = members.slice(i, i + MAX_BATCH);
      await beatPresence.run(this.redis.client, keys, { ttlMs: PRESENT_MS }, { args });
    }
  }

  private keysOf(channel: string) {
    return messagingKeys(this.redis.keys('messaging')).presence(channel);
  }
}
