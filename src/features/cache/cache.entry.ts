import { isText, type Codec } from './cache.codec.js';

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
  /** By which it can be invalidated, as they are or as they follow from the value; at most 1,024 bytes of them, encoded. */
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
  readonly freshUntil: number;
  readonly staleUntil: number;
  readonly graceUntil: number;
  readonly flags: string;
  readonly tags: readonly string[];
  /** Text where a codec of ours wrote text. */
  readonly payload: string | Buffer;
}

/** How good an entry still is. */
export type Freshness = 'fresh' | 'stale' | 'grace' | 'expired';

/** What stands at a key of an entry. */
export interface Stored {
  /** Stamp of the entry or the tombstone; 0 where there is neither. */
  readonly born: number;
  /** Undefined for a tombstone, and for what others may have put there. */
  readonly entry: Entry | undefined;
}

const NOTHING: Stored = { born: 0, entry: undefined };

/** Reads what store-entry.lua has written. */
export function parseStored(stored: Buffer | null): Stored {
  if (!stored) return NOTHING;
  const head = new Head(stored);
  const born = head.number() || 0;
  const loadMs = head.number();
  const freshUntil = Math.floor(born / 1000) + loadMs + head.number();
  const staleUntil = freshUntil + head.number();
  const graceUntil = freshUntil + head.number();
  const flags = head.text(SEMICOLON);
  const tags = head.text(NEWLINE);
  if (tags === undefined || flags === undefined || Number.isNaN(staleUntil + graceUntil))
    return { born, entry: undefined };
  const payload = isText(flags) ? stored.toString('utf8', head.at) : stored.subarray(head.at);
  const entry = {
    born,
    loadMs,
    freshUntil,
    staleUntil,
    graceUntil,
    flags,
    tags: tags === '' ? NO_TAGS : tags.split(','),
    payload,
  };
  return { born, entry };
}

const SEMICOLON = 0x3b;
const NEWLINE = 0x0a;
const ZERO = 0x30;
const NO_TAGS: readonly string[] = [];

/** The head of an entry, read byte by byte: a tenth of what it costs to make texts of it and numbers of these. */
class Head {
  at = 0;

  constructor(private readonly bytes: Buffer) {}

  /** The digits up to the next semicolon; NaN for what is no number. */
  number(): number {
    const { bytes } = this;
    let value = 0;
    for (let byte = bytes[this.at++]; byte !== SEMICOLON; byte = bytes[this.at++]) {
      const digit = (byte ?? 0) - ZERO;
      if (!(digit >= 0 && digit <= 9)) return Number.NaN;
      value = value * 10 + digit;
    }
    return value;
  }

  /** What comes before the next such byte; undefined where there is none. */
  text(end: number): string | undefined {
    const { bytes, at } = this;
    let to = at;
    while (to < bytes.length && bytes[to] !== end) to++;
    this.at = to + 1;
    return to < bytes.length ? bytes.toString('latin1', at, to) : undefined;
  }
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
