import { freeze, readable, unpack } from './cache.codec.js';
import { freshnessOf, type Entry, type Freshness } from './cache.entry.js';
import type { Landing } from './cache.flights.js';
import type { Reading } from './cache.reader.js';
import type { Ring } from './cache.ring.js';
import type { Settings } from './cache.settings.js';

/** What Redis has of an entry, as good as it is. */
export type Found = Missing | Present;

/** Nothing that can be served. */
export interface Missing {
  readonly freshness: 'expired';
  /** Stamp of what is there, dead or alive; 0 for nothing. */
  readonly seen: number;
}

/** Something that can. */
export interface Present extends Landing {
  readonly freshness: Exclude<Freshness, 'expired'>;
  readonly seen: number;
  readonly entry: Entry;
  /** How long it is fresh from now on; negative if it is not. */
  readonly freshForMs: number;
  /** The one value that all callers share, frozen. */
  readonly shared: { readonly value: unknown } | undefined;
  readonly reading: Reading;
}

/** How values are decoded. */
export interface Decoding extends Pick<Settings, 'codec' | 'copies' | 'memory'> {
  readonly maxValueBytes: number;
}

/**
 * Looks an entry up in Redis and decodes it.
 *
 * @throws RedisUnavailableError when Redis is away, too slow, or left alone
 */
export async function lookUp(ring: Ring, name: string, how: Decoding & { tagged: boolean }): Promise<Found> {
  const member = ring.of(name);
  const reading = await member.shard.read(name, how.tagged);
  member.observe(reading);
  const { entry, nowMs, born: seen } = reading;
  if (!entry || !readable(entry, how.codec)) return { freshness: 'expired', seen };
  const freshness = freshnessOf(entry, nowMs);
  if (freshness === 'expired') return { freshness, seen };
  try {
    const unpacked = unpack(entry, how.codec, how.maxValueBytes);
    const value = unpacked instanceof Promise ? await unpacked : unpacked;
    return {
      freshness,
      seen,
      entry,
      reading,
      freshForMs: entry.freshUntil - nowMs,
      ...giving(value, entry, how),
    };
  } catch {
    return { freshness: 'expired', seen }; // no value of ours, whoever wrote it
  }
}

/** One frozen value for all where memory keeps it; else the first caller gets this one, and others a copy of their own. */
function giving(value: unknown, entry: Entry, { codec, copies, memory, maxValueBytes }: Decoding) {
  if (memory && codec.shareable && !copies) {
    const shared = { value: freeze(value) };
    return { shared, give: () => shared.value };
  }
  let isGiven = false;
  const give = () => {
    if (isGiven) return unpack(entry, codec, maxValueBytes);
    isGiven = true;
    return value;
  };
  return { shared: undefined, give };
}
