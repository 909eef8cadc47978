import type { RedisConnection } from '../../redis/index.js';
import { Breaker } from './cache.breaker.js';
import { cacheKeys, type ShardPlace } from './cache.keys.js';
import { FENCE_MS } from './cache.options.js';
import { BatchReader } from './cache.reader.js';
import {
  deleteEntry,
  invalidate,
  releaseLease,
  storeEntry,
  takeLease,
  type LeaseReply,
} from './scripts/index.js';

/** The tag that every entry has: its invalidation is the clear. Encoded tags hold no `@`. */
export const EVERYTHING = '@cleared';

// More than this is not worth remembering one by one.
const MAX_OWED = 1000;

/** An entry on its way to Redis. */
export interface Storable {
  readonly name: string;
  /** Of the lease under which it was loaded; '' for none. */
  readonly token: string;
  /** When it began to be loaded; undefined for a write that is newer than all before. */
  readonly stamp: number | undefined;
  readonly lifeMs: number;
  /** Encoded. */
  readonly tags: readonly string[];
  readonly body: string | Buffer;
}

/** One shard of a namespace: all that is said to Redis about it, in one round trip each. */
export class Shard {
  readonly channel: string;
  /** Reads entries, and how things stand, with all others that read in this turn. */
  readonly reader: BatchReader;
  private readonly keys;
  private readonly breaker: Breaker;
  /** What could not be told to Redis, `=` before an entry's name, `#` before a tag. Told before anything is read or stored again. */
  private readonly owed = new Set<string>();
  private paying: Promise<void> | undefined;

  constructor(
    private readonly redis: RedisConnection,
    readonly place: ShardPlace,
    timeoutMs: number,
  ) {
    const keys = cacheKeys(redis.keys('cache'));
    this.keys = {
      entries: keys.entry(place, ''),
      leases: keys.lease(place, ''),
      stamps: keys.stamps(place),
    };
    this.channel = keys.changes(place);
    this.breaker = new Breaker(timeoutMs);
    this.reader = new BatchReader(redis.client, this.keys, async (operation) => {
      if (this.owed.size > 0) await this.pay();
      return this.breaker.run(operation);
    });
  }

  /** Whether Redis is left alone for a moment. */
  get isResting(): boolean {
    return this.breaker.isOpen;
  }

  /** Asks for the lease to load an entry. @throws RedisUnavailableError */
  async lease(name: string, ask: { token: string; seen: number; leaseMs: number }): Promise<LeaseReply> {
    const args = { ...ask, fenceMs: FENCE_MS };
    return this.breaker.run(async () => takeLease.run(this.redis.client, this.keysOf(name), args));
  }

  /** Stores an entry, unless something has happened since that it does not know of. @throws RedisUnavailableError */
  async store({ name, token, stamp = 0, lifeMs, tags, body }: Storable) {
    if (this.owed.size > 0) await this.pay();
    const fixed = { fenceMs: FENCE_MS, channel: this.channel, name };
    const args = { token, stamp: stamp || '', lifeMs, tags: tags.join(','), body, ...fixed };
    return this.breaker.run(async () => storeEntry.run(this.redis.client, this.keysOf(name), args));
  }

  /** Stores an entry that is newer than all before; if that fails, what was there is deleted later. @throws RedisUnavailableError */
  async overwrite(entry: Omit<Storable, 'token' | 'stamp'>) {
    return this.owing([`=${entry.name}`], async () => this.store({ ...entry, token: '', stamp: undefined }));
  }

  /** Gives a lease back; with `restMs` nobody gets it for so long. @throws RedisUnavailableError */
  async release(name: string, token: string, restMs: number): Promise<boolean> {
    const keys = { lease: this.keys.leases + name };
    return this.breaker.run(async () => releaseLease.run(this.redis.client, keys, { token, restMs }));
  }

  /** Deletes an entry. If Redis cannot be told, it is told later. @throws RedisUnavailableError */
  async delete(name: string): Promise<{ existed: boolean; changed: number }> {
    const args = { fenceMs: FENCE_MS, channel: this.channel, name };
    return this.owing([`=${name}`], async () => deleteEntry.run(this.redis.client, this.keysOf(name), args));
  }

  /** Invalidates encoded tags, or {@link EVERYTHING}. If Redis cannot be told, it is told later. @throws RedisUnavailableError */
  async invalidate(tags: readonly string[]): Promise<number> {
    const owed = tags.map((tag) => `#${tag}`);
    return this.owing(owed, async () => this.sendInvalidation(tags));
  }

  private async sendInvalidation(tags: readonly string[]): Promise<number> {
    const keys = { stamps: this.keys.stamps };
    return invalidate.run(
      this.redis.client,
      keys,
      { fenceMs: FENCE_MS, channel: this.channel },
      { args: tags },
    );
  }

  private keysOf(name: string) {
    const { entries, leases, stamps } = this.keys;
    return { entry: entries + name, lease: leases + name, stamps };
  }

  /** A change that fails may or may not have happened; telling it again does no harm. */
  private async owing<T>(what: readonly string[], tell: () => Promise<T>): Promise<T> {
    try {
      return await tell();
    } catch (error) {
      for (const item of what) this.owed.add(item);
      if (this.owed.size > MAX_OWED) {
        this.owed.clear();
        this.owed.add(`#${EVERYTHING}`);
      }
      throw error;
    }
  }

  private async pay(): Promise<void> {
    this.paying ??= this.breaker.run(async () => this.tellOwed()).finally(() => (this.paying = undefined));
    return this.paying;
  }

  private async tellOwed(): Promise<void> {
    const owed = [...this.owed];
    const starting = (mark: string) =>
      owed.filter((item) => item.startsWith(mark)).map((item) => item.slice(1));
    const tags = starting('#');
    const args = { fenceMs: FENCE_MS, channel: this.channel };
    await Promise.all([
      ...(tags.length > 0 ? [this.sendInvalidation(tags.includes(EVERYTHING) ? [EVERYTHING] : tags)] : []),
      ...starting('=').map(async (name) =>
        deleteEntry.run(this.redis.client, this.keysOf(name), { ...args, name }),
      ),
    ]);
    for (const item of owed) this.owed.delete(item);
  }
}
