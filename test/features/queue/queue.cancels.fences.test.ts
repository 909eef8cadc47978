import type { TestingModule } from '@nestjs/testing';
import { QueueModule, QueueService, type Job } from '../../../src/features/queue/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies, uniquePrefix } from '../../support/topologies.js';

const HOUR_MS = 3_600_000;

interface Stop {
  readonly id: string;
  readonly token: string;
}
interface Ears {
  readonly channel: string;
  readonly stoppers: Set<unknown>;
  onStopped(listener: (stopped: Stop) => void): () => void;
}

describe.each(topologies)('who cancels on %s', (_name, target) => {
  let module: TestingModule;
  let queues: QueueService;
  beforeAll(async () => {
    const options = { leaseMs: 600_000, drainMs: 0, backoffMs: 10 };
    module = await startModule({ ...target, prefix: uniquePrefix() }, [QueueModule.forRoot(options)]);
    queues = module.get(QueueService);
  });
  afterAll(async () => module.close());

  const ears = () => Reflect.get(queues, 'wakeups') as Ears;

  it.each(['cancelled', 'removed'])(
    'a job twice that was added or run again in between is obeyed: one that was %s is not handed out',
    async (how) => {
      const queue = queues.queue(`twice-${how}`);
      const end = async () => (how === 'cancelled' ? queue.cancel('x') : queue.remove('x'));
      await queue.add('job', 1, { id: 'x' });
      await end();
      // Its place in the list is still there; by this way it gets a second one.
      if (how === 'cancelled') await queue.retry('x');
      else await queue.add('job', 1, { id: 'x', delayMs: HOUR_MS }).then(async () => queue.promote('x'));
      for (const shard of queue.shards) await shard.flush();
      expect((await queue.get('x'))?.state).toBe('waiting');
      await end();
      expect(await queues.leases(queue.name).lease({ max: 10 })).toEqual([]);
      const last = await queue.add('job', 2);
      expect(await queues.leases(queue.name).lease({ max: 10 })).toMatchObject([{ id: last }]);
    },
  );

  it('a job of a group that is full lets the next one of it go on', async () => {
    const queue = queues.queue('grouped');
    await queue.groups.put({ concurrency: 1 });
    await queue.addBulk([1, 2].map((data) => ({ name: 'job', data, options: { group: 'acme' } })));
    const leases = queues.leases('grouped');
    const [first] = await leases.lease({ max: 10 });
    const waiting = leases.lease({ waitMs: 20_000 });
    await eventually(async () => expect(await idle('grouped')).toBe(1));
    await queue.cancel(first?.id ?? '');
    expect(await waiting).toMatchObject([{ data: 2 }]);
  });

  const idle = async (name: string) => {
    const redis = module.get(RedisConnection);
    return redis.client.zcard(redis.keys('queue')(name, 'idle'));
  };

  it('is heard by those who listen, and so is a job whose time is over, with why', async () => {
    const queue = queues.queue('heard');
    const heard: unknown[] = [];
    const stop = await queue.events.listen(({ event, id, error }) =>
      heard.push([event, id, (error as { message?: string } | undefined)?.message]),
    );
    const cancelled = await queue.add('job', 1);
    await queue.cancel(cancelled, { reason: 'withdrawn' });
    await eventually(() => expect(heard).toEqual([['dead', cancelled, 'withdrawn']]));
    const late = await queue.add('job', 2, { startWithinMs: 1 });
    const over = await queue.add('job', 3, { endWithinMs: 1 });
    await eventually(async () => {
      await queues.leases('heard').lease();
      expect(heard.slice(1)).toHaveLength(2);
    });
    expect(heard.slice(1)).toContainEqual(['dead', late, 'The job has not begun in the time that it had']);
    expect(heard.slice(1)).toContainEqual([
      'dead',
      over,
      expect.stringMatching(/^The job has not ended in the time/),
    ]);
    await stop();
  });

  it('many takes no more than the limit, counts none that has ended, and takes any number of ids', async () => {
    const queue = queues.queue('many');
    const some = (count: number, options = {}) =>
      Array.from({ length: count }, (_, data) => ({ name: 'job', data, options }));
    await queue.addBulk([...some(20), ...some(20, { delayMs: HOUR_MS })]);
    expect(await queue.cancelMany({ states: ['delayed', 'waiting'], limit: 30 })).toBe(30);
    expect((await queue.info()).counts).toMatchObject({ waiting: 10, delayed: 0, dead: 30 });
    const ids = await queue.addBulk(some(700));
    expect(await queue.cancelMany({ ids, limit: 600 })).toBe(600);
    expect((await queue.info()).counts).toMatchObject({ waiting: 110, dead: 630 });
    expect(await queue.cancelMany({ ids })).toBe(100);
    expect(await queue.cancelMany({ ids })).toBe(0);
  });

  it('is refused by whose lease it was, and by nobody else: what went before had lost it otherwise', async () => {
    const queue = queues.queue('tokens');
    const leases = queues.leases('tokens');
    const id = await queue.add('job', 1);
    const [first] = await leases.lease();
    const settled = async (token = '', status: 'completed' | 'released' = 'completed') =>
      leases.settle([{ id, token, status }]);
    await settled(first?.token, 'released');
    const [second] = await leases.lease();
    await queue.cancel(id);
    expect(await settled(first?.token)).toEqual([{ id, accepted: false, code: 'LEASE_LOST' }]);
    expect(await settled(second?.token)).toEqual([{ id, accepted: false, code: 'JOB_CANCELLED' }]);
  });

  it('is told to the run that is meant, with the reason, and none of it is counted', async () => {
    const queue = queues.queue('runs');
    const begun: Job[] = [];
    const { promise: free, resolve } = Promise.withResolvers<void>();
    const worker = queues.work('runs', () => ({
      run: async (job: Job) => {
        begun.push(job);
        await Promise.race([free, new Promise((end) => job.signal.addEventListener('abort', end))]);
      },
    }));
    const ids = await queue.addBulk([1, 2].map((data) => ({ name: 'job', data })));
    await eventually(() => expect(begun).toHaveLength(2));
    const [spared, meant] = ids.map((id) => begun.find((job) => job.id === id));
    // As a message comes that was meant for a run of the same job before, and was long on its way.
    const error = '{"code":"JOB_CANCELLED","message":"old"}';
    const late = JSON.stringify({ id: spared?.id, token: 'before', error });
    await module.get(RedisConnection).client.publish(ears().channel, `!${late}`);
    await queue.cancel(meant?.id ?? '', { reason: 'withdrawn' });
    await eventually(() => expect(meant?.signal.aborted).toBe(true));
    expect(meant?.signal.reason).toMatchObject({ code: 'JOB_CANCELLED', message: 'withdrawn' });
    expect(spared?.signal.aborted).toBe(false);
    await eventually(() => expect(worker.health.running).toBe(1));
    expect(worker.health).toMatchObject({ completed: 0, failed: 0 });
    resolve();
    await eventually(() => expect(worker.health).toMatchObject({ running: 0, completed: 1, failed: 0 }));
  });

  it('a job that a worker has read ahead keeps it from beginning', async () => {
    const queue = queues.queue('ahead');
    const ran: unknown[] = [];
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const run = async ({ data }: Job) => {
      ran.push(data);
      if (data === 'long') await gate;
    };
    const worker = queues.work('ahead', () => ({ run }), { concurrency: 1 });
    // It reads ahead once it has seen that jobs are short.
    await queue.addBulk(Array.from({ length: 50 }, () => ({ name: 'job', data: 'warm' })));
    await eventually(() => expect(worker.health.completed).toBe(50));
    const { promise: heard, resolve: hear } = Promise.withResolvers<void>();
    const deafen = ears().onStopped(() => hear());
    const ids = await queue.addBulk(['long', 'unwanted', 'wanted'].map((data) => ({ name: 'job', data })));
    await eventually(async () => expect((await queue.info()).counts.active).toBe(2));
    await queue.cancel(ids[1] ?? '');
    await heard;
    open();
    await eventually(() => expect(ran.slice(50)).toEqual(['long', 'wanted']));
    deafen();
  });

  it('is heard by no worker that has stopped', async () => {
    const before = ears().stoppers.size;
    const worker = queues.work('stopped', () => ({ run: () => undefined }));
    expect(ears().stoppers.size).toBe(before + 1);
    await worker.stop(1000);
    expect(ears().stoppers.size).toBe(before);
  });

  it('finds a place free where a running job is out of its time', async () => {
    const queue = queues.queue('expired');
    await queue.limits.put({ concurrency: 1 });
    const leases = queues.leases('expired');
    await queue.add('job', 1, { endWithinMs: 300 });
    expect(await leases.lease()).toHaveLength(1);
    await queue.add('job', 2);
    expect(await leases.lease({ waitMs: 20_000 })).toMatchObject([{ data: 2 }]);
  });
});
