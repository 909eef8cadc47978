import { z } from 'zod';
import { defineOptions } from '../../kernel/options.js';

const schema = z.strictObject({
  maxEntries: z.int().min(1).max(10_000).default(100).describe('Most entries of one owner'),
  ttlMs: z
    .int()
    .min(1)
    .default(3_600_000)
    .describe('How long entries are kept after the last one was put, in milliseconds'),
});

/** Options of __kebab__. */
export const __camel__Options = defineOptions('__Pascal__', schema);
/** Options of __kebab__, checked and with their defaults. */
export type __Pascal__Options = z.output<typeof schema>;
