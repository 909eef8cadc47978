import { InvalidInputError } from '../../kernel/errors.js';
import { MAX_TTL_MS } from '../../kernel/schema.js';
import { jsonCodec, type Codec } from './cache.codec.js';
import { encodeTags, type EntryOptions } from './cache.entry.js';
import { FENCE_MS, type CacheOptions } from './cache.options.js';

/** How an entry is cached, with nothing left open. */
export interface Settings {
  readonly ttlMs: number;
  readonly staleMs: number;
  readonly graceMs: number;
  readonly negativeTtlMs: number;
  readonly jitter: number;
  readonly earlyRefresh: number;
  readonly softTimeoutMs: number | undefined;
  readonly hardTimeoutMs: number;
  readonly tags: readonly string[] | ((value: never) => readonly string[]) | undefined;
  readonly codec: Codec;
  /** Never without a memory layer. */
  readonly memory: boolean;
  readonly copies: boolean;
  readonly maxValueBytes: number;
}

/** Fills in what a call leaves open. @throws InvalidInputError for times that are none */
export function settle<V>(options: EntryOptions<V>, defaults: CacheOptions): Settings {
  const { jitter = defaults.jitter, earlyRefresh = defaults.earlyRefresh } = options;
  const { copies = false, codec = jsonCodec, tags, softTimeoutMs } = options;
  const memory = options.memory !== false && defaults.memoryMaxBytes > 0;
  const { maxValueBytes } = defaults;
  const times = timesOf(options, defaults);
  return { ...times, jitter, earlyRefresh, softTimeoutMs, tags, codec, memory, copies, maxValueBytes };
}

function timesOf<V>(options: EntryOptions<V>, defaults: CacheOptions) {
  const { ttlMs = defaults.ttlMs, staleMs = defaults.staleMs, graceMs = defaults.graceMs } = options;
  const { negativeTtlMs = defaults.negativeTtlMs ?? ttlMs, hardTimeoutMs = defaults.hardTimeoutMs } = options;
  if (!(ttlMs >= 1 && Math.min(staleMs, graceMs, negativeTtlMs) >= 0 && hardTimeoutMs >= 1))
    throw new InvalidInputError(
      'ttlMs and hardTimeoutMs must be at least 1, staleMs, graceMs and negativeTtlMs at least 0',
    );
  return {
    ttlMs: whole(ttlMs),
    staleMs: whole(staleMs),
    graceMs: whole(graceMs),
    negativeTtlMs: whole(negativeTtlMs),
    hardTimeoutMs: whole(Math.min(hardTimeoutMs, FENCE_MS)),
  };
}

/** A time as Redis takes it: what was calculated may have a fraction, and what is to last is given as infinite. */
export function whole(ms: number): number {
  return Math.min(Math.ceil(ms), MAX_TTL_MS);
}

// The script that judges an entry by its tags reads so much of it, and they travel with every change.
const MAX_TAGS_BYTES = 1024;

/** All tags of a value, encoded. @throws InvalidInputError when they are too many */
export function tagsOf(settings: Pick<Settings, 'tags'>, value: unknown, more: readonly string[]): string[] {
  const { tags = [] } = settings;
  const own = typeof tags === 'function' ? tags(value as never) : tags;
  const encoded = encodeTags([...own, ...more]);
  if (encoded.join(',').length > MAX_TAGS_BYTES)
    throw new InvalidInputError(
      `The tags of one entry may not be longer than ${MAX_TAGS_BYTES} bytes, encoded`,
    );
  return encoded;
}

/** The tags that are known before the value is; undefined where some may follow from it. */
export function tagsBefore({ tags = [] }: Pick<Settings, 'tags'>): string[] | undefined {
  return typeof tags === 'function' ? undefined : encodeTags(tags);
}

/** A time to live, shortened at random, so that what was stored together does not expire together. */
export function jittered(ttlMs: number, jitter: number): number {
  return Math.max(1, Math.floor(ttlMs * (1 - jitter * Math.random())));
}
