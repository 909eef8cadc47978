import type { TestingModule } from '@nestjs/testing';
import { QueueModule, QueueService, type Job, type Queue } from '../../../src/features/queue/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startStandalone } from '../../support/servers.js';
import { topologies, uniquePrefix } from '../../support/topologies.js';

const HOUR_MS = 3_600_000;
const options = { queues: { sharded: { shards: 4 }, mixed: { shards: 4 } }, leaseMs: 3000 };

describe.each(topologies)('schedules on %s', (_name, target) => {
  const prefix = uniquePrefix();
  const modules: TestingModule[] = [];
  let queues: QueueService;

  /** Like another process: with connections and workers of its own. */
  const another = async () => {
    const module = await startModule({ ...target, prefix }, [QueueModule.forRoot(options)]);
    modules.push(module);
    return module.get(QueueService);
  };
  beforeAll(async () => (queues = await another()));
  afterAll(async () => Promise.all(modules.map(async (module) => module.close())));

  /** As if the schedule's next slot had come that long ago. */
  async function miss(queue: Queue, id: string, byMs: number) {
    const redis = modules[0]?.get(RedisConnection).client;
    const { keys } = queue.shardOf(`schedule:${id}:0`);
    const { createdAt, nextAt } = (await queue.schedules.get(id)) ?? { createdAt: 0, nextAt: 0 };
    const plan = { createdAt: createdAt - byMs, runs: 0, nextAt: (nextAt ?? 0) - byMs };
    await redis?.hset(keys.plans, id, JSON.stringify(plan));
    await redis?.zadd(keys.ticks, plan.nextAt, id);
  }

  it.each(['one', 'sharded'])(
    'fire each slot exactly once in queue "%s", however many processes there are and although no run ends',
    async (name) => {
      const others = await Promise.all([another(), another()]);
      const ran: { slotAt: number | undefined; data: unknown; id: string }[] = [];
      const { promise: never } = Promise.withResolvers();
      const workers = [queues, ...others].map((service) =>
        service.work(name, () => ({
          run: async ({ slotAt, data, id }: Job) => {
            ran.push({ slotAt, data, id });
            await never;
          },
        })),
      );
      const { schedules } = queues.queue(name);
      // On a busy machine some slots are late; none of them is to be left out here.
      const spec = { name: 'tick', data: { n: 1 }, everyMs: 100, limit: 12, catchUp: 'all' as const };
      const made = await schedules.put('often', spec);
      expect(made.id).toBe('often');
      // A busy machine may be a slot late with its answer.
      expect(((made.nextAt ?? 0) - made.createdAt) % 100).toBe(0);
      await eventually(() => expect(ran).toHaveLength(12), { withinMs: 15_000 });
      const slots = ran.map(({ slotAt = 0 }) => slotAt).toSorted((a, b) => a - b);
      const [first = 0] = slots;
      // Nor is it early in working out the first.
      expect((first - made.createdAt) % 100).toBe(0);
      expect(slots).toEqual(Array.from({ length: 12 }, (_, n) => first + 100 * n));
      expect(ran[0]).toMatchObject({ data: { n: 1 }, id: `schedule:often:${ran[0]?.slotAt}` });
      expect(await schedules.get('often')).toMatchObject({ runs: 12, nextAt: null, upcoming: [] });
      await Promise.all(workers.map(async (worker) => worker.stop(0)));
    },
    20_000,
  );

  it('are made, changed, read and removed', async () => {
    const { schedules } = queues.queue('changed');
    const times = { cron: '0 7 * * MON-FRI', timeZone: 'Europe/Berlin' };
    const made = await schedules.put('digest', { name: 'digest', ...times });
    expect(made.upcoming).toHaveLength(5);
    expect(made.nextAt).toBe(made.upcoming[0]);
    const changed = await schedules.put('digest', {
      name: 'other',
      data: [1],
      ...times,
      options: { attempts: 9, priority: 2 },
    });
    // The same times: no new beginning.
    expect(changed).toMatchObject({
      name: 'other',
      data: [1],
      createdAt: made.createdAt,
      nextAt: made.nextAt,
      options: { attempts: 9, priority: 2 },
    });
    const moved = await schedules.put('digest', { name: 'other', everyMs: HOUR_MS });
    expect(moved.createdAt).toBeGreaterThan(made.createdAt);
    expect(moved.nextAt).toBe(moved.createdAt + HOUR_MS);
    expect(await schedules.remove('digest')).toBe(true);
    expect(await schedules.remove('digest')).toBe(false);
    expect(await schedules.get('digest')).toBeUndefined();
    expect((await queues.list({ limit: 200 })).items.map(({ name }) => name)).toContain('changed');
  });

  it('refuse what makes no sense, and change nothing then', async () => {
    const { schedules } = queues.queue('strict');
    const job = { name: 'job' };
    await expect(schedules.put('a', { ...job, cron: '99 * * * *' })).rejects.toThrow(/minute/);
    await expect(schedules.put('a', { ...job, cron: '0 0 31 2 *' })).rejects.toThrow(/never/);
    await expect(schedules.put('a', { ...job, cron: '0 0 * * *', timeZone: 'Mars/X' })).rejects.toThrow(
      /zone/,
    );
    await expect(schedules.put('a', job)).rejects.toThrow(/either/);
    await expect(schedules.put('a', { ...job, cron: '* * * * *', everyMs: 1000 })).rejects.toThrow(/either/);
    await expect(schedules.put('a', { ...job, everyMs: 1000, startAt: 5, endAt: 5 })).rejects.toThrow(
      /after/,
    );
    await expect(
      schedules.put('a', { ...job, everyMs: 1000, data: 'x'.repeat(200_000) }),
    ).rejects.toMatchObject({ code: 'JOB_TOO_LARGE' });
    expect(await schedules.get('a')).toBeUndefined();
  });

  it.each(['listed', 'mixed'])('of queue "%s" are listed page by page, each once', async (name) => {
    const { schedules } = queues.queue(name);
    const ids = Array.from({ length: 23 }, (_, n) => `s-${String(n).padStart(2, '0')}`);
    await Promise.all(ids.map(async (id) => schedules.put(id, { name: 'job', everyMs: HOUR_MS })));
    for (const limit of [1, 7, 23, 200]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await schedules.list({ limit, cursor });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(seen.toSorted()).toEqual(ids);
      if (name === 'listed') expect(seen).toEqual(ids);
    }
  });

  it.each([
    ['one', 1],
    ['all', 3],
    ['none', 0],
  ] as const)('catch up with "%s" of what nobody was there for', async (catchUp, count) => {
    const name = `missed-${catchUp}`;
    const queue = queues.queue(name);
    await queue.schedules.put('hourly', { name: 'job', everyMs: HOUR_MS, catchUp });
    // Two and a half hours after the first slot: three have come, the last one half an hour ago.
    await miss(queue, 'hourly', 3.5 * HOUR_MS);
    const [jobs, more] = [
      await queues.leases(name).lease({ max: 10, waitMs: 300 }),
      await queues.leases(name).lease({ max: 10, waitMs: 50 }),
    ];
    expect([...jobs, ...more]).toHaveLength(count);
    expect(await queue.schedules.get('hourly')).toMatchObject({ runs: count });
  });

  it('wait while the queue is paused, and lose no slot', async () => {
    const queue = queues.queue('paused');
    await queue.pause();
    await queue.schedules.put('twice', { name: 'job', everyMs: 100, limit: 2, catchUp: 'all' });
    const worker = queues.work('paused', () => ({ run: () => undefined }));
    await eventually(async () => expect((await queue.schedules.get('twice'))?.runs).toBe(2));
    expect(worker.health.completed).toBe(0);
    await queue.resume();
    await eventually(() => expect(worker.health.completed).toBe(2));
  });

  it('make jobs later by chance, and with the options that were asked for', async () => {
    const queue = queues.queue('jitter');
    const endless = 50 * HOUR_MS;
    const spec = { name: 'job', everyMs: HOUR_MS, catchUp: 'all' as const, jitterMs: endless };
    await queue.schedules.put('hourly', { ...spec, options: { priority: 7, attempts: 1 } });
    await miss(queue, 'hourly', 30 * HOUR_MS);
    await queues.leases('jitter').lease({ max: 1, waitMs: 100 });
    const { items } = await queue.list({ state: 'delayed', limit: 200 });
    expect(items.length).toBeGreaterThan(3);
    const jitters = items.map(({ id, dueAt }) => (dueAt ?? 0) - Number(id.split(':').at(-1)));
    expect(Math.min(...jitters)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...jitters)).toBeLessThanOrEqual(endless);
    expect(new Set(jitters).size).toBeGreaterThan(1);
  });

  it('go with the queue that is obliterated', async () => {
    const queue = queues.queue('gone');
    await queue.schedules.put('daily', { name: 'job', cron: '0 0 * * *' });
    await queues.obliterate('gone');
    expect((await queue.schedules.list()).items).toEqual([]);
  });
});

describe('schedules through faults', () => {
  it('survive restarts of Redis and of all processes, and each slot still comes once', async () => {
    const server = await startStandalone({ appendOnly: true });
    const target = { url: server.url, prefix: uniquePrefix() };
    const ran: number[] = [];
    const start = async () => {
      const module = await startModule(target, [
        QueueModule.forRoot({ ...options, leaseMs: 900, drainMs: 0 }),
      ]);
      const service = module.get(QueueService);
      service.work('jobs', () => ({ run: ({ slotAt = 0 }: Job) => void ran.push(slotAt) }));
      return { module, service };
    };
    let { module, service } = await start();
    const spec = { name: 'job', everyMs: 100, catchUp: 'all' as const, limit: 30 };
    const { createdAt } = await service.queue('jobs').schedules.put('often', spec);
    await eventually(() => expect(ran.length).toBeGreaterThan(3));
    await server.restart();
    await eventually(() => expect(ran.length).toBeGreaterThan(8), { withinMs: 10_000 });
    await module.close();
    ({ module, service } = await start());
    await eventually(() => expect(new Set(ran).size).toBe(30), { withinMs: 15_000 });
    // A run whose outcome was lost with the connection may come twice, but no slot makes two jobs.
    expect([...new Set(ran)].toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 30 }, (_, n) => createdAt + 100 * (n + 1)),
    );
    expect((await service.queue('jobs').info()).totals.completed).toBe(30);
    await module.close();
    await server.stop();
  }, 40_000);
});
