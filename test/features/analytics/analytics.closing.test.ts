import type { TestingModule } from '@nestjs/testing';
import { AnalyticsModule, AnalyticsService } from '../../../src/features/analytics/index.js';
import { DIMENSIONS } from '../../../src/features/analytics/analytics.report.schemas.js';
import { AnalyticsCloser } from '../../../src/features/analytics/analytics.worker.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { standalone, topologies } from '../../support/topologies.js';

const DAY = 86_400_000;
const DAYS_KEPT = 90;

const dateAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);

describe.each(topologies)('days that are over, on %s', (_name, target) => {
  let module: TestingModule;
  let analytics: AnalyticsService;
  let redis: RedisConnection;
  let keyOf: (site: string, part: string) => string;
  beforeAll(async () => {
    module = await startModule(target, [AnalyticsModule.forRoot({})]);
    analytics = module.get(AnalyticsService);
    redis = module.get(RedisConnection);
    keyOf = (site, part) => redis.keys('analytics')(`${site}:0`, part);
  });
  afterAll(async () => module.close());

  /** A ranking as the ingest of that day would have left it: the n-th value was seen n times. */
  async function seed(site: string, part: string, size: number): Promise<number> {
    await analytics.track(site, { name: 'signup' });
    const members = Array.from({ length: size }, (_, i) => [
      String(i + 1),
      `/a/page/of/the/site/${i + 1}`,
    ]).flat();
    await redis.client.zadd(keyOf(site, part), ...members);
    await redis.client.pexpire(keyOf(site, part), DAYS_KEPT * DAY);
    return (size * (size + 1)) / 2;
  }

  it('are packed when they are read, keep what matters and add up the rest', async () => {
    const date = dateAgo(4);
    const all = await seed('packed', `t:page:${date}`, 800);
    const query = { from: date, to: date, limit: 1000 };
    const top = await analytics.top('packed', query);
    expect(top.items).toHaveLength(400);
    expect(top.items[0]).toEqual({ value: '/a/page/of/the/site/800', count: 800 });
    expect(top.items.at(-1)).toEqual({ value: '/a/page/of/the/site/401', count: 401 });
    expect(top).toMatchObject({ exact: false, other: (400 * 401) / 2 });
    expect(top.items.reduce((sum, { count }) => sum + count, 0) + top.other).toBe(all);
    expect(await redis.client.exists(keyOf('packed', `t:page:${date}`))).toBe(0);
    expect(await redis.client.pttl(keyOf('packed', `f:page:${date}`))).toBeGreaterThan((DAYS_KEPT - 1) * DAY);
    expect(await analytics.top('packed', query)).toEqual(top);
    const ofPage = await analytics.pageviews('packed', {
      from: date,
      to: date,
      path: '/a/page/of/the/site/700',
    });
    expect(ofPage.total.pageviews).toBe(700);
  });

  it('take what somebody with a slow clock adds', async () => {
    const date = dateAgo(4);
    await seed('slow', `t:event:${date}`, 3);
    const query = { from: date, to: date, dimension: 'event' as const };
    expect((await analytics.top('slow', query)).items[0]).toEqual({
      value: '/a/page/of/the/site/3',
      count: 3,
    });
    await seed('slow', `t:event:${date}`, 2);
    const other = await startModule({ ...target, prefix: redis.options.prefix }, [
      AnalyticsModule.forRoot({}),
    ]);
    expect((await other.get(AnalyticsService).top('slow', query)).items.map(({ count }) => count)).toEqual([
      4, 3, 2,
    ]);
    await other.close();
  });

  it('are read once in a while, and anew when an import adds to them', async () => {
    const [from, to] = [dateAgo(40), dateAgo(3)];
    const ask = async () => (await analytics.pageviews('once', { from, to })).items;
    const countOf = (items: Awaited<ReturnType<typeof ask>>) =>
      items.map(({ date, pageviews, visitors }) => [date, pageviews, visitors]);
    const importOn = async (days: number) =>
      analytics.importEvents(
        'once',
        [{ name: 'pageview', path: '/', at: Date.now() - days * DAY, userId: `user-${days}` }],
        { id: `of ${days}` },
      );
    await importOn(30);
    const before = await ask();
    expect(countOf(before).filter(([, count]) => count)).toEqual([[dateAgo(30), 1, 1]]);
    // What a caller does with an answer is the caller's.
    for (const item of before) item.pageviews = 99;
    const [, month = ''] = /^(.*)-/.exec(dateAgo(30)) ?? [];
    await redis.client.hincrby(keyOf('once', `d:${month}`), `${dateAgo(30).slice(8)}p`, 5);
    expect(countOf(await ask()).filter(([, count]) => count)).toEqual([[dateAgo(30), 1, 1]]);
    await importOn(20);
    const after = countOf(await ask());
    expect(after.filter(([, count]) => count)).toEqual([
      [dateAgo(30), 6, 1],
      [dateAgo(20), 1, 1],
    ]);
    expect(after).toHaveLength(38);
  });

  it('are left alone while something may still come', async () => {
    const date = dateAgo(1);
    await seed('open', `t:page:${date}`, 800);
    const top = await analytics.top('open', { from: date, to: date, limit: 1000 });
    expect(top).toMatchObject({ exact: true, other: 0 });
    expect(top.items).toHaveLength(800);
    expect(await redis.client.exists(keyOf('open', `t:page:${date}`))).toBe(1);
  });
});

it('a day of a large site takes less than 100 KB once it is over', async () => {
  const module = await startModule(standalone, [AnalyticsModule.forRoot({})]);
  const redis = module.get(RedisConnection);
  const { client } = redis;
  const keys = redis.keys('analytics');
  await module.get(AnalyticsService).track('large', { name: 'signup' });
  const date = dateAgo(4);
  const key = (part: string) => keys('large:0', part);
  for (const dimension of DIMENSIONS) {
    const size = ['page', 'entry', 'exit'].includes(dimension) ? 2000 : 400;
    const members = Array.from({ length: size }, (_, i) => [
      String(5000 + i),
      `/shop/category-${i}/item-${i}`,
    ]).flat();
    await client.zadd(key(`t:${dimension}:${date}`), ...members);
    await client.pexpire(key(`t:${dimension}:${date}`), DAYS_KEPT * DAY);
  }
  for (let hour = 0; hour < 24; hour++)
    for (const metric of 'pevbt') await client.hset(key(`h:${date}`), `${hour * 4}${metric}`, 100_000 + hour);
  const ids = Array.from({ length: 20_000 }, (_, i) => `visitor-${i}`);
  await client.pfadd(key(`v:${date}`), ...ids);
  await client.pfadd(key(`u:${date}`), ...ids);
  const parts = [
    'h',
    'v',
    'u',
    'x',
    ...DIMENSIONS.flatMap((dimension) => [`t:${dimension}`, `f:${dimension}`]),
  ];
  const size = async () => {
    const sizes = await Promise.all(
      parts.map(async (part) => client.memory('USAGE', key(`${part}:${date}`), 'SAMPLES', 0)),
    );
    return sizes.reduce((sum: number, each) => sum + (each ?? 0), 0);
  };
  expect(await size()).toBeGreaterThan(800_000);
  await module.get(AnalyticsCloser).close();
  expect(await size()).toBeLessThan(100_000);
  await module.close();
});
