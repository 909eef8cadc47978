import { z } from 'zod';
import { defineOptions } from '../../kernel/options.js';
import type { DashboardSources } from './dashboard.sources.js';

const schema = z.strictObject({
  sampleMs: z
    .int()
    .min(100)
    .max(60_000)
    .default(2000)
    .describe('How often the service looks at itself; open pages hear of it at once'),
  historyMs: z
    .int()
    .min(1000)
    .max(3_600_000)
    .default(600_000)
    .describe('How far back the charts of a page go that has just been opened'),
  apiPath: z
    .string()
    .regex(/^(\/[\w.-]+)*$/)
    .default('/v1')
    .describe('Under which path the app serves its routes; empty where it has no prefix'),
  sources: z
    .custom<DashboardSources>((value) => typeof value === 'object' && value !== null)
    .default({})
    .describe('What is shown of other features: functions that tell it'),
});

/** Options of the dashboard. */
export const dashboardOptions = defineOptions('Dashboard', schema);
/** Options of the dashboard, checked and with their defaults. */
export type DashboardOptions = z.output<typeof schema>;
