import { QueueService } from '../../../src/features/queue/index.js';
import { startService, type TestService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startStandalone, type RedisServer } from '../../support/servers.js';

const LEASE_MS = 900;

describe('readiness of a service that works on queues', () => {
  let server: RedisServer;
  let service: TestService;

  beforeAll(async () => {
    server = await startStandalone();
    process.env['QUEUE_LEASE_MS'] = String(LEASE_MS);
    service = await startService({ url: server.url });
  });
  afterAll(async () => {
    delete process.env['QUEUE_LEASE_MS'];
    await service?.stop();
    await server?.stop();
  });

  const ready = async () => service.request('GET', '/readyz');

  it('turns red within two leases of silence, says which queue stands still, and turns green by itself', async () => {
    const queues = service.app.get(QueueService, { strict: false });
    queues.work('emails', () => ({ run: () => undefined }));
    await eventually(async () =>
      expect(await ready()).toMatchObject({ status: 200, body: { info: { queue: { status: 'up' } } } }),
    );
    server.freeze();
    const frozenAt = performance.now();
    await eventually(async () =>
      expect(await ready()).toMatchObject({
        status: 503,
        body: {
          error: { queue: { status: 'down', workers: [{ queue: 'emails', status: 'down' }] } },
        },
      }),
    );
    // Since the last answer, which was at most a third of a lease before; a request for readiness takes its time, too.
    expect(performance.now() - frozenAt).toBeLessThan(2 * LEASE_MS + 1000);
    server.thaw();
    await eventually(async () => expect(await ready()).toMatchObject({ status: 200 }), { withinMs: 10_000 });
    const id = await queues.queue('emails').add('job', null);
    await eventually(async () =>
      expect(await queues.queue('emails').get(id)).toMatchObject({ state: 'completed' }),
    );
  }, 30_000);
});
