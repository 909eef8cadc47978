import type { TestingModule } from '@nestjs/testing';
import {
  QueueModule,
  QueueService,
  UnrecoverableError,
  type Job,
  type JobEvent,
} from '../../../src/features/queue/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule, startService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startProxy } from '../../support/proxy.js';
import { startStandalone } from '../../support/servers.js';
import { standalone, topologies, uniquePrefix } from '../../support/topologies.js';

const forgotten = { retention: { completed: { ageMs: 0, count: 0 } } };

/** Does what the data of a job say. */
async function run(job: Job): Promise<unknown> {
  if (job.data === 'progress') await job.progress({ percent: 50 });
  if (job.data === 'fail') throw new Error('no');
  if (job.data === 'bury') throw new UnrecoverableError('never');
  return { done: job.data };
}

describe.each(topologies)('events on %s', (_name, target) => {
  const prefix = uniquePrefix();
  const modules: TestingModule[] = [];
  let queues: QueueService;
  let elsewhere: QueueService;

  beforeAll(async () => {
    const options = { backoffMs: 10, drainMs: 0, queues: { sharded: { shards: 4 } } };
    for (let i = 0; i < 2; i++)
      modules.push(await startModule({ ...target, prefix }, [QueueModule.forRoot(options)]));
    [queues, elsewhere] = modules.map((module) => module.get(QueueService)) as [QueueService, QueueService];
  });
  afterAll(async () => Promise.all(modules.map(async (module) => module.close())));

  it.each(['told', 'sharded'])(
    'tell what happens to jobs, to other processes, too: queue "%s"',
    async (name) => {
      const events: JobEvent[] = [];
      const end = await elsewhere.queue(name).events.listen((event) => events.push(event));
      queues.work(name, () => ({ run }));
      const queue = queues.queue(name);
      const add = async (data: string, options = {}) => queue.add('job', data, { id: data, ...options });
      await Promise.all([
        add('progress'),
        add('fail', { attempts: 2 }),
        add('bury'),
        add('forgotten', forgotten),
      ]);
      const of = (id: string) => events.filter((event) => event.id === id);
      await eventually(() => {
        expect(of('progress')).toEqual([
          { event: 'progress', id: 'progress', progress: { percent: 50 } },
          { event: 'completed', id: 'progress', result: { done: 'progress' } },
        ]);
        expect(of('fail')).toMatchObject([
          { event: 'failed', error: { message: 'no' } },
          { event: 'dead', error: { message: 'no' } },
        ]);
        expect(of('bury')).toMatchObject([{ event: 'dead', error: { message: 'never' } }]);
        expect(of('forgotten')).toEqual([{ event: 'completed', id: 'forgotten' }]);
      });
      await end();
      const { length } = events;
      await queue.add('job', 'after');
      await eventually(async () => expect((await queue.info()).totals.completed).toBe(3));
      expect(events).toHaveLength(length);
    },
  );

  it('are published while somebody listens, and only then', async () => {
    const queue = queues.queue('quiet');
    queues.work('quiet', () => ({ run }));
    const channel = `${prefix}:queue:{}:events:quiet`;
    const seen: string[] = [];
    const redis = modules[1]?.get(RedisConnection);
    const unsubscribe = await redis?.subscriptions.subscribe(channel, (text) => seen.push(text));
    await queue.add('job', 1, { id: 'unheard' });
    await eventually(async () => expect((await queue.get('unheard'))?.state).toBe('completed'));
    expect(seen).toEqual([]);
    const end = await queue.events.listen(() => undefined);
    await queue.add('job', 1, { id: 'heard' });
    await eventually(() => expect(seen.join('')).toContain('"heard"'));
    await end();
    await unsubscribe?.();
  });

  it('let a caller wait for the end of a job, whether it comes before or after, and whatever is kept', async () => {
    const queue = elsewhere.queue('waited');
    const result = { state: 'completed', result: { done: 'x' } };
    const early = await queue.add('job', 'x', { id: 'early' });
    const waiting = queue.finished(early);
    queues.work('waited', () => ({ run }));
    expect(await waiting).toEqual(result);
    expect(await queue.finished(early)).toEqual(result);
    expect(await queue.addAndWait('job', 'x')).toEqual(result);
    expect(await queue.addAndWait('job', 'x', forgotten)).toEqual({ state: 'completed', result: undefined });
    expect(await queue.addAndWait('job', 'bury')).toMatchObject({
      state: 'dead',
      error: { message: 'never' },
    });
    // Many at once: none is missed.
    const many = Array.from({ length: 100 }, async () => queue.addAndWait('job', 'x', forgotten));
    expect((await Promise.all(many)).every(({ state }) => state === 'completed')).toBe(true);
  });

  it('end a wait that is in vain', async () => {
    const queue = queues.queue('vain');
    await expect(queue.finished('none')).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    await expect(queue.addAndWait('job', 1, { waitMs: 50 })).rejects.toMatchObject({
      code: 'JOB_UNFINISHED',
    });
    expect((await queue.info()).counts.waiting).toBe(1);
  });
});

describe('events through faults', () => {
  it('are not waited for in vain when the connection on which they come is lost', async () => {
    const server = await startStandalone();
    const proxy = await startProxy(server.port);
    const prefix = uniquePrefix();
    const waiting = await startModule({ url: proxy.url, prefix }, [QueueModule.forRoot({})]);
    const working = await startModule({ url: server.url, prefix }, [QueueModule.forRoot({})]);
    const queue = waiting.get(QueueService).queue('jobs');
    const gaps: JobEvent[] = [];
    await queue.events.listen((event) => gaps.push(event));
    const id = await queue.add('job', 'x');
    const finished = queue.finished(id);
    await eventually(() => expect(waiting.get(RedisConnection).subscriptions.status.value).toBe('connected'));
    proxy.cut();
    working.get(QueueService).work('jobs', () => ({ run }));
    expect(await finished).toEqual({ state: 'completed', result: { done: 'x' } });
    await eventually(() => expect(gaps).toContainEqual({ event: 'gap', id: '' }));
    await Promise.all([waiting.close(), working.close()]);
    proxy.stop();
    await server.stop();
  }, 20_000);
});

describe('events over HTTP', () => {
  it('come as server-sent events, until the reader goes', async () => {
    const service = await startService(standalone);
    const gone = new AbortController();
    const response = await fetch(`${service.url}/v1/queues/emails/events`, { signal: gone.signal });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const queues = service.app.get(QueueService, { strict: false });
    queues.work('emails', () => ({ run }));
    let text = '';
    const reading = (async () => {
      for await (const part of response.body ?? []) text += Buffer.from(part).toString();
    })();
    // The stream begins with the answer, and its listening a moment later.
    const sent = await eventually(async () => {
      const { body } = await service.request('POST', '/v1/queues/emails/jobs', { name: 'job', data: 'x' });
      expect(text).toContain('event: completed');
      return body;
    });
    expect(sent).toHaveProperty('id');
    const line = text.split('\n').find((part) => part.startsWith('data: {"event":"completed"')) ?? '';
    expect(JSON.parse(line.slice('data: '.length))).toEqual({
      event: 'completed',
      id: expect.any(String),
      result: { done: 'x' },
    });
    gone.abort();
    await reading.catch(() => undefined);
    await service.stop();
  }, 20_000);
});
