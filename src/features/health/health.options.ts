import { z } from 'zod';
import { defineOptions } from '../../kernel/options.js';

const schema = z.strictObject({
  details: z
    .boolean()
    .default(true)
    .describe('Whether readiness tells the version of Redis and warnings about its setup'),
});

/** Options of the health routes. */
export const healthOptions = defineOptions('Health', schema);
/** Options of the health routes, checked and with their defaults. */
export type HealthOptions = z.output<typeof schema>;
