import { z } from 'zod';
import { assertSafeJson } from '../../kernel/json.js';
import { nameOf } from '../../kernel/schema.js';

/** Most events of one request. */
export const MAX_EVENTS = 500;

/** Longest path, in bytes, without its query. */
export const MAX_PATH_BYTES = 512;

const MAX_URL = 4096;

export const siteName = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,63}$/,
    'must be 1 to 64 of a-z, 0-9, dot, dash and underscore, the first a letter or digit',
  )
  .describe('The name of a site, such as its domain')
  .meta({ example: 'shop.example' });

export const timeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'must be a time zone of the IANA database, such as Europe/Berlin')
  .meta({ example: 'Europe/Berlin' });

export const origin = z
  .string()
  .regex(/^https?:\/\/[^/\s]+$/, 'must be an origin such as https://shop.example, without a path')
  .transform((text) => text.toLowerCase());

const eventName = nameOf('an event name', 64)
  .describe('`pageview`, or what your app calls it')
  .meta({ example: 'pageview' });
const userId = nameOf('a user id', 128).describe(
  'The id of a user in your own system; only a digest of it is kept',
);
const batchId = nameOf('an id', 64).describe(
  'Sent again under the same id within ten minutes, it is counted once',
);

export const eventInput = z
  .strictObject({
    name: eventName,
    path: z
      .string()
      .max(MAX_URL)
      .regex(/^\//, 'must begin with /')
      .optional()
      .describe('Path of the page; its query is left out'),
    url: z.string().max(MAX_URL).optional().describe('The whole address of the page, in place of `path`'),
    referrer: z
      .string()
      .max(MAX_URL)
      .optional()
      .describe('Where the visitor came from, as `document.referrer` has it'),
    userId: userId.optional(),
    properties: z
      .record(
        z.string().regex(/^[a-z][\w-]{0,31}$/i, 'must be 1 to 32 letters, digits, dashes and underscores'),
        z.union([z.string().max(256), z.number(), z.boolean()]),
      )
      .refine((properties) => Object.keys(properties).length <= 10, 'must not be more than 10')
      .optional()
      .describe('At most 10 values by name'),
    at: z.int().min(0).optional().describe('When it happened, in epoch milliseconds; now unless told'),
    id: batchId.optional(),
  })
  .refine(({ name, path, url }) => name !== 'pageview' || path !== undefined || url !== undefined, {
    path: ['path'],
    message: 'a page view needs its path or its url',
  })
  .meta({
    id: 'AnalyticsEvent',
    example: { name: 'pageview', path: '/pricing', referrer: 'https://news.example/today', userId: 'ada' },
  });
/** Something that happened on a site: `pageview` of a path, or whatever the app names. */
export type AnalyticsEvent = z.input<typeof eventInput>;

const batchInput = z
  .strictObject({
    events: z
      .array(z.record(z.string(), z.unknown()))
      .min(1)
      .max(MAX_EVENTS)
      .describe(
        'Events as they are sent alone. Each is checked by itself: one that is wrong does not hold up the others',
      ),
    id: batchId.optional(),
  })
  .meta({
    id: 'AnalyticsBatch',
    example: { events: [{ name: 'pageview', path: '/' }, { name: 'signup' }], id: 'b-17' },
  });

/** What `navigator.sendBeacon` sends is text, and where the host app does not read it for us we do. */
const fromText = z.preprocess((body) => {
  if (typeof body !== 'string') return body;
  try {
    const json: unknown = JSON.parse(body);
    assertSafeJson(json);
    return json;
  } catch {
    return undefined;
  }
}, z.unknown());

/** Says of the one kind of body that was meant what is wrong with it, and not that neither fits. */
const trackBody = z.union([batchInput, eventInput], {
  error: (issue) => {
    const meant = isObject(issue.input) && 'events' in issue.input ? 0 : 1;
    const faults = 'errors' in issue ? (issue.errors as z.core.$ZodIssue[][])[meant] : undefined;
    return faults?.map(({ path, message }) => `${path.join('.')} ${message}`.trim()).join('; ');
  },
});

/** The body of a request: one event, or `{ events: [...] }`. */
export const trackInput = fromText.pipe(trackBody).meta({
  id: 'AnalyticsTrack',
  example: { name: 'pageview', path: '/pricing', referrer: 'https://news.example/' },
});
export type TrackInput = z.output<typeof trackInput>;

export const trackOutput = z
  .strictObject({
    accepted: z.int().describe('How many events were taken'),
    rejected: z.int().describe('How many were not'),
    errors: z
      .array(z.strictObject({ index: z.int(), path: z.string(), message: z.string() }))
      .optional()
      .describe('Why not, for the first 20 of them, by their place in the batch'),
  })
  .meta({ id: 'AnalyticsTracked', example: { accepted: 2, rejected: 0 } });
/** How many events were taken, and why others were not. */
export type Tracked = z.output<typeof trackOutput>;

const instant = z
  .union([
    z.int().min(0),
    z
      .string()
      .regex(/^\d{1,16}$/)
      .transform(Number),
    z.iso.date(),
    z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  ])
  .describe('An instant in epoch milliseconds, or `2026-03-29` for a whole day of the site');

const range = {
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

export const pageviewsQuery = z.strictObject({
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

export const DIMENSIONS = ['page', 'entry', 'exit', 'referrer', 'event'] as const;
/** What can be ranked. */
export type Dimension = (typeof DIMENSIONS)[number];

const rows = z.union([
  z.int().min(1).max(1000),
  z
    .string()
    .regex(/^([1-9]\d{0,2}|1000)$/)
    .transform(Number),
]);

export const topQuery = z.strictObject({
  dimension: z.enum(DIMENSIONS).default('page'),
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

export const activeUsersQuery = z.strictObject({
  date: z.iso.date().optional().describe('Of the day, its week from Monday and its month; today unless told'),
  ...range,
});
export type ActiveUsersQuery = z.input<typeof activeUsersQuery>;

const activeUsers = z.strictObject({
  date: z.string(),
  daily: z.int().describe('Users who were active on the day'),
  weekly: z.int().describe('in the week from its Monday'),
  monthly: z.int().describe('in its calendar month'),
  visitors: z.int().describe('Visitors of the day, those without a `userId` included'),
  error: z.number().describe('Standard error of these numbers, as a part of them'),
});
/** How many different users were active in a day, its week and its month. */
export type ActiveUsers = z.output<typeof activeUsers>;
const activeExample = {
  date: '2026-03-29',
  daily: 120,
  weekly: 410,
  monthly: 1103,
  visitors: 377,
  error: 0.0081,
};

export const activeUsersOutput = z
  .union([activeUsers, z.strictObject({ items: z.array(activeUsers), nextCursor: z.null() })])
  .describe('Of one day; with `from` and `to` of each day, as `items`')
  .meta({ id: 'AnalyticsActiveUsers', example: activeExample });

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

export const sitesOutput = z
  .strictObject({
    items: z.array(z.strictObject({ site: z.string(), timeZone: z.string(), shards: z.int() })),
    nextCursor: z.null(),
  })
  .meta({
    id: 'AnalyticsSites',
    example: { items: [{ site: 'shop.example', timeZone: 'Europe/Berlin', shards: 1 }], nextCursor: null },
  });

// Over the Redis transport the path's parameters travel in the message; who reaches it is a service, and may say who the visitor is.
const visitor = z
  .strictObject({ ip: z.string().max(64).optional(), userAgent: z.string().max(1024).optional() })
  .describe('Whose event it is, where the message does not come from the visitor');
const siteField = { site: siteName, visitor: visitor.optional() };
export const trackMessage = z
  .union([
    z.strictObject({ ...batchInput.shape, ...siteField }),
    z.strictObject({ ...eventInput.shape, ...siteField }),
  ])
  .meta({ id: 'AnalyticsTrackMessage', example: { site: 'shop.example', name: 'pageview', path: '/' } });
export type TrackMessage = z.output<typeof trackMessage>;
export const siteMessage = z.strictObject({ site: siteName });
export type SiteMessage = z.output<typeof siteMessage>;
export const pageviewsMessage = pageviewsQuery.extend({ site: siteName });
export type PageviewsMessage = z.output<typeof pageviewsMessage>;
export const topMessage = topQuery.extend({ site: siteName });
export type TopMessage = z.output<typeof topMessage>;
export const activeUsersMessage = activeUsersQuery.extend({ site: siteName });
export type ActiveUsersMessage = z.output<typeof activeUsersMessage>;

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
