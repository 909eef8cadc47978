import { startService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startStandalone } from '../../support/servers.js';

describe('/livez and /readyz', () => {
  it('tell life from readiness, and why', async () => {
    const server = await startStandalone();
    const service = await startService({ url: server.url });
    const ready = async () => service.request('GET', '/readyz');
    expect(await service.request('GET', '/livez')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(await ready()).toMatchObject({
      status: 200,
      body: {
        status: 'ok',
        details: { redis: { status: 'up', version: expect.any(String) }, service: { status: 'up' } },
      },
    });
    server.freeze();
    expect(await ready()).toMatchObject({
      status: 503,
      body: { status: 'error', error: { redis: { status: 'down', cause: 'no reply' } } },
    });
    expect(await service.request('GET', '/livez')).toMatchObject({ status: 200 });
    server.thaw();
    await eventually(async () => expect(await ready()).toMatchObject({ status: 200 }), { withinMs: 2000 });
    await server.kill();
    expect(await ready()).toMatchObject({ status: 503, body: { error: { redis: { status: 'down' } } } });
    await server.start();
    await eventually(async () => expect(await ready()).toMatchObject({ status: 200 }), { withinMs: 2000 });
    await service.stop();
    await server.stop();
  });
});
