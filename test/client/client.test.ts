import { createRookeryClient, type Problem } from '../../client/index.js';
import { startService, type TestService } from '../support/app.js';
import { standalone } from '../support/topologies.js';

describe('the typed client', () => {
  let service: TestService;
  let rookery: ReturnType<typeof createRookeryClient>;
  beforeAll(async () => {
    service = await startService(standalone);
    rookery = createRookeryClient({ baseUrl: service.url });
  });
  afterAll(async () => service.stop());

  const at = (key: string) => ({ params: { path: { key } } });

  it('stores, reads, counts and removes, with the shapes of the description', async () => {
    const stored = await rookery.PUT('/v1/kv/{key}', { ...at('a/ü'), body: { value: { hello: 'world' } } });
    expect(stored.response.status).toBe(200);
    const read = await rookery.GET('/v1/kv/{key}', at('a/ü'));
    expect(read.data).toEqual({
      key: 'a/ü',
      value: { hello: 'world' },
      ttlMs: null,
      version: stored.data?.version,
    });
    const { data: counter } = await rookery.POST('/v1/kv/{key}/increment', { ...at('n'), body: {} });
    expect(counter?.value.toFixed()).toBe('1');
    const removed = await rookery.DELETE('/v1/kv/{key}', at('a/ü'));
    expect(removed).toMatchObject({ data: undefined, response: { status: 204 } });
  });

  it('pages with a query', async () => {
    const orders = { path: { name: 'orders' } };
    const { data: inserted } = await rookery.POST('/v1/collections/{name}/items', {
      params: orders,
      body: { items: [{ sku: 'book' }, { sku: 'lamp' }] },
    });
    const { data: page } = await rookery.GET('/v1/collections/{name}/items', {
      params: { ...orders, query: { limit: 1, order: 'newest' } },
    });
    expect(page).toMatchObject({ items: [{ id: inserted?.ids[1], item: { sku: 'lamp' } }] });
    expect(page?.nextCursor).toEqual(expect.any(String));
  });

  it('answers a failure as a value, with the problem', async () => {
    const { data, error, response } = await rookery.GET('/v1/kv/{key}', at('nobody'));
    const problem: Problem | undefined = error;
    expect(data).toBeUndefined();
    expect(problem).toMatchObject({ status: 404, code: 'KV_NOT_FOUND' });
    expect(response.headers.get('x-request-id')).toBe(problem?.requestId);
  });

  it('sends the API key, and whatever else is asked', async () => {
    const seen: Headers[] = [];
    const spy = createRookeryClient({
      baseUrl: service.url,
      apiKey: 'secret',
      headers: { 'x-request-id': 'mine' },
      fetch: async (request) => {
        seen.push(request.headers);
        return fetch(request);
      },
    });
    const { response } = await spy.GET('/livez');
    expect(response.headers.get('x-request-id')).toBe('mine');
    expect(seen.map((headers) => headers.get('authorization'))).toEqual(['Bearer secret']);
  });

  it('rejects where there is no answer', async () => {
    const nowhere = createRookeryClient({ baseUrl: 'http://127.0.0.1:1' });
    await expect(nowhere.GET('/livez')).rejects.toThrow();
  });
});
