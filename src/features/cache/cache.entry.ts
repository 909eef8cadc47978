import type { Codec } from './cache.codec.js';

/** How an entry is cached. What is left out is as the module's options say. Times are milliseconds. */
export interface EntryOptions<V = unknown> {
  /** How long it is fresh. */
  readonly ttlMs?: number | undefined;
  /** How long after that it is served at once while one caller loads it anew (stale-while-revalidate, RFC 5861). */
  readonly staleMs?: number | undefined;
  /** How long after `ttlMs` it is served where loading fails, takes longer than `softTimeoutMs`, or Redis is away (stale-if-error). */
  readonly graceMs?: number | undefined;
  /** How long null and undefined are fresh; 0 stores neither. */
  readonly negativeTtlMs?: number | undefined;
  /** By up to which part the time to live is shortened at random, 0 to 0.9. */
  readonly jitter?: number | undefined;
  /** The beta of {@link isEarly}; 0 for never. */
  readonly earlyRefresh?: number | undefined;
  /** How long a caller waits for a load when there is an older value that may be served: then it gets that one. */
  readonly softTimeoutMs?: number | undefined;
  /** How long a load may take at all; as long it blocks others if its process dies. At most a minute. */
  readonly hardTimeoutMs?: number | undefined;
  /** By which it can be invalidated, as they are or as they follow from the value; at most 16, of 64 bytes each. */
  readonly tags?: readonly string[] | ((value: V) => readonly string[]) | undefined;
  readonly codec?: Codec | undefined;
  /** Whether this process reads it from memory and keeps it there, too. True unless told; false asks Redis each time. */
  readonly memory?: boolean | undefined;
  /** Whether each caller gets a copy of its own out of memory, instead of one that is frozen and shared. */
  readonly copies?: boolean | undefined;
}

/** An entry as Redis has it. Instants are epoch milliseconds of Redis' clock. */
export interface Entry {
  /** Microseconds: before which change its value was loaded. */
  readonly born: number;
  readonly loadMs: number;
  readonly storedAt: number;
  readonly freshUntil: number;
  readonly staleUntil: number;
  readonly graceUntil: number;
  readonly flags: string;
  readonly tags: readonly string[];
  readonly payload: Buffer;
}

/** How good an entry still is. */
export type Freshness = 'fresh' | 'stale' | 'grace' | 'expired';

/** Reads what store-entry.lua has written; undefined for a tombstone, and for what others may have put there. */
export function parseEntry(stored: Buffer): Entry | undefined {
  const end = stored.indexOf(0x0a);
  const [born, load, ttl, stale, grace, flags, tags] = stored
    .toString('latin1', 0, Math.max(0, end))
    .split(';');
  if (flags === undefined || tags === undefined) return undefined;
  const loadMs = Number(load);
  const storedAt = Math.floor(Number(born) / 1000) + loadMs;
  const freshUntil = storedAt + Number(ttl);
  return {
    born: Number(born),
    loadMs,
    storedAt,
    freshUntil,
    staleUntil: freshUntil + Number(stale),
    graceUntil: freshUntil + Number(grace),
    flags,
    tags: tags === '' ? [] : tags.split(','),
    payload: stored.subarray(end + 1),
  };
}

/** The stamp of an entry or a tombstone; 0 where there is none. */
export function bornOf(stored: Buffer | null): number {
  return (stored && Number.parseInt(stored.toString('latin1', 0, 17), 10)) || 0;
}

export function freshnessOf(entry: Entry, nowMs: number): Freshness {
  if (nowMs < entry.freshUntil) return 'fresh';
  if (nowMs < entry.staleUntil) return 'stale';
  return nowMs < entry.graceUntil ? 'grace' : 'expired';
}

/**
 * Whether this caller is the one to refresh a fresh entry early. The longer loading takes and the nearer the end, the
 * likelier, so that one caller of many does it in time: XFetch, Vattani, Chierichetti and Lowenstein, "Optimal
 * Probabilistic Cache Stampede Prevention", VLDB 2015.
 */
export function isEarly(leftMs: number, loadMs: number, beta: number): boolean {
  // 1 - random() is never 0. Beyond 20 loads the chance is below 1 in 10^8.
  return leftMs < loadMs * beta * 20 && leftMs <= -loadMs * beta * Math.log(1 - Math.random());
}

/** Tags as they are stored and told: without the commas and spaces that separate them. */
export function encodeTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map(encodeURIComponent))];
}
