import { setTimeout as delay } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import {
  QueueModule,
  QueueService,
  UnrecoverableError,
  type Job,
  type Processing,
} from '../../../src/features/queue/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies } from '../../support/topologies.js';

describe.each(topologies)('a worker on %s', (_name, target) => {
  let module: TestingModule;
  let queues: QueueService;

  beforeAll(async () => {
    module = await startModule(target, [
      QueueModule.forRoot({ backoffMs: 10, queues: { sharded: { shards: 4 }, impatient: { leaseMs: 600 } } }),
    ]);
    queues = module.get(QueueService);
  });
  afterAll(async () => module.close());

  const work = (queue: string, run: (job: Job) => unknown, concurrency = 10) =>
    queues.work(queue, () => ({ run }) as Processing, { concurrency });

  it.each(['one', 'sharded'])('runs each job of queue "%s" once, with its data, and keeps its result', async (name) => {
    const seen: unknown[] = [];
    const queue = queues.queue(name);
    work(name, (job) => {
      seen.push(job.data);
      return { got: job.data };
    });
    const ids = await Promise.all(Array.from({ length: 100 }, async (_, n) => queue.add('job', { n })));
    await eventually(() => expect(seen).toHaveLength(100));
    expect(new Set(seen.map((data) => (data as { n: number }).n)).size).toBe(100);
    await eventually(async () => expect((await queue.info()).counts).toMatchObject({ active: 0, completed: 100 }));
    expect(await queue.get(ids[7] ?? '')).toMatchObject({ state: 'completed', data: { n: 7 }, result: { got: { n: 7 } } });
  });

  it('tries again after a failure, and then gives up with the history', async () => {
    const queue = queues.queue('failing');
    const attempts: number[] = [];
    work('failing', (job) => {
      attempts.push(job.attempt);
      throw new Error(`attempt ${job.attempt}`);
    });
    const id = await queue.add('job', null);
    await eventually(async () => expect((await queue.get(id))?.state).toBe('dead'));
    expect(attempts).toEqual([1, 2, 3]);
    expect((await queue.get(id))?.errors.map(({ error }) => (error as Error).message)).toEqual([
      'attempt 1',
      'attempt 2',
      'attempt 3',
    ]);
  });

  it('runs delayed jobs when they are due, also on an idle queue', async () => {
    const queue = queues.queue('later');
    const ran: unknown[] = [];
    work('later', (job) => void ran.push(job.data));
    await delay(50);
    await queue.add('job', 'late', { delayMs: 400 });
    await queue.add('job', 'soon', { delayMs: 100 });
    await eventually(() => expect(ran).toEqual(['soon', 'late']));
  });

  it('gives up at once on what no attempt can mend', async () => {
    const queue = queues.queue('hopeless');
    work('hopeless', () => {
      throw new UnrecoverableError('no such user');
    });
    const id = await queue.add('job', null);
    await eventually(async () => expect(await queue.get(id)).toMatchObject({ state: 'dead', attempts: 1 }));
  });
});
