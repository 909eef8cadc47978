import { freeze, readable, unpack } from './cache.codec.js';
import { freshnessOf, type Entry, type Freshness } from './cache.entry.js';
import type { Landing } from './cache.flights.js';
import type { Reading } from './cache.reader.js';
import type { Settings } from './cache.settings.js';

/** What Redis has of an entry, as good as it is. */
export type Found = Missing | Present;

/** Nothing that can be served. */
export interface Missing {
  readonly freshness: 'expired';
  /** Stamp of what is there, dead or alive; 0 for nothing. */
  readonly seen: number;
}

/** How values are decoded. */
export type Decoding = Pick<Settings, 'codec' | 'copies' | 'memory' | 'maxValueBytes'>;

/** A reading of an entry that is alive. */
interface Alive extends Reading {
  readonly entry: Entry;
}

/** Something that can be served. */
export class Present implements Landing {
  readonly entry: Entry;
  readonly freshness: Exclude<Freshness, 'expired'>;
  /** The one value that all callers share, frozen; undefined where each gets a copy of its own. */
  readonly shared: { readonly value: unknown } | undefined;
  private isGiven = false;

  constructor(
    readonly reading: Alive,
    private readonly value: unknown,
    private readonly how: Decoding,
  ) {
    this.entry = reading.entry;
    this.freshness = freshnessOf(reading.entry, reading.nowMs) as Present['freshness'];
    this.shared = how.memory && how.codec.shareable && !how.copies ? { value: freeze(value) } : undefined;
  }

  get seen(): number {
    return this.reading.born;
  }

  /** How long it is fresh from now on; negative if it is not. */
  get freshForMs(): number {
    return this.entry.freshUntil - this.reading.nowMs;
  }

  /** The shared value; else the first caller gets the one that was decoded, and others a copy of their own. */
  give(): unknown {
    if (!this.shared && this.isGiven) return unpack(this.entry, this.how.codec, this.how.maxValueBytes);
    this.isGiven = true;
    return this.value;
  }
}

/** What a reading comes to: at once, unless the value is compressed. */
export function decode(reading: Reading, how: Decoding): Found | Promise<Found> {
  const missing = { freshness: 'expired', seen: reading.born } as const;
  if (!isServable(reading, how)) return missing;
  try {
    const value = unpack(reading.entry, how.codec, how.maxValueBytes);
    if (!(value instanceof Promise)) return new Present(reading, value, how);
    return value.then(
      (inflated) => new Present(reading, inflated, how),
      () => missing,
    );
  } catch {
    return missing; // no value of ours, whoever wrote it
  }
}

function isServable(reading: Reading, { codec }: Decoding): reading is Alive {
  const { entry, nowMs } = reading;
  return entry !== undefined && readable(entry, codec) && freshnessOf(entry, nowMs) !== 'expired';
}
