import type { ClientProxy } from '@nestjs/microservices';
import { startService, type TestService } from '../../support/app.js';
import { ask, refusal, stockClient } from '../../support/rpc.js';
import { startStandalone, type RedisServer } from '../../support/servers.js';

describe('cache.* over the Redis transport', () => {
  let server: RedisServer;
  let service: TestService;
  let client: ClientProxy;
  beforeAll(async () => {
    server = await startStandalone();
    service = await startService({ url: server.url, deadlineMs: 5000 });
    client = stockClient(server.port);
    await client.connect();
  });
  afterAll(async () => {
    await client.close();
    await service.stop();
    await server.stop();
  });

  it('does what HTTP does', async () => {
    const name = { namespace: 'catalog', key: 'k' };
    expect(await refusal(client, 'cache.get', name)).toMatchObject({ code: 'CACHE_MISS', status: 404 });
    const { lease } = await ask<{ lease: string }>(client, 'cache.get', { ...name, lease: true });
    expect(await ask(client, 'cache.release', { ...name, lease })).toEqual({ released: true });
    const again = await ask<{ lease: string }>(client, 'cache.get', { ...name, lease: true });
    const put = { ...name, value: [1], ttlMs: 60_000, tags: ['t'], lease: again.lease };
    expect(await ask(client, 'cache.set', put)).toEqual({ key: 'k', stored: true });
    expect(await ask(client, 'cache.get', name)).toMatchObject({ hit: true, value: [1], tags: ['t'] });
    expect(await ask(client, 'cache.invalidate', { namespace: 'catalog', tags: ['t'] })).toEqual({
      invalidated: true,
    });
    expect(await ask(client, 'cache.delete', name)).toEqual({ deleted: false });
    expect(await refusal(client, 'cache.get', name)).toMatchObject({ code: 'CACHE_MISS' });
    expect(await ask(client, 'cache.statistics', {})).toMatchObject({ namespaces: { app: { loads: 0 } } });
    expect(await refusal(client, 'cache.set', { ...name })).toMatchObject({ code: 'INVALID_INPUT' });
  });
});
