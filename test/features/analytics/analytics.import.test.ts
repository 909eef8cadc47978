import type { TestingModule } from '@nestjs/testing';
import { AnalyticsModule, AnalyticsService } from '../../../src/features/analytics/index.js';
import { AnalyticsCloser } from '../../../src/features/analytics/analytics.worker.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule, startService } from '../../support/app.js';
import { standalone, topologies } from '../../support/topologies.js';

const DAY = 86_400_000;
const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/** Noon of a day that is over. */
const noon = (daysAgo: number) => Math.floor(Date.now() / DAY - daysAgo) * DAY + DAY / 2;
const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const view = (at: number, userId: string, path = '/') => ({ name: 'pageview', path, userId, at });

describe.each(topologies)('an import on %s', (_name, target) => {
  let module: TestingModule;
  let analytics: AnalyticsService;
  beforeAll(async () => {
    module = await startModule(target, [
      AnalyticsModule.forRoot({ sites: { shards: { shards: 4 }, exact: { users: 'exact' } } }),
    ]);
    analytics = module.get(AnalyticsService);
  });
  afterAll(async () => module.close());

  it('counts once what is sent again, in whatever state of the days; visits, visitors and rankings too', async () => {
    const at = noon(40);
    const events = Array.from({ length: 1200 }, (_, i) =>
      view(at + i * 1000, `u${i % 50}`, i % 3 === 0 ? '/a' : `/${i % 7}`),
    );
    const send = async () => analytics.importEvents('shards', events, { id: 'log-1' });
    expect(await send()).toEqual({ accepted: 1200, rejected: 0 });
    const range = { from: dateOf(at), to: dateOf(at) };
    const [day] = (await analytics.pageviews('shards', range)).items;
    expect(day).toMatchObject({ pageviews: 1200, visits: 50, bounces: 0 });
    expect(Math.abs((day?.visitors ?? 0) - 50)).toBeLessThanOrEqual(3);
    const top = await analytics.top('shards', range);
    expect(top.items[0]).toEqual({ value: '/a', count: 400 });
    // The day is packed by now; what comes again changes nothing, what comes more is added.
    await Promise.all([send(), send()]);
    expect(await analytics.pageviews('shards', range)).toEqual(await analytics.pageviews('shards', range));
    expect((await analytics.pageviews('shards', range)).total).toMatchObject({ pageviews: 1200, visits: 50 });
    expect((await analytics.top('shards', range)).items).toEqual(top.items);
    await analytics.importEvents('shards', [view(at + 2 * 3_600_000, 'u1', '/a')], { id: 'log-2' });
    expect((await analytics.top('shards', range)).items[0]).toEqual({ value: '/a', count: 401 });
    expect((await analytics.pageviews('shards', range)).total).toMatchObject({ visits: 51 });
  });

  it('takes of each event who it came from, and keeps nothing of it for long', async () => {
    const at = noon(5);
    const events = ['192.0.2.1', '192.0.2.2'].map((ip) => ({
      name: 'pageview',
      path: '/',
      at,
      visitor: { ip, userAgent: CHROME, country: 'de' },
    }));
    await analytics.importEvents('logs', events, { id: 'a' });
    const range = { from: dateOf(at), to: dateOf(at) };
    expect((await analytics.top('logs', { ...range, dimension: 'country' })).items).toEqual([
      { value: 'DE', count: 2 },
    ]);
    expect((await analytics.top('logs', { ...range, dimension: 'browser' })).items).toEqual([
      { value: 'Chrome', count: 2 },
    ]);
    expect((await analytics.pageviews('logs', range)).items[0]).toMatchObject({ visits: 2, visitors: 2 });
    expect((await analytics.live('logs')).visitors).toBe(0);
  });

  it('counts users exactly for as long ago as it likes, and who came back', async () => {
    for (const [i, daysAgo] of [370, 340, 310, 100].entries())
      await analytics.importEvents(
        'exact',
        Array.from({ length: 200 - 40 * i }, (_, n) => view(noon(daysAgo), `u${n}`)),
        { id: `p${i}` },
      );
    expect(await analytics.activeUsers('exact', { date: dateOf(noon(340)) })).toMatchObject({
      daily: 160,
      exact: true,
    });
    const { items } = await analytics.retention('exact', {
      unit: 'month',
      from: dateOf(noon(370)),
      to: dateOf(noon(90)),
    });
    expect(items[0]).toMatchObject({ users: 200 });
    expect(items[0]?.returned.toSorted((a, b) => b - a).slice(0, 4)).toEqual([200, 160, 120, 80]);
  });

  it('refuses days that are not over, and those of which nothing is kept any more', async () => {
    const answer = await analytics.importEvents(
      'bounds',
      [view(Date.now(), 'a'), view(Date.now() - DAY, 'a'), view(1, 'a'), view(noon(9), 'a'), { name: 'x' }],
      { id: 'b' },
    );
    expect(answer).toMatchObject({ accepted: 1, rejected: 4 });
    expect(answer.errors?.map(({ index, path }) => [index, path])).toEqual([
      [0, 'at'],
      [1, 'at'],
      [2, 'at'],
      [4, 'at'],
    ]);
  });

  it('has its days packed again, by whatever process', async () => {
    const days = Array.from({ length: 12 }, (_, i) => noon(20 + i));
    await analytics.importEvents(
      'packed',
      days.map((at) => view(at, 'a')),
      { id: 'c' },
    );
    const redis = module.get(RedisConnection);
    const open = async () => {
      const keys = days.map((at) => redis.keys('analytics')('packed:0', `t:page:${dateOf(at)}`));
      const counts = await Promise.all(keys.map(async (key) => redis.client.exists(key)));
      return counts.reduce((sum, count) => sum + count, 0);
    };
    expect(await open()).toBe(12);
    await module.get(AnalyticsCloser).close();
    expect(await open()).toBe(0);
    for (const [i, at] of days.entries())
      await analytics.importEvents('packed', [view(at + 1000, 'a')], { id: `d${i}` });
    expect(await open()).toBeLessThanOrEqual(7);
    const { total } = await analytics.pageviews('packed', { from: dateOf(noon(31)), path: '/' });
    expect(total.pageviews).toBe(24);
  });
});

it('an import that brings too much at once is refused, loses nothing and goes on later', async () => {
  const module = await startModule(standalone, [
    AnalyticsModule.forRoot({ maxImportedVisitsPerMinute: 500 }),
  ]);
  const analytics = module.get(AnalyticsService);
  const events = Array.from({ length: 900 }, (_, i) => view(noon(9), `u${i}`));
  const send = async () => analytics.importEvents('shop', events, { id: 'a' });
  await expect(send()).rejects.toMatchObject({ code: 'ANALYTICS_OVERLOADED' });
  const total = async () =>
    (await analytics.pageviews('shop', { from: dateOf(noon(9)), to: dateOf(noon(9)) })).total;
  expect((await total()).pageviews).toBeLessThan(900);
  // As the next minute does.
  const redis = module.get(RedisConnection);
  await redis.client.del(redis.keys('analytics')('shop:0', 'import-pulse'));
  expect(await send()).toEqual({ accepted: 900, rejected: 0 });
  expect(await total()).toMatchObject({ pageviews: 900, visits: 900 });
  await module.close();
});

it('an import and countries over HTTP', async () => {
  const service = await startService(standalone);
  const path = '/v1/analytics/shop.example';
  const body = { events: [view(noon(9), 'ada'), view(Date.now(), 'bob')], id: 'log' };
  for (let i = 0; i < 2; i++)
    expect(await service.request('POST', `${path}/import`, body)).toMatchObject({
      status: 202,
      body: { accepted: 1, rejected: 1, errors: [{ index: 1, path: 'at' }] },
    });
  const date = dateOf(noon(9));
  const { body: counted } = await service.request('GET', `${path}/pageviews?from=${date}&to=${date}`);
  expect(counted).toMatchObject({ total: { pageviews: 1 } });
  for (const wrong of [
    { events: [view(noon(9), 'a')] },
    { events: [], id: 'x' },
    { ...body, events: [view(1, 'a')] },
  ])
    expect(await service.request('POST', `${path}/import`, wrong)).toMatchObject({
      status: 400,
      body: { code: 'INVALID_INPUT' },
    });

  const page = { origin: 'https://shop.example', 'user-agent': CHROME };
  const send = async (site: string, userId: string, headers: Record<string, string>) =>
    service.request(
      'POST',
      `/v1/analytics/${site}/events`,
      { name: 'pageview', path: '/', userId },
      {
        ...page,
        ...headers,
      },
    );
  await service.request('PUT', '/v1/analytics/countries', { countryHeader: 'cf-ipcountry' });
  await send('countries', 'a', { 'cf-ipcountry': 'DE' });
  await send('countries', 'b', { 'cf-ipcountry': 'XX' });
  await send('countries', 'c', { 'cf-ipcountry': 'T1' });
  await send('countries', 'd', { 'cf-ipcountry': '<script>' });
  await send('countries', 'e', { 'x-country': 'FR' });
  await send('without', 'a', { 'cf-ipcountry': 'DE' });
  const countriesOf = async (site: string) =>
    (await service.request('GET', `/v1/analytics/${site}/top?dimension=country`)).body['items'];
  expect(await countriesOf('countries')).toEqual([{ value: 'DE', count: 1 }]);
  expect(await countriesOf('without')).toEqual([]);
  expect(await service.request('PUT', '/v1/analytics/countries', { countryHeader: 'a b' })).toMatchObject({
    status: 400,
  });
  await service.stop();
});
