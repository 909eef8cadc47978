import { z } from 'zod';
import { nameOf, pageLimit } from '../../kernel/schema.js';
import { MAX_KEY_TTL_MS } from './api-keys.options.js';

const EXAMPLE_ID = '0VPDjVDg3kXw8a2Q';

export const keyId = z
  .string()
  .regex(/^[0-9A-Za-z]{16}$/, 'must be an id as it was answered')
  .describe('The public id of a key')
  .meta({ example: EXAMPLE_ID });

const scope = z
  .string()
  .regex(
    /^(\*|[a-z][a-z0-9-]{0,31}:(\*|[a-z][a-z0-9-]{0,31}))$/,
    'must be `feature:action`, `feature:*` or `*`',
  );

export const createInput = z
  .strictObject({
    name: nameOf('a name', 64).describe('What the key is for, to be found again'),
    scopes: z.array(scope).min(1).max(64).describe('What it may do: `queue:write`, `cache:*`, `*`'),
    prefixes: z
      .array(nameOf('a prefix', 64))
      .max(32)
      .default([])
      .describe('With what names begin that it may deal with; none for all names'),
    ttlMs: z.int().min(1000).max(MAX_KEY_TTL_MS).optional().describe('How long it is good, a year at most'),
  })
  .meta({
    id: 'ApiKeyCreate',
    example: { name: 'shop', scopes: ['queue:write', 'cache:*'], prefixes: ['shop-'] },
  });
export type CreateInput = z.output<typeof createInput>;

export const rotateInput = z
  .strictObject({
    graceMs: z
      .int()
      .min(0)
      .max(7 * 86_400_000)
      .default(86_400_000)
      .describe('How long the secret before is good as well: a day unless told, a week at most'),
  })
  .meta({ id: 'ApiKeyRotate', example: { graceMs: 3_600_000 } });
export type RotateInput = z.output<typeof rotateInput>;

export const STATES = ['active', 'expired', 'revoked'] as const;

const fields = {
  id: keyId,
  name: z.string(),
  scopes: z.array(z.string()),
  prefixes: z.array(z.string()),
  state: z.enum(STATES),
  createdAt: z.int(),
  expiresAt: z.int(),
  revokedAt: z.int().nullable(),
  lastUsedAt: z.int().nullable().describe('Written down once a minute at most; null if it was never used'),
  rotatedAt: z.int().nullable(),
  previousUntilAt: z.int().nullable().describe('Until when the secret before is good; null if there is none'),
};

const example = {
  id: EXAMPLE_ID,
  name: 'shop',
  scopes: ['queue:write', 'cache:*'],
  prefixes: ['shop-'],
  state: 'active' as const,
  createdAt: 1_767_225_600_000,
  expiresAt: 1_775_001_600_000,
  revokedAt: null,
  lastUsedAt: null,
  rotatedAt: null,
  previousUntilAt: null,
};

export const keyOutput = z.strictObject(fields).meta({ id: 'ApiKey', example });
/** An API key as it is listed: what it may do and what became of it, and nothing secret. */
export type ApiKey = z.output<typeof keyOutput>;

export const issuedOutput = z
  .strictObject({ key: z.string().describe('The key itself, told this once'), apiKey: keyOutput })
  .meta({
    id: 'ApiKeyIssued',
    example: { key: `rk_${EXAMPLE_ID}_(43 characters)_(6 characters)`, apiKey: example },
  });
/** A key that was just made or given another secret, with its text. */
export type IssuedApiKey = z.output<typeof issuedOutput>;

export const listQuery = z.strictObject({
  limit: pageLimit,
  cursor: keyId.optional().describe('`nextCursor` of the page before'),
});
export type ListQuery = z.input<typeof listQuery>;

export const listOutput = z
  .strictObject({ items: z.array(keyOutput), nextCursor: z.string().nullable() })
  .meta({ id: 'ApiKeyPage', example: { items: [example], nextCursor: null } });
/** A page of keys in the order of their creation; `nextCursor` is null on the last. */
export type ApiKeyPage = z.output<typeof listOutput>;

// Over the Redis transport the path's parameters travel in the message.
export const idMessage = z.strictObject({ id: keyId });
export type IdMessage = z.output<typeof idMessage>;
