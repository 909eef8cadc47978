import { z } from 'zod';
import { defineOptions } from '../../kernel/options.js';
import { siteName, siteSettings, timeZone, users } from './analytics.site.schemas.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const keepMs = z
  .int()
  .min(DAY)
  .max(3650 * DAY);

const schema = z.strictObject({
  timeZone: timeZone.default('UTC').describe('Time zone of sites that name none'),
  shards: z
    .int()
    .min(1)
    .max(64)
    .default(1)
    .describe('Over how many hash slots a site is spread that says nothing of it'),
  users: users
    .default('estimated')
    .describe('How users are counted of sites that say nothing of it: see `users` of a site'),
  openSites: z
    .boolean()
    .default(true)
    .describe('Whether a site comes with its first event; else only `sites` are taken'),
  maxSites: z.int().min(1).max(100_000).default(100).describe('Most sites'),
  sessionsSite: z
    .string()
    .regex(/^([a-z0-9][a-z0-9._-]{0,63})?$/, 'must be the name of a site')
    .default('')
    .describe('The site on which users of sessions count as active; none unless told'),
  sites: z.record(siteName, siteSettings).default({}).describe('Settings of single sites, by name'),
  visitGapMs: z
    .int()
    .min(1000)
    .max(DAY)
    .default(30 * MINUTE)
    .describe('A visit ends when nothing comes from the visitor for so long'),
  liveMs: z
    .int()
    .min(1000)
    .max(60 * MINUTE)
    .default(5 * MINUTE)
    .describe('How long after an event its visitor counts as live'),
  liveIntervalMs: z
    .int()
    .min(50)
    .max(60_000)
    .default(2000)
    .describe('How often those who watch are told who is live'),
  maxWatching: z.int().min(0).default(1000).describe('Most who may watch a process at a time'),
  maxLateMs: z
    .int()
    .min(0)
    .max(7 * DAY)
    .default(DAY)
    .describe(
      'How old an event may be when it arrives; salts of visitor ids are kept so long after their day',
    ),
  minutesKeepMs: keepMs.default(2 * DAY).describe('How long counts by the minute are kept'),
  hoursKeepMs: keepMs.default(90 * DAY).describe('How long counts by the hour, and rankings, are kept'),
  daysKeepMs: keepMs
    .default(1825 * DAY)
    .describe('How long counts by the day, and of active users, are kept'),
  keptPages: z
    .int()
    .min(10)
    .max(10_000)
    .default(1000)
    .describe('How many pages of a day are told apart at least; twice that at most'),
  keptValues: z.int().min(10).max(10_000).default(200).describe('The same for each other dimension'),
  maxVisitsPerMinute: z
    .int()
    .min(1)
    .default(10_000)
    .describe('Most visits that may begin in a minute in a shard; events of further ones count without'),
  maxLive: z.int().min(1).default(50_000).describe('Most live visitors of a shard that are told apart'),
  maxImportedVisitsPerMinute: z
    .int()
    .min(500)
    .default(100_000)
    .describe('The same of imports, which are refused for the rest of the minute past it'),
  maxUsers: z
    .int()
    .min(1)
    .default(1_000_000)
    .describe(
      'Most users of a shard who are counted exactly, in 4096 parts; with more it is estimated again',
    ),
  maxInFunnel: z
    .int()
    .min(1)
    .default(100_000)
    .describe('Most who are in a funnel at a time in a shard, in 512 parts; further ones are not followed'),
  maxIds: z
    .int()
    .min(1)
    .default(200_000)
    .describe('Most ids of batches that a shard remembers of ten minutes; resent ones past it count again'),
  flushMs: z
    .int()
    .min(1)
    .max(60_000)
    .default(250)
    .describe('How long an event waits at most for others, where it is not awaited'),
  batchSize: z.int().min(1).max(500).default(100).describe('Most events that are stored in one step'),
  maxBuffered: z
    .int()
    .min(1)
    .default(10_000)
    .describe('Most events of a process that wait for Redis; further ones are refused'),
});

/** Options of analytics. */
export const analyticsOptions = defineOptions('Analytics', schema);
/** Options of analytics, checked and with their defaults. */
export type AnalyticsOptions = z.output<typeof schema>;
