import type { TestingModule } from '@nestjs/testing';
import { AnalyticsModule, AnalyticsService } from '../../../src/features/analytics/index.js';
import { UNITS } from '../../../src/features/analytics/analytics.users.js';
import { startModule } from '../../support/app.js';
import { cluster, standalone } from '../../support/topologies.js';
import { bruteForce, empty, localTime, ranked, seeded, type Counted, type Sent } from './analytics.model.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const ZONE = 'Europe/Berlin';
const PART = 2000;
const local = localTime(ZONE);

/**
 * Traffic of so many days that are over: pages by Zipf's law and as many again that nobody asks for twice, users who come
 * back, a fifth more at weekends, some events days late. In the order in which they come.
 */
function traffic(days: number, visitsADay: number): Sent[] {
  const random = seeded(2026);
  const zipf = (n: number) => Math.floor(n ** random()) - 1;
  const startAt = (Math.floor(Date.now() / DAY) - days - 4) * DAY;
  let users = 0;
  // A third are new; who came lately is likelier to come again.
  const somebody = () => (random() < 0.35 ? users++ : Math.max(0, users - 1 - zipf(users + 1)));
  const told = Array.from({ length: days }, (_, day) =>
    Array.from({ length: visitsADay * (day % 7 < 2 ? 1.2 : 1) }, (__, n) => {
      const at = startAt + day * DAY + Math.floor(random() * DAY);
      return visit(random, { zipf, at, userId: `u${somebody()}`, junk: `/zz/junk/${day}/${n}` });
    }),
  ).flat(2);
  return told
    .map((sent) => ({ sent, due: random() < 0.03 ? sent.at + random() * 3 * DAY : sent.at }))
    .toSorted((a, b) => a.due - b.due)
    .map(({ sent }) => sent);
}

/** Some page views, and now and then another event, some minutes apart. */
function visit(
  random: () => number,
  { zipf, junk, ...first }: { zipf: (n: number) => number; junk: string; at: number; userId: string },
): Sent[] {
  const referrer = ['a.example', 'b.example'][zipf(4)] ?? 'c.example';
  const sent: Sent[] = [];
  let { at } = first;
  for (let more = 0; more === 0 || random() < 0.72; more++) {
    const path = random() < 0.5 ? `${junk}/${more}` : `/page/${zipf(200)}`;
    const name = ['signup', 'search'][zipf(4)] ?? 'purchase';
    const { userId } = first;
    sent.push(random() < 0.1 ? { at, userId, name } : { at, userId, name: 'pageview', path, referrer });
    at += Math.floor(random() * 9 * MINUTE) + 1000;
  }
  return sent;
}

const asEvents = (sent: readonly Sent[]) =>
  sent.map(({ referrer, ...event }) => ({ ...event, ...(referrer && { referrer: `https://${referrer}/` }) }));

function totalsOf({ pageviews, events, visits, bounces, durationMs }: Counted) {
  return { pageviews, events, visits, bounces, durationMs };
}

const add = (into: Map<string, number>, from: ReadonlyMap<string, number>) => {
  for (const [value, count] of from) into.set(value, (into.get(value) ?? 0) + count);
};

describe.each([
  ['a year, standalone', standalone, { days: 365, visitsADay: 20, shards: 1 }],
  ['ten weeks, on a Cluster', cluster, { days: 70, visitsADay: 20, shards: 4 }],
] as const)('%s', (_name, target, { days, visitsADay, shards }) => {
  const sent = traffic(days, visitsADay);
  const expected = bruteForce(sent, ZONE);
  const dates = [...expected.keys()].filter((name) => name.length === 10).toSorted();
  let module: TestingModule;
  let analytics: AnalyticsService;
  const parts = Array.from({ length: Math.ceil(sent.length / PART) }, (_, i) => ({
    id: `part-${i}`,
    events: asEvents(sent.slice(i * PART, (i + 1) * PART)),
  }));

  beforeAll(async () => {
    const site = { timeZone: ZONE, users: 'exact', shards } as const;
    module = await startModule(target, [
      AnalyticsModule.forRoot({ sites: { year: site }, keptPages: 20, hoursKeepMs: 400 * DAY }),
    ]);
    analytics = module.get(AnalyticsService);
    for (const { events, id } of parts) {
      expect(await analytics.importEvents('year', events, { id })).toEqual({
        accepted: events.length,
        rejected: 0,
      });
    }
    // What is sent again counts nothing.
    await Promise.all(
      parts.slice(-2).map(async ({ events, id }) => analytics.importEvents('year', events, { id })),
    );
  }, 120_000);
  afterAll(async () => module.close());

  it('has views, events, visits, bounces and durations of each day as brute force has them, and visitors nearly so', async () => {
    const { items } = await analytics.pageviews('year', { from: dates[0], to: dates.at(-1) });
    expect(items.map(({ date }) => date)).toEqual(dates);
    let [told, counted] = [0, 0];
    for (const { at: _at, date, visitors = 0, ...counts } of items) {
      const day = expected.get(date) ?? empty();
      expect({ date, ...counts }).toEqual({ date, ...totalsOf(day) });
      expect(Math.abs(visitors - day.users.size)).toBeLessThanOrEqual(Math.max(3, 0.05 * day.users.size));
      told += visitors;
      counted += day.users.size;
    }
    expect(Math.abs(told / counted - 1)).toBeLessThan(0.0081);
    const months = await analytics.pageviews('year', { from: dates[0], to: dates.at(-1), interval: 'month' });
    const byMonth = Map.groupBy(dates, (date) => date.slice(0, 7));
    expect(months.items.map(({ date, pageviews }) => [date, pageviews])).toEqual(
      [...byMonth].map(([month, of]) => [
        month,
        of.reduce((sum, date) => sum + (expected.get(date)?.pageviews ?? 0), 0),
      ]),
    );
  });

  it('has each hour, on the days of 23 and 25 hours too', async () => {
    const lengths = new Map<number, number>();
    for (let first = 0; first < dates.length; first += 60) {
      const [from, to] = [dates[first], dates[Math.min(first + 59, dates.length - 1)]];
      const { items } = await analytics.pageviews('year', { from, to, interval: 'hour' });
      for (const { at, date: _date, ...counts } of items)
        expect({ at, ...counts }).toEqual({ at, ...totalsOf(expected.get(local(at).hour) ?? empty()) });
      for (const hours of Map.groupBy(items, ({ date }) => date).values())
        lengths.set(hours.length, (lengths.get(hours.length) ?? 0) + 1);
    }
    if (days === 365) expect(Object.fromEntries(lengths)).toEqual({ 23: 1, 24: dates.length - 2, 25: 1 });
  });

  it('has users of each day, week and month, and who came back, exactly', async () => {
    const active = [...expected].filter(([name]) => name.length === 10);
    const usersIn = (unit: keyof typeof UNITS) => {
      const periods = new Map<string, Set<string>>();
      for (const [date, { users }] of active.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
        const name = UNITS[unit].nameOf(Date.parse(date) / DAY).replace('w', '');
        periods.set(name, new Set([...(periods.get(name) ?? []), ...users]));
      }
      return periods;
    };
    const [byDay, byWeek, byMonth] = [usersIn('day'), usersIn('week'), usersIn('month')];
    for (let i = 0; i < dates.length; i += 9) {
      const date = dates[i] ?? '';
      const day = Date.parse(date) / DAY;
      expect(await analytics.activeUsers('year', { date })).toMatchObject({
        daily: byDay.get(date)?.size,
        weekly: byWeek.get(UNITS.week.nameOf(day).replace('w', ''))?.size,
        monthly: byMonth.get(UNITS.month.nameOf(day))?.size,
        exact: true,
      });
    }
    for (const [unit, periods] of [
      ['week', byWeek],
      ['month', byMonth],
    ] as const) {
      const { items, exact } = await analytics.retention('year', { unit, from: dates[0], to: dates.at(-1) });
      expect(exact).toBe(true);
      const known = new Set<string>();
      const sets = [...periods.values()];
      expect(items.map(({ cohort }) => cohort)).toEqual([...periods.keys()]);
      for (const [i, { users, returned }] of items.entries()) {
        const fresh = [...(sets[i] ?? [])].filter((user) => !known.has(user));
        expect(users).toBe(fresh.length);
        expect(returned).toEqual(sets.slice(i).map((of) => fresh.filter((user) => of.has(user)).length));
        for (const user of fresh) known.add(user);
      }
    }
  });

  it('has rankings that add up: exact where nothing was too rare, else never too high, and the junk does not hide the pages', async () => {
    for (let first = 0; first < dates.length; first += 30) {
      const range = dates.slice(first, first + 30);
      const asked = { from: range[0], to: range.at(-1) };
      const sums = { pages: new Map(), names: new Map(), referrers: new Map() } as Record<
        'pages' | 'names' | 'referrers',
        Map<string, number>
      >;
      for (const date of range)
        for (const kind of ['pages', 'names', 'referrers'] as const)
          add(sums[kind], expected.get(date)?.[kind] ?? new Map());
      const names = await analytics.top('year', { ...asked, dimension: 'event', limit: 100 });
      expect(names).toMatchObject({ exact: true, items: ranked(sums.names), other: 0 });
      const sources = await analytics.top('year', { ...asked, dimension: 'referrer', limit: 100 });
      expect(sources.items).toEqual(ranked(sums.referrers));

      const pages = await analytics.top('year', { ...asked, limit: 10 });
      const all = [...sums.pages.values()].reduce((sum, count) => sum + count, 0);
      expect(pages.items.reduce((sum, { count }) => sum + count, 0) + pages.other).toBe(all);
      for (const { value, count } of pages.items)
        expect(count).toBeLessThanOrEqual(sums.pages.get(value) ?? 0);
      // Of some days alone there is too little to be told from junk.
      if (range.length < 30) continue;
      const best = ranked(sums.pages).slice(0, 3);
      expect(pages.items.map(({ value }) => value)).toEqual(
        expect.arrayContaining(best.map(({ value }) => value)),
      );
      const seen = best.reduce(
        (sum, { value }) => sum + (pages.items.find((each) => each.value === value)?.count ?? 0),
        0,
      );
      const real = best.reduce((sum, { count }) => sum + count, 0);
      expect(seen).toBeGreaterThan(0.7 * real);
    }
  });
});
