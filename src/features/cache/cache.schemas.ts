import { z } from 'zod';
import { jsonValue, nameOf, ttlMs } from '../../kernel/schema.js';

export const namespaceName = z
  .string()
  .regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes or underscores')
  .describe('Name of a cache: letters, digits, dots, dashes, underscores')
  .meta({ example: 'catalog' });

export const cacheKey = nameOf('a key', 512)
  .describe('1 to 512 bytes of UTF-8, no control characters')
  .meta({ example: 'product-42' });

const tags = z
  .array(nameOf('a tag', 64))
  .max(16)
  .describe('By which the entry can be invalidated: at most 16, of 64 bytes each');

const extraMs = z.int().min(0).max(31_536_000_000);

const lease = z
  .string()
  .regex(/^\d{1,17}\.[\w-]{1,64}$/, 'must be a lease as it was answered')
  .describe('The lease under which it was loaded: it is not stored if it may be out of date');

export const putInput = z
  .strictObject({
    value: jsonValue,
    ttlMs: ttlMs.optional().describe('How long it is fresh'),
    staleMs: extraMs.optional().describe('How long after that it is served while somebody loads it anew'),
    graceMs: extraMs
      .optional()
      .describe('How long after ttlMs it is still answered, with hit false, to who may load it'),
    tags: tags.optional(),
    lease: lease.optional(),
  })
  .meta({
    id: 'CachePut',
    example: { value: { sku: 'book', price: 20 }, ttlMs: 60_000, staleMs: 600_000, tags: ['prices'] },
  });
export type PutInput = z.output<typeof putInput>;

export const putOutput = z
  .strictObject({ key: z.string(), stored: z.boolean() })
  .meta({ id: 'CacheStored', example: { key: 'product-42', stored: true } });

const flag = z
  .union([
    z.boolean(),
    z.enum(['1', '0', 'true', 'false']).transform((text) => text === '1' || text === 'true'),
  ])
  .describe('Hand me the lease to load it, if nobody has it');

const waitMs = z
  .union([
    z.int().min(0).max(10_000),
    z
      .string()
      .regex(/^\d{1,5}$/)
      .transform(Number)
      .refine((ms) => ms <= 10_000),
  ])
  .describe('With lease: how long to wait for who loads it, 0 to 10,000 ms');

export const readQuery = z.strictObject({ lease: flag.optional(), waitMs: waitMs.optional() });
export type ReadQuery = z.output<typeof readQuery>;

export const readOutput = z
  .strictObject({
    key: z.string(),
    hit: z
      .boolean()
      .describe('Whether the value may be used; if not, load it, or ask again after retryAfterMs'),
    value: z.unknown().optional().describe('With hit false: an older one, for the case that loading fails'),
    state: z.enum(['fresh', 'stale', 'grace']).optional(),
    ttlMs: z.int().optional().describe('How long it is fresh from now on'),
    tags: z.array(z.string()).optional(),
    lease: z
      .string()
      .optional()
      .describe('You are the one to load it: PUT it with this lease, or give it back'),
    leaseMs: z.int().optional().describe('How long the lease keeps others from loading'),
    retryAfterMs: z.int().optional().describe('Somebody else loads it: ask again then'),
  })
  .meta({
    id: 'CacheEntry',
    example: {
      key: 'product-42',
      hit: true,
      value: { sku: 'book', price: 20 },
      state: 'fresh',
      ttlMs: 51_220,
      tags: ['prices'],
    },
  });
/** An entry as it is read, or who is to load it. */
export type CacheRead = z.output<typeof readOutput>;

export const releaseInput = z
  .strictObject({ lease })
  .meta({ id: 'CacheRelease', example: { lease: '1795440764539600.mZ3kTq0pX1c2v3B4' } });
export type ReleaseInput = z.output<typeof releaseInput>;

export const releaseOutput = z
  .strictObject({ released: z.boolean() })
  .meta({ id: 'CacheReleased', example: { released: true } });

const oneOf = (input: { tags?: readonly string[] | undefined; all?: true | undefined }): boolean =>
  (input.tags === undefined) !== (input.all === undefined);

const what = z.strictObject({ tags: tags.min(1).max(100).optional(), all: z.literal(true).optional() });

export const invalidateInput = what
  .refine(oneOf, 'either tags or all')
  .meta({ id: 'CacheInvalidate', example: { tags: ['prices'] } });
export type InvalidateInput = z.output<typeof invalidateInput>;

export const invalidateOutput = z
  .strictObject({ invalidated: z.boolean() })
  .meta({ id: 'CacheInvalidated', example: { invalidated: true } });

export const statisticsOutput = z
  .strictObject({ namespaces: z.record(z.string(), z.record(z.string(), z.int())) })
  .meta({
    id: 'CacheStatistics',
    example: { namespaces: { app: { memoryHits: 9120, hits: 310, misses: 12, loads: 12, waits: 0 } } },
  });

// Over the Redis transport the path's parameters travel in the message.
export const keyMessage = z.strictObject({ namespace: namespaceName, key: cacheKey });
export type KeyMessage = z.output<typeof keyMessage>;
export const putMessage = putInput.extend(keyMessage.shape);
export type PutMessage = z.output<typeof putMessage>;
export const readMessage = readQuery.extend(keyMessage.shape);
export type ReadMessage = z.output<typeof readMessage>;
export const releaseMessage = releaseInput.extend(keyMessage.shape);
export type ReleaseMessage = z.output<typeof releaseMessage>;
export const invalidateMessage = what
  .extend({ namespace: namespaceName })
  .refine(oneOf, 'either tags or all');
export type InvalidateMessage = z.output<typeof invalidateMessage>;
