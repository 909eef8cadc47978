import { z } from 'zod';
import type { MetricSource } from '../../kernel/metrics.js';
import { defineOptions } from '../../kernel/options.js';

const source = z.custom<MetricSource>((value) => typeof value === 'function', 'must be a function');

const schema = z.strictObject({
  process: z
    .boolean()
    .default(true)
    .describe('Whether CPU, memory, event loop and the like are told as well'),
  sourceTimeoutMs: z
    .int()
    .min(10)
    .max(10_000)
    .default(1000)
    .describe('How long a scrape waits for one source'),
  sources: z
    .record(z.string().regex(/^[a-z][a-z-]*$/), source)
    .default({})
    .describe('Functions that tell further metrics, by the name under which a failure is counted'),
});

/** Options of the metrics. */
export const metricsOptions = defineOptions('Metrics', schema);
/** Options of the metrics, checked and with their defaults. */
export type MetricsOptions = z.output<typeof schema>;
