import { connect } from 'node:net';
import { MAX_JSON_NODES } from '../../src/kernel/json.js';
import { startService, type TestService } from '../support/app.js';
import { standalone } from '../support/topologies.js';

let service: TestService;
beforeAll(async () => {
  service = await startService(standalone, { corsOrigins: 'https://app.example', bodyLimitBytes: 300_000 });
});
afterAll(async () => service.stop());

const EXPECTED = {
  'content-security-policy': "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

it.each([
  ['an answer', 'PUT', '/v1/kv/a', { value: 1 }, 200],
  ['an answer without a body', 'DELETE', '/v1/kv/a', undefined, 204],
  ['a thing that is not there', 'GET', '/v1/kv/none', undefined, 404],
  ['a route that is not there', 'GET', '/nowhere', undefined, 404],
  ['a method that is not there', 'PATCH', '/v1/kv/a', {}, 405],
  ['bad input', 'PUT', '/v1/kv/a', { value: 1, no: 1 }, 400],
  ['no JSON', 'PUT', '/v1/kv/a', '{', 400],
] as const)('%s has all headers of security', async (...[, method, path, body, status]) => {
  const answer = await service.request(method, path, body);
  expect(answer.status).toBe(status);
  expect(Object.fromEntries(answer.headers)).toMatchObject(EXPECTED);
  expect(answer.headers.get('x-powered-by')).toBeNull();
});

it('a page may run what this origin has, and be framed by nobody', async () => {
  const { headers } = await fetch(`${service.url}/docs`);
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/script-src[^;]*unsafe/);
});

describe('a page of another origin', () => {
  const put = async (headers: Record<string, string>) =>
    (await service.request('PUT', '/v1/kv/csrf', { value: 1 }, headers)).status;

  it.each([
    ['cross-site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['same-site', { 'sec-fetch-site': 'same-site', origin: 'https://other.app.example' }],
    ['of an old browser', { origin: 'https://evil.example' }],
    ['without an origin', { origin: 'null' }],
  ])('that is %s changes nothing', async (_what, headers) => {
    expect(await put(headers as Record<string, string>)).toBe(403);
    // Nor without a body, which needs no preflight.
    expect(
      (await service.request('POST', '/v1/queues/q/pause', undefined, headers as Record<string, string>))
        .status,
    ).toBe(403);
  });

  it('that is listed may', async () => {
    expect(await put({ 'sec-fetch-site': 'cross-site', origin: 'https://app.example' })).toBe(200);
  });

  it('reads answers only if it is listed', async () => {
    const allowed = async (origin: string) =>
      (await fetch(`${service.url}/v1/kv/a`, { headers: { origin } })).headers.get(
        'access-control-allow-origin',
      );
    expect(await allowed('https://app.example')).toBe('https://app.example');
    for (const origin of [
      'https://evil.example',
      'https://app.example.evil.example',
      'http://app.example',
      'null',
    ])
      expect(await allowed(origin)).toBeNull();
  });

  it.each(['*', 'app.example', 'https://app.example/path', 'https://*.example'])(
    'cannot be listed as %s',
    async (corsOrigins) => {
      await expect(startService(standalone, { corsOrigins })).rejects.toThrow('must be origins');
    },
  );
});

it('forms and plain text are no bodies: any page could send them without asking', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=a'])
    expect((await service.request('PUT', '/v1/kv/a', '{"value":1}', { 'content-type': type })).status).toBe(
      415,
    );
});

describe('limits, at the limit and one past it', () => {
  const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
  const ofBytes = (bytes: number) => {
    const empty = JSON.stringify({ value: '' }).length;
    return JSON.stringify({ value: 'x'.repeat(bytes - empty) });
  };

  it.each([
    [
      'bytes of a body',
      300_000,
      async (n: number) => service.request('PUT', '/v1/kv/limit', ofBytes(n)),
      413,
    ],
    // The body itself is a level, and `value` the one in it.
    [
      'levels of JSON',
      16,
      async (n: number) => service.request('PUT', '/v1/kv/limit', { value: nested(n - 1) }),
      400,
    ],
    [
      'parts of JSON',
      MAX_JSON_NODES,
      async (n: number) =>
        service.request('PUT', '/v1/kv/limit', { value: Array.from({ length: n - 2 }, () => 1) }),
      400,
    ],
    [
      'bytes of a key',
      512,
      async (n: number) => service.request('PUT', `/v1/kv/${'k'.repeat(n)}`, { value: 1 }),
      400,
    ],
    [
      'bytes of a key, all encoded',
      512,
      async (n: number) => service.request('PUT', `/v1/kv/${'%6B'.repeat(n)}`, { value: 1 }),
      400,
    ],
    [
      'commands of a pipeline',
      1000,
      async (n: number) =>
        service.request('POST', '/v1/pipeline', {
          commands: Array.from({ length: n }, () => ({ op: 'get', key: 'a' })),
        }),
      400,
    ],
    [
      'items of a batch',
      1000,
      async (n: number) =>
        service.request('POST', '/v1/collections/limit/items', {
          items: Array.from({ length: n }, () => ({})),
        }),
      400,
    ],
    [
      'entries of a page',
      200,
      async (n: number) => service.request('GET', `/v1/collections/limit/items?limit=${n}`),
      400,
    ],
    [
      'an integer',
      Number.MAX_SAFE_INTEGER,
      async (n: number) => service.request('PUT', '/v1/kv/limit', { value: n }),
      400,
    ],
    [
      'an integer below zero, by its size',
      Number.MAX_SAFE_INTEGER,
      async (n: number) => service.request('PUT', '/v1/kv/limit', { value: -n }),
      400,
    ],
  ] as const)('%s: %d', async (_what, limit, ask, past) => {
    expect((await ask(limit)).status).toBeLessThan(300);
    const answer = await ask(limit + 1);
    expect(answer.body).toMatchObject({ status: past, code: expect.any(String) });
  });

  it.each(['__proto__', 'constructor', 'prototype'])('the key %s: nowhere', async (key) => {
    for (const body of [`{"value":{"${key}":1}}`, `{"value":1,"${key}":1}`, `{"value":[[{"${key}":{}}]]}`]) {
      const answer = await service.request('PUT', '/v1/kv/forbidden', body);
      expect([body, answer.status]).toEqual([body, 400]);
    }
    expect((await service.request('PUT', '/v1/kv/forbidden', { value: { [`${key}s`]: 1 } })).status).toBe(
      200,
    );
  });

  it('bytes of all headers: 16 KiB', async () => {
    const status = async (bytes: number) =>
      (await fetch(`${service.url}/livez`, { headers: { 'x-long': 'x'.repeat(bytes) } })).status;
    expect(await status(15_000)).toBe(200);
    expect(await status(16_384)).toBe(431);
  });

  it('a request that does not arrive is ended after requestTimeoutMs', async () => {
    const slow = await startService(standalone, { requestTimeoutMs: 200 });
    const { port } = new URL(slow.url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(
      'PUT /v1/kv/a HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
    );
    const startedAt = performance.now();
    const ended = await new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (part) => (text += part.toString()));
      socket.on('close', () => resolve(text));
      socket.on('error', () => undefined);
    });
    expect(ended === '' || ended.startsWith('HTTP/1.1 408')).toBe(true);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(150);
    await slow.stop();
  });
});
