import { z } from 'zod';
import { nameOf } from '../../kernel/schema.js';

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
  .toLowerCase();

/** A property's name, as events have it and as a site declares it. */
export const propertyName = z
  .string()
  .regex(
    /^[a-z][\w-]{0,31}$/i,
    'must be 1 to 32 letters, digits, dashes and underscores, the first a letter',
  );

/** What an event is called. */
export const eventName = nameOf('an event name', 64)
  .describe('`pageview`, or what your app calls it')
  .meta({ example: 'pageview' });

/** Most steps of a funnel. */
const MAX_STEPS = 8;

export const funnelName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,31}$/, 'must be 1 to 32 of a-z, 0-9, dash and underscore')
  .describe('The name of a funnel')
  .meta({ example: 'signup' });

const step = z.union(
  [
    z.strictObject({
      path: z
        .string()
        .max(512)
        .regex(/^\//)
        .describe('A page view of this path; `/docs/*` of whatever begins so'),
    }),
    z.strictObject({ event: eventName }),
  ],
  { error: 'must be a path that begins with /, or the name of an event' },
);

const funnel = z.strictObject({
  steps: z.array(step).min(2).max(MAX_STEPS).describe('What has to happen, one after the other'),
  windowMs: z
    .int()
    .min(1000)
    .max(30 * 86_400_000)
    .optional()
    .describe('Within which time from the first step; a day unless told'),
});
/** Steps that are followed one after the other, within a time from the first. */
export type Funnel = z.output<typeof funnel>;

export const users = z.enum(['estimated', 'exact']);

/** What can be told of a site. */
export const siteSettings = z.strictObject({
  timeZone: timeZone.optional().describe('Whose days and hours count; fixed when the site is made'),
  shards: z
    .int()
    .min(1)
    .max(64)
    .optional()
    .describe('Over how many hash slots its visitors are spread; fixed when the site is made'),
  origins: z
    .array(origin)
    .max(100)
    .optional()
    .describe('Origins whose pages may send events, `https://shop.example`; none listed: all'),
  properties: z
    .array(propertyName)
    .max(10)
    .optional()
    .describe('Properties of events that are ranked; others are not kept'),
  countryHeader: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,63}$/, 'must be the name of a header in small letters')
    .optional()
    .describe(
      'The header in which the proxy before this service tells the country of a page, such as `cf-ipcountry`; it has to take out what comes from outside. Countries are not counted unless told',
    ),
  users: users
    .optional()
    .describe(
      '`exact` keeps under a digest of each `userId` the days on which it was active: exact numbers of active users, and retention',
    ),
  funnels: z
    .record(funnelName, funnel)
    .refine((funnels) => Object.keys(funnels).length <= 10, 'must not be more than 10')
    .optional()
    .describe('Funnels by name; one whose steps or window change begins anew'),
  bots: z
    .enum(['drop', 'count'])
    .optional()
    .describe('What becomes of events from pages that a bot has opened; dropped unless told'),
  honourDoNotTrack: z
    .boolean()
    .optional()
    .describe('Whether events of browsers that send `Sec-GPC` or `DNT` are left out; they are unless told'),
});
/** What can be told of a site. */
export type SiteSettings = z.output<typeof siteSettings>;

export const siteInput = siteSettings.meta({
  id: 'AnalyticsSiteInput',
  example: {
    timeZone: 'Europe/Berlin',
    origins: ['https://shop.example'],
    properties: ['plan'],
    users: 'exact',
    funnels: { signup: { steps: [{ path: '/pricing' }, { event: 'signup' }] } },
  },
});

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}
