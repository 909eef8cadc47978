import { startService, type TestService } from '../../support/app.js';
import { topologies } from '../../support/topologies.js';

describe.each(topologies)('/v1/collections on %s', (_name, target) => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(target);
  });
  afterAll(async () => service.stop());

  const base = '/v1/collections/orders';

  it('inserts a batch, reads it back, pages, patches, removes', async () => {
    const items = [{ sku: 'book' }, { sku: 'lamp', count: 2 }, { sku: 'desk' }];
    const inserted = await service.request('POST', `${base}/items`, { items, ttlMs: 60_000 });
    expect(inserted.status).toBe(201);
    const ids = inserted.body['ids'] as string[];
    expect(ids).toHaveLength(3);
    expect(await service.request('GET', base)).toMatchObject({
      status: 200,
      body: { name: 'orders', count: 3 },
    });

    const page = await service.request('GET', `${base}/items?limit=2`);
    expect(page).toMatchObject({
      status: 200,
      body: {
        items: [
          { id: ids[0], item: items[0] },
          { id: ids[1], item: items[1] },
        ],
      },
    });
    const next = await service.request(
      'GET',
      `${base}/items?limit=2&cursor=${String(page.body['nextCursor'])}`,
    );
    expect(next).toMatchObject({ status: 200, body: { items: [{ id: ids[2] }], nextCursor: null } });
    expect(await service.request('GET', `${base}/items?order=newest&limit=1`)).toMatchObject({
      body: { items: [{ id: ids[2] }] },
    });

    const one = `${base}/items/${ids[1]}`;
    expect(await service.request('PATCH', one, { count: 3, sku: null })).toMatchObject({
      status: 200,
      body: { id: ids[1], item: { count: 3 } },
    });
    expect((await service.request('GET', one)).body).toMatchObject({
      id: ids[1],
      item: { count: 3 },
      ttlMs: expect.any(Number),
    });
    expect(await service.request('DELETE', one)).toMatchObject({ status: 204 });
    for (const [method, body] of [['GET'], ['DELETE'], ['PATCH', { a: 1 }]] as const)
      expect(await service.request(method, one, body)).toMatchObject({
        status: 404,
        body: { code: 'ITEM_NOT_FOUND' },
      });
    expect(await service.request('DELETE', base)).toMatchObject({ status: 200, body: { deleted: 2 } });
  });

  it('says which limits it takes', async () => {
    const { body } = await service.request('GET', `${base}/items?limit=0`);
    expect(body['errors']).toEqual([{ path: 'limit', message: 'must be a whole number from 1 to 200' }]);
    expect(await service.request('GET', `${base}/items?limit=200`)).toMatchObject({ status: 200 });
  });

  it.each([
    ['no items', 'POST', '/items', { items: [] }],
    ['1,001 items', 'POST', '/items', { items: Array.from({ length: 1001 }, () => ({})) }],
    ['an item that is no object', 'POST', '/items', { items: [{ a: 1 }, 5] }],
    ['an item that is a list', 'POST', '/items', { items: [[1]] }],
    ['a field without a name', 'POST', '/items', { items: [{ '': 1 }] }],
    ['an item that is too long', 'POST', '/items', { items: [{ a: 1 }, { text: 'x'.repeat(70_000) }] }],
    ['a TTL of a second and a half', 'POST', '/items', { items: [{ a: 1 }], ttlMs: 1500.5 }],
    ['a limit of 0', 'GET', '/items?limit=0', undefined],
    ['a limit of 201', 'GET', '/items?limit=201', undefined],
    ['a limit twice', 'GET', '/items?limit=1&limit=2', undefined],
    ['a cursor that is none', 'GET', '/items?cursor=%00', undefined],
    ['an unknown parameter', 'GET', '/items?page=2', undefined],
    ['an id that is none', 'GET', '/items/a%20b', undefined],
    ['an empty patch', 'PATCH', '/items/some-id', {}],
    ['a patch that is a list', 'PATCH', '/items/some-id', [1]],
  ])('refuses %s with a clear 400, and changes nothing', async (_what, method, path, body) => {
    const answer = await service.request(method, `/v1/collections/strict${path}`, body);
    expect(answer).toMatchObject({
      status: 400,
      body: { status: 400, code: expect.stringMatching(/^(INVALID_INPUT|ITEM_TOO_LARGE)$/) },
    });
    expect(await service.request('GET', '/v1/collections/strict')).toMatchObject({ body: { count: 0 } });
  });
});
