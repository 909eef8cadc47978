import { z } from 'zod';
import { pageLimit } from '../../kernel/schema.js';
import { MAX_URL, userId } from './analytics.schemas.js';
import { siteName, siteSettings } from './analytics.site.schemas.js';

/** The end of the year 9999: what comes after it has no date of ten characters. */
const LATEST = Date.UTC(9999, 11, 31);

const instant = z
  .union([
    z.int().min(0).max(LATEST),
    z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number)
      .pipe(z.number().max(LATEST)),
    z.iso.date(),
    z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  ])
  .describe('An instant in epoch milliseconds, or `2026-03-29` for a whole day of the site');

export const range = {
  from: instant.optional().describe('Where to begin: epoch milliseconds, or the first day as `2026-03-01`'),
  to: instant
    .optional()
    .describe(
      'Where to end: epoch milliseconds, not included, or the last day as `2026-03-31`; now unless told',
    ),
};
/** A stretch of time as it is asked for. */
export interface Range {
  readonly from?: number | string | undefined;
  readonly to?: number | string | undefined;
}

const compare = z
  .literal('previous')
  .optional()
  .describe('`previous` adds the totals of the period of the same length before');

export const format = z.enum(['json', 'csv']).default('json').describe('`csv` for spreadsheets');

export const pageviewsQuery = z.strictObject({
  compare,
  path: z.string().max(MAX_URL).regex(/^\//).optional().describe('Of this page only; by day or month'),
  interval: z.enum(['minute', 'hour', 'day', 'month']).default('day'),
  ...range,
});
export type PageviewsQuery = z.input<typeof pageviewsQuery>;

const counts = {
  pageviews: z.int(),
  events: z.int().describe('Events other than page views').optional(),
  visits: z.int().optional(),
  bounces: z.int().describe('Visits of one event').optional(),
  durationMs: z.int().describe('How long the visits were together').optional(),
  visitors: z.int().describe('Visitors of the day, with a standard error of 0.81 %; by day only').optional(),
};

export const pageviewsOutput = z
  .strictObject({
    interval: z.string(),
    timeZone: z.string(),
    total: z
      .strictObject(counts)
      .describe('The sum of the items; `visitors` is told by the day and has none'),
    previous: z
      .strictObject({ from: z.int(), to: z.int(), total: z.strictObject(counts) })
      .optional()
      .describe('Of the period before, where it was asked for'),
    items: z.array(
      z.strictObject({
        at: z.int().describe('When the interval begins'),
        date: z.string().describe('Its day in the time zone of the site, or its month'),
        ...counts,
      }),
    ),
    nextCursor: z.null(),
  })
  .meta({
    id: 'AnalyticsPageviews',
    example: {
      interval: 'day',
      timeZone: 'Europe/Berlin',
      total: { pageviews: 1042, events: 31, visits: 400, bounces: 210, durationMs: 36_000_000 },
      items: [
        {
          at: 1_774_738_800_000,
          date: '2026-03-29',
          pageviews: 1042,
          events: 31,
          visits: 400,
          bounces: 210,
          durationMs: 36_000_000,
          visitors: 377,
        },
      ],
      nextCursor: null,
    },
  });
/** Counts by interval. Times in milliseconds. */
export type Pageviews = z.output<typeof pageviewsOutput>;

/** What is ranked of every site. */
export const DIMENSIONS = [
  'page',
  'event',
  'entry',
  'exit',
  'referrer',
  'source',
  'medium',
  'campaign',
  'browser',
  'os',
  'device',
  'country',
] as const;

const dimension = z.union(
  [
    z.enum(DIMENSIONS),
    z.string().regex(/^property:[a-z][\w-]{0,31}$/i) as z.ZodType<`property:${string}`, `property:${string}`>,
  ],
  { error: `must be one of ${DIMENSIONS.join(', ')}, or property:<name>` },
);
/** What can be ranked: pages, events and declared properties of all, the rest of visits. */
export type Dimension = z.output<typeof dimension>;

const rows = z.union([
  z.int().min(1).max(1000),
  z
    .string()
    .regex(/^([1-9]\d{0,2}|1000)$/)
    .transform(Number),
]);

export const topQuery = z.strictObject({
  dimension: dimension.default('page').describe('What to rank; `property:<name>` for a declared property'),
  limit: rows.default(10).describe('How many at most: 1 to 1000, 10 unless told'),
  ...range,
});
export type TopQuery = z.input<typeof topQuery>;

export const topOutput = z
  .strictObject({
    dimension: z.string(),
    counts: z.enum(['pageviews', 'visits', 'events']).describe('What is counted'),
    from: z.string().describe('The first day'),
    to: z.string().describe('The last day'),
    items: z.array(z.strictObject({ value: z.string(), count: z.int() })),
    other: z.int().describe('What others add up to, those included that were too rare to be told apart'),
    exact: z
      .boolean()
      .describe('Whether none were too rare: then each count is exact, else none is too high'),
    nextCursor: z.null(),
  })
  .meta({
    id: 'AnalyticsTop',
    example: {
      dimension: 'page',
      counts: 'pageviews',
      from: '2026-03-01',
      to: '2026-03-31',
      items: [{ value: '/pricing', count: 812 }],
      other: 230,
      exact: true,
      nextCursor: null,
    },
  });
/** The most frequent values of a dimension. */
export type Top = z.output<typeof topOutput>;

export const liveOutput = z
  .strictObject({
    visitors: z.int().describe('Visitors of whom something came in the last minutes (`liveMs`)'),
    pageviews: z.int().describe('Page views of the last 30 minutes, this one included'),
    minutes: z.array(z.strictObject({ at: z.int(), pageviews: z.int() })),
  })
  .meta({
    id: 'AnalyticsLive',
    example: { visitors: 12, pageviews: 31, minutes: [{ at: 1_774_738_800_000, pageviews: 31 }] },
  });
/** What happens at the moment. */
export type Live = z.output<typeof liveOutput>;

const losses = {
  bot: z.int().describe('From pages that a bot had opened'),
  doNotTrack: z.int().describe('From browsers that ask not to be counted'),
  late: z.int().describe('Too long ago when they came'),
  origin: z.int().describe('From pages of other origins than those listed'),
  visits: z.int().describe('Counted, but without a visit, since too many began in a minute'),
  users: z.int().describe('Counted, but their users by an estimate only, since there are too many'),
  funnels: z.int().describe('Counted, but not followed through a funnel, since too many are in it'),
};

export const droppedQuery = z.strictObject(range);
export type DroppedQuery = z.input<typeof droppedQuery>;

export const droppedOutput = z
  .strictObject({
    items: z.array(
      z.strictObject({
        date: z.string(),
        ...losses,
        rare: z
          .record(z.string(), z.int())
          .describe('How often values were counted that were too rare to be told apart, by dimension'),
      }),
    ),
    nextCursor: z.null(),
  })
  .meta({
    id: 'AnalyticsDropped',
    example: {
      items: [
        {
          date: '2026-03-29',
          bot: 31,
          doNotTrack: 2,
          late: 0,
          origin: 0,
          visits: 0,
          users: 0,
          funnels: 0,
          rare: { page: 12 },
        },
      ],
      nextCursor: null,
    },
  });
/** What was left out, day by day, and why. */
export type Dropped = z.output<typeof droppedOutput>;

const storedSite = siteSettings.required({ timeZone: true, shards: true }).extend({
  site: z.string(),
  usersSince: z.iso
    .date()
    .optional()
    .describe('From which day on users are counted exactly, where it was not from the first'),
});
const siteExample = { site: 'shop.example', timeZone: 'Europe/Berlin', shards: 1 };

export const siteOutput = storedSite.meta({ id: 'AnalyticsSite', example: siteExample });

export const sitesQuery = z.strictObject({
  limit: pageLimit,
  cursor: siteName.optional().describe('`nextCursor` of the page before'),
});
export type SitesQuery = z.input<typeof sitesQuery>;

export const sitesOutput = z
  .strictObject({ items: z.array(storedSite), nextCursor: z.string().nullable() })
  .meta({ id: 'AnalyticsSites', example: { items: [siteExample], nextCursor: null } });
/** A page of sites, by name. */
export type SitesPage = z.output<typeof sitesOutput>;

// Over HTTP a list can be had for spreadsheets, too.
export const pageviewsAsked = pageviewsQuery.extend({ format });
export type PageviewsAsked = z.output<typeof pageviewsAsked>;
export const topAsked = topQuery.extend({ format });
export type TopAsked = z.output<typeof topAsked>;

// Over the Redis transport the path's parameters travel in the message.
export const siteMessage = z.strictObject({ site: siteName });
export type SiteMessage = z.output<typeof siteMessage>;
export const pageviewsMessage = pageviewsQuery.extend({ site: siteName });
export type PageviewsMessage = z.output<typeof pageviewsMessage>;
export const topMessage = topQuery.extend({ site: siteName });
export type TopMessage = z.output<typeof topMessage>;
export const droppedMessage = droppedQuery.extend({ site: siteName });
export type DroppedMessage = z.output<typeof droppedMessage>;
export const setSiteMessage = siteSettings.extend({ site: siteName });
export type SetSiteMessage = z.output<typeof setSiteMessage>;
export const forgetMessage = z.strictObject({ site: siteName, userId });
export type ForgetMessage = z.output<typeof forgetMessage>;
