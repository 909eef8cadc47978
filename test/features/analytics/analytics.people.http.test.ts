import { startService, type TestService } from '../../support/app.js';
import { standalone } from '../../support/topologies.js';

const HOUR = 3_600_000;
const FUNNEL = { steps: [{ path: '/pricing' }, { event: 'signup' }], windowMs: HOUR };

describe('people over HTTP', () => {
  let service: TestService;
  const path = '/v1/analytics/shop.example';
  const today = new Date().toISOString().slice(0, 10);
  beforeAll(async () => {
    service = await startService(standalone);
    await service.request('PUT', path, { users: 'exact', funnels: { signup: FUNNEL } });
    const events = ['ada', 'bob', '=cmd'].map((userId) => ({ name: 'pageview', path: '/pricing', userId }));
    await service.request('POST', `${path}/events`, {
      events: [...events, { name: 'signup', userId: 'ada' }],
    });
  });
  afterAll(async () => service.stop());

  it('come back, and come so far', async () => {
    expect(await service.request('GET', `${path}/retention?unit=day&from=${today}`)).toMatchObject({
      status: 200,
      body: {
        unit: 'day',
        exact: true,
        items: [{ cohort: today, users: 3, returned: [3] }],
        nextCursor: null,
      },
    });
    expect(await service.request('GET', `${path}/funnels/signup`)).toMatchObject({
      status: 200,
      body: {
        funnel: 'signup',
        windowMs: HOUR,
        items: [
          { step: 1, path: '/pricing', count: 3, ofFirst: 1, ofPrevious: 1 },
          { step: 2, event: 'signup', count: 1, ofFirst: 0.3333, ofPrevious: 0.3333 },
        ],
      },
    });
    expect((await service.request('GET', `${path}/active-users`)).body).toMatchObject({
      daily: 3,
      exact: true,
    });
    expect((await service.request('GET', '/v1/analytics')).body).toMatchObject({
      items: [{ site: 'shop.example', users: 'exact', funnels: { signup: FUNNEL } }],
    });
  });

  it('are told as CSV as well', async () => {
    const text = async (question: string) =>
      (await fetch(`${service.url}${path}/${question}&format=csv`)).text();
    expect(await text(`retention?unit=day&from=${today}`)).toBe(`cohort,users\r\n${today},3\r\n`);
    expect(await text('funnels/signup?to=2100-01-01&from=2099-12-31')).toBe(
      'step,path,event,count,ofFirst,ofPrevious\r\n1,/pricing,,0,0,1\r\n2,,signup,0,0,0\r\n',
    );
    expect((await text('retention?unit=month')).split('\r\n')[0]).toBe(
      'cohort,users,month 1,month 2,month 3,month 4,month 5',
    );
  });

  it.each([
    ['retention?unit=year', 400, 'INVALID_INPUT'],
    ['retention?unit=day&from=2020-01-01', 400, 'INVALID_INPUT'],
    ['retention?from=2026-02-02&to=2026-02-01', 400, 'INVALID_INPUT'],
    ['funnels/signup?from=0', 400, 'INVALID_INPUT'],
    ['funnels/Sign%20up', 400, 'INVALID_INPUT'],
    ['funnels/other', 404, 'FUNNEL_NOT_FOUND'],
  ])('are not told of %s', async (question, status, code) => {
    expect(await service.request('GET', `${path}/${question}`)).toMatchObject({ status, body: { code } });
  });

  it('are not told where the site does not keep them', async () => {
    await service.request('POST', '/v1/analytics/other/events', { name: 'signup', userId: 'ada' });
    expect(await service.request('GET', '/v1/analytics/other/retention')).toMatchObject({
      status: 409,
      body: { code: 'USERS_NOT_KEPT' },
    });
    expect(await service.request('GET', '/v1/analytics/nothing/retention')).toMatchObject({ status: 404 });
  });

  it.each([
    ['one step', { steps: [{ event: 'a' }] }],
    ['nine steps', { steps: Array.from({ length: 9 }, () => ({ event: 'a' })) }],
    ['a step that is neither', { steps: [{ event: 'a' }, { page: '/' }] }],
    ['a step without a slash', { steps: [{ event: 'a' }, { path: 'pricing' }] }],
    ['a window of two months', { ...FUNNEL, windowMs: 60 * 24 * HOUR }],
  ])('are not followed through a funnel of %s', async (_what, funnel) => {
    const answer = await service.request('PUT', '/v1/analytics/refused', { funnels: { funnel } });
    expect(answer).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
    expect(await service.request('GET', '/v1/analytics/refused/live')).toMatchObject({ status: 404 });
  });
});
