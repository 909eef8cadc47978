import { setTimeout as delay } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import {
  QueueModule,
  QueueService,
  UnrecoverableError,
  type Job,
} from '../../../src/features/queue/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { watchCommands } from '../../support/commands.js';
import { eventually } from '../../support/eventually.js';
import { topologies } from '../../support/topologies.js';

describe.each(topologies)('a worker on %s', (_name, target) => {
  let module: TestingModule;
  let queues: QueueService;

  beforeAll(async () => {
    module = await startModule(target, [
      QueueModule.forRoot({
        backoffMs: 10,
        drainMs: 0,
        queues: {
          sharded: { shards: 4 },
          quick: { leaseMs: 600 },
          'quick-long': { leaseMs: 600 },
          patient: { leaseMs: 600_000 },
          'patient-one': { leaseMs: 600_000 },
          'patient-sharded': { leaseMs: 600_000, shards: 4 },
        },
      }),
    ]);
    queues = module.get(QueueService);
  });
  afterAll(async () => module.close());

  const work = (queue: string, run: (job: Job) => unknown, concurrency = 10) =>
    queues.work(queue, () => ({ run }), { concurrency });
  const stateOf = async (queue: string, id: string) => (await queues.queue(queue).get(id))?.state;

  it.each(['one', 'sharded'])(
    'runs each job of queue "%s" once, with its data, and keeps its result',
    async (name) => {
      const seen: unknown[] = [];
      const queue = queues.queue(name);
      work(name, (job) => {
        seen.push(job.data);
        return { got: job.data };
      });
      const ids = await Promise.all(Array.from({ length: 100 }, async (_, n) => queue.add('job', { n })));
      await eventually(async () =>
        expect((await queue.info()).counts).toEqual({
          waiting: 0,
          delayed: 0,
          active: 0,
          completed: 100,
          dead: 0,
        }),
      );
      expect(new Set(seen.map((data) => (data as { n: number }).n)).size).toBe(100);
      expect(seen).toHaveLength(100);
      expect(await queue.get(ids[7] ?? '')).toMatchObject({
        state: 'completed',
        data: { n: 7 },
        result: { got: { n: 7 } },
      });
    },
  );

  it('never runs more at the same time than it should, and all of those', async () => {
    let running = 0;
    let most = 0;
    const { promise: full, resolve } = Promise.withResolvers<void>();
    const worker = work(
      'narrow',
      async () => {
        most = Math.max(most, ++running);
        if (running === 3) resolve();
        await full; // on a busy machine short jobs may end before the next ones are here
        await delay(1);
        running--;
      },
      3,
    );
    const jobs = Array.from({ length: 200 }, (_, n) => ({ name: 'job', data: n }));
    await queues.queue('narrow').addBulk(jobs);
    await eventually(() => expect(worker.health.completed).toBe(200), { withinMs: 25_000 });
    expect(most).toBe(3);
  }, 30_000);

  it('tries again after a failure, and then gives up with the history', async () => {
    const attempts: number[] = [];
    work('failing', (job) => {
      attempts.push(job.attempt);
      throw Object.assign(new Error(`attempt ${job.attempt}`), { code: 'SMTP_DOWN' });
    });
    const id = await queues.queue('failing').add('job', null);
    await eventually(async () => expect(await stateOf('failing', id)).toBe('dead'));
    expect(attempts).toEqual([1, 2, 3]);
    const { errors } = (await queues.queue('failing').get(id)) ?? {};
    expect(errors).toMatchObject(
      [1, 2, 3].map((attempt) => ({ attempt, error: { message: `attempt ${attempt}`, code: 'SMTP_DOWN' } })),
    );
  });

  it('waits between attempts as the job says, or as a function says', async () => {
    const queue = queues.queue('backoff');
    const fail = () => {
      throw new Error('no');
    };
    const worker = queues.work('backoff', () => ({ run: fail }));
    const dueIn = async (id: string) => ((await queue.get(id))?.dueAt ?? 0) - Date.now();
    const fixed = await queue.add('job', 1, { backoff: { type: 'fixed', delayMs: 1_000_000 } });
    const capped = await queue.add('job', 2, {
      backoff: { type: 'exponential', delayMs: 9_000_000, maxDelayMs: 5_000_000, jitter: 1 },
    });
    await eventually(async () => expect((await queue.info()).counts.delayed).toBe(2));
    expect(await dueIn(fixed)).toBeGreaterThan(900_000);
    expect(await dueIn(fixed)).toBeLessThan(1_100_000);
    expect(await dueIn(capped)).toBeLessThan(5_100_000);
    await worker.stop(0);
    queues.work('backoff', () => ({ run: fail }), { backoff: (attempt) => 2_000_000 * attempt });
    const custom = await queue.add('job', 3);
    await eventually(async () => expect((await queue.info()).counts.delayed).toBe(3));
    expect(await dueIn(custom)).toBeGreaterThan(1_900_000);
    expect(await dueIn(custom)).toBeLessThan(2_100_000);
  });

  it('runs delayed jobs when they are due, also when everybody sleeps', async () => {
    const queue = queues.queue('patient');
    const ran: unknown[] = [];
    work('patient', (job) => void ran.push(job.data));
    await queue.add('job', 'first');
    await eventually(() => expect(ran).toEqual(['first']));
    await queue.add('job', 'late', { delayMs: 300 });
    await queue.add('job', 'soon', { delayMs: 100 });
    await queue.add('job', 'past', { runAt: 1 });
    await eventually(() => expect(ran).toEqual(['first', 'past', 'soon', 'late']));
  });

  it.each(['patient-one', 'patient-sharded'])(
    'wakes for each of many jobs that come the moment it falls idle, in queue "%s"',
    async (name) => {
      // Its heartbeat comes every 200 s: a wake-up that is lost once stays lost for as long as this test may take.
      const queue = queues.queue(name);
      let ran = Promise.withResolvers<void>();
      work(name, () => ran.resolve());
      for (let round = 0; round < 200; round++) {
        ran = Promise.withResolvers();
        await queue.add('job', round);
        await ran.promise;
        if (round % 3 > 0) await delay(round % 3);
      }
      await eventually(async () => expect((await queue.info()).counts.completed).toBe(200));
    },
  );

  it('gives up at once on what no attempt can mend, and on jobs that it has no handler for', async () => {
    queues.work('hopeless', (name) =>
      name === 'known' ? { run: () => Promise.reject(new UnrecoverableError('no such user')) } : undefined,
    );
    const known = await queues.queue('hopeless').add('known', null);
    const unknown = await queues.queue('hopeless').add('unknown', null);
    await eventually(async () => expect((await queues.queue('hopeless').info()).counts.dead).toBe(2));
    expect(await queues.queue('hopeless').get(known)).toMatchObject({ attempts: 1 });
    expect((await queues.queue('hopeless').get(unknown))?.errors).toMatchObject([
      { error: { code: 'JOB_NO_HANDLER' } },
    ]);
  });

  it('aborts a run whose time is over, and counts it as failed although the handler does not end', async () => {
    const reasons: unknown[] = [];
    work('slow', async (job) => {
      const { promise: never } = Promise.withResolvers();
      job.signal.addEventListener('abort', () => reasons.push((job.signal.reason as { code: string }).code));
      await never;
    });
    const id = await queues.queue('slow').add('job', null, { timeoutMs: 30, attempts: 1 });
    await eventually(async () => expect(await stateOf('slow', id)).toBe('dead'));
    expect(reasons).toEqual(['JOB_TIMEOUT']);
  });

  it('tells a handler that its job was removed, and does not keep what comes of it', async () => {
    const { promise: aborted, resolve } = Promise.withResolvers<unknown>();
    work('quick', async (job) => {
      job.signal.addEventListener('abort', () => resolve(job.signal.reason));
      await aborted;
    });
    const id = await queues.queue('quick').add('job', null);
    await eventually(async () => expect(await stateOf('quick', id)).toBe('active'));
    await queues.queue('quick').remove(id);
    expect(await aborted).toMatchObject({ code: 'LEASE_LOST' });
    expect(await queues.queue('quick').get(id)).toBeUndefined();
  });

  it('keeps the lease of a job for as long as it runs', async () => {
    const { promise: finish, resolve } = Promise.withResolvers<string>();
    let runs = 0;
    work('quick-long', () => {
      runs++;
      return finish;
    });
    const queue = queues.queue('quick-long');
    const id = await queue.add('job', null);
    const first = await eventually(async () => {
      const job = await queue.get(id);
      expect(job?.leaseUntilAt).not.toBeNull();
      return job?.leaseUntilAt ?? 0;
    });
    await eventually(async () => expect((await queue.get(id))?.leaseUntilAt).toBeGreaterThan(first), {
      withinMs: 10_000,
    });
    resolve('done');
    await eventually(async () =>
      expect(await queue.get(id)).toMatchObject({ state: 'completed', result: 'done' }),
    );
    expect(runs).toBe(1);
  }, 30_000);

  it('snoozes a job without counting an attempt, notes its progress and its log', async () => {
    const attempts: number[] = [];
    work('talking', async (job) => {
      attempts.push(job.attempt);
      if (attempts.length === 1) job.snooze(20);
      await job.progress({ percent: 40.5, list: [] });
      await job.log('half way');
    });
    const queue = queues.queue('talking');
    const id = await queue.add('job', null);
    await eventually(async () => expect(await stateOf('talking', id)).toBe('completed'));
    expect(attempts).toEqual([1, 1]);
    expect(await queue.get(id)).toMatchObject({ progress: { percent: 40.5, list: [] }, attempts: 0 });
    expect(await queue.logs(id)).toEqual(['half way']);
  });

  it('gives a batch handler several jobs, and takes a result for each', async () => {
    const queue = queues.queue('batches');
    await queue.addBulk(
      Array.from({ length: 10 }, (_, n) => ({ name: 'job', data: n, options: { attempts: 1 } })),
    );
    const sizes: number[] = [];
    queues.work('batches', () => ({
      batch: 4,
      run: (jobs: Job[]) => {
        sizes.push(jobs.length);
        return jobs.map(({ data }) => (data === 3 ? new Error('three') : data));
      },
    }));
    await eventually(async () =>
      expect((await queue.info()).counts).toMatchObject({ completed: 9, dead: 1 }),
    );
    expect(Math.max(...sizes)).toBe(4);
    expect((await queue.list({ state: 'dead' })).items).toMatchObject([
      { data: 3, errors: [{ error: { message: 'three' } }] },
    ]);
  });

  it('fails all jobs of a batch that is not answered one by one', async () => {
    const queue = queues.queue('short-batches');
    queues.work('short-batches', () => ({ batch: 4, run: () => ['only one'] }));
    await queue.addBulk([1, 2, 3].map((data) => ({ name: 'job', data, options: { attempts: 1 } })));
    await eventually(async () => expect((await queue.info()).counts.dead).toBe(3));
  });

  it('hands back at once what runs when it is stopped, and what it had read ahead', async () => {
    const queue = queues.queue('stopped');
    const { promise: never } = Promise.withResolvers();
    const reasons: unknown[] = [];
    const worker = work('stopped', async (job) => {
      job.signal.addEventListener('abort', () => reasons.push((job.signal.reason as { code: string }).code));
      await never;
    });
    await queue.addBulk([1, 2, 3].map((data) => ({ name: 'job', data })));
    await eventually(() => expect(worker.health.running).toBe(3));
    await worker.stop(10);
    expect(reasons).toEqual(['WORKER_STOPPED', 'WORKER_STOPPED', 'WORKER_STOPPED']);
    const attempts: number[] = [];
    work('stopped', (job) => void attempts.push(job.attempt));
    await eventually(() => expect(attempts).toEqual([1, 1, 1]));
  });

  it('lets what runs finish when it is stopped, and Redis has the outcome then', async () => {
    const queue = queues.queue('finished');
    const { promise: finish, resolve } = Promise.withResolvers<void>();
    const worker = work('finished', () => finish);
    const id = await queue.add('job', null);
    await eventually(() => expect(worker.health.running).toBe(1));
    const stopped = worker.stop(10_000);
    await queue.add('job', 'too late');
    resolve();
    await stopped;
    expect(await stateOf('finished', id)).toBe('completed');
    expect((await queue.info()).counts).toMatchObject({ active: 0, waiting: 1 });
  });

  it('gives jobs that it read ahead to others when the one before takes long', async () => {
    const queue = queues.queue('ahead');
    const { promise: never } = Promise.withResolvers();
    const worker = work('ahead', async ({ data }) => (data === 'long' ? never : undefined), 1);
    await queue.addBulk(Array.from({ length: 50 }, (_, n) => ({ name: 'job', data: n })));
    await eventually(() => expect(worker.health.completed).toBe(50));
    await queue.addBulk(['long', 'short', 'short', 'short'].map((data) => ({ name: 'job', data })));
    await eventually(() => expect(worker.health.running).toBe(1));
    const other = work('ahead', () => undefined, 1);
    await eventually(() => expect(other.health.completed).toBe(3));
  });

  it('asks Redis for nothing while nothing happens', async () => {
    const own = await startModule(target, [QueueModule.forRoot({ leaseMs: 3_600_000 })]);
    const { client } = own.get(RedisConnection);
    const ownQueues = own.get(QueueService);
    const worker = ownQueues.work('idle', () => ({ run: () => undefined }));
    await ownQueues.queue('idle').add('job', null);
    await eventually(() => expect(worker.health.completed).toBe(1));
    await delay(100);
    const asked = watchCommands(client);
    await delay(500);
    expect(asked.names).toEqual([]);
    await ownQueues.queue('idle').add('job', null);
    await eventually(() => expect(worker.health.completed).toBe(2));
    await own.close();
  });
});
