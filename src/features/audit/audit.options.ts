import { z } from 'zod';
import { defineOptions } from '../../kernel/options.js';

const schema = z.strictObject({
  secret: z
    .string()
    .min(32, 'must have at least 32 characters, random ones')
    .optional()
    .describe('Key of the HMAC that chains the entries, the same for all instances'),
  maxEntries: z
    .int()
    .min(100)
    .max(10_000_000)
    .default(100_000)
    .describe('How many entries are kept, about; the oldest go first'),
  scopes: z
    .string()
    .default('api-keys:write,session:write,session:admin,rate-limit:write,dashboard:reveal,dashboard:write')
    .describe('What is written down when it was done: whatever needed one of these scopes'),
  refusalsEveryMs: z
    .int()
    .min(0)
    .default(60_000)
    .describe('How often the same refusal to the same key is written down'),
});

/** Options of the audit. */
export const auditOptions = defineOptions('Audit', schema);
/** Options of the audit, checked and with their defaults. */
export type AuditOptions = z.output<typeof schema>;
