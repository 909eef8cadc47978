import { setTimeout as delay } from 'node:timers/promises';
import { startService, type TestService } from '../../support/app.js';
import { QueueService, type Job } from '../../../src/features/queue/index.js';
import { eventually } from '../../support/eventually.js';
import { standalone } from '../../support/topologies.js';

describe('what queues tell the metrics', () => {
  let service: TestService;
  let queues: QueueService;
  beforeAll(async () => {
    service = await startService(standalone);
    queues = service.app.get(QueueService);
  });
  afterAll(async () => service.stop());

  /** The value of each series of a queue, by name and its other labels. */
  async function told(queue: string): Promise<Record<string, number>> {
    const text = await (await fetch(`${service.url}/metrics`)).text();
    const series = text.matchAll(/^(rookery_queue_\w+)\{(?:(.*),)?queue="([^"]*)"(?:,(.*))?\} (\S+)$/gm);
    return Object.fromEntries(
      [...series]
        .filter(([, , , name]) => name === queue)
        .map(([, name = '', before = '', , after = '', value]) => [
          `${name} ${before}${after}`.trim(),
          Number(value),
        ]),
    );
  }

  it('is how long jobs waited and ran, by what came of it', async () => {
    const queue = queues.queue('timed');
    await queue.addBulk(
      Array.from({ length: 3 }, () => ({ name: 'job', data: 'ok', options: { delayMs: 60 } })),
    );
    await queue.add('job', 'no', { attempts: 1 });
    // It waits for a fifth of a second; those that are delayed could not be run before, and have not waited.
    await delay(220);
    queues.work('timed', () => ({
      run: async (job: Job) => {
        await delay(60);
        if (job.data === 'no') throw new Error('no');
      },
    }));
    await eventually(async () =>
      expect((await queue.info()).totals).toMatchObject({ completed: 3, failed: 1 }),
    );
    const series = await told('timed');
    expect(series).toMatchObject({
      rookery_queue_wait_seconds_count: 4,
      'rookery_queue_wait_seconds_bucket le="+Inf"': 4,
      'rookery_queue_wait_seconds_bucket le="0.1"': 0,
      'rookery_queue_wait_seconds_bucket le="5"': 4,
      'rookery_queue_run_seconds_count outcome="completed"': 3,
      'rookery_queue_run_seconds_bucket outcome="completed",le="0.05"': 0,
      'rookery_queue_run_seconds_count outcome="failed"': 1,
    });
    expect(series['rookery_queue_run_seconds_sum outcome="completed"']).toBeGreaterThan(0.15);
    expect(series['rookery_queue_wait_seconds_sum']).toBeLessThan(3);
    // A distribution grows from bucket to bucket.
    const buckets = Object.entries(series).flatMap(([name, value]) =>
      name.includes('wait_seconds_bucket') ? [value] : [],
    );
    expect(buckets).toEqual(buckets.toSorted((a, b) => a - b));
  });

  it('is what there is in Redis, and what has come of it, with workers over HTTP', async () => {
    const queue = queues.queue('told');
    await queue.addBulk([1, 2, 3, 4].map((data) => ({ name: 'job', data })));
    await queue.add('job', 5, { delayMs: 60_000 });
    await delay(50);
    const post = async (path: string, body: unknown) =>
      service.request('POST', `/v1/queues/told/${path}`, body);
    const { body } = await post('lease', { max: 2 });
    const [a, b] = (body['jobs'] as { id: string; token: string }[]).map(({ id, token }) => ({ id, token }));
    await post('settle', {
      outcomes: [
        { ...a, status: 'completed' },
        { ...b, status: 'failed', retry: false },
      ],
    });
    const series = await told('told');
    expect(series).toMatchObject({
      'rookery_queue_jobs state="waiting"': 2,
      'rookery_queue_jobs state="delayed"': 1,
      'rookery_queue_jobs state="active"': 0,
      'rookery_queue_jobs state="dead"': 1,
      'rookery_queue_outcomes_total outcome="completed"': 1,
      'rookery_queue_outcomes_total outcome="dead"': 1,
      rookery_queue_wait_seconds_count: 2,
      'rookery_queue_run_seconds_count outcome="completed"': 1,
      'rookery_queue_run_seconds_count outcome="failed"': 1,
      rookery_queue_paused: 0,
    });
    expect(series['rookery_queue_oldest_waiting_seconds']).toBeGreaterThanOrEqual(0.05);
    expect(series['rookery_queue_oldest_waiting_seconds']).toBeLessThan(30);
  });

  it('is kept of a queue that is not used for long', async () => {
    const before = await told('told');
    expect(before).toMatchObject({ rookery_queue_wait_seconds_count: 2 });
    for (let i = 0; i < 1000; i++) queues.queue(`passing-${i}`);
    await queues.queue('told').add('job', 6);
    await service.request('POST', '/v1/queues/told/lease', { max: 10 });
    expect(await told('told')).toMatchObject({ rookery_queue_wait_seconds_count: 5 });
  });

  it('is the wait of the job that is next, from when it could be run', async () => {
    const queue = queues.queue('oldest');
    expect((await queue.info()).oldestWaitingMs).toBeNull();
    const gone = await queue.add('job', 0);
    await queue.add('job', 1, { delayMs: 400 });
    // The one before it is gone, and that it was delayed was no waiting.
    await queue.remove(gone);
    await eventually(async () => {
      await queue.shards[0]?.nudge();
      expect((await queue.info()).counts.waiting).toBe(1);
    });
    const first = (await queue.info()).oldestWaitingMs ?? -1;
    expect(first).toBeGreaterThanOrEqual(0);
    await delay(30);
    expect((await queue.info()).oldestWaitingMs).toBeGreaterThanOrEqual(first + 25);
    const [job] = (await queue.list({ state: 'waiting' })).items;
    // By the clock of Redis: what it tells is less than the time since the job was added.
    expect(first).toBeLessThan(Date.now() - (job?.createdAt ?? 0) - 390);
  });
});
