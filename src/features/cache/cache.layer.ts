import type { Change, Sighting } from './cache.coherence.js';
import { bytesOf, detached, jsonCodec, readable, unpack, type Codec, type Packed } from './cache.codec.js';
import type { EntryOptions } from './cache.entry.js';
import type { Present } from './cache.lookup.js';
import { goodUntil, Memory, type Kept } from './cache.memory.js';
import type { CacheOptions } from './cache.options.js';
import type { Member, Ring } from './cache.ring.js';

/** An entry about to be kept in memory. */
interface Keepable {
  readonly name: string;
  readonly sighting: Sighting;
  readonly tags: readonly string[];
  readonly bytes: number;
  readonly kept: Omit<Kept, 'trust' | 'trustedUntil'>;
}

/** A value that this process has loaded or written, as memory may keep it. */
export interface Filled {
  readonly packed: Packed;
  /** The one value that all callers share, frozen; undefined where each gets a copy of its own. */
  readonly shared: { readonly value: unknown } | undefined;
  readonly tags: readonly string[];
  readonly ttlMs: number;
  readonly graceMs: number;
  readonly loadMs: number;
  readonly born: number;
  /** The change by which Redis got it, and when it was sent there. */
  readonly sighting: Sighting;
}

/** How a caller wants its value: that of one codec, and one of its own or not. */
export type Giving = Pick<EntryOptions<never>, 'codec' | 'copies'>;

/** Callers of one name may want different things; what is frozen is no copy, and what another codec wrote is no value. */
function fits(kept: Kept, { codec = jsonCodec, copies = false }: Giving): boolean {
  return readable(kept, codec) && (kept.packed || !copies);
}

/** The memory of this process in front of Redis: what goes in, what comes out, and what changes drop. */
export class MemoryLayer {
  private readonly memory: Memory;

  constructor(
    private readonly options: Pick<CacheOptions, 'memoryMaxBytes' | 'memoryTrustMs' | 'maxValueBytes'>,
  ) {
    this.memory = new Memory(options.memoryMaxBytes);
  }

  get isInUse(): boolean {
    return this.memory.size > 0;
  }

  /** The entry, if it is fresh, known to be as it should, and kept so that it can be given in this way. */
  get(name: string, now: number, how: Giving): Kept | undefined {
    const kept = this.memory.get(name);
    return kept && now < goodUntil(kept) && fits(kept, how) ? kept : undefined;
  }

  /** The entry, if Redis is away and it may be served all the same. */
  getInGrace(name: string, now: number, how: Giving): Kept | undefined {
    const kept = this.memory.get(name);
    return kept && now < goodUntil(kept) + kept.graceMs && fits(kept, how) ? kept : undefined;
  }

  /** The value for one caller. */
  valueOf({ value, packed }: Kept, codec: Codec = jsonCodec): unknown {
    return packed ? unpack(value as Packed, codec, this.options.maxValueBytes) : value;
  }

  /** Keeps what was read while it was fresh. */
  keepFound(ring: Ring, name: string, { entry, reading, freshForMs, shared }: Present): void {
    const { payload, flags, tags, born, loadMs } = entry;
    const kept = {
      value: shared ? shared.value : detached(entry),
      packed: !shared,
      flags,
      born,
      loadMs,
      freshUntil: performance.now() + freshForMs,
      graceMs: entry.graceUntil - entry.freshUntil,
    };
    this.keep(ring.of(name), { name, sighting: reading, tags, bytes: bytesOf(payload), kept });
  }

  /** Keeps what this process has loaded or written. */
  keepFilled(ring: Ring, name: string, filled: Filled): void {
    const { shared, packed, ttlMs, graceMs, born, loadMs, ...rest } = filled;
    const freshUntil = performance.now() + ttlMs;
    const kept = {
      value: shared ? shared.value : detached(packed),
      packed: !shared,
      flags: packed.flags,
      born,
      loadMs,
      freshUntil,
      graceMs,
    };
    this.keep(ring.of(name), { name, bytes: bytesOf(packed.payload), ...rest, kept });
  }

  /** Drops an entry at once, whatever its age. */
  drop(name: string): void {
    this.memory.drop(name);
  }

  /** Drops what a change has put out of date; a clear and a gap drop a whole shard by themselves. */
  onChange({ kind, names, stamp }: Change): void {
    if (kind === 'invalidated') for (const tag of names) this.memory.dropTag(tag);
    else if (kind !== 'cleared') for (const name of names) this.memory.drop(name, stamp);
  }

  private keep(member: Member, { name, sighting, tags, bytes, kept }: Keepable): void {
    // Nobody would tell it of changes; or one has happened while it was on its way.
    if (this.options.memoryMaxBytes === 0 || !member.unsubscribe) return;
    const { coherence } = member;
    if (!coherence.isCurrent(sighting, name, tags)) return;
    const trustedUntil = sighting.askedAt + this.options.memoryTrustMs;
    this.memory.set(
      name,
      { ...kept, trust: coherence, trustedUntil },
      { shard: coherence.everything, tags, bytes },
    );
  }
}
