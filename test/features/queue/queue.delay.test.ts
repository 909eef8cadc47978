import { QueueService } from '../../../src/features/queue/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startService, type TestService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies, uniquePrefix } from '../../support/topologies.js';

const HOUR_MS = 3_600_000;

describe.each(topologies)('another due instant on %s', (_name, target) => {
  let service: TestService;
  let queues: QueueService;
  beforeAll(async () => {
    service = await startService({ ...target, prefix: uniquePrefix() });
    queues = service.app.get(QueueService);
  });
  afterAll(async () => service.stop());

  const delay = async (path: string, body: unknown) =>
    service.request('POST', `/v1/queues/${path}/delay`, body);
  const dueInMs = async (name: string, id: string) =>
    ((await queues.queue(name).get(id))?.dueAt ?? Number.NaN) - Date.now();

  it('is what a job waits for then, later or earlier, and who waits for work hears of it', async () => {
    const queue = queues.queue('moved');
    const ran: unknown[] = [];
    const worker = queues.work('moved', () => ({
      run: ({ data }: { data: unknown }) => void ran.push(data),
    }));
    const [soon, far] = [
      await queue.add('job', 'soon', { delayMs: 1500, group: 'acme' }),
      await queue.add('job', 'far', { delayMs: HOUR_MS }),
    ];
    expect((await delay(`moved/jobs/${soon}`, { delayMs: 2 * HOUR_MS })).status).toBe(204);
    expect(Math.abs((await dueInMs('moved', soon)) - 2 * HOUR_MS)).toBeLessThan(2000);
    const runAt = Date.now() + 3 * HOUR_MS;
    expect((await delay(`moved/jobs/${soon}`, { runAt })).status).toBe(204);
    expect((await queue.get(soon))?.dueAt).toBe(runAt);
    await queue.delay(far, { delayMs: 20 });
    await eventually(() => expect(ran).toEqual(['far']));
    await queue.delay(soon, { delayMs: 0 });
    await eventually(() => expect(ran).toEqual(['far', 'soon']));
    expect(await queue.get(soon)).toMatchObject({ state: 'completed', data: 'soon', group: 'acme' });
    const later = await queue.add('job', 'later', { delayMs: 200 });
    await queue.delay(later, { delayMs: 1500 });
    await eventually(() => expect(ran).toContain('later'));
    // Of all that time none has waited.
    const waited = queue.timings.waits
      .samples({})
      .slice(-2)
      .map(({ value }) => value);
    expect(waited).toEqual([expect.any(Number), 3]);
    expect(waited[0]).toBeLessThan(1);
    await worker.stop(0);
  });

  it('takes the time limits along', async () => {
    const queue = queues.queue('limits');
    const limits = { startWithinMs: 1000, endWithinMs: 5000 };
    const id = await queue.add('job', 1, { delayMs: HOUR_MS, ...limits });
    const redis = service.app.get(RedisConnection);
    const key = redis.keys('queue')('limits', 'deadlines');
    const until = async (kind: string) => Number(await redis.client.zscore(key, kind + id));
    await queue.delay(id, { delayMs: 2 * HOUR_MS });
    const dueAt = (await queue.get(id))?.dueAt ?? 0;
    expect([(await until('s')) - dueAt, (await until('e')) - dueAt]).toEqual([1000, 5000]);
    const unlimited = await queue.add('job', 1, { delayMs: HOUR_MS });
    await queue.delay(unlimited, { delayMs: 1 });
    expect(await redis.client.zcard(key)).toBe(2);
  });

  it('is refused for a job that has none, and what makes no sense changes nothing', async () => {
    const queue = queues.queue('refused');
    const waiting = await queue.add('job', 1);
    const flow = await queue.addFlow({ name: 'parent', children: [{ name: 'child' }] });
    for (const id of [waiting, flow.id])
      expect(await delay(`refused/jobs/${id}`, { delayMs: 1 })).toMatchObject({
        status: 409,
        body: { code: 'JOB_STATE' },
      });
    expect(await queue.get(flow.id)).toMatchObject({ state: 'delayed', dueAt: null });
    expect(await delay('refused/jobs/none', { delayMs: 1 })).toMatchObject({ status: 404 });
    const id = await queue.add('job', 1, { delayMs: HOUR_MS });
    const { dueAt } = (await queue.get(id)) ?? {};
    for (const body of [{}, { delayMs: 1, runAt: 1 }, { delayMs: -1 }, { runAt: 1.5 }])
      expect(await delay(`refused/jobs/${id}`, body)).toMatchObject({ status: 400 });
    expect((await queue.get(id))?.dueAt).toBe(dueAt);
  });
});
