import { z } from 'zod';
import { defineOptions } from '../../kernel/options.js';

const DAY = 86_400_000;

/** Longest life of a key: a year (OWASP ASVS 5, 13.2.1 wants credentials of services to change). */
export const MAX_KEY_TTL_MS = 365 * DAY;

const schema = z.strictObject({
  secret: z
    .string()
    .min(32, 'must have at least 32 characters, random ones')
    .optional()
    .describe('Key of the HMAC under which keys are kept, the same for all instances'),
  root: z
    .string()
    .regex(/^([0-9A-Za-z]{16}:[\w-]{43}(,|$))*$/, 'must be what `npm run keys -- root` printed')
    .default('')
    .describe(
      'Keys that may do everything and do not live in Redis: `id:digest`, several with commas between',
    ),
  ttlMs: z
    .int()
    .min(1000)
    .max(MAX_KEY_TTL_MS)
    .default(90 * DAY)
    .describe('How long a key is good, unless it is told at its creation'),
  keepMs: z
    .int()
    .min(0)
    .max(MAX_KEY_TTL_MS)
    .default(90 * DAY)
    .describe('How long a key that has ended is still listed'),
  trustMs: z
    .int()
    .min(0)
    .max(60_000)
    .default(1000)
    .describe('How long a process believes what it has read of a key; 0 to ask Redis every time'),
  useIntervalMs: z.int().min(0).default(60_000).describe('How often it is written down that a key is used'),
  maxKeys: z.int().min(1).max(100_000).default(10_000).describe('How many keys there may be'),
});

/** Options of API keys. */
export const apiKeysOptions = defineOptions('ApiKeys', schema);
/** Options of API keys, checked and with their defaults. */
export type ApiKeysOptions = z.output<typeof schema>;
