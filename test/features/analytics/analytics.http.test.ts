import { startService, type TestService } from '../../support/app.js';
import { topologies } from '../../support/topologies.js';

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
    ] as const)
      expect(await service.request(method, path, '{"value":1}', text)).toMatchObject({
        status: 415,
        body: { code: 'UNSUPPORTED_MEDIA_TYPE' },
      });
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
