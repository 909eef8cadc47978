import { startService, type TestService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { standalone, topologies } from '../../support/topologies.js';

const view = { name: 'pageview', path: '/pricing' };

describe.each(topologies)('/v1/analytics on %s', (_name, target) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(target);
  });
  afterAll(async () => service.stop());

  it('counts an event and a batch, and answers what was counted', async () => {
    const path = '/v1/analytics/shop.example';
    expect(await service.request('POST', `${path}/events`, view)).toMatchObject({
      status: 202,
      body: { accepted: 1, rejected: 0 },
    });
    const batch = {
      events: [{ ...view, userId: 'ada' }, { name: 'signup', userId: 'ada' }, { name: '' }],
      id: 'b1',
    };
    for (let i = 0; i < 2; i++)
      expect(await service.request('POST', `${path}/events`, batch)).toMatchObject({
        status: 202,
        body: { accepted: 2, rejected: 1, errors: [{ index: 2, path: 'name' }] },
      });
    const today = new Date().toISOString().slice(0, 10);
    expect(
      (await service.request('GET', `${path}/pageviews?from=${today}&to=${today}&interval=hour`)).body,
    ).toMatchObject({
      interval: 'hour',
      timeZone: 'UTC',
      total: { pageviews: 2, events: 1, visits: 2 },
      nextCursor: null,
    });
    expect((await service.request('GET', `${path}/pageviews?path=/pricing`)).body).toMatchObject({
      total: { pageviews: 2 },
    });
    expect((await service.request('GET', `${path}/top?dimension=event&limit=1`)).body).toMatchObject({
      items: [{ value: 'signup', count: 1 }],
      other: 0,
    });
    expect((await service.request('GET', `${path}/active-users?date=${today}`)).body).toMatchObject({
      daily: 1,
      weekly: 1,
      monthly: 1,
      visitors: 2,
    });
    expect((await service.request('GET', `${path}/active-users?from=${today}`)).body).toMatchObject({
      items: [{ daily: 1 }],
    });
    expect((await service.request('GET', `${path}/live`)).body).toMatchObject({ visitors: 2, pageviews: 2 });
    expect((await service.request('GET', '/v1/analytics')).body).toMatchObject({
      items: [{ site: 'shop.example', timeZone: 'UTC', shards: 1 }],
    });
  });

  it.each([
    ['no name', { path: '/' }],
    ['a page view without a page', { name: 'pageview' }],
    ['an unknown field', { ...view, ip: '1.2.3.4' }],
    ['an empty batch', { events: [] }],
    ['a batch of nothing but faults', { events: [{ name: 1 }] }],
    ['too many events', { events: Array.from({ length: 501 }, () => view) }],
    [
      'eleven properties',
      { ...view, properties: Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`p${i}`, 1])) },
    ],
    ['a property that is an object', { ...view, properties: { a: {} } }],
    ['an address that is none', { name: 'pageview', url: 'javascript:alert(1)' }],
    ['an event of last year', { ...view, at: Date.now() - 365 * 86_400_000 }],
    ['a list', [view]],
    ['text', '"text"'],
  ])('refuses %s, and counts nothing', async (_what, body) => {
    await service.request('POST', '/v1/analytics/refusing/events', { name: 'signup' });
    const answer = await service.request('POST', '/v1/analytics/refusing/events', body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
    expect(answer.body['errors']).toEqual([expect.objectContaining({ message: expect.stringMatching(/./) })]);
    expect((await service.request('GET', '/v1/analytics/refusing/pageviews')).body).toMatchObject({
      total: { pageviews: 0 },
    });
  });

  it.each([
    'pageviews?interval=week',
    'pageviews?from=yesterday',
    'pageviews?from=2026-13-01',
    'pageviews?from=2026-02-02&to=2026-02-01',
    'pageviews?from=0&interval=minute',
    'pageviews?from=0',
    'pageviews?path=/&interval=hour',
    'pageviews?path=pricing',
    'top?dimension=mood',
    'top?limit=0',
    'top?limit=1001',
    'top?from=2020-01-01&to=2026-01-01',
    'active-users?date=1',
    'active-users?from=2020-01-01&to=2026-01-01',
  ])('refuses the question %s', async (question) => {
    await service.request('POST', '/v1/analytics/asked/events', view);
    expect(await service.request('GET', `/v1/analytics/asked/${question}`)).toMatchObject({
      status: 400,
      body: { code: 'INVALID_INPUT' },
    });
  });

  it('answers 404 of a site that nothing was sent to', async () => {
    for (const question of ['pageviews', 'top', 'active-users', 'live'])
      expect(await service.request('GET', `/v1/analytics/nothing/${question}`)).toMatchObject({
        status: 404,
        body: { code: 'SITE_NOT_FOUND' },
      });
  });

  it('takes what a page of another origin sends as a beacon, and no text elsewhere', async () => {
    const text = { 'content-type': 'text/plain;charset=UTF-8', origin: 'https://blog.example' };
    const beacon = await service.request('POST', '/v1/analytics/beacon/events', JSON.stringify(view), text);
    expect(beacon).toMatchObject({ status: 202, body: { accepted: 1 } });
    expect(beacon.headers.get('access-control-allow-origin')).toBe('*');
    expect(await service.request('POST', '/v1/analytics/beacon/events', '{"name":', text)).toMatchObject({
      status: 400,
    });
    expect(
      await service.request('POST', '/v1/analytics/beacon/events', '{"__proto__":{},"name":"a"}', text),
    ).toMatchObject({ status: 400 });
    for (const [method, path] of [
      ['PUT', '/v1/kv/greeting'],
      ['POST', '/v1/sessions'],
    ] as const) {
      expect(await service.request(method, path, '{"value":1}', text)).toMatchObject({ status: 403 });
      const own = { 'content-type': 'text/plain;charset=UTF-8' };
      expect(await service.request(method, path, '{"value":1}', own)).toMatchObject({
        status: 415,
        body: { code: 'UNSUPPORTED_MEDIA_TYPE' },
      });
    }
  });

  it('lets pages of other origins send events, and read nothing', async () => {
    const asked = { origin: 'https://blog.example', 'access-control-request-method': 'POST' };
    const preflight = await service.request('OPTIONS', '/v1/analytics/beacon/events', undefined, asked);
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type');
    const read = await service.request('GET', '/v1/analytics/beacon/pageviews', undefined, asked);
    expect(read.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('events of pages', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(standalone);
  });
  afterAll(async () => service.stop());

  const CHROME =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
  const send = async (site: string, event: object, headers: Record<string, string> = {}) =>
    service.request('POST', `/v1/analytics/${site}/events`, event, {
      origin: 'https://shop.example',
      'user-agent': CHROME,
      ...headers,
    });
  const topOf = async (site: string, dimension: string) => {
    const { body } = await service.request('GET', `/v1/analytics/${site}/top?dimension=${dimension}`);
    return body['items'];
  };

  it('tell source, campaign, browser, system and device of the visit, and declared properties', async () => {
    const settings = { properties: ['plan'], timeZone: 'Europe/Berlin' };
    expect(await service.request('PUT', '/v1/analytics/details', settings)).toMatchObject({
      status: 200,
      body: { site: 'details', timeZone: 'Europe/Berlin', shards: 1, properties: ['plan'] },
    });
    await send('details', {
      name: 'pageview',
      url: 'https://shop.example/?utm_source=Newsletter&utm_medium=email&utm_campaign=Spring',
      referrer: 'https://www.google.co.uk/search?q=x',
    });
    await send('details', {
      name: 'pageview',
      path: '/',
      referrer: 'https://www.google.de/',
      userId: 'ada',
    });
    await send('details', { name: 'signup', properties: { plan: 'pro', secret: 'x' }, userId: 'ada' });
    expect(await topOf('details', 'source')).toEqual([
      { value: 'Google', count: 1 },
      { value: 'newsletter', count: 1 },
    ]);
    expect(await topOf('details', 'medium')).toEqual([{ value: 'email', count: 1 }]);
    expect(await topOf('details', 'campaign')).toEqual([{ value: 'spring', count: 1 }]);
    expect(await topOf('details', 'browser')).toEqual([{ value: 'Chrome', count: 2 }]);
    expect(await topOf('details', 'os')).toEqual([{ value: 'Windows', count: 2 }]);
    expect(await topOf('details', 'device')).toEqual([{ value: 'desktop', count: 2 }]);
    expect(await topOf('details', 'property:plan')).toEqual([{ value: 'pro', count: 1 }]);
    expect(await topOf('details', 'property:secret')).toEqual([]);
    expect(await service.request('PUT', '/v1/analytics/details', { timeZone: 'UTC' })).toMatchObject({
      status: 409,
      body: { code: 'SITE_MISMATCH' },
    });
  });

  it.each([
    [
      'a bot',
      'bot',
      { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' },
    ],
    ['a browser that names itself not', 'bot', { 'user-agent': '' }],
    ['a headless browser', 'bot', { 'user-agent': CHROME.replace('Chrome/', 'HeadlessChrome/') }],
    ['a browser with Global Privacy Control', 'doNotTrack', { 'sec-gpc': '1' }],
    ['a browser with Do Not Track', 'doNotTrack', { dnt: '1' }],
  ])('of %s are left out, seen so, and told nothing', async (what, loss, headers) => {
    const site = `left-out-${what.length}`;
    expect(await send(site, view, headers)).toMatchObject({
      status: 202,
      body: { accepted: 1, rejected: 0 },
    });
    expect((await service.request('GET', `/v1/analytics/${site}/pageviews`)).body).toMatchObject({
      total: { pageviews: 0 },
    });
    const { body } = await service.request('GET', `/v1/analytics/${site}/dropped`);
    expect((body['items'] as object[]).at(-1)).toMatchObject({ [loss]: 1 });
    await service.request('PUT', `/v1/analytics/${site}`, { bots: 'count', honourDoNotTrack: false });
    await send(site, view, headers);
    expect((await service.request('GET', `/v1/analytics/${site}/pageviews`)).body).toMatchObject({
      total: { pageviews: 1 },
    });
  });

  it('of origins that are not listed are refused, and seen so', async () => {
    await service.request('PUT', '/v1/analytics/listed', { origins: ['https://shop.example'] });
    expect(await send('listed', view)).toMatchObject({ status: 202 });
    expect(await send('listed', view, { origin: 'https://evil.example' })).toMatchObject({
      status: 403,
      body: { code: 'ORIGIN_NOT_ALLOWED' },
    });
    const { body } = await service.request('GET', '/v1/analytics/listed/dropped');
    expect((body['items'] as object[]).at(-1)).toMatchObject({ origin: 1 });
  });

  it('are told as CSV in which nothing is a formula', async () => {
    await send('sheet', { name: '=HYPERLINK("http://evil.example","x")', userId: 'a' });
    await send('sheet', { name: 'plain, with a comma', userId: 'a' });
    const response = await fetch(`${service.url}/v1/analytics/sheet/top?dimension=event&format=csv`);
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(await response.text()).toBe(
      `value,count\r\n"'=HYPERLINK(""http://evil.example"",""x"")",1\r\n"plain, with a comma",1\r\n`,
    );
    const series = await fetch(`${service.url}/v1/analytics/sheet/pageviews?format=csv`);
    const lines = (await series.text()).trim().split('\r\n');
    expect(lines[0]).toBe('date,at,pageviews,events,visits,bounces,durationMs,visitors');
    expect(lines).toHaveLength(31);
  });

  it('can be compared with the period before', async () => {
    await send('compared', { ...view, at: Date.now() - 23 * 3_600_000, userId: 'a' });
    await send('compared', { ...view, userId: 'a' });
    const from = Date.now() - 3_600_000;
    const to = Date.now() + 1000;
    const before = from - 24 * 3_600_000;
    const { body } = await service.request(
      'GET',
      `/v1/analytics/compared/pageviews?interval=hour&from=${from}&to=${to}&compare=previous`,
    );
    expect(body).toMatchObject({ total: { pageviews: 1 }, previous: { to: from, total: { pageviews: 0 } } });
    const longer = await service.request(
      'GET',
      `/v1/analytics/compared/pageviews?interval=hour&from=${before + 12 * 3_600_000}&to=${to}&compare=previous`,
    );
    expect(longer.body).toMatchObject({ total: { pageviews: 1 }, previous: { total: { pageviews: 1 } } });
  });

  it('of a user can be forgotten', async () => {
    await send('forgotten', { ...view, userId: 'ada' });
    await send('forgotten', { ...view, userId: 'bob' });
    const live = async () => (await service.request('GET', '/v1/analytics/forgotten/live')).body['visitors'];
    expect(await live()).toBe(2);
    expect(await service.request('DELETE', '/v1/analytics/forgotten/users/ada')).toMatchObject({
      status: 204,
    });
    expect(await live()).toBe(1);
    // Nothing is known of a visit any longer: this begins another.
    await send('forgotten', { ...view, userId: 'ada' });
    expect((await service.request('GET', '/v1/analytics/forgotten/pageviews')).body).toMatchObject({
      total: { visits: 3 },
    });
  });

  it('and users of sessions count as active where told so', async () => {
    process.env['ANALYTICS_SESSIONS_SITE'] = 'app';
    const other = await startService(standalone);
    delete process.env['ANALYTICS_SESSIONS_SITE'];
    await other.request('POST', '/v1/sessions', { userId: 'ada' });
    await eventually(async () =>
      expect((await other.request('GET', '/v1/analytics/app/active-users')).body).toMatchObject({ daily: 1 }),
    );
    await other.stop();
  });
});
