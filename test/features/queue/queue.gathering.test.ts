import { jest } from '@jest/globals';
import type { TestingModule } from '@nestjs/testing';
import { QueueModule, QueueService, type Job, type JobOptions } from '../../../src/features/queue/index.js';
import { Gathering } from '../../../src/features/queue/queue.gathering.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { standalone } from '../../support/topologies.js';

const FOR_EVER_MS = 600_000;

describe('a batch that waits', () => {
  let module: TestingModule;
  let queues: QueueService;
  beforeAll(async () => {
    module = await startModule(standalone, [QueueModule.forRoot({ drainMs: 0, leaseMs: FOR_EVER_MS })]);
    queues = module.get(QueueService);
  });
  afterAll(async () => module.close());

  interface Given {
    readonly waitMs?: number;
    readonly batch?: number;
    readonly concurrency?: number;
    /** What jobs of other names do. */
    readonly other?: (job: Job) => unknown;
    readonly run?: (jobs: Job[]) => Promise<unknown[]>;
  }

  /** Works in batches of up to 4 that wait so long; tells what came together. */
  function gather(name: string, { waitMs = FOR_EVER_MS, batch = 4, concurrency, other, run }: Given = {}) {
    const batches: unknown[][] = [];
    const gathered = (jobs: Job[]) => {
      batches.push(jobs.map(({ data }) => data));
      return run?.(jobs) ?? jobs.map(({ data }) => data);
    };
    const worker = queues.work(
      name,
      (jobName) =>
        jobName === 'job' ? { batch, waitMs, run: gathered } : { run: other ?? (() => undefined) },
      { concurrency },
    );
    const queue = queues.queue(name);
    const add = async (data: readonly number[], options: JobOptions = {}) =>
      queue.addBulk(data.map((one) => ({ name: 'job', data: one, options })));
    const running = async (count: number) => eventually(() => expect(worker.health.running).toBe(count));
    return { queue, batches, worker, add, running };
  }

  it('begins as soon as it is full, and the next one after it', async () => {
    const { queue, batches, add, running } = gather('gathered');
    await add([1, 2, 3]);
    await running(3);
    await add([4, 5]);
    await eventually(async () =>
      expect((await queue.info()).counts).toMatchObject({ completed: 4, active: 1 }),
    );
    expect(batches).toEqual([[1, 2, 3, 4]]);
    await add([6, 7, 8]);
    await eventually(() => expect(batches.at(1)).toEqual([5, 6, 7, 8]));
  });

  it('begins when the first has waited for long enough', async () => {
    const { batches, add } = gather('gathered-late', { waitMs: 80 });
    const before = performance.now();
    await add([1, 2]);
    await eventually(() => expect(batches).toEqual([[1, 2]]));
    expect(performance.now() - before).toBeGreaterThan(75);
    await add([3]);
    await eventually(() => expect(batches.at(1)).toEqual([3]));
  });

  it('goes without those that were cancelled meanwhile', async () => {
    const { queue, batches, add, running, worker } = gather('gathered-cancelled');
    const [first = ''] = await add([1, 2]);
    await running(2);
    await queue.cancel(first);
    const runner = Reflect.get(worker, 'runner') as { jobs: Job[] };
    await eventually(() => expect(runner.jobs.map(({ isLost }) => isLost)).toEqual([true, false]));
    await add([3, 4]);
    await eventually(() => expect(batches).toEqual([[2, 3, 4]]));
    await running(0);
  });

  it('is handed back at once when its worker is stopped, as if its jobs had never been here', async () => {
    const { queue, batches, add, running, worker } = gather('gathered-stopped');
    await add([1, 2]);
    await running(2);
    // Who waited for them to end would wait for that long.
    await worker.stop(FOR_EVER_MS);
    expect((await queue.info()).counts.active).toBe(0);
    expect(batches).toEqual([]);
    expect((await queue.list()).items).toMatchObject([{ attempts: 0 }, { attempts: 0 }]);
  });

  it('is handed back when a job wants the queue to be held', async () => {
    const hold = (job: Job) => job.backOff(FOR_EVER_MS);
    const { queue, batches, add, running } = gather('gathered-held', { other: hold });
    await add([1, 2]);
    await running(2);
    await queue.add('provider', null);
    await eventually(async () => expect((await queue.info()).counts.active).toBe(0));
    await running(0);
    await queue.limits.hold(0);
    await eventually(async () => {
      await queues.leases('gathered-held').lease({ max: 1 });
      expect((await queue.info()).counts.active).toBeGreaterThan(0);
    });
    expect(batches).toEqual([]);
  });

  it('waits for no more jobs than there are places, all of them together', async () => {
    const { promise: busy, resolve: free } = Promise.withResolvers<void>();
    const other = async () => busy;
    const { queue, batches, add, running } = gather('gathered-few', { concurrency: 3, batch: 10, other });
    await add([1, 2, 3]);
    await eventually(() => expect(batches).toEqual([[1, 2, 3]]));
    await running(0);
    // A place that is taken when the batch begins to wait may be free before it is full.
    await queue.add('other', null);
    await running(1);
    await add([4, 5]);
    await running(3);
    free();
    await running(2);
    await add([6]);
    await eventually(() => expect(batches.at(1)).toEqual([4, 5, 6]));
  });

  it('has its time from when it begins, and no more than that', async () => {
    const hanging = Promise.withResolvers<unknown[]>();
    const { queue, batches, add, running } = gather('gathered-timed', { run: async () => hanging.promise });
    const limits = { timeoutMs: 60, attempts: 1 };
    const ids = await add([1, 2, 3], limits);
    await running(3);
    // All timers of theirs would be over by then.
    await queue.finished(await queue.add('other', null, { delayMs: 120 }));
    for (const id of ids) expect(await queue.get(id)).toMatchObject({ state: 'active', errors: [] });
    expect(batches).toEqual([]);
    await add([4], limits);
    for (const id of ids)
      expect(await queue.finished(id)).toMatchObject({ state: 'dead', error: { code: 'JOB_TIMEOUT' } });
    hanging.resolve([]);
  });
});

describe('what gathers', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  const gathering = (most: number) => {
    const begun: unknown[][] = [];
    const jobs = (...names: string[]) => names as unknown as Job[];
    return { begun, jobs, of: new Gathering({ most, waitMs: 100, begin: (some) => void begun.push(some) }) };
  };

  it('begins once for each batch: what was timed for one that is full is not for the next', () => {
    const { begun, jobs, of } = gathering(2);
    of.add(jobs('a'));
    of.add(jobs('b'));
    expect(begun).toEqual([['a', 'b']]);
    jest.advanceTimersByTime(50);
    of.add(jobs('c'));
    jest.advanceTimersByTime(99);
    expect(begun).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(begun.slice(1)).toEqual([['c']]);
    jest.advanceTimersByTime(1000);
    expect(begun).toHaveLength(2);
  });

  it('waits for the first job, not for each', () => {
    const { begun, jobs, of } = gathering(10);
    of.add(jobs('a'));
    jest.advanceTimersByTime(60);
    of.add(jobs('b'));
    jest.advanceTimersByTime(40);
    expect(begun).toEqual([['a', 'b']]);
    jest.advanceTimersByTime(1000);
    expect(begun).toHaveLength(1);
  });

  it('begins nothing that was taken away', () => {
    const { begun, jobs, of } = gathering(10);
    of.add(jobs('a'));
    expect(of.drop()).toEqual(['a']);
    jest.advanceTimersByTime(1000);
    expect(begun).toEqual([]);
  });
});
