import { startService, type TestService } from '../../support/app.js';
import { topologies } from '../../support/topologies.js';

describe.each(topologies)('/v1/cache on %s', (_name, target) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(target);
  });
  afterAll(async () => service.stop());

  const path = '/v1/cache/catalog/product-42';
  const value = { sku: 'book', price: 20 };

  it('stores, reads, invalidates and deletes', async () => {
    expect(await service.request('GET', path)).toMatchObject({ status: 404, body: { code: 'CACHE_MISS' } });
    const put = async () => service.request('PUT', path, { value, ttlMs: 60_000, tags: ['prices'] });
    expect(await put()).toMatchObject({ status: 200, body: { key: 'product-42', stored: true } });
    expect(await service.request('GET', path)).toMatchObject({
      status: 200,
      body: { key: 'product-42', hit: true, value, state: 'fresh', tags: ['prices'] },
    });
    for (const what of [{ tags: ['prices'] }, { all: true }]) {
      await put();
      const answer = await service.request('POST', '/v1/cache/catalog/invalidate', what);
      expect(answer).toMatchObject({ status: 200, body: { invalidated: true } });
      expect(await service.request('GET', path)).toMatchObject({ status: 404 });
    }
    await put();
    expect(await service.request('DELETE', path)).toMatchObject({ status: 204 });
    expect(await service.request('GET', path)).toMatchObject({ status: 404 });
    expect(await service.request('GET', '/v1/cache/statistics')).toMatchObject({
      status: 200,
      body: { namespaces: { app: { hits: 0 } } },
    });
  });

  it('hands exactly one of many the lease, and wakes those who wait for what it loads', async () => {
    const cold = '/v1/cache/catalog/cold';
    const asked = await Promise.all(
      Array.from({ length: 50 }, async () => service.request('GET', `${cold}?lease=1`)),
    );
    const leases = asked.flatMap(({ body }) => (body['lease'] ? [body['lease']] : []));
    expect(leases).toHaveLength(1);
    expect(asked.filter(({ body }) => body['retryAfterMs'] !== undefined)).toHaveLength(49);
    const waiting = service.request('GET', `${cold}?lease=1&waitMs=5000`);
    const filled = await service.request('PUT', cold, { value, ttlMs: 60_000, lease: leases[0] });
    expect(filled.body).toEqual({ key: 'cold', stored: true });
    expect((await waiting).body).toMatchObject({ hit: true, value });
  });

  it('stores nothing under a lease that an invalidation has overtaken, nor under one that was made up', async () => {
    const raced = '/v1/cache/catalog/raced';
    for (const [method, at, body] of [
      ['DELETE', raced, undefined],
      ['POST', '/v1/cache/catalog/invalidate', { tags: ['x'] }],
      ['POST', '/v1/cache/catalog/invalidate', { all: true }],
    ] as const) {
      const { body: asked } = await service.request('GET', `${raced}?lease=1`);
      await service.request(method, at, body);
      const put = await service.request('PUT', raced, { value, tags: ['x'], lease: asked['lease'] });
      expect(put).toMatchObject({ status: 200, body: { stored: false } });
      expect(await service.request('GET', raced)).toMatchObject({ status: 404 });
    }
    const future = `${(Date.now() + 3_600_000) * 1000}.made-up`;
    expect(await service.request('PUT', raced, { value, lease: future })).toMatchObject({
      body: { stored: false },
    });
  });

  it('lets who could not load give the lease back', async () => {
    const given = '/v1/cache/catalog/given-back';
    const { body } = await service.request('GET', `${given}?lease=1`);
    const release = async () => service.request('POST', `${given}/release`, { lease: body['lease'] });
    expect((await release()).body).toEqual({ released: true });
    expect((await release()).body).toEqual({ released: false });
    expect((await service.request('GET', `${given}?lease=1`)).body['lease']).toBeDefined();
  });

  it.each([
    ['a namespace that is none', 'PUT', '/v1/cache/a%20b/key', { value: 1 }],
    ['no value', 'PUT', path, { ttlMs: 5 }],
    ['a TTL of nothing', 'PUT', path, { value: 1, ttlMs: 0 }],
    ['17 tags', 'PUT', path, { value: 1, tags: Array.from({ length: 17 }, (_, i) => `t${i}`) }],
    [
      'tags that are too long together',
      'PUT',
      path,
      { value: 1, tags: Array.from({ length: 16 }, (_, i) => 'ü'.repeat(20) + i) },
    ],
    ['a lease that is none', 'PUT', path, { value: 1, lease: 'x' }],
    ['a value that is too long', 'PUT', path, { value: 'x'.repeat(1_048_570) }],
    ['both tags and all', 'POST', '/v1/cache/catalog/invalidate', { tags: ['a'], all: true }],
    ['neither tags nor all', 'POST', '/v1/cache/catalog/invalidate', {}],
    ['a wait of an hour', 'GET', `${path}?lease=1&waitMs=3600000`, undefined],
  ])('refuses %s, and changes nothing', async (_what, method, at, body) => {
    const answer = await service.request(method, at, body);
    expect([400, 413]).toContain(answer.status);
    expect(await service.request('GET', path)).toMatchObject({ status: 404 });
  });
});
