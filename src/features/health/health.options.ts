import { z } from 'zod';
import { defineOptions } from '../../kernel/options.js';

/** Tells how a part of the process is; `down` makes the process unready. Answers at once. */
export type HealthCheck = () => { readonly status: 'up' | 'down'; readonly [detail: string]: unknown };

const check = z.custom<HealthCheck>((value) => typeof value === 'function', 'must be a function');

const schema = z.strictObject({
  details: z
    .boolean()
    .default(true)
    .describe('Whether readiness tells the version of Redis and warnings about its setup'),
  checks: z
    .record(z.string(), check)
    .default({})
    .describe('Further parts of the process that readiness depends on, by name'),
});

/** Options of the health routes. */
export const healthOptions = defineOptions('Health', schema);
/** Options of the health routes, checked and with their defaults. */
export type HealthOptions = z.output<typeof schema>;
