import { setTimeout as delay } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import { QueueModule, QueueService, type Job, type Queue } from '../../../src/features/queue/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies, uniquePrefix } from '../../support/topologies.js';
import { of, turnsOf } from './group-jobs.js';

const GROUPS = ['acme', 'bolt', 'crux', 'dune'];
const SHARDED = ['sharded', 'sharded-narrow', 'sharded-strict', 'sharded-listed'];

describe.each(topologies)('groups on %s', (_name, target) => {
  const prefix = uniquePrefix();
  const modules: TestingModule[] = [];
  let queues: QueueService;

  beforeAll(async () => {
    const settings = Object.fromEntries(SHARDED.map((name) => [name, { shards: 3 }]));
    // Its heartbeat comes every 200 s: who is not woken, or does not watch the clock, waits for as long as this test may take.
    const options = { leaseMs: 600_000, drainMs: 0, backoffMs: 20, queues: settings };
    for (let i = 0; i < 3; i++)
      modules.push(await startModule({ ...target, prefix }, [QueueModule.forRoot(options)]));
    queues = modules[0]?.get(QueueService) as QueueService;
  });
  afterAll(async () => Promise.all(modules.map(async (module) => module.close())));

  /** Leases jobs one by one, and answers their groups. */
  const turns = async (queue: Queue, count: number) => turnsOf(queues, queue, count);

  interface Run {
    readonly group: string;
    readonly n: number;
    readonly attempt: number;
  }

  /** Works on a queue in three processes, as it were; answers what has run, and how many of a group ran at a time. */
  function workEverywhere(name: string, run: (job: Job) => unknown = () => undefined) {
    const seen = { runs: [] as Run[], most: new Map<string, number>() };
    const running = new Map<string, number>();
    for (const module of modules)
      module.get(QueueService).work(name, () => ({
        run: async (job: Job) => {
          const group = job.group ?? '-';
          seen.runs.push({ group, n: job.data as number, attempt: job.attempt });
          running.set(group, (running.get(group) ?? 0) + 1);
          seen.most.set(group, Math.max(seen.most.get(group) ?? 0, running.get(group) ?? 0));
          try {
            return await run(job);
          } finally {
            running.set(group, (running.get(group) ?? 1) - 1);
          }
        },
      }));
    return seen;
  }

  const completed = async (queue: Queue, count: number) =>
    eventually(async () => expect((await queue.info()).totals.completed).toBe(count), { withinMs: 20_000 });

  it('take turns: who comes with little does not wait for who came before with much', async () => {
    const queue = queues.queue('fair');
    await queue.addBulk(of('acme', 200));
    await queue.addBulk(of('bolt', 2));
    await queue.add('job', 0, { group: 'crux' });
    const seen = await turns(queue, 9);
    expect(seen).toEqual(['acme', 'bolt', 'crux', 'acme', 'bolt', 'acme', 'acme', 'acme', 'acme']);
    expect((await queue.info()).counts).toMatchObject({ waiting: 194, active: 9 });
    expect(await queue.groups.get('acme')).toMatchObject({ waiting: 194, busy: 6 });
    await queue.obliterate();
  });

  it('take turns also while the clock of Redis is behind what it was', async () => {
    const queue = queues.queue('behind');
    await queue.addBulk([...of('acme', 2), ...of('bolt', 2)]);
    const redis = modules[0]?.get(RedisConnection);
    const keyOf = (part: string) => redis?.keys('queue')('behind', part) ?? '';
    const ahead = (Date.now() + 3_600_000) * 1000;
    await redis?.client.hset(keyOf('meta'), 'turn', ahead);
    await redis?.client.zadd(keyOf('ring'), ahead - 1, 'acme');
    await redis?.client.zadd(keyOf('ring'), ahead, 'bolt');
    expect(await turns(queue, 4)).toEqual(['acme', 'bolt', 'acme', 'bolt']);
    await queue.obliterate();
  });

  it('take turns with jobs of no group, half and half', async () => {
    const queue = queues.queue('mixed');
    await queue.addBulk([...of('acme', 20), ...of('bolt', 20)]);
    await queue.addBulk(Array.from({ length: 4 }, (_, n) => ({ name: 'job', data: n })));
    const seen = await turns(queue, 12);
    expect(seen.slice(0, 8).filter((group) => group === '-')).toHaveLength(4);
    expect(seen.filter((group) => group === 'acme')).toHaveLength(4);
    const many = await queues.leases('mixed').lease({ max: 10 });
    expect(many).toHaveLength(10);
    await queue.obliterate();
  });

  it.each(['narrow', 'sharded-narrow'])(
    'have no more running than their limits say, in queue "%s"',
    async (name) => {
      const queue = queues.queue(name);
      await queue.groups.put({ concurrency: 2 });
      await queue.groups.put({ concurrency: 3 }, 'bolt');
      const seen = workEverywhere(name, async () => delay(3));
      await queue.addBulk(GROUPS.flatMap((group) => of(group, 40)));
      await completed(queue, 160);
      for (const [group, most] of seen.most) expect(most).toBeLessThanOrEqual(group === 'bolt' ? 3 : 2);
      expect(Math.max(...seen.most.values())).toBeGreaterThan(1);
    },
    30_000,
  );

  it.each(['strict', 'sharded-strict'])(
    'that are strict run in order, whatever fails, in queue "%s"',
    async (name) => {
      const queue = queues.queue(name);
      await queue.groups.put({ strict: true });
      const snoozed = new Set<string>();
      const seen = workEverywhere(name, async (job) => {
        await delay(1);
        if (job.data === 3 && job.attempt < 3) throw new Error('no');
        if (job.data === 5 && !snoozed.has(job.id)) {
          // It counts as no attempt, so by its number it cannot be told.
          snoozed.add(job.id);
          job.snooze(30);
        }
        if (job.data === 7) throw new Error('never');
      });
      await queue.addBulk(GROUPS.flatMap((group) => of(group, 10)));
      await eventually(
        async () => expect((await queue.info()).totals).toMatchObject({ completed: 36, dead: 4 }),
        {
          withinMs: 20_000,
        },
      );
      expect(Math.max(...seen.most.values())).toBe(1);
      for (const group of GROUPS) {
        const order = seen.runs.filter((run) => run.group === group).map(({ n }) => n);
        // A job that comes again is before all that came after it; one that is dead lets the next pass.
        expect(order).toEqual([0, 1, 2, 3, 3, 3, 4, 5, 5, 6, 7, 7, 7, 8, 9]);
      }
    },
    30_000,
  );

  it('begin no more jobs in a time than their rate says, each by itself', async () => {
    const queue = queues.queue('paced');
    await queue.groups.put({ rate: { limit: 20, windowMs: 1000, burst: 2 } });
    const begun = new Map<string, number[]>();
    const seen = workEverywhere('paced', (job) => {
      const times = begun.get(job.group ?? '') ?? [];
      begun.set(job.group ?? '', [...times, performance.now()]);
    });
    await queue.addBulk([...of('acme', 12), ...of('bolt', 12)]);
    await completed(queue, 24);
    expect(seen.runs).toHaveLength(24);
    for (const times of begun.values()) {
      // After two at once, one each 50 ms; a little is for the way from Redis to here.
      expect((times[11] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(10 * 50 - 40);
      expect((times[11] ?? 0) - (times[0] ?? 0)).toBeLessThan(5000);
    }
  }, 30_000);

  it('begin as many jobs at once as the burst of their rate says', async () => {
    const queue = queues.queue('burst');
    await queue.groups.put({ rate: { limit: 1, windowMs: 600_000, burst: 3 } });
    await queue.addBulk([...of('acme', 5), ...of('bolt', 2)]);
    expect(await turns(queue, 9)).toEqual(['acme', 'bolt', 'acme', 'bolt', 'acme']);
    await queue.obliterate();
  });

  it('are paused and resumed by themselves; who waits for jobs is called', async () => {
    const queue = queues.queue('paused');
    await queue.groups.pause('acme');
    const seen = workEverywhere('paused');
    await queue.addBulk([...of('acme', 3), ...of('bolt', 3)]);
    await completed(queue, 3);
    expect(await queue.groups.get('acme')).toMatchObject({ paused: true, waiting: 3, busy: 0 });
    await queue.groups.resume('acme');
    await completed(queue, 6);
    expect(seen.runs.slice(3).every(({ group }) => group === 'acme')).toBe(true);
  });

  it('are looked at by no lease while they are paused, or full', async () => {
    const queue = queues.queue('unseen');
    const redis = modules[0]?.get(RedisConnection);
    const inRing = async () => redis?.client.zrange(redis.keys('queue')('unseen', 'ring'), '0', '-1');
    await queue.groups.put({ concurrency: 1 }, 'bolt');
    await queue.groups.pause('acme');
    await queue.addBulk([...of('acme', 3), ...of('bolt', 3)]);
    expect(await inRing()).toEqual(['bolt']);
    const [job] = await queues.leases('unseen').lease();
    expect(await inRing()).toEqual([]);
    await queues
      .leases('unseen')
      .settle([{ id: job?.id ?? '', token: job?.token ?? '', status: 'completed' }]);
    await queue.groups.resume('acme');
    expect(await inRing()).toEqual(['bolt', 'acme']);
    await queue.groups.pause('acme');
    expect(await inRing()).toEqual(['bolt']);
    await queue.obliterate();
  });

  it('call who waits when a place is free: a job has ended elsewhere, was removed, cancelled, or failed', async () => {
    const queue = queues.queue('called');
    await queue.groups.put({ concurrency: 1 });
    const leases = queues.leases('called');
    const others = modules[1]?.get(QueueService).leases('called');
    const ends: ((job: { id: string; token: string }) => Promise<unknown>)[] = [
      async ({ id, token }) => leases.settle([{ id, token, status: 'completed' }]),
      async ({ id, token }) => leases.settle([{ id, token, status: 'failed', retry: { delayMs: 600_000 } }]),
      async ({ id }) => queue.remove(id),
      async ({ id }) => queue.cancel(id),
    ];
    await queue.addBulk(of('acme', ends.length + 1));
    let [held] = await leases.lease();
    for (const end of ends) {
      const waiting = others?.lease({ waitMs: 15_000 });
      await eventually(async () => expect(await idle(queue)).toBe(1));
      if (held) await end(held);
      const found = await waiting;
      expect(found).toHaveLength(1);
      held = found?.[0];
    }
  }, 30_000);

  const idle = async (queue: Queue) => {
    const [shard] = queue.shards;
    return shard ? shard.redis.client.zcard(shard.keys.idle) : -1;
  };

  it('give a place back that a dead worker had', async () => {
    const queue = queues.queue('crashed');
    await queue.groups.put({ strict: true });
    await queue.addBulk(of('acme', 3));
    const leases = queues.leases('crashed');
    const [first] = await leases.lease({ leaseMs: 300 });
    expect(await leases.lease()).toEqual([]);
    // The lease ends by itself, and the job is before the others of its group again.
    const again = await eventually(async () => {
      const found = await leases.lease();
      expect(found).toHaveLength(1);
      return found;
    });
    expect(again).toMatchObject([{ id: first?.id, data: 0, attempt: 2 }]);
    expect(await leases.lease()).toEqual([]);
    expect(
      await leases.settle([{ id: first?.id ?? '', token: first?.token ?? '', status: 'completed' }]),
    ).toMatchObject([{ accepted: false }]);
    await leases.settle(again.map(({ id, token }) => ({ id, token, status: 'completed' })));
    expect(await leases.lease()).toMatchObject([{ data: 1 }]);
  });

  it('hand out at once what new limits let through, of all groups', async () => {
    const queue = queues.queue('loosened');
    await queue.groups.put({ concurrency: 1 });
    await queue.addBulk(
      Array.from({ length: 300 }, (_, n) => ({ name: 'job', data: n, options: { group: `g${n % 100}` } })),
    );
    const leases = queues.leases('loosened');
    expect(await leases.lease({ max: 500 })).toHaveLength(100);
    await queue.groups.put({ concurrency: 2 });
    expect(await leases.lease({ max: 500 })).toHaveLength(100);
    await queue.groups.remove();
    expect(await leases.lease({ max: 500 })).toHaveLength(100);
    await queue.obliterate();
  });

  it.each(['listed', 'sharded-listed'])(
    'are listed with their counts, page by page, in queue "%s"',
    async (name) => {
      const queue = queues.queue(name);
      await queue.addBulk(
        Array.from({ length: 60 }, (_, n) => ({ name: 'job', data: n, options: { group: `g${n % 25}` } })),
      );
      await queue.groups.put({ concurrency: 9 }, 'g7');
      const names: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await queue.groups.list({ limit: 4, cursor });
        expect(page.items.length).toBeLessThanOrEqual(4);
        names.push(...page.items.map(({ group }) => group));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(names.toSorted()).toEqual(Array.from({ length: 25 }, (_, n) => `g${n}`).toSorted());
      expect(await queue.groups.get('g7')).toEqual({
        group: 'g7',
        waiting: 3,
        busy: 0,
        paused: false,
        limits: { concurrency: 9 },
      });
      expect((await queue.list({ state: 'waiting', group: 'g7' })).items.map(({ data }) => data)).toEqual([
        7, 32, 57,
      ]);
      await queue.obliterate();
      expect((await queue.groups.list()).items).toEqual([]);
    },
  );

  it('are in one shard, which the id of a job says', async () => {
    const queue = queues.queue('sharded');
    const id = await queue.add('job', 1, { group: 'acme' });
    expect(id).toMatch(/^group:acme:/);
    expect(await queue.get(id)).toMatchObject({ group: 'acme', state: 'waiting' });
    expect(await queue.add('job', 1, { group: 'acme', id: 'group:acme:order-17' })).toBe(
      'group:acme:order-17',
    );
    const refused = { code: 'GROUP_SHARD' };
    await expect(queue.add('job', 1, { group: 'acme', id: 'order-17' })).rejects.toMatchObject(refused);
    await expect(queue.add('job', 1, { group: 'acme', unique: { key: 'k' } })).rejects.toMatchObject(refused);
    const schedule = { name: 'job', everyMs: 1000, options: { group: 'acme' } };
    await expect(queue.schedules.put('s', schedule)).rejects.toMatchObject(refused);
    expect(await queue.obliterate()).toBe(2);
  });

  it('hold jobs that are unique, delayed, scheduled or limited in time like any others', async () => {
    const queue = queues.queue('all');
    await queue.groups.put({ concurrency: 1 });
    const unique = { key: 'k', onConflict: 'replace' } as const;
    const id = await queue.add('job', 1, { group: 'acme', unique });
    expect(await queue.add('job', 2, { group: 'bolt', unique })).toBe(id);
    expect((await queue.groups.list()).items).toMatchObject([{ group: 'bolt', waiting: 1 }]);
    expect(await queue.list({ state: 'waiting' })).toMatchObject({ items: [{ id, data: 2, group: 'bolt' }] });
    await queue.schedules.put('s', {
      name: 'job',
      everyMs: 100,
      limit: 1,
      data: 3,
      options: { group: 'bolt' },
    });
    await queue.add('job', 4, { group: 'bolt', delayMs: 1, startWithinMs: 60 });
    await delay(150);
    const leases = queues.leases('all');
    const [first] = await leases.lease({ max: 5 });
    expect(first).toMatchObject({ id, data: 2 });
    // The one that had to begin within 60 ms is dead, and has no place.
    await eventually(async () => {
      await leases.lease();
      expect((await queue.list({ state: 'dead' })).items).toMatchObject([{ data: 4 }]);
    });
    expect(await queue.groups.get('bolt')).toMatchObject({ waiting: 1, busy: 1 });
    await leases.settle([{ id, token: first?.token ?? '', status: 'completed' }]);
    expect(await leases.lease({ max: 5 })).toMatchObject([{ data: 3 }]);
    const redis = modules[0]?.get(RedisConnection);
    expect(await redis?.client.exists(redis.keys('queue')('all', 'removed'))).toBe(0);
  });

  it('must have limits that make sense, and a name', async () => {
    const queue = queues.queue('bad');
    await expect(queue.groups.put({})).rejects.toThrow(/needs/);
    await expect(queue.groups.put({ strict: true, concurrency: 2 })).rejects.toThrow(/strict/);
    await expect(queue.groups.put({ maxWaiting: 0 })).rejects.toThrow();
    await expect(queue.groups.put({ weight: 101 })).rejects.toThrow();
    await expect(queue.groups.pause('')).rejects.toThrow();
    await expect(queue.add('job', 1, { group: 'a\nb' })).rejects.toThrow(/control/);
    expect((await queue.info()).counts.waiting).toBe(0);
  });
});
