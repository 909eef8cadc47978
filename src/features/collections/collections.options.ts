import { z } from 'zod';
import { defineOptions } from '../../kernel/options.js';

const schema = z.strictObject({
  maxItemBytes: z
    .int()
    .min(1)
    .max(16 * 1024 * 1024)
    .default(64 * 1024)
    .describe('Longest item that is stored, as JSON in UTF-8 bytes'),
});

/** Options of collections. */
export const collectionsOptions = defineOptions('Collections', schema);
/** Options of collections, checked and with their defaults. */
export type CollectionsOptions = z.output<typeof schema>;
