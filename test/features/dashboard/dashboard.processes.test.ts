import type { ClientProxy } from '@nestjs/microservices';
import { startService, type TestService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { ask, stockClient } from '../../support/rpc.js';
import { startStandalone, type RedisServer } from '../../support/servers.js';
import { uniquePrefix } from '../../support/topologies.js';

const prefix = uniquePrefix();
let server: RedisServer;
let one: TestService;
let other: TestService;
let client: ClientProxy;
beforeAll(async () => {
  server = await startStandalone();
  one = await startService({ url: server.url, prefix });
  other = await startService({ url: server.url, prefix });
  client = stockClient(server.port);
  await client.connect();
});
afterAll(async () => {
  client?.close();
  await one?.stop();
  await other?.stop();
  await server?.stop();
});

const get = async (path: string) => (await one.request('GET', `/v1/dashboard/${path}`)).body;

describe('what only processes know', () => {
  it('is told by any of them for all, over HTTP and the Redis transport', async () => {
    await one.request('PUT', '/v1/rate-limits/login', { limit: 1, windowMs: 3_600_000 });
    for (const service of [one, one, other, other])
      await service.request('POST', '/v1/rate-limits/login/take', { subject: 'ada' });
    for (const service of [one, other]) await service.request('GET', '/v1/cache/pages/missing');
    await eventually(
      async () => {
        for (const answer of [await get('denials'), await ask(client, 'dashboard.denials', {})])
          expect(answer).toMatchObject({
            items: [{ policy: 'login', subject: 'ada', count: 3 }],
            nextCursor: null,
            everywhere: true,
          });
        for (const answer of [await get('cache'), await ask(client, 'dashboard.cache', {})])
          expect(answer).toMatchObject({ namespaces: { pages: { misses: 2, hits: 0 } }, everywhere: true });
      },
      { withinMs: 15_000 },
    );
  }, 30_000);

  it('is what the one that answers knows, soon, while Redis does not', async () => {
    server.freeze();
    const startedAt = performance.now();
    const [denials, cache] = await Promise.all([get('denials'), get('cache')]);
    expect(performance.now() - startedAt).toBeLessThan(2000);
    server.thaw();
    expect(denials).toMatchObject({ items: [{ subject: 'ada', count: 1 }], everywhere: false });
    expect(cache).toMatchObject({ namespaces: { pages: { misses: 1 } }, everywhere: false });
  }, 30_000);
});
