import { z } from 'zod';
import { format, range } from './analytics.report.schemas.js';
import { eventName, funnelName, siteName } from './analytics.site.schemas.js';

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
  exact: z
    .boolean()
    .describe('Whether the users are exact numbers, as with `users: exact` of the site; visitors never are'),
  error: z.number().describe('Standard error of those that are not, as a part of them'),
});
/** How many different users were active in a day, its week and its month. */
export type ActiveUsers = z.output<typeof activeUsers>;
const activeExample = {
  date: '2026-03-29',
  daily: 120,
  weekly: 410,
  monthly: 1103,
  visitors: 377,
  exact: false,
  error: 0.0081,
};

export const activeUsersOutput = z
  .union([activeUsers, z.strictObject({ items: z.array(activeUsers), nextCursor: z.null() })])
  .describe('Of one day; with `from` and `to` of each day, as `items`')
  .meta({ id: 'AnalyticsActiveUsers', example: activeExample });

export const retentionQuery = z.strictObject({
  unit: z
    .enum(['day', 'week', 'month'])
    .default('week')
    .describe('Whether those who came first in a day, a week from Monday or a month are taken together'),
  ...range,
});
export type RetentionQuery = z.input<typeof retentionQuery>;

export const retentionOutput = z
  .strictObject({
    unit: z.enum(['day', 'week', 'month']),
    timeZone: z.string(),
    exact: z.boolean().describe('Whether none is missing, as with more than `maxUsers`'),
    items: z.array(
      z.strictObject({
        cohort: z
          .string()
          .describe('The day, the Monday of the week, or the month in which they were first there'),
        users: z.int().describe('How many were'),
        returned: z
          .array(z.int())
          .describe(
            'How many of them were there in this one, the next one and so on, up to the end of the range',
          ),
      }),
    ),
    nextCursor: z.null(),
  })
  .meta({
    id: 'AnalyticsRetention',
    example: {
      unit: 'week',
      timeZone: 'Europe/Berlin',
      exact: true,
      items: [
        { cohort: '2026-03-16', users: 120, returned: [120, 64] },
        { cohort: '2026-03-23', users: 97, returned: [97] },
      ],
      nextCursor: null,
    },
  });
/** How many of those who came first in a day, week or month came back later. */
export type RetentionAnswer = z.output<typeof retentionOutput>;

export const funnelQuery = z.strictObject(range);
export type FunnelQuery = z.input<typeof funnelQuery>;

export const funnelOutput = z
  .strictObject({
    funnel: z.string(),
    windowMs: z.int().describe('Within which time from the first step'),
    from: z.string().describe('The first day on which those began who are counted'),
    to: z.string().describe('The last day'),
    items: z.array(
      z.strictObject({
        step: z.int(),
        path: z.string().optional(),
        event: eventName.optional(),
        count: z.int().describe('How many came so far; who begins on two days counts on both'),
        ofFirst: z.number().describe('As a part of those who began'),
        ofPrevious: z.number().describe('As a part of those who came to the step before'),
      }),
    ),
    nextCursor: z.null(),
  })
  .meta({
    id: 'AnalyticsFunnel',
    example: {
      funnel: 'signup',
      windowMs: 86_400_000,
      from: '2026-03-01',
      to: '2026-03-31',
      items: [
        { step: 1, path: '/pricing', count: 812, ofFirst: 1, ofPrevious: 1 },
        { step: 2, event: 'signup', count: 97, ofFirst: 0.1195, ofPrevious: 0.1195 },
      ],
      nextCursor: null,
    },
  });
/** How many of those who began came to each step. */
export type FunnelAnswer = z.output<typeof funnelOutput>;

export const ofFunnel = z.strictObject({ site: siteName, funnel: funnelName });
export type OfFunnel = z.output<typeof ofFunnel>;

// Over HTTP a list can be had for spreadsheets, too.
export const retentionAsked = retentionQuery.extend({ format });
export type RetentionAsked = z.output<typeof retentionAsked>;
export const funnelAsked = funnelQuery.extend({ format });
export type FunnelAsked = z.output<typeof funnelAsked>;

// Over the Redis transport the path's parameters travel in the message.
export const retentionMessage = retentionQuery.extend({ site: siteName });
export type RetentionMessage = z.output<typeof retentionMessage>;
export const funnelMessage = funnelQuery.extend(ofFunnel.shape);
export type FunnelMessage = z.output<typeof funnelMessage>;
export const activeUsersMessage = activeUsersQuery.extend({ site: siteName });
export type ActiveUsersMessage = z.output<typeof activeUsersMessage>;
