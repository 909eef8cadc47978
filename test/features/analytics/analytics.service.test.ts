import type { TestingModule } from '@nestjs/testing';
import { AnalyticsModule, AnalyticsService, type Dimension } from '../../../src/features/analytics/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { standalone, topologies } from '../../support/topologies.js';
import { bruteForce, empty, localTime, ranked, seeded, type Counted, type Sent } from './analytics.model.js';

const HOUR = 3_600_000;

/** Traffic of some hours until now in order of time, with few visitors so that visits get long, and some late events. */
function traffic(seed: number, count: number): Sent[] {
  const random = seeded(seed);
  const pick = <T>(values: readonly T[]) => values[Math.floor(random() ** 2 * values.length)] as T;
  const pages = Array.from({ length: 12 }, (_, i) => `/page/${i}`);
  const users = Array.from({ length: 30 }, (_, i) => `user-${i}`);
  const startAt = Date.now() - 20 * HOUR;
  return Array.from({ length: count }, (_, i): Sent => {
    const due = startAt + Math.floor((i / count) * 19.9 * HOUR);
    const at = random() < 0.05 ? due - Math.floor(random() * 3 * HOUR) : due;
    const userId = pick(users);
    if (random() < 0.2) return { at, userId, name: pick(['signup', 'purchase', 'search']) };
    return { at, userId, name: 'pageview', path: pick(pages), referrer: pick(['a.example', 'b.example']) };
  });
}

const asEvents = (sent: readonly Sent[]) =>
  sent.map(({ referrer, ...event }) => ({
    ...event,
    ...(referrer && { referrer: `https://www.${referrer}/x?y` }),
  }));

const notEmpty = ({ pageviews, events = 0 }: { pageviews: number; events?: number | undefined }) =>
  pageviews + events > 0;

function totalsOf(counted = empty()) {
  const { pageviews, events, visits, bounces, durationMs } = counted;
  return { pageviews, events, visits, bounces, durationMs };
}

async function compareRankings(
  analytics: AnalyticsService,
  { site, date }: { site: string; date: string },
  { pages, entries, exits, referrers, names, users }: Counted,
): Promise<void> {
  const maps = { page: pages, entry: entries, exit: exits, referrer: referrers, event: names };
  for (const [dimension, counts] of Object.entries(maps)) {
    const query = { from: date, to: date, limit: 100, dimension: dimension as Dimension };
    const { items, exact, other } = await analytics.top(site, query);
    expect({ exact, other }).toEqual({ exact: true, other: 0 });
    expect(items).toEqual(ranked(counts));
  }
  about((await analytics.activeUsers(site, { date })).daily, users.size);
}

/** Two of thirty fall into one register of a HyperLogLog once in forty times; four such pairs nobody will see. */
const about = (counted = 0, exact = 0) => expect(Math.abs(counted - exact)).toBeLessThanOrEqual(3);

describe.each(topologies)('analytics on %s', (_name, target) => {
  let module: TestingModule;
  let analytics: AnalyticsService;
  beforeAll(async () => {
    const sites = {
      berlin: { timeZone: 'Europe/Berlin' },
      kathmandu: { timeZone: 'Asia/Kathmandu', shards: 4 },
    };
    module = await startModule(target, [AnalyticsModule.forRoot({ sites, maxSites: 20 })]);
    analytics = module.get(AnalyticsService);
  });
  afterAll(async () => module.close());

  it.each([
    ['berlin', 'Europe/Berlin'],
    ['kathmandu', 'Asia/Kathmandu'],
  ])(
    'counts %s as brute force does: by day and hour, pages, entries, exits, referrers, events',
    async (site, zone) => {
      const sent = traffic(7, 3000);
      const events = asEvents(sent);
      for (let i = 0; i < events.length; i += 250)
        expect(await analytics.track(site, events.slice(i, i + 250))).toEqual({ accepted: 250, rejected: 0 });
      const expected = bruteForce(sent, zone);
      const local = localTime(zone);
      const dates = [...expected.keys()].filter((name) => name.length === 10).toSorted();
      const range = { from: dates[0], to: dates.at(-1) };

      const byDay = await analytics.pageviews(site, { ...range, interval: 'day' });
      expect(byDay.timeZone).toBe(zone);
      expect(byDay.items.filter(notEmpty).map(({ date }) => date)).toEqual(dates);
      for (const { at: _at, date, visitors, ...counts } of byDay.items.filter(notEmpty)) {
        expect(counts).toEqual(totalsOf(expected.get(date)));
        about(visitors, expected.get(date)?.users.size);
      }
      const byHour = await analytics.pageviews(site, { ...range, interval: 'hour' });
      for (const { at, date: _date, ...counts } of byHour.items)
        expect(counts).toEqual(totalsOf(expected.get(local(at).hour)));
      const from = Math.floor(Date.now() - 23.9 * HOUR);
      const byMinute = await analytics.pageviews(site, { from, interval: 'minute' });
      expect(byMinute.total.pageviews).toBe(sent.filter(({ name }) => name === 'pageview').length);

      for (const date of dates)
        await compareRankings(analytics, { site, date }, expected.get(date) ?? empty());
      const ofPage = await analytics.pageviews(site, { ...range, path: '/page/0' });
      for (const { date, pageviews } of ofPage.items)
        expect(pageviews).toBe(expected.get(date)?.pages.get('/page/0') ?? 0);
    },
  );

  it('counts a batch that is sent again once, in each of its shards', async () => {
    const events = Array.from({ length: 230 }, (_, i) => ({ name: 'pageview', path: '/', userId: `u${i}` }));
    const send = async () => analytics.track('kathmandu', events, { id: 'batch-1' });
    const before = (await analytics.pageviews('kathmandu')).total.pageviews;
    await Promise.all([send(), send(), send()]);
    expect(await send()).toEqual({ accepted: 230, rejected: 0 });
    expect((await analytics.pageviews('kathmandu')).total.pageviews).toBe(before + 230);
  });

  it('counts an event that is sent again under its own id once, in batches too', async () => {
    const event = { name: 'purchase', userId: 'ada', id: 'order-17' };
    await analytics.track('ids', event);
    await analytics.track('ids', [event, { name: 'purchase', userId: 'bob', id: 'order-18' }, event]);
    expect((await analytics.pageviews('ids')).total.events).toBe(2);
  });

  it('tells apart users of a week and a month, and who is live', async () => {
    const now = Date.now();
    await analytics.track('active', [
      { name: 'pageview', path: '/', userId: 'ada' },
      { name: 'pageview', path: '/', userId: 'bob', at: now - 23 * HOUR },
      { name: 'pageview', path: '/', userId: 'ada', at: now - 23 * HOUR },
    ]);
    const [today, before] = [now, now - 23 * HOUR].map((at) => new Date(at).toISOString().slice(0, 10));
    const active = await analytics.activeUsers('active', { date: today ?? '' });
    expect(active.daily).toBe(today === before ? 2 : 1);
    const days = await analytics.activeUsersByDay('active', { from: before, to: today });
    expect(days.map(({ date }) => date)).toEqual([...new Set([before, today])]);
    expect(days[0]?.daily).toBe(2);
    expect(Math.max(...days.map(({ monthly }) => monthly))).toBe(2);
    const live = await analytics.live('active');
    expect(live).toMatchObject({ visitors: 1, pageviews: 1 });
    expect(live.minutes).toHaveLength(30);
  });

  it('takes what is well formed of a batch, and says what is not', async () => {
    const answer = await analytics.track('partly', [
      { name: 'pageview' },
      { name: 'pageview', path: '/ok' },
      { name: 'signup', at: Date.now() - 48 * HOUR },
      { name: 'x', surprise: 1 },
      { name: 'pageview', path: `/${'x'.repeat(600)}` },
    ]);
    expect(answer).toMatchObject({ accepted: 1, rejected: 4 });
    expect(answer.errors?.map(({ index, path }) => [index, path])).toEqual([
      [0, 'path'],
      [2, 'at'],
      [3, ''],
      [4, 'path'],
    ]);
    expect((await analytics.top('partly')).items).toEqual([{ value: '/ok', count: 1 }]);
  });

  it('leaves the query out of a page, and a page of the site itself out of the referrers', async () => {
    await analytics.track('pages', [
      {
        name: 'pageview',
        url: 'https://shop.example/a?token=secret#x',
        referrer: 'https://shop.example/b',
        userId: '1',
      },
      { name: 'pageview', path: '/a?q=1', referrer: 'https://www.news.example/today', userId: '2' },
    ]);
    expect((await analytics.top('pages')).items).toEqual([{ value: '/a', count: 2 }]);
    expect((await analytics.top('pages', { dimension: 'referrer' })).items).toEqual([
      { value: '(direct)', count: 1 },
      { value: 'news.example', count: 1 },
    ]);
  });

  it('stores soon what nobody waits for, and all of it', async () => {
    const sent = Array.from({ length: 250 }, async () =>
      analytics.track('soon', { name: 'pageview', path: '/' }, { ack: 'buffered' }),
    );
    await Promise.all(sent);
    await eventually(async () => expect((await analytics.pageviews('soon')).total.pageviews).toBe(250));
  });

  it('gives every key an end but those of the site itself, and keeps no address, name or id of anybody', async () => {
    const visitor = { ip: '203.0.113.77', userAgent: 'Some Browser/1.0' };
    await analytics.track('private', [{ name: 'pageview', path: '/' }], { visitor });
    await analytics.track('private', { name: 'pageview', path: '/', userId: 'ada@example.com' });
    const redis = module.get(RedisConnection);
    const { client } = redis;
    const root = redis.keys('analytics')('private:0', '');
    const names = (await client.zrange(redis.keys('analytics')('private:0', 'live'), '0', '-1')).map(
      (id) => `s:${id}`,
    );
    expect(names).toHaveLength(2);
    const today = new Date().toISOString().slice(0, 10);
    for (const part of [
      'live',
      'pulse',
      `h:${today}`,
      `d:${today.slice(0, 7)}`,
      `t:page:${today}`,
      `v:${today}`,
      `u:${today}`,
      ...names,
    ])
      expect(await client.pttl(root + part)).toBeGreaterThan(0);
    for (const name of names) expect(await client.get(root + name)).toMatch(/^\d+ \d+ \d+ 1 \/$/);
    expect(await client.pttl(redis.keys('analytics')('private', `salt:${today}`))).toBeGreaterThan(23 * HOUR);
  });
});

describe('sites', () => {
  it('come with their first event up to a number, and are refused before anything is written where they may not', async () => {
    const module = await startModule(standalone, [AnalyticsModule.forRoot({ maxSites: 2 })]);
    const analytics = module.get(AnalyticsService);
    const event = { name: 'pageview', path: '/' };
    await expect(analytics.pageviews('one')).rejects.toMatchObject({ code: 'SITE_NOT_FOUND' });
    await analytics.track('one', event);
    await analytics.track('two', event);
    await expect(analytics.track('three', event)).rejects.toMatchObject({ code: 'SITE_LIMIT' });
    await expect(analytics.track('No such!', event)).rejects.toMatchObject({ code: 'SITE_NOT_FOUND' });
    const first = await analytics.list({ limit: 1 });
    expect(first).toMatchObject({ items: [{ site: 'one', timeZone: 'UTC' }], nextCursor: 'one' });
    expect(await analytics.list({ cursor: 'one' })).toMatchObject({
      items: [{ site: 'two' }],
      nextCursor: null,
    });
    await module.close();
  });

  it('are closed where told so, and keep the time zone that they were made with', async () => {
    const module = await startModule(standalone, [
      AnalyticsModule.forRoot({ openSites: false, sites: { shop: { timeZone: 'Europe/Berlin' } } }),
    ]);
    const analytics = module.get(AnalyticsService);
    await analytics.track('shop', { name: 'signup' });
    await expect(analytics.track('else', { name: 'signup' })).rejects.toMatchObject({
      code: 'SITE_NOT_FOUND',
    });
    const { prefix } = module.get(RedisConnection).options;
    const other = await startModule({ ...standalone, prefix }, [
      AnalyticsModule.forRoot({ sites: { shop: { timeZone: 'UTC' } } }),
    ]);
    await expect(other.get(AnalyticsService).track('shop', { name: 'signup' })).rejects.toMatchObject({
      code: 'SITE_MISMATCH',
    });
    await other.close();
    await module.close();
  });
});

it('joins what comes late to the visit that it belongs to, also if it comes alone and over midnight', async () => {
  // Somewhere it is between one and two in the night.
  const offset = ((36 - new Date().getUTCHours()) % 24) - 11;
  const timeZone = `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
  const midnight = (Math.floor(Date.now() / HOUR) - 1) * HOUR;
  const module = await startModule(standalone, [AnalyticsModule.forRoot({ timeZone })]);
  const analytics = module.get(AnalyticsService);
  for (const minutes of [20, -5, -200])
    await analytics.track('late', {
      name: 'pageview',
      path: '/',
      userId: 'ada',
      at: midnight + minutes * 60_000,
    });
  const { total, items } = await analytics.pageviews('late');
  expect(items.slice(-2).map(({ pageviews }) => pageviews)).toEqual([2, 1]);
  expect(total).toMatchObject({ pageviews: 3, visits: 1, bounces: 0 });
  await module.close();
});

describe('bounds', () => {
  it('hold under junk: rankings, live visitors and visits; views are counted all the same', async () => {
    const module = await startModule(standalone, [
      AnalyticsModule.forRoot({ keptPages: 50, maxLive: 100, maxVisitsPerMinute: 200 }),
    ]);
    const analytics = module.get(AnalyticsService);
    const junk = Array.from({ length: 4000 }, (_, i) => ({
      name: 'pageview',
      path: i % 4 === 0 ? `/real/${i % 10}` : `/junk/${i}`,
      userId: `u${i}`,
    }));
    for (let i = 0; i < junk.length; i += 100) await analytics.track('junk', junk.slice(i, i + 100));
    const { total, items } = await analytics.pageviews('junk');
    expect(total.pageviews).toBe(4000);
    // A minute may have turned meanwhile.
    expect(total.visits).toBeLessThanOrEqual(400);
    expect((await analytics.live('junk')).visitors).toBeLessThanOrEqual(100);
    const top = await analytics.top('junk', { limit: 5 });
    expect(top.exact).toBe(false);
    expect(top.items.every(({ value }) => value.startsWith('/real/'))).toBe(true);
    expect(top.items.reduce((sum, { count }) => sum + count, 0) + top.other).toBe(4000);
    const redis = module.get(RedisConnection);
    const key = redis.keys('analytics')('junk:0', `t:page:${items.at(-1)?.date}`);
    expect(await redis.client.zcard(key)).toBeLessThanOrEqual(100);
    await module.close();
  });
});
