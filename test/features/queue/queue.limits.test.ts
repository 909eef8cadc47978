import { setTimeout as delay } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import { QueueModule, QueueService, type Job } from '../../../src/features/queue/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies, uniquePrefix } from '../../support/topologies.js';

describe.each(topologies)('limits on %s', (_name, target) => {
  const prefix = uniquePrefix();
  const modules: TestingModule[] = [];
  let queues: QueueService;
  let others: QueueService[];

  beforeAll(async () => {
    // Its heartbeat comes every 200 s: who is not woken, or does not watch the clock, waits for as long as this test may take.
    const options = { leaseMs: 600_000, drainMs: 0, queues: { sharded: { shards: 3 } } };
    for (let i = 0; i < 3; i++)
      modules.push(await startModule({ ...target, prefix }, [QueueModule.forRoot(options)]));
    const [first, ...rest] = modules.map((module) => module.get(QueueService));
    queues = first as QueueService;
    others = rest;
  });
  afterAll(async () => Promise.all(modules.map(async (module) => module.close())));

  const bulk = (count: number) => Array.from({ length: count }, (_, n) => ({ name: 'job', data: n }));

  /** Works on a queue in three processes, as it were; answers when each job began, and how many ran at most. */
  function workEverywhere(name: string, run: (job: Job) => unknown = () => undefined) {
    const seen = { begun: [] as number[], running: 0, most: 0 };
    for (const service of [queues, ...others])
      service.work(name, () => ({
        run: async (job: Job) => {
          seen.begun.push(performance.now());
          seen.most = Math.max(seen.most, ++seen.running);
          try {
            return await run(job);
          } finally {
            seen.running--;
          }
        },
      }));
    return seen;
  }

  it.each(['narrow', 'sharded'])(
    'let no more run at a time, everywhere together, than they say: queue "%s"',
    async (name) => {
      const queue = queues.queue(name);
      await queue.limits.put({ concurrency: 4 });
      const seen = workEverywhere(name, async () => delay(3));
      await queue.addBulk(bulk(120));
      await eventually(async () => expect((await queue.info()).totals.completed).toBe(120), {
        withinMs: 20_000,
      });
      expect(seen.most).toBeLessThanOrEqual(4);
      expect(seen.most).toBeGreaterThan(1);
    },
    30_000,
  );

  it('let no more begin in a time than they say, and all of those', async () => {
    const queue = queues.queue('rate');
    await queue.limits.put({ rate: { limit: 50, windowMs: 1000 } });
    const seen = workEverywhere('rate');
    await queue.addBulk(bulk(40));
    await eventually(() => expect(seen.begun).toHaveLength(40), { withinMs: 15_000 });
    const begun = seen.begun.toSorted((a, b) => a - b);
    // One each 20 ms; a busy machine makes some late, and none early beyond the way from Redis to here.
    expect((begun.at(-1) ?? 0) - (begun[0] ?? 0)).toBeGreaterThanOrEqual(39 * 20 - 60);
  }, 20_000);

  it('let as many begin at once after a pause as the burst says, and then no more', async () => {
    const queue = queues.queue('burst');
    await queue.limits.put({ rate: { limit: 1, windowMs: 3_600_000, burst: 5 } });
    await queue.addBulk(bulk(20));
    const leases = queues.leases('burst');
    expect(await leases.lease({ max: 3 })).toHaveLength(3);
    expect(await leases.lease({ max: 10 })).toHaveLength(2);
    expect(await leases.lease({ max: 10 })).toHaveLength(0);
    await queue.limits.remove();
    expect(await leases.lease({ max: 10 })).toHaveLength(10);
  });

  it('wake those who wait when a place is free, when they are raised, and when they are lifted', async () => {
    const queue = queues.queue('woken');
    const leases = queues.leases('woken');
    await queue.limits.put({ concurrency: 1 });
    await queue.addBulk(bulk(4));
    const [first] = await leases.lease();
    let waiting = others[0]?.leases('woken').lease({ waitMs: 20_000 });
    await delay(50);
    await leases.settle([{ id: first?.id ?? '', token: first?.token ?? '', status: 'completed' }]);
    expect(await waiting).toHaveLength(1);
    waiting = others[0]?.leases('woken').lease({ waitMs: 20_000 });
    await delay(50);
    await queue.limits.put({ concurrency: 2 });
    expect(await waiting).toHaveLength(1);
    waiting = others[0]?.leases('woken').lease({ waitMs: 20_000 });
    await delay(50);
    await queue.limits.remove();
    expect(await waiting).toHaveLength(1);
  });

  it('give back the places of a worker that died with its leases', async () => {
    const queue = queues.queue('crashed');
    const leases = queues.leases('crashed');
    await queue.limits.put({ concurrency: 2 });
    await queue.addBulk(bulk(4));
    const jobs = await leases.lease({ max: 10 });
    expect(jobs).toHaveLength(2);
    const redis = modules[0]?.get(RedisConnection);
    const active = redis?.keys('queue')('crashed', 'active') ?? '';
    for (const { id } of jobs) await redis?.client.zadd(active, 1, id);
    expect(await leases.lease({ max: 10 })).toHaveLength(2);
  });

  it('hold the whole queue when a handler says so, without an attempt, and go on by themselves', async () => {
    const queue = queues.queue('provider');
    const attempts: number[] = [];
    let isBusy = true;
    const seen = workEverywhere('provider', (job) => {
      attempts.push(job.attempt);
      if (isBusy) {
        isBusy = false;
        job.backOff(600);
      }
    });
    await queue.add('job', 'first');
    await eventually(async () => expect((await queue.limits.get()).heldUntilAt).not.toBeNull());
    await queue.addBulk(bulk(10));
    await eventually(() => expect(seen.begun).toHaveLength(12), { withinMs: 10_000 });
    const [first = 0, second = 0] = seen.begun;
    expect(second - first).toBeGreaterThanOrEqual(590);
    expect(new Set(attempts)).toEqual(new Set([1]));
  });

  it('can be held from outside, longer but not shorter, and let go', async () => {
    const queue = queues.queue('held');
    const leases = queues.leases('held');
    await queue.add('job', 1);
    await queue.limits.hold(3_600_000);
    await queue.limits.hold(1);
    expect(await leases.lease({ max: 1 })).toEqual([]);
    const waiting = leases.lease({ waitMs: 20_000 });
    await delay(50);
    await queue.limits.hold(0);
    expect(await waiting).toHaveLength(1);
    expect(await queue.limits.get()).toEqual({ heldUntilAt: null });
  });

  it('are told, and refused where they make no sense', async () => {
    const { limits } = queues.queue('told');
    await limits.put({ concurrency: 20, rate: { limit: 100, windowMs: 60_000 } });
    expect(await limits.get()).toEqual({
      concurrency: 20,
      rate: { limit: 100, windowMs: 60_000, burst: 1 },
      heldUntilAt: null,
    });
    await expect(limits.put({})).rejects.toThrow(/needs/);
    await expect(limits.put({ concurrency: 0 })).rejects.toThrow(/concurrency/);
    await expect(queues.queue('sharded').limits.put({ concurrency: 2 })).rejects.toMatchObject({
      code: 'LIMIT_TOO_LOW',
    });
    expect((await limits.get()).concurrency).toBe(20);
  });
});
