import type { ClientProxy } from '@nestjs/microservices';
import { startService, type TestService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { ask, refusal, stockClient } from '../../support/rpc.js';
import { startStandalone } from '../../support/servers.js';

describe('analytics.* on the Redis transport', () => {
  let servers: Awaited<ReturnType<typeof startStandalone>>;
  let service: TestService;
  let client: ClientProxy;
  beforeAll(async () => {
    servers = await startStandalone();
    service = await startService({ url: servers.url });
    client = stockClient(servers.port);
    await client.connect();
  });
  afterAll(async () => {
    await client.close();
    await service.stop();
    await servers.stop();
  });

  it('does what HTTP does', async () => {
    const site = 'shop.example';
    const view = { name: 'pageview', path: '/pricing' };
    const visitor = { ip: '192.0.2.1', userAgent: 'Mozilla/5.0' };
    expect(await ask(client, 'analytics.track', { site, ...view, visitor })).toEqual({
      accepted: 1,
      rejected: 0,
    });
    expect(
      await ask(client, 'analytics.track', {
        site,
        events: [{ ...view, userId: 'ada' }, { name: 'signup' }],
        id: 'b',
      }),
    ).toEqual({ accepted: 2, rejected: 0 });
    expect(await ask(client, 'analytics.pageviews', { site })).toMatchObject({
      total: { pageviews: 2, events: 1, visits: 2 },
    });
    expect(await ask(client, 'analytics.top', { site, dimension: 'page' })).toMatchObject({
      items: [{ value: '/pricing', count: 2 }],
    });
    expect(await ask(client, 'analytics.activeUsers', { site })).toMatchObject({ daily: 1, visitors: 2 });
    expect(await ask(client, 'analytics.live', { site })).toMatchObject({ visitors: 2 });
    expect(await ask(client, 'analytics.list', {})).toMatchObject({ items: [{ site: 'shop.example' }] });
    const funnels = { signup: { steps: [{ path: '/pricing' }, { event: 'signup' }] } };
    await ask(client, 'analytics.setSite', { site: 'app', users: 'exact', funnels });
    await ask(client, 'analytics.track', { site: 'app', ...view, userId: 'ada' });
    expect(await ask(client, 'analytics.funnel', { site: 'app', funnel: 'signup' })).toMatchObject({
      items: [{ count: 1 }, { count: 0 }],
    });
    const retention = await ask(client, 'analytics.retention', { site: 'app', unit: 'month' });
    expect((retention as { items: object[] }).items.at(-1)).toMatchObject({ users: 1, returned: [1] });
    expect(await refusal(client, 'analytics.retention', { site })).toMatchObject({ code: 'USERS_NOT_KEPT' });
    expect(await refusal(client, 'analytics.track', { site, name: '' })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await refusal(client, 'analytics.live', { site: 'nothing' })).toMatchObject({
      code: 'SITE_NOT_FOUND',
    });
  });

  it('answers within a second when Redis is frozen, and goes on when it is back', async () => {
    const view = { name: 'pageview', path: '/' };
    await service.request('POST', '/v1/analytics/frozen/events', view);
    servers.freeze();
    const startedAt = performance.now();
    for (const [method, path] of [
      ['POST', '/v1/analytics/frozen/events'],
      ['GET', '/v1/analytics/frozen/pageviews'],
      ['POST', '/v1/analytics/new-one/events'],
    ] as const)
      expect(await service.request(method, path, method === 'POST' ? view : undefined)).toMatchObject({
        status: 503,
        body: { code: 'REDIS_UNAVAILABLE' },
      });
    expect(performance.now() - startedAt).toBeLessThan(5000);
    servers.thaw();
    await eventually(async () =>
      expect(await service.request('POST', '/v1/analytics/new-one/events', view)).toMatchObject({
        status: 202,
      }),
    );
  });
});
