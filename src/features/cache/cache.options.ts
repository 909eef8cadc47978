import { z } from 'zod';
import { defineOptions } from '../../kernel/options.js';
import { MAX_TTL_MS } from '../../kernel/schema.js';
import type { CachedRequest } from './cache.http.route.js';

/** Longest time from the beginning of a load until its value is stored. Tombstones stay that long, too. */
export const FENCE_MS = 60_000;

const lifetime = z.int().min(0).max(MAX_TTL_MS);

const schema = z.strictObject({
  namespace: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes or underscores')
    .default('app')
    .describe('Name of the cache that the app itself uses'),
  shards: z
    .int()
    .min(1)
    .max(256)
    .optional()
    .describe(
      'Into how many slots of a Cluster a namespace is spread: 16 on a Cluster, 1 else. The same for all who share the cache',
    ),
  ttlMs: lifetime
    .min(1)
    .default(300_000)
    .describe('How long a value is fresh, unless its entry says otherwise'),
  staleMs: lifetime.default(0).describe('How long after that it is served while it is loaded anew'),
  graceMs: lifetime
    .default(0)
    .describe('How long after ttlMs it is served where loading fails or Redis is away'),
  negativeTtlMs: lifetime
    .optional()
    .describe('How long null and undefined are fresh: ttlMs unless told, 0 to store neither'),
  jitter: z
    .number()
    .min(0)
    .max(0.9)
    .default(0.1)
    .describe(
      'By up to which part a time to live is shortened at random, so that entries do not expire together',
    ),
  earlyRefresh: z
    .number()
    .min(0)
    .max(10)
    .default(1)
    .describe('How eagerly one caller refreshes an entry shortly before it expires; 0 for never'),
  hardTimeoutMs: z
    .int()
    .min(1)
    .max(FENCE_MS)
    .default(10_000)
    .describe('How long a load may take, and how long one that died blocks others'),
  timeoutMs: z
    .int()
    .min(10)
    .max(10_000)
    .default(250)
    .describe('How long Redis may take before the cache does without it'),
  memoryMaxBytes: z
    .int()
    .min(0)
    .default(32 * 1024 * 1024)
    .describe('Size of the memory layer of this process, by encoded values; 0 for none'),
  memoryTrustMs: z
    .int()
    .min(100)
    .max(60_000)
    .default(2000)
    .describe('How long memory may be behind at most, if every message about changes is lost'),
  compressOverBytes: z
    .int()
    .min(0)
    .default(16 * 1024)
    .describe('From which size on values are compressed in Redis; 0 for never'),
  maxValueBytes: z
    .int()
    .min(1)
    .max(64 * 1024 * 1024)
    .default(1024 * 1024)
    .describe('Longest value that is stored, encoded; a longer one is loaded each time'),
  userOf: z
    .custom<(request: CachedRequest) => string | undefined>(
      (value) => typeof value === 'function',
      'must be a function',
    )
    .optional()
    .describe(
      'Whose request it is, for answers over HTTP that are kept for each user; by its credentials unless told',
    ),
});

/** Options of the cache. */
export const cacheOptions = defineOptions('Cache', schema);
/** Options of the cache, checked and with their defaults. */
export type CacheOptions = z.output<typeof schema>;
