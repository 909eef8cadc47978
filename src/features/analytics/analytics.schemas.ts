import { z } from 'zod';
import { assertSafeJson } from '../../kernel/json.js';
import { nameOf } from '../../kernel/schema.js';
import { eventName, propertyName, siteName } from './analytics.site.schemas.js';

/** Most events of one request. */
export const MAX_EVENTS = 500;

/** Longest path, in bytes, without its query. */
export const MAX_PATH_BYTES = 512;

/** Longest address, in characters, query and all. */
export const MAX_URL = 4096;

/** The id of a user, as the app has it. */
export const userId = nameOf('a user id', 128).describe(
  'The id of a user in your own system; only a digest of it is kept',
);
const batchId = nameOf('an id', 64).describe(
  'Sent again under the same id within ten minutes, it is counted once',
);

const NO_PAGE = { path: ['path'], message: 'a page view needs its path or its url' };

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
      .record(propertyName, z.union([z.string().max(256), z.number(), z.boolean()]))
      .refine((properties) => Object.keys(properties).length <= 10, 'must not be more than 10')
      .optional()
      .describe('At most 10 values by name'),
    at: z.int().min(0).optional().describe('When it happened, in epoch milliseconds; now unless told'),
    id: batchId.optional(),
  })
  .refine(namesItsPage, NO_PAGE)
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

// Over the Redis transport the path's parameters travel in the message; who reaches it is a service, and may say who the visitor is.
const visitor = z
  .strictObject({
    ip: z.string().max(64).optional(),
    userAgent: z.string().max(1024).optional(),
    country: z.string().length(2).optional(),
  })
  .describe('Whose event it is, where the message does not come from the visitor');
const siteField = { site: siteName, visitor: visitor.optional() };
export const trackMessage = z
  .union([
    z.strictObject({ ...batchInput.shape, ...siteField }),
    z.strictObject({ ...eventInput.shape, ...siteField }),
  ])
  .meta({ id: 'AnalyticsTrackMessage', example: { site: 'shop.example', name: 'pageview', path: '/' } });
export type TrackMessage = z.output<typeof trackMessage>;

/** An event of a day that is over. Who it came from can be told of each, as logs have it. */
export const importedEvent = z
  .strictObject({
    ...eventInput.shape,
    at: z.int().min(0).describe('When it happened, in epoch milliseconds'),
    visitor: visitor.optional(),
  })
  .refine(namesItsPage, NO_PAGE)
  .meta({
    id: 'AnalyticsImportedEvent',
    example: { name: 'pageview', path: '/', at: 1_774_738_800_000, userId: 'ada' },
  });
/** Something that happened on a day that is over. */
export type ImportedEvent = z.input<typeof importedEvent>;
/** The same as it was checked. */
export type CheckedImport = z.output<typeof importedEvent>;

const importBatch = z.strictObject({
  ...batchInput.shape,
  id: nameOf('an id', 64).describe(
    'Sent again under the same id within a week, it is counted once; with the same events in the same order',
  ),
});
export const importInput = importBatch.meta({
  id: 'AnalyticsImport',
  example: {
    events: [{ name: 'pageview', path: '/', at: 1_774_738_800_000, userId: 'ada' }],
    id: 'access.log.3-1200',
  },
});
export type ImportInput = z.output<typeof importInput>;
export const importMessage = importBatch.extend({ site: siteName });
export type ImportMessage = z.output<typeof importMessage>;

function namesItsPage({ name, path, url }: { name: string; path?: unknown; url?: unknown }): boolean {
  return name !== 'pageview' || path !== undefined || url !== undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
