import { startService, type TestService } from '../support/app.js';
import { standalone } from '../support/topologies.js';

describe('HTTP', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(standalone, { bodyLimitBytes: 2000 });
  });
  afterAll(async () => service.stop());

  it.each([
    ['an unknown route', 404, 'ROUTE_NOT_FOUND', 'GET', '/v1/nothing', undefined, {}],
    ['no route at all', 404, 'ROUTE_NOT_FOUND', 'GET', '/nothing', undefined, {}],
    ['another method', 405, 'METHOD_NOT_ALLOWED', 'POST', '/v1/kv/a', {}, {}],
    [
      'another method on a deeper route',
      405,
      'METHOD_NOT_ALLOWED',
      'PUT',
      '/v1/collections/a/items/b?x=1',
      {},
      {},
    ],
    [
      'plain text',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'PUT',
      '/v1/kv/a',
      'value',
      { 'content-type': 'text/plain' },
    ],
    [
      'a form',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'PUT',
      '/v1/kv/a',
      'value=1',
      { 'content-type': 'application/x-www-form-urlencoded' },
    ],
    [
      'no content type',
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'PUT',
      '/v1/kv/a',
      'value=1',
      { 'content-type': 'nonsense' },
    ],
    ['a body over the limit', 413, 'PAYLOAD_TOO_LARGE', 'PUT', '/v1/kv/a', { value: 'x'.repeat(2000) }, {}],
    ['a URL that is badly encoded', 400, 'MALFORMED_REQUEST', 'GET', '/v1/kv/%E0%A4%A', undefined, {}],
  ] as const)('answers %s with %i %s', async (...row) => {
    const [, status, code, method, path, body, headers] = row;
    const answer = await service.request(method, path, body, headers);
    expect(answer).toMatchObject({
      status,
      body: { status, code, requestId: answer.headers.get('x-request-id') },
    });
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(Object.keys(answer.body).toSorted()).toEqual([
      'code',
      'detail',
      'requestId',
      'status',
      'title',
      'type',
    ]);
    expect(await service.request('GET', '/v1/kv/a')).toMatchObject({ status: 404 });
  });

  it('takes a body up to the limit', async () => {
    const frame = JSON.stringify({ value: '' }).length;
    expect(await service.request('PUT', '/v1/kv/limit', { value: 'x'.repeat(2000 - frame) })).toMatchObject({
      status: 200,
    });
    expect(await service.request('PUT', '/v1/kv/limit', { value: 'x'.repeat(2001 - frame) })).toMatchObject({
      status: 413,
    });
  });

  it('says which methods a route takes', async () => {
    const answer = await service.request('PATCH', '/v1/kv/a', {});
    expect(answer.headers.get('allow')).toBe('DELETE, GET, HEAD, PUT');
  });

  it('keeps a harmless request id and makes one otherwise', async () => {
    const id = async (given?: string) =>
      (await service.request('GET', '/livez', undefined, given ? { 'x-request-id': given } : {})).headers.get(
        'x-request-id',
      );
    expect(await id('order-42.a_b')).toBe('order-42.a_b');
    expect(await id('bad id;')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await id('x'.repeat(65))).toMatch(/^[0-9a-f-]{36}$/);
    expect(await id()).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('describes itself: a page to read, and JSON whose every answer it keeps to', async () => {
    const page = await fetch(`${service.url}/docs`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Rookery API')]);
    const { body } = await service.request('GET', '/openapi.json');
    const paths = body['paths'] as Record<string, Record<string, { responses: Record<string, unknown> }>>;
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/livez', '/v1/kv/{key}', '/v1/pipeline', '/v1/collections/{name}/items/{id}']),
    );
    // These ask nothing of Redis, or say how it is.
    const alone = [
      'get /livez',
      'get /metrics',
      'get /v1/dashboard/overview',
      'get /v1/dashboard/denials',
      'get /v1/dashboard/cache',
      'get /v1/dashboard/stream',
      'get /v1/dashboard/queues/{queue}/history',
      'get /v1/dashboard/workers',
      'get /',
      'get /assets/{version}/{file}',
      'get /v1/cache/statistics',
      'get /v1/tracker.js',
      'options /v1/analytics/{site}/events',
      'get /v1/rate-limits',
      'get /v1/rate-limits/{policy}',
    ];
    for (const [path, methods] of Object.entries(paths))
      for (const [method, { responses }] of Object.entries(methods))
        expect([path, method, Object.keys(responses)]).toEqual([
          path,
          method,
          expect.arrayContaining(alone.includes(`${method} ${path}`) ? ['500'] : ['503', '500']),
        ]);
  });
});
