import { randomBytes } from 'node:crypto';
import { traced } from '../../kernel/tracing.js';
import { RedisFullError, RedisUnavailableError } from '../../redis/index.js';
import { freeze, pack, unpack, type Packed } from './cache.codec.js';
import type { Flight, Flights, Landing } from './cache.flights.js';
import type { MemoryLayer } from './cache.layer.js';
import { runLoader, type Loaded, type Loader } from './cache.loader.js';
import type { CacheOptions } from './cache.options.js';
import type { Ring } from './cache.ring.js';
import { jittered, tagsOf, whole, type Settings } from './cache.settings.js';
import type { Shard } from './cache.shard.js';
import type { CacheStatistics } from './cache.statistics.js';

/** The right to load: `stamp` is when it was given. Without Redis there is neither. */
export interface Grant {
  readonly token: string;
  readonly stamp: number | undefined;
}

/** A grant, and when loading under it began. */
interface GrantSince extends Grant {
  readonly startedAt: number;
}

interface Sendable {
  readonly packed: Packed;
  readonly tags: readonly string[];
  readonly ttlMs: number;
}

/** What a fill is for, and what there is already. */
export interface Fill {
  readonly flight: Flight;
  readonly shard: Shard;
  readonly settings: Settings;
  readonly load: Loader<unknown>;
  /** Stamp of what was found in Redis, dead or alive; 0 for nothing. */
  readonly seen: number;
  /** What may be served if loading fails. */
  readonly fallback: { readonly value: unknown } | undefined;
  /** Called once it is known whether this process loads, or waits for another. */
  readonly onDecided?: (() => void) | undefined;
}

/** What a filler works with. */
export interface FillerParts {
  readonly options: CacheOptions;
  readonly statistics: CacheStatistics;
  readonly flights: Flights;
  readonly ring: Ring;
  readonly layer: MemoryLayer;
}

/** How long nobody tries again after a load that failed, while there is an older value to serve. */
const REST_MS = 1000;

/** Whether the cache can do without what failed. */
export function isRedisAway(error: unknown): boolean {
  return error instanceof RedisUnavailableError || error instanceof RedisFullError;
}

/** Another process has tried and failed; the older value is served for a moment, by all. */
export class LoadFailedElsewhereError extends Error {}

/** Fills the cache under a lease: one load for all processes, and nothing stored that was loaded before an invalidation. */
export class Filler {
  private readonly id = randomBytes(9).toString('base64url');
  private count = 0;

  constructor(private readonly parts: FillerParts) {}

  /** A token that nobody else has. */
  token(): string {
    return `${this.id}.${(this.count++).toString(36)}`;
  }

  /**
   * Gets the lease, or the value that another process has stored meanwhile. Who holds the lease and dies or hangs
   * blocks nobody longer than `hardTimeoutMs`: then one of those who wait gets it. If that one hangs as well, all
   * load, and what they store is decided by their stamps.
   */
  async grant(fill: Fill, look: () => Promise<Landing | number>): Promise<Grant | Landing> {
    const { flight, shard, settings, fallback } = fill;
    const token = this.token();
    // Twice: the lease of one that hangs, and that of the one that takes over.
    const giveUpAt = performance.now() + 2 * settings.hardTimeoutMs;
    let { seen } = fill;
    for (let round = 0; ; round++) {
      const reply = await shard.lease(flight.name, { token, seen, leaseMs: settings.hardTimeoutMs });
      if (reply.outcome === 'granted') return { token, stamp: reply.stamp };
      if (reply.outcome === 'failed' && fallback) throw new LoadFailedElsewhereError();
      if (round === 0) {
        fill.onDecided?.();
        this.parts.statistics.waits++;
      }
      if (reply.outcome !== 'newer') {
        if (performance.now() >= giveUpAt) return { token: '', stamp: reply.stamp };
        // The message that it is there comes first, unless it is lost.
        await flight.change(Math.min(25 * 2 ** round, 250, reply.endsInMs + 1));
      }
      const found = await look();
      if (typeof found !== 'number') return found;
      seen = found;
    }
  }

  /** Loads and stores. What the loader throws is thrown; that Redis is away is not. */
  async load(fill: Fill, { token, stamp }: Grant): Promise<Landing> {
    const { flight, settings, fallback } = fill;
    const startedAt = performance.now();
    if (stamp !== undefined) this.parts.flights.depart(flight, stamp);
    this.parts.statistics.loads++;
    const terms = { stale: fallback?.value, timeoutMs: settings.hardTimeoutMs };
    try {
      // No key among the attributes: keys may hold what is personal.
      return await traced('cache load', {}, async () =>
        runLoader(fill.load, terms, async (loaded) => this.store(fill, loaded, { token, stamp, startedAt })),
      );
    } catch (error) {
      this.parts.statistics.loadFailures++;
      await this.release(fill, token, fallback ? REST_MS : 0);
      throw error;
    }
  }

  private async store(fill: Fill, loaded: Loaded, grant: GrantSince): Promise<Landing> {
    const { settings } = fill;
    const packed = await this.packed(settings, loaded);
    if (!packed) {
      await this.release(fill, grant.token, 0);
      return { give: () => loaded.value };
    }
    const tags = tagsOf(settings, loaded.value, loaded.tags);
    const ttlMs = jittered(fullTtlOf(settings, loaded), settings.jitter);
    const sent = await this.send(fill, { packed, tags, ttlMs }, grant);
    const shared = await share(packed, settings, this.parts.options.maxValueBytes);
    if (settings.memory && sent) {
      const { graceMs } = settings;
      const filled = { packed, shared, tags, ttlMs, graceMs, ...sent };
      this.parts.layer.keepFilled(this.parts.ring, fill.flight.name, filled);
    }
    const copy = () => unpack(packed, settings.codec, this.parts.options.maxValueBytes);
    return { give: shared ? () => shared.value : copy };
  }

  private async packed(settings: Settings, loaded: Loaded): Promise<Packed | undefined> {
    if (loaded.skipped || fullTtlOf(settings, loaded) < 1) return undefined;
    const packed = await pack(loaded.value, settings.codec, this.parts.options);
    if (!packed) this.parts.statistics.tooLarge++;
    return packed;
  }

  /** Sends it to Redis, and says how memory may keep it; undefined where it may be out of date. */
  private async send(
    { settings, flight, shard }: Fill,
    { packed, tags, ttlMs }: Sendable,
    grant: GrantSince,
  ) {
    const askedAt = performance.now();
    const { token, stamp, startedAt } = grant;
    const loadMs = askedAt - startedAt;
    const alone = { born: 0, loadMs, sighting: { changed: Number.POSITIVE_INFINITY, askedAt: startedAt } };
    const unlessOutdated = () => (flight.isOutdated ? undefined : alone);
    if (stamp === undefined) return unlessOutdated();
    const storable = { name: flight.name, token, stamp, ...bodyOf(packed, settings, { ttlMs, tags }) };
    const reply = await this.attempt(async () => shard.store(storable));
    if (!reply) return unlessOutdated();
    this.parts.statistics[reply.stored ? 'stores' : 'fenced']++;
    const { born, changed } = reply;
    return reply.stored ? { born, loadMs, sighting: { changed, askedAt } } : undefined;
  }

  private async release({ shard, flight }: Fill, token: string, restMs: number): Promise<void> {
    if (token !== '') await this.attempt(async () => shard.release(flight.name, token, restMs));
  }

  /** Does without Redis where it is away: the caller has what it came for. */
  private async attempt<T>(operation: () => Promise<T>): Promise<T | undefined> {
    try {
      return await operation();
    } catch (error) {
      if (!isRedisAway(error)) throw error;
      this.parts.statistics.withoutRedis++;
      return undefined;
    }
  }
}

/** How long a value is fresh, before jitter; 0 for not at all. */
function fullTtlOf({ ttlMs, negativeTtlMs }: Settings, loaded: Loaded): number {
  const isNothing = loaded.value === null || loaded.value === undefined;
  const { ttlMs: told = isNothing ? negativeTtlMs : ttlMs } = loaded;
  return whole(told);
}

/** The one value that all callers share, as it comes back from the codec; undefined where each gets a copy of its own. */
export async function share(
  packed: Packed,
  { codec, copies }: Pick<Settings, 'codec' | 'copies'>,
  maxBytes: number,
) {
  return copies || !codec.shareable ? undefined : { value: freeze(await unpack(packed, codec, maxBytes)) };
}

/** What store-entry.lua is told to store. */
export function bodyOf(
  { flags, payload }: Packed,
  { staleMs, graceMs }: Pick<Settings, 'staleMs' | 'graceMs'>,
  { ttlMs, tags }: { ttlMs: number; tags: readonly string[] },
) {
  const head = `${ttlMs};${staleMs};${graceMs};${flags};${tags.join(',')}\n`;
  const body = typeof payload === 'string' ? head + payload : Buffer.concat([Buffer.from(head), payload]);
  return { body, tags, lifeMs: ttlMs + Math.max(staleMs, graceMs) };
}
