import type { TestingModule } from '@nestjs/testing';
import { AnalyticsModule, AnalyticsService } from '../../../src/features/analytics/index.js';
import { FollowedFunnel } from '../../../src/features/analytics/analytics.funnel.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { standalone, topologies } from '../../support/topologies.js';
import { localTime, seeded } from './analytics.model.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const zone = 'Europe/Berlin';
const local = localTime(zone);

interface Stepped {
  readonly at: number;
  readonly userId: string;
  readonly name: string;
  readonly path?: string;
}

const STEPS = [{ path: '/pricing' }, { event: 'signup' }, { path: '/docs/*' }, { event: 'purchase' }];
const WINDOW = 30 * HOUR;

const IS_STEP: ((event: Stepped) => boolean)[] = [
  ({ path }) => path === '/pricing',
  ({ name }) => name === 'signup',
  ({ path = '' }) => path.startsWith('/docs/'),
  ({ name }) => name === 'purchase',
];
const isStep = (event: Stepped | undefined, step: number) =>
  event !== undefined && (IS_STEP[step - 1]?.(event) ?? false);

/** Whether somebody who began with the first of these events comes to a step with the last one. */
function leads(events: readonly Stepped[], step: number): boolean {
  const first = events[0];
  const last = events.at(-1);
  if (!first || !last) return false;
  if (!isStep(first, 1) || !isStep(last, step) || last.at - first.at > WINDOW) return false;
  if (step === 1) return events.length === 1;
  const next = events
    .slice(1, -1)
    .reduce((due, event) => (due < step && isStep(event, due) ? due + 1 : due), 2);
  return events.length > 1 && next === step;
}

/** With which event somebody began who comes to a step with the last of these: the latest that leads there. */
function beginningOf(events: readonly Stepped[], step: number): Stepped | undefined {
  for (let first = events.length - 1; first >= 0; first--)
    if (leads(events.slice(first), step)) return events[first];
  return undefined;
}

/** How many came to each step, by the day on which they began. */
function bruteForce(sent: readonly Stepped[]): Map<string, number[]> {
  const came = [...Map.groupBy(sent, ({ userId }) => userId)].flatMap(([userId, events]) =>
    events.flatMap((_, last) =>
      [1, 2, 3, 4].flatMap((step) => {
        const first = beginningOf(events.slice(0, last + 1), step);
        return first ? [`${local(first.at).date} ${step} ${userId}`] : [];
      }),
    ),
  );
  const counts = new Map<string, number[]>();
  for (const each of new Set(came)) {
    const [date = '', step] = each.split(' ');
    const of = counts.get(date) ?? [0, 0, 0, 0];
    of[Number(step) - 1] = (of[Number(step) - 1] ?? 0) + 1;
    counts.set(date, of);
  }
  return counts;
}

/** What some people do in five days, in order of time. */
function walks(seed: number, count: number): Stepped[] {
  const random = seeded(seed);
  const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T;
  const startAt = Date.now() - 5 * DAY;
  return Array.from({ length: count }, (_, i): Stepped => {
    const at = startAt + Math.floor((i / count) * 4.99 * DAY);
    const userId = `user-${Math.floor(random() * 60)}`;
    const page = pick(['/pricing', '/docs/start', '/docs/api', '/about', undefined]);
    return page === undefined || random() < 0.4
      ? { at, userId, name: pick(['signup', 'purchase', 'search']) }
      : { at, userId, name: 'pageview', path: page };
  });
}

const datesOf = (sent: readonly { at: number }[]) =>
  [...new Set(sent.map(({ at }) => local(at).date))].toSorted();

describe.each(topologies)('people on %s', (_name, target) => {
  let module: TestingModule;
  let analytics: AnalyticsService;
  beforeAll(async () => {
    const funnels = { signup: { steps: STEPS, windowMs: WINDOW } };
    const site = { timeZone: zone, funnels, users: 'exact' } as const;
    module = await startModule(target, [
      AnalyticsModule.forRoot({ maxLateMs: 7 * DAY, sites: { one: site, four: { ...site, shards: 4 } } }),
    ]);
    analytics = module.get(AnalyticsService);
  });
  afterAll(async () => module.close());

  it.each(['one', 'four'])('of %s come as far in a funnel as brute force says', async (site) => {
    const sent = walks(5, 4000);
    for (let i = 0; i < sent.length; i += 200)
      await analytics.track(site, sent.slice(i, i + 200), { id: `w${i}` });
    // Sent again: nobody comes any further.
    await analytics.track(site, sent.slice(3800), { id: 'w3800' });
    const expected = bruteForce(sent);
    const all = [0, 0, 0, 0];
    for (const date of datesOf(sent)) {
      const { items, windowMs } = await analytics.funnel(site, 'signup', { from: date, to: date });
      expect(windowMs).toBe(WINDOW);
      expect([date, ...items.map(({ count }) => count)]).toEqual([date, ...(expected.get(date) ?? all)]);
    }
    const { items } = await analytics.funnel(site, 'signup', { from: datesOf(sent)[0] });
    for (const counts of expected.values())
      for (const [i, count] of counts.entries()) all[i] = (all[i] ?? 0) + count;
    expect(items.map(({ count }) => count)).toEqual(all);
    expect(items[3]).toMatchObject({ step: 4, event: 'purchase' });
    expect(items[1]?.ofPrevious).toBeCloseTo((all[1] ?? 0) / (all[0] ?? 1), 3);
  });

  it('of a site that keeps them are counted exactly, and their return by day and week', async () => {
    const site = 'four';
    const sent = walks(9, 3000);
    const users = new Map<string, Set<string>>();
    for (let i = 0; i < sent.length; i += 250) await analytics.track(site, sent.slice(i, i + 250));
    for (const { at, userId } of [...walks(5, 4000), ...sent]) {
      const { date } = local(at);
      users.set(date, (users.get(date) ?? new Set()).add(userId));
    }
    const dates = [...users.keys()].toSorted();
    for (const { date, daily, exact } of await analytics.activeUsersByDay(site, { from: dates[0] }))
      expect({ date, daily, exact }).toEqual({ date, daily: users.get(date)?.size ?? 0, exact: true });
    const { items, exact } = await analytics.retention(site, { unit: 'day', from: dates[0] });
    expect(exact).toBe(true);
    const known = new Set<string>();
    for (const { cohort, users: count, returned } of items) {
      const fresh = [...(users.get(cohort) ?? [])].filter((user) => !known.has(user));
      const later = dates.slice(dates.indexOf(cohort));
      expect(count).toBe(fresh.length);
      expect(returned).toEqual(
        later.map((date) => fresh.filter((user) => users.get(date)?.has(user)).length),
      );
      for (const user of fresh) known.add(user);
    }
    const weeks = await analytics.retention(site, { unit: 'week' });
    expect(weeks.items.reduce((sum, week) => sum + week.users, 0)).toBe(60);
    expect(weeks.items).toHaveLength(8);
  });

  it('who have no id are followed by address and browser', async () => {
    const at = (ip: string) => ({ visitor: { ip, userAgent: 'Mozilla/5.0 Firefox/140.0' } });
    const dates = { from: Date.now() - HOUR };
    const before = (await analytics.funnel('one', 'signup', dates)).items.map(({ count }) => count);
    await analytics.track('one', { name: 'pageview', path: '/pricing' }, at('192.0.2.1'));
    await analytics.track('one', { name: 'pageview', path: '/pricing?a=1' }, at('192.0.2.2'));
    await analytics.track(
      'one',
      [{ name: 'signup' }, { name: 'pageview', path: '/docs/x' }],
      at('192.0.2.2'),
    );
    const after = (await analytics.funnel('one', 'signup', dates)).items.map(({ count }) => count);
    expect(after.map((count, i) => count - (before[i] ?? 0))).toEqual([2, 1, 1, 0]);
  });

  it('who are forgotten leave nothing that could be told of them', async () => {
    const [site, userId] = ['one', 'ada@example.com'];
    await analytics.track(site, [{ name: 'pageview', path: '/pricing', userId }]);
    const redis = module.get(RedisConnection);
    const funnel = new FollowedFunnel('signup', STEPS, WINDOW).id;
    const size = async () => {
      const keys = redis.keys('analytics');
      const buckets = [
        ...Array.from({ length: 4096 }, (_, i) => keys(`${site}:0`, `k:${i}`)),
        ...Array.from({ length: 512 }, (_, i) => keys(`${site}:0`, `p:${funnel}:${i}`)),
      ];
      const sizes = await Promise.all(buckets.map(async (key) => redis.client.hlen(key)));
      return sizes.reduce((sum, each) => sum + each, 0);
    };
    const before = await size();
    await analytics.forgetUser(site, userId);
    expect(await size()).toBe(before - 2);
  });
});

describe('a site', () => {
  const visit = { name: 'pageview', path: '/', userId: 'ada' };

  it('that does not count users exactly says so, and begins to on the day after it was told to', async () => {
    const module = await startModule(standalone, [AnalyticsModule.forRoot({})]);
    const analytics = module.get(AnalyticsService);
    await analytics.track('shop', visit);
    await expect(analytics.retention('shop')).rejects.toMatchObject({ code: 'USERS_NOT_KEPT' });
    expect(await analytics.activeUsers('shop')).toMatchObject({ daily: 1, exact: false });
    const tomorrow = new Date(Date.now() + DAY).toISOString().slice(0, 10);
    expect(await analytics.setSite('shop', { users: 'exact' })).toMatchObject({ usersSince: tomorrow });
    expect(await analytics.setSite('shop', { users: 'exact' })).toMatchObject({ usersSince: tomorrow });
    await analytics.track('shop', { ...visit, userId: 'bob' });
    expect(await analytics.activeUsers('shop')).toMatchObject({ daily: 2, exact: false });
    expect(await analytics.retention('shop')).toMatchObject({ items: [] });
    await module.close();
  });

  it('that the options tell to later does so as well', async () => {
    const before = await startModule(standalone, [AnalyticsModule.forRoot({})]);
    await before.get(AnalyticsService).track('shop', visit);
    const { prefix } = before.get(RedisConnection).options;
    const after = await startModule({ ...standalone, prefix }, [AnalyticsModule.forRoot({ users: 'exact' })]);
    await after.get(AnalyticsService).track('shop', visit);
    await after.get(AnalyticsService).track('new', visit);
    expect((await after.get(AnalyticsService).list()).items).toEqual([
      { site: 'new', timeZone: 'UTC', shards: 1, users: 'exact' },
      { site: 'shop', timeZone: 'UTC', shards: 1, users: 'exact', usersSince: expect.any(String) },
    ]);
    expect(await after.get(AnalyticsService).activeUsers('new')).toMatchObject({ daily: 1, exact: true });
    await before.close();
    await after.close();
  });

  it('has bounds of users and of people in funnels, tells what is past them, and estimates again', async () => {
    const funnels = { short: { steps: [{ path: '/' }, { event: 'signup' }] } };
    const module = await startModule(standalone, [
      AnalyticsModule.forRoot({
        users: 'exact',
        maxUsers: 1000,
        maxInFunnel: 500,
        sites: { shop: { funnels } },
      }),
    ]);
    const analytics = module.get(AnalyticsService);
    for (let i = 0; i < 6000; i += 500) {
      const events = Array.from({ length: 500 }, (_, n) => ({ ...visit, userId: `u${i + n}` }));
      await analytics.track('shop', events);
    }
    const { daily, exact } = await analytics.activeUsers('shop');
    expect(exact).toBe(false);
    expect(Math.abs(daily - 6000)).toBeLessThan(300);
    const [dropped] = (await analytics.dropped('shop', { from: new Date().toISOString().slice(0, 10) }))
      .items;
    const [first] = (await analytics.funnel('shop', 'short')).items;
    // One in each of as many hashes.
    expect(first?.count).toBeLessThanOrEqual(512);
    expect(first?.count).toBeGreaterThan(400);
    expect(dropped).toMatchObject({ funnels: 6000 - (first?.count ?? 0) });
    expect(dropped?.users).toBeGreaterThanOrEqual(6000 - 4096);
    expect(await analytics.retention('shop', { unit: 'day' })).toMatchObject({ exact: false });
    await expect(analytics.funnel('shop', 'other')).rejects.toMatchObject({ code: 'FUNNEL_NOT_FOUND' });
    await module.close();
  });
});
