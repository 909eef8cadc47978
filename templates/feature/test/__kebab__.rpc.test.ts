import type { ClientProxy } from '@nestjs/microservices';
import { startService, type TestService } from '../../support/app.js';
import { ask, refusal, stockClient } from '../../support/rpc.js';
import { startStandalone } from '../../support/servers.js';

describe('__kebab__.* on the Redis transport', () => {
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
    const entry = { owner: 'ada', name: 'colour' };
    await ask(client, '__kebab__.put', { ...entry, value: 'green' });
    expect(await ask(client, '__kebab__.get', entry)).toEqual({ name: 'colour', value: 'green' });
    expect(await ask(client, '__kebab__.delete', entry)).toEqual({ deleted: true });
    expect(await refusal(client, '__kebab__.get', entry)).toMatchObject({ code: '__SCREAMING___NOT_FOUND' });
  });

  it('answers within a second when Redis is frozen, and goes on when it is back', async () => {
    servers.freeze();
    const startedAt = performance.now();
    expect(await service.request('GET', '/v1/__kebab__/ada/colour')).toMatchObject({
      status: 503,
      body: { code: 'REDIS_UNAVAILABLE' },
    });
    expect(performance.now() - startedAt).toBeLessThan(5000);
    servers.thaw();
  });
});
