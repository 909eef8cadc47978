import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { ClientProxy } from '@nestjs/microservices';
import type { TestingModule } from '@nestjs/testing';
import { ensureBuilt } from '../../../scripts/build.mjs';
import { projectNode } from '../../../scripts/command.mjs';
import { QueueModule, QueueService } from '../../../src/features/queue/index.js';
import { startModule, startService, type TestService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { ask, refusal, stockClient } from '../../support/rpc.js';
import { startStandalone, type RedisServer } from '../../support/servers.js';
import { tempDir } from '../../support/temp-dir.js';
import { topologies, uniquePrefix } from '../../support/topologies.js';

const LEASE_MS = 900;
const ledger = join(tempDir(), 'ledger');
const idle = () => ({ run: () => undefined });
const LONG = { withinMs: 20_000 };

describe.each(topologies)('the workers of a queue on %s', (_, target) => {
  const modules: TestingModule[] = [];
  const prefix = uniquePrefix();
  const open = async () => {
    const module = await startModule({ ...target, prefix }, [QueueModule.forRoot({ leaseMs: LEASE_MS })]);
    modules.push(module);
    return module.get(QueueService);
  };
  afterAll(async () => Promise.all(modules.map(async (module) => module.close())));

  it('are known to each process with what they do, page by page, until they stop', async () => {
    const [one, other] = [await open(), await open()];
    const workers = [
      one.work('mails', idle, { concurrency: 3 }),
      other.work('mails', idle),
      other.work('mails', idle),
    ];
    await one.queue('mails').addBulk(Array.from({ length: 20 }, () => ({ name: 'job', data: null })));
    await eventually(async () => {
      const { items, count } = await one.queue('mails').workers.list();
      expect(count).toBe(3);
      expect(items.map(({ concurrency }) => concurrency).toSorted((a, b) => a - b)).toEqual([3, 10, 10]);
      expect(items.reduce((sum, { completed }) => sum + completed, 0)).toBe(20);
      expect(items.every(({ pid, running, lost }) => pid === process.pid && running + lost === 0)).toBe(true);
    }, LONG);
    const all = await other.queue('mails').workers.list();
    const first = await other.queue('mails').workers.list({ limit: 2 });
    const second = await other.queue('mails').workers.list({ limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.items.map(({ id }) => id));
    expect([first.nextCursor, second.nextCursor]).toEqual([expect.any(String), null]);
    await Promise.all(workers.slice(1).map(async (worker) => worker.stop(1000)));
    expect((await one.queue('mails').workers.list()).items).toMatchObject([{ concurrency: 3 }]);
    expect((await one.queue('others').workers.list()).items).toEqual([]);
  }, 30_000);

  it('stay known for as long as they live', async () => {
    const queues = await open();
    queues.work('steady', idle);
    const { workers } = queues.queue('steady');
    await eventually(async () => expect((await workers.list()).count).toBe(1));
    // As many leases as it takes for a report to be over that is not told again.
    for (const endsAt = Date.now() + 2.5 * LEASE_MS; Date.now() < endsAt;)
      expect(await workers.list()).toMatchObject({ count: 1 });
  });
});

describe('a worker process', () => {
  let server: RedisServer;
  let service: TestService;
  let queues: QueueService;
  let child: ChildProcess;
  const prefix = uniquePrefix();

  beforeAll(async () => {
    await ensureBuilt();
    server = await startStandalone();
    process.env['QUEUE_LEASE_MS'] = String(LEASE_MS);
    service = await startService({ url: server.url, prefix });
    queues = service.app.get(QueueService, { strict: false });
    queues.work('jobs', idle);
    const redis = { url: server.url, prefix };
    const argument = JSON.stringify({ redis, queue: { leaseMs: LEASE_MS }, ledger });
    child = fork(join(import.meta.dirname, 'worker-process.mjs'), [argument], { execPath: projectNode() });
    await once(child, 'message');
  }, 120_000);
  afterAll(async () => {
    delete process.env['QUEUE_LEASE_MS'];
    child.kill('SIGKILL');
    await service.stop();
    await server.stop();
  });

  const pids = async () => {
    const { body } = await service.request('GET', '/v1/queues/jobs/workers');
    return (body['items'] as { pid: number }[]).map(({ pid }) => pid).toSorted((a, b) => a - b);
  };
  const both = () => [process.pid, child.pid ?? 0].toSorted((a, b) => a - b);

  it('vanishes from the list when it stands still, and comes back with itself', async () => {
    await eventually(async () => expect(await pids()).toEqual(both()), LONG);
    child.kill('SIGSTOP');
    await eventually(async () => expect(await pids()).toEqual([process.pid]), LONG);
    child.kill('SIGCONT');
    await eventually(async () => expect(await pids()).toEqual(both()), LONG);
  }, 60_000);

  it('comes back after Redis was away, of which the list says so', async () => {
    server.freeze();
    expect(await service.request('GET', '/v1/queues/jobs/workers')).toMatchObject({
      status: 503,
      body: { code: 'REDIS_UNAVAILABLE' },
    });
    server.thaw();
    await eventually(async () => expect(await pids()).toEqual(both()), LONG);
  }, 60_000);

  it('vanishes within a lease when it is killed', async () => {
    await eventually(async () => expect(await pids()).toEqual(both()), LONG);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const killedAt = performance.now();
    await eventually(async () => expect(await pids()).toEqual([process.pid]), LONG);
    expect(performance.now() - killedAt).toBeLessThan(LEASE_MS + 2000);
  }, 60_000);

  describe('over the Redis transport', () => {
    let client: ClientProxy;
    beforeAll(async () => {
      client = stockClient(server.port);
      await client.connect();
    });
    afterAll(() => client.close());

    it('is told as over HTTP, with the same checks', async () => {
      expect(await ask(client, 'queue.workers', { queue: 'jobs', limit: 1 })).toMatchObject({
        items: [{ pid: process.pid, running: 0 }],
        nextCursor: null,
        count: 1,
      });
      for (const bad of [{ limit: 0 }, { limit: 201 }, { cursor: 'a b' }, { state: 'up' }]) {
        const query = new URLSearchParams(
          Object.entries(bad).map(([name, value]): [string, string] => [name, String(value)]),
        );
        const { status } = await service.request('GET', `/v1/queues/jobs/workers?${query.toString()}`);
        expect(status).toBe(400);
        expect(await refusal(client, 'queue.workers', { queue: 'jobs', ...bad })).toMatchObject({
          code: 'INVALID_INPUT',
        });
      }
    });
  });
});
