import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { RedisConnection } from '../../redis/index.js';
import { jsonCodec, pack } from './cache.codec.js';
import { encodeTags } from './cache.entry.js';
import { CacheValueTooLargeError } from './cache.errors.js';
import { bodyOf } from './cache.fill.js';
import { decode, type Found } from './cache.lookup.js';
import type { CacheOptions } from './cache.options.js';
import { Ring } from './cache.ring.js';
import type { CacheRead, PutInput, ReadQuery } from './cache.schemas.js';
import { tagsOf } from './cache.settings.js';
import { EVERYTHING, type Shard } from './cache.shard.js';
import { CacheStatistics } from './cache.statistics.js';

/** An entry as its clients name it. */
export interface EntryName {
  readonly namespace: string;
  readonly key: string;
}

const DECODING = { codec: jsonCodec, copies: true, memory: false } as const;

// Namespaces that are counted, the latest: metrics have a series for each of them.
const MAX_COUNTED = 100;

// Namespaces that are remembered; one that is asked for again is made anew in microseconds.
const MAX_RINGS = 1000;

const NOTHING_LOST = { onChange: () => undefined, onGap: () => undefined, isInUse: () => false };

/**
 * The cache for clients in any language: they read, load and store themselves, and get the same single flight by a
 * lease. Nothing of it is in memory here: what was invalidated when a read begins is never answered.
 */
export class RemoteCache {
  private readonly rings = new LRUCache<string, Ring>({ max: MAX_RINGS });
  private readonly counted = new LRUCache<string, CacheStatistics>({ max: MAX_COUNTED });

  constructor(
    private readonly redis: RedisConnection,
    private readonly options: CacheOptions,
  ) {}

  /**
   * Reads an entry. With `lease` exactly one caller of those who miss it is handed a lease to load and store it;
   * the others hear when to ask again, after they have waited up to `waitMs` for it to be there.
   *
   * @throws RedisUnavailableError
   */
  async read({ namespace, key }: EntryName, { lease = false, waitMs = 0 }: ReadQuery): Promise<CacheRead> {
    const { shard } = this.ring(namespace).of(key);
    const giveUpAt = performance.now() + waitMs;
    let counted = false;
    for (let round = 0; ; round++) {
      const reading = await shard.reader.read(key, true);
      const found = await decode(reading, { ...DECODING, maxValueBytes: this.options.maxValueBytes });
      if (!counted) this.count(namespace, found);
      counted = true;
      if (found.freshness === 'fresh' || !lease) return answer(key, found);
      const asked = await this.lease(shard, key, found.seen);
      if ('lease' in asked || found.freshness === 'stale') return answer(key, found, asked);
      const leftMs = giveUpAt - performance.now();
      if (leftMs <= 0) return answer(key, found, asked);
      await delay(Math.min(leftMs, 10 * 2 ** round, 250, asked.retryAfterMs + 1));
    }
  }

  /**
   * Stores an entry. With a lease it may decline, when what was loaded under it may be out of date; without one it
   * is newer than all before.
   *
   * @throws CacheValueTooLargeError; RedisUnavailableError
   */
  async write({ namespace, key }: EntryName, input: PutInput): Promise<{ key: string; stored: boolean }> {
    const packed = await pack(input.value, jsonCodec, this.options);
    if (!packed) throw new CacheValueTooLargeError(this.options.maxValueBytes);
    const {
      ttlMs = this.options.ttlMs,
      staleMs = this.options.staleMs,
      graceMs = this.options.graceMs,
    } = input;
    const tags = tagsOf({ tags: input.tags }, undefined, []);
    const entry = { name: key, ...bodyOf(packed, { staleMs, graceMs }, { ttlMs, tags }) };
    const { shard } = this.ring(namespace).of(key);
    const held = input.lease === undefined ? undefined : parseLease(input.lease);
    const { stored } = held ? await shard.store({ ...entry, ...held }) : await shard.overwrite(entry);
    return { key, stored };
  }

  /** Gives a lease back, for who could not load; false if it had ended. @throws RedisUnavailableError */
  async release({ namespace, key }: EntryName, lease: string): Promise<boolean> {
    return this.ring(namespace).of(key).shard.release(key, parseLease(lease).token, 0);
  }

  /** Deletes an entry, and ends the lease on it; false where there was none. @throws RedisUnavailableError */
  async delete({ namespace, key }: EntryName): Promise<boolean> {
    return (await this.ring(namespace).of(key).shard.delete(key)).existed;
  }

  /** Invalidates tags, or everything in the namespace, whatever the number of entries. @throws RedisUnavailableError */
  async invalidate(namespace: string, tags: readonly string[] | 'all'): Promise<void> {
    const names = tags === 'all' ? [EVERYTHING] : encodeTags(tags);
    await Promise.all(this.ring(namespace).members.map(async ({ shard }) => shard.invalidate(names)));
  }

  /** What clients were served since the process started, by namespace. */
  statistics(): Record<string, CacheStatistics> {
    return Object.fromEntries(this.counted.entries());
  }

  /** Whoever waits for another's load has missed, though it is served in the end. */
  private count(namespace: string, { freshness }: Found): void {
    const statistics = this.counted.get(namespace) ?? new CacheStatistics();
    this.counted.set(namespace, statistics);
    if (freshness === 'fresh') statistics.hits += 1;
    else if (freshness === 'stale') statistics.staleHits += 1;
    else if (freshness === 'grace') statistics.graceHits += 1;
    else statistics.misses += 1;
  }

  private async lease(shard: Shard, key: string, seen: number) {
    const token = randomBytes(12).toString('base64url');
    const reply = await shard.lease(key, { token, seen, leaseMs: this.options.hardTimeoutMs });
    if (reply.outcome === 'granted')
      return { lease: `${reply.stamp}.${token}`, leaseMs: this.options.hardTimeoutMs };
    return { retryAfterMs: reply.outcome === 'newer' ? 0 : Math.min(250, Math.max(1, reply.endsInMs)) };
  }

  private ring(namespace: string): Ring {
    const known = this.rings.get(namespace);
    if (known) return known;
    const ring = new Ring(this.redis, namespace, { options: this.options, hooks: NOTHING_LOST });
    this.rings.set(namespace, ring);
    return ring;
  }
}

function answer(key: string, found: Found, asked: object = {}): CacheRead {
  if (found.freshness === 'expired') return { key, hit: false, ...asked };
  const { freshness, entry, freshForMs } = found;
  return {
    key,
    hit: freshness !== 'grace',
    value: found.give() ?? null,
    state: freshness,
    ttlMs: Math.max(0, Math.round(freshForMs)),
    tags: entry.tags.map(decodeURIComponent),
    ...asked,
  };
}

/** When it was given, and its token; the schema has checked its form. */
function parseLease(lease: string): { stamp: number; token: string } {
  const dot = lease.indexOf('.');
  return { stamp: Number(lease.slice(0, dot)), token: lease.slice(dot + 1) };
}
