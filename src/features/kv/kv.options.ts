import { z } from 'zod';
import { defineOptions } from '../../kernel/options.js';

const schema = z.strictObject({
  maxValueBytes: z
    .int()
    .min(1)
    .max(64 * 1024 * 1024)
    .default(512 * 1024)
    .describe('Longest value that is stored, as JSON in UTF-8 bytes'),
});

/** Options of the key-value store. */
export const kvOptions = defineOptions('Kv', schema);
/** Options of the key-value store, checked and with their defaults. */
export type KvOptions = z.output<typeof schema>;
