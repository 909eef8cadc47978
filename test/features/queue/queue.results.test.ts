import { request as httpRequest } from 'node:http';
import { QueueService, type Job } from '../../../src/features/queue/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startService, type TestService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { standalone } from '../../support/topologies.js';

describe('results over HTTP', () => {
  let service: TestService;
  let queues: QueueService;
  beforeAll(async () => {
    service = await startService(standalone);
    queues = service.app.get(QueueService);
  });
  afterAll(async () => service.stop());

  const post = async (path: string, body: unknown) => service.request('POST', `/v1/queues/${path}`, body);
  const get = async (path: string) => service.request('GET', `/v1/queues/${path}`);
  /** Who listens to the events of a queue, by Redis. */
  const listeners = async (name: string) => {
    const redis = service.app.get(RedisConnection);
    const channel = redis.keys('queue')('', `events:${name}`);
    const [, count] = (await redis.client.call('PUBSUB', 'NUMSUB', channel)) as [string, number];
    return count;
  };
  const settle = async (name: string, status: 'completed' | 'failed', id?: string) => {
    const [job] = await queues.leases(name).lease();
    if (id) expect(job?.id).toBe(id);
    const lease = { id: job?.id ?? '', token: job?.token ?? '' };
    const how = status === 'completed' ? { result: { sent: 1 } } : { error: 'no', retry: false };
    await queues.leases(name).settle([{ ...lease, status, ...how }]);
  };

  it('come when the job ends, at once where it has ended, and say where it is when it has not', async () => {
    const queue = queues.queue('told');
    const id = await queue.add('job', 1);
    const at = `told/jobs/${id}/result`;
    const open = { id, state: 'waiting', result: null, error: null };
    expect(await get(at)).toMatchObject({ status: 200, body: open });
    expect((await get(`${at}?waitMs=30`)).body).toEqual(open);
    const waiting = get(`${at}?waitMs=20000`);
    await eventually(async () => expect(await listeners('told')).toBe(1));
    await settle('told', 'completed', id);
    const ended = { id, state: 'completed', result: { sent: 1 }, error: null };
    expect((await waiting).body).toEqual(ended);
    expect((await get(at)).body).toEqual(ended);
    const dead = await queue.add('job', 2);
    await settle('told', 'failed', dead);
    expect((await get(`told/jobs/${dead}/result?waitMs=20000`)).body).toEqual({
      id: dead,
      state: 'dead',
      result: null,
      error: 'no',
    });
    expect(await get('told/jobs/none/result')).toMatchObject({
      status: 404,
      body: { code: 'JOB_NOT_FOUND' },
    });
    for (const waitMs of ['30001', '-1', 'x'])
      expect(await get(`${at}?waitMs=${waitMs}`)).toMatchObject({ status: 400 });
  });

  it('of a job that is added for them are missed by nobody, also where nothing is kept of it', async () => {
    queues.work('run', () => ({ run: ({ data }: Job) => ({ got: data }) }));
    const retention = { completed: { ageMs: 0, count: 0 } };
    for (const options of [{}, { retention }]) {
      const answers = await Promise.all(
        [1, 2, 3].map(async (data) => post('run/run', { name: 'job', data, options, waitMs: 20_000 })),
      );
      for (const [i, { status, body }] of answers.entries()) {
        expect(status).toBe(200);
        expect(body).toMatchObject({ id: expect.any(String), state: 'completed', error: null });
        if (!('retention' in options)) expect(body['result']).toEqual({ got: i + 1 });
      }
    }
    expect(await post('run/run', { data: 1 })).toMatchObject({ status: 400 });
    const late = await post('nobody/run', { name: 'job', waitMs: 20 });
    expect(late).toMatchObject({ status: 200, body: { state: 'waiting' } });
    expect(await queues.queue('nobody').get(String(late.body['id']))).toMatchObject({ state: 'waiting' });
  });

  it('are waited for no longer when the caller hangs up', async () => {
    const id = await queues.queue('hung').add('job', 1);
    const url = `${service.url}/v1/queues/hung/jobs/${id}/result?waitMs=30000`;
    const hung = httpRequest(url, () => undefined).on('error', () => undefined);
    hung.end();
    await eventually(async () => expect(await listeners('hung')).toBe(1));
    hung.destroy();
    await eventually(async () => expect(await listeners('hung')).toBe(0));
  });

  it('are answered with where the job is, at shutdown', async () => {
    const own = await startService(standalone);
    const queue = own.app.get(QueueService).queue('closing');
    const running = own.request('POST', '/v1/queues/closing/run', { name: 'job', waitMs: 20_000 });
    await eventually(async () => expect((await queue.info()).counts.waiting).toBe(1));
    const startedAt = performance.now();
    await own.stop();
    expect(await running).toMatchObject({ status: 200, body: { state: 'waiting' } });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });

  it('are preceded by what a worker elsewhere tells of its job, as long as it holds it', async () => {
    const queue = queues.queue('notes');
    const heard: unknown[] = [];
    const stop = await queue.events.listen(({ event, ...rest }) => heard.push([event, rest]));
    const id = await queue.add('job', 1);
    const [job] = await queues.leases('notes').lease();
    const token = job?.token ?? '';
    const at = `notes/jobs/${id}`;
    expect((await post(`${at}/progress`, { token, value: { done: 3 } })).body).toEqual({ accepted: true });
    expect((await post(`${at}/logs`, { token, lines: ['one', 'two'] })).body).toEqual({ accepted: true });
    await eventually(() =>
      expect(heard).toContainEqual(['progress', expect.objectContaining({ id, progress: { done: 3 } })]),
    );
    await stop();
    expect((await get(at)).body).toMatchObject({ progress: { done: 3 } });
    expect((await get(`${at}/logs`)).body).toEqual({ lines: ['one', 'two'] });
    await queue.cancel(id);
    const refused = { accepted: false, code: 'JOB_CANCELLED' };
    expect((await post(`${at}/progress`, { token, value: 4 })).body).toEqual(refused);
    expect((await post(`${at}/logs`, { token, lines: ['three'] })).body).toEqual(refused);
    expect((await get(`${at}/logs`)).body).toEqual({ lines: ['one', 'two'] });
    expect(await post(`${at}/logs`, { token, lines: [] })).toMatchObject({ status: 400 });
    expect((await post(`${at}/logs`, { token, lines: ['x'.repeat(10_001)] })).status).toBe(400);
  });
});
