import { Redis } from 'ioredis';
import { startService, type TestService } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { ask, refusal, stockClient } from '../support/rpc.js';
import { startStandalone, type RedisServer } from '../support/servers.js';

/** One request for each way into the features. */
const REQUESTS: [method: string, path: string, body?: unknown][] = [
  ['GET', '/v1/kv/a'],
  ['HEAD', '/v1/kv/a'],
  ['PUT', '/v1/kv/a', { value: 1 }],
  ['PUT', '/v1/kv/a', { value: 1, ifAbsent: true }],
  ['PUT', '/v1/kv/a', { value: 1, ifVersion: 'a'.repeat(40) }],
  ['DELETE', '/v1/kv/a'],
  ['POST', '/v1/kv/a/increment'],
  ['POST', '/v1/kv/a/expire', { ttlMs: 1 }],
  ['POST', '/v1/kv/a/expire', { ttlMs: null }],
  [
    'POST',
    '/v1/pipeline',
    {
      commands: [
        { op: 'get', key: 'a' },
        { op: 'increment', key: 'b' },
      ],
    },
  ],
  ['POST', '/v1/pipeline', { atomic: true, commands: [{ op: 'get', key: 'a' }] }],
  ['GET', '/v1/collections/c'],
  ['DELETE', '/v1/collections/c'],
  ['POST', '/v1/collections/c/items', { items: [{ a: 1 }] }],
  ['GET', '/v1/collections/c/items'],
  ['GET', '/v1/collections/c/items/x'],
  ['PATCH', '/v1/collections/c/items/x', { a: 1 }],
  ['DELETE', '/v1/collections/c/items/x'],
];

describe.each([
  ['killed', async (server: RedisServer) => server.kill(), async (server: RedisServer) => server.start()],
  ['frozen', async (server: RedisServer) => server.freeze(), async (server: RedisServer) => server.thaw()],
] as const)('the service with Redis %s', (_how, breakIt, mendIt) => {
  let server: RedisServer;
  let service: TestService;
  beforeAll(async () => {
    server = await startStandalone();
    service = await startService({ url: server.url });
  });
  afterAll(async () => {
    await service.stop();
    await server.stop();
  });

  it.each([
    ['each for itself', false],
    ['all at once', true],
  ])(
    'answers 503 within a second (%s), and serves again within two of its return',
    async (_when, together) => {
      await breakIt(server);
      const check = async ([method, path, body]: (typeof REQUESTS)[number]) => {
        const startedAt = performance.now();
        const answer = await service.request(method, path, body);
        const tookMs = performance.now() - startedAt;
        expect([method, path, answer.status]).toEqual([method, path, 503]);
        if (method !== 'HEAD')
          expect(answer.body).toMatchObject({ code: 'REDIS_UNAVAILABLE', detail: 'Redis does not answer' });
        expect(tookMs).toBeLessThan(1000);
      };
      if (together) await Promise.all(REQUESTS.map(check));
      else for (const request of REQUESTS) await check(request);
      await mendIt(server);
      await eventually(
        async () =>
          expect(await service.request('PUT', '/v1/kv/a', { value: 1 })).toMatchObject({ status: 200 }),
        { withinMs: 2000 },
      );
    },
  );
});

describe('a full Redis', () => {
  it('refuses writes with a typed error and goes on reading and removing', async () => {
    const server = await startStandalone();
    const service = await startService({ url: server.url });
    await service.request('PUT', '/v1/kv/kept', { value: 'x' });
    const inserted = await service.request('POST', '/v1/collections/c/items', {
      items: [{ a: 1 }, { a: 2 }],
    });
    const [first = '', second = ''] = inserted.body['ids'] as string[];
    const direct = new Redis({ port: server.port });
    await direct.config('SET', 'maxmemory', '1');
    for (const [method, path, body] of [
      ['PUT', '/v1/kv/a', { value: 1 }],
      ['POST', '/v1/kv/a/increment', {}],
      ['POST', '/v1/collections/c/items', { items: [{ a: 1 }] }],
      ['PATCH', `/v1/collections/c/items/${first}`, { a: 3 }],
      ['POST', '/v1/pipeline', { atomic: true, commands: [{ op: 'set', key: 'a', value: 1 }] }],
    ] as const)
      expect(await service.request(method, path, body)).toMatchObject({
        status: 503,
        body: { code: 'REDIS_FULL' },
      });
    // Reading goes on, and so does what frees memory.
    for (const [method, path, status, given] of [
      ['GET', '/v1/kv/kept', 200],
      ['POST', '/v1/kv/kept/expire', 200, { ttlMs: 60_000 }],
      ['DELETE', '/v1/kv/kept', 204],
      ['GET', `/v1/collections/c/items/${first}`, 200],
      ['GET', '/v1/collections/c/items', 200],
      ['DELETE', `/v1/collections/c/items/${second}`, 204],
      ['GET', '/v1/collections/c', 200],
      ['DELETE', '/v1/collections/c', 200],
    ] as const)
      expect([path, await service.request(method, path, given)]).toMatchObject([path, { status }]);
    await direct.config('SET', 'maxmemory', '0');
    expect(await service.request('PUT', '/v1/kv/a', { value: 1 })).toMatchObject({ status: 200 });
    direct.disconnect();
    await service.stop();
    await server.stop();
  });

  it('is answered for over the Redis transport, too, and not left to the timeout of the caller', async () => {
    const server = await startStandalone();
    const service = await startService({ url: server.url });
    const client = stockClient(server.port);
    await service.request('PUT', '/v1/kv/kept', { value: 'x' });
    const direct = new Redis({ port: server.port });
    await direct.config('SET', 'maxmemory', '1');
    expect(await refusal(client, 'kv.set', { key: 'a', value: 1 })).toMatchObject({ code: 'REDIS_FULL' });
    expect(await ask(client, 'kv.get', { key: 'kept' })).toMatchObject({ value: 'x' });
    direct.disconnect();
    await client.close();
    await service.stop();
    await server.stop();
  });
});
