import { jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import fc from 'fast-check';
import { QueueModule, QueueService, type Job, type Queue } from '../../../src/features/queue/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies, uniquePrefix } from '../../support/topologies.js';

const HOUR_MS = 3_600_000;
const nothingKept = { retention: { completed: { ageMs: 0, count: 0 } } };

describe.each(topologies)('to cancel on %s', (_name, target) => {
  const prefix = uniquePrefix();
  const modules: TestingModule[] = [];
  let queues: QueueService;
  let elsewhere: QueueService;

  beforeAll(async () => {
    // Its heartbeat comes every 200 s: who is not told at once, or does not watch the clock, fails the test.
    const options = { leaseMs: 600_000, drainMs: 0, backoffMs: 10 };
    const own = { queues: { sharded: { shards: 4 }, deaf: { leaseMs: 600 }, 'many-sharded': { shards: 3 } } };
    for (let i = 0; i < 2; i++)
      modules.push(await startModule({ ...target, prefix }, [QueueModule.forRoot({ ...options, ...own })]));
    [queues, elsewhere] = modules.map((module) => module.get(QueueService)) as [QueueService, QueueService];
  });
  afterAll(async () => Promise.all(modules.map(async (module) => module.close())));

  const cancelled = { state: 'dead', errors: [{ error: { code: 'JOB_CANCELLED' } }] };
  const codeOf = (job: Job) => (job.signal.reason as { code?: string } | undefined)?.code;

  /** Runs until its signal is aborted, or the test lets it end; tells why it was aborted. */
  function workUntilAborted(service: QueueService, name: string) {
    const begun: Job[] = [];
    const reasons: unknown[] = [];
    const free = Promise.withResolvers<void>();
    service.work(name, () => ({
      run: async (job: Job) => {
        begun.push(job);
        const aborted = Promise.withResolvers<void>();
        job.signal.addEventListener('abort', () => {
          reasons.push(codeOf(job));
          aborted.resolve();
        });
        await Promise.race([aborted.promise, free.promise]);
        return 'done';
      },
    }));
    return { begun, reasons, end: () => free.resolve() };
  }

  it.each(['waits', 'sharded'])(
    'a job that waits or is delayed ends it at once: queue "%s"',
    async (name) => {
      const queue = queues.queue(name);
      const ids = [
        await queue.add('job', 1),
        await queue.add('job', 2, { delayMs: HOUR_MS }),
        await queue.add('job', 3, { priority: 5 }),
        await queue.add('job', 4, { unique: { key: 'k' } }),
      ];
      for (const id of ids) await elsewhere.queue(name).cancel(id, { reason: 'the order was withdrawn' });
      for (const id of ids)
        expect(await queue.get(id)).toMatchObject({
          ...cancelled,
          attempts: 0,
          errors: [{ error: { message: 'the order was withdrawn' } }],
        });
      expect(await queues.leases(name).lease({ max: 10 })).toEqual([]);
      expect((await queue.info()).counts).toMatchObject({ waiting: 0, delayed: 0, dead: 4 });
      expect(await queue.add('job', 4, { unique: { key: 'k' } })).not.toBe(ids[3]);
    },
  );

  it('a job that runs in another process aborts its signal at once, and refuses what comes of it', async () => {
    const queue = queues.queue('runs');
    const { begun, reasons } = workUntilAborted(elsewhere, 'runs');
    const id = await queue.add('job', 1);
    await eventually(() => expect(begun).toHaveLength(1));
    await queue.cancel(id);
    await eventually(() => expect(reasons).toEqual(['JOB_CANCELLED']));
    expect(await queue.get(id)).toMatchObject(cancelled);
    // It has ended, so there is room for others; and what it answered is not its result.
    await queue.add('job', 2);
    await eventually(() => expect(begun).toHaveLength(2));
    expect(await queue.get(id)).toMatchObject({ ...cancelled, result: null });
    await expect(begun[0]?.progress(1)).rejects.toMatchObject({ code: 'JOB_CANCELLED' });
  });

  it('is seen with the next beat where the message was lost', async () => {
    const queue = queues.queue('deaf');
    const { begun, reasons } = workUntilAborted(elsewhere, 'deaf');
    const id = await queue.add('job', 1);
    await eventually(() => expect(begun).toHaveLength(1));
    const [shard] = queue.shards;
    const unheard = Object.create(shard ?? null, { channel: { value: 'test.nobody:' } }) as typeof shard;
    await unheard?.cancel([id], '{"code":"JOB_CANCELLED"}');
    await eventually(() => expect(reasons).toEqual(['JOB_CANCELLED']));
  });

  it('is told to workers elsewhere when they extend or settle, each by its own lease', async () => {
    const queue = queues.queue('outside');
    const leases = queues.leases('outside');
    await queue.add('job', 1);
    const [job] = await leases.lease();
    const { id = '', token = '' } = job ?? {};
    await queue.cancel(id);
    const refused = [{ id, accepted: false, code: 'JOB_CANCELLED' }];
    expect((await leases.extend([{ id, token }])).results).toEqual(refused);
    expect(await leases.settle([{ id, token, status: 'completed' }])).toEqual(refused);
    await queue.retry(id);
    const [again] = await leases.lease();
    expect(again).toMatchObject({ id, attempt: 1 });
    expect(await leases.settle([{ id, token, status: 'completed' }])).toMatchObject([{ code: 'LEASE_LOST' }]);
    expect(await leases.settle([{ id, token: again?.token ?? '', status: 'completed' }])).toMatchObject([
      { accepted: true },
    ]);
  });

  it('ends who waits for the job, with why', async () => {
    const queue = queues.queue('waited');
    const id = await queue.add('job', 1);
    const waiting = elsewhere.queue('waited').finished(id);
    await queue.cancel(id, { reason: 'no longer' });
    expect(await waiting).toMatchObject({
      state: 'dead',
      error: { code: 'JOB_CANCELLED', message: 'no longer' },
    });
  });

  it('is safe to do again, and refused where the job has ended otherwise or is not there', async () => {
    const queue = queues.queue('again');
    const [id, ended] = [await queue.add('job', 1), await queue.add('job', 2)];
    await queue.cancel(id);
    await queue.cancel(id);
    expect((await queue.get(id))?.errors).toHaveLength(1);
    const [job] = await queues.leases('again').lease();
    await queues
      .leases('again')
      .settle([{ id: ended, token: job?.token ?? '', status: 'completed', result: 'kept' }]);
    await expect(queue.cancel(ended)).rejects.toMatchObject({ code: 'JOB_STATE' });
    await expect(queue.cancel('none')).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    expect(await queue.get(ended)).toMatchObject({ state: 'completed', result: 'kept' });
  });

  it('frees a place where a limit holds others back', async () => {
    const queue = queues.queue('limited');
    await queue.limits.put({ concurrency: 1 });
    await queue.addBulk([1, 2].map((data) => ({ name: 'job', data })));
    const [first] = await queues.leases('limited').lease();
    const waiting = elsewhere.leases('limited').lease({ waitMs: 20_000 });
    await delay(50);
    await queue.cancel(first?.id ?? '');
    expect(await waiting).toMatchObject([{ data: 2 }]);
  });

  it('comes back with a retry, and with a redrive only where that is asked for', async () => {
    const queue = queues.queue('back');
    const id = await queue.add('job', 1);
    await queue.cancel(id);
    expect(await queue.redrive()).toBe(0);
    expect(await queue.redrive({ error: 'JOB_CANCELLED' })).toBe(1);
    expect(await queues.leases('back').lease()).toMatchObject([{ id, data: 1, attempt: 1 }]);
  });

  it.each(['many', 'many-sharded'])(
    'many ends all that are chosen, and no others: queue "%s"',
    async (name) => {
      const queue = queues.queue(name);
      const some = (jobName: string, options = {}) =>
        Array.from({ length: 300 }, (_, data) => ({ name: jobName, data, options }));
      await queue.addBulk(some('drop'));
      await queues.leases(name).lease({ max: 100 });
      await queue.addBulk([
        ...some('drop', { delayMs: HOUR_MS }),
        ...some('keep'),
        ...some('drop', { priority: 1 }),
      ]);
      expect(await queue.cancelMany({ name: 'drop', states: ['active'], limit: 30 })).toBe(30);
      expect((await queue.info()).counts).toMatchObject({ active: 70, dead: 30 });
      expect(await queue.cancelMany({ name: 'drop' })).toBe(870);
      expect((await queue.info()).counts).toMatchObject({ active: 0, waiting: 300, delayed: 0, dead: 900 });
      const ids = (await queue.list({ state: 'waiting', limit: 3 })).items.map(({ id }) => id);
      expect(await queue.cancelMany({ ids: [...ids, 'none'] })).toBe(3);
      await expect(queue.cancelMany({})).rejects.toThrow(/needs either/);
      await expect(queue.cancelMany({ ids, name: 'keep' })).rejects.toThrow(/needs either/);
      expect((await queue.info()).counts.waiting).toBe(297);
    },
    30_000,
  );

  it('many finds those that moved while it went through', async () => {
    const queue = queues.queue('moving');
    const leases = queues.leases('moving');
    await queue.addBulk([1, 2].map((data) => ({ name: 'job', data })));
    const [held] = await leases.lease();
    const all = queue.bulk.all.bind(queue.bulk);
    const moves = jest.spyOn(queue.bulk, 'all').mockImplementation(async (input, limit) => {
      // It is where we have been before, and no longer where we look now.
      if (input.state === 'active' && moves.mock.calls.length === 3)
        await leases.settle([{ id: held?.id ?? '', token: held?.token ?? '', status: 'released' }]);
      return all(input, limit);
    });
    expect(await queue.cancelMany({ name: 'job' })).toBe(2);
    expect((await queue.info()).counts).toMatchObject({ waiting: 0, delayed: 0, active: 0, dead: 2 });
  });

  describe('time limits', () => {
    const expired = { state: 'dead', errors: [{ error: { code: 'JOB_EXPIRED' } }] };

    it('end a job that has not begun in its time, also when everybody sleeps, and never run it', async () => {
      const queue = queues.queue('late');
      const { begun, end } = workUntilAborted(queues, 'late');
      await queue.limits.put({ concurrency: 1 });
      await queue.add('job', 'first');
      await eventually(() => expect(begun).toHaveLength(1));
      const id = await queue.add('job', 'late', { startWithinMs: 150 });
      expect(await queue.finished(id)).toMatchObject({ state: 'dead', error: { code: 'JOB_EXPIRED' } });
      end();
      const [later, soon] = await Promise.all([
        queue.add('job', 'later', { startWithinMs: HOUR_MS }),
        queue.add('job', 'soon', { delayMs: 100, startWithinMs: 10_000 }),
      ]);
      for (const one of [later, soon]) expect(await queue.finished(one)).toMatchObject({ result: 'done' });
      expect(begun.map(({ data }) => data)).not.toContain('late');
    });

    it('are kept when nobody was there: of jobs whose time is over none is handed out, however many', async () => {
      const queue = queues.queue('nobody');
      const jobs = Array.from({ length: 500 }, (_, data) => ({
        name: 'job',
        data,
        options: { startWithinMs: 1 },
      }));
      await queue.addBulk(jobs);
      const last = await queue.add('job', 'last');
      await delay(20);
      const leases = queues.leases('nobody');
      expect(await leases.lease({ max: 500, waitMs: 5000 })).toMatchObject([{ id: last }]);
      await eventually(async () => {
        await leases.lease();
        expect((await queue.info()).counts).toMatchObject({ waiting: 0, delayed: 0, dead: 500, active: 1 });
      });
    });

    it('end a job that has not ended in its time with all its attempts: by the signal, and between two', async () => {
      const queue = queues.queue('over');
      const { begun, reasons } = workUntilAborted(elsewhere, 'over');
      const id = await queue.add('job', 1, { endWithinMs: 200, startWithinMs: 100 });
      await eventually(() => expect(reasons).toEqual(['JOB_EXPIRED']));
      expect(await queue.get(id)).toMatchObject(expired);
      expect(begun).toHaveLength(1);
      queues.work('between', () => ({
        run: () => {
          throw new Error('no');
        },
      }));
      const between = queues.queue('between');
      const failing = await between.add('job', 1, {
        endWithinMs: 1500,
        startWithinMs: 1400,
        backoff: { type: 'fixed', delayMs: HOUR_MS },
      });
      await eventually(async () => expect((await between.get(failing))?.state).toBe('delayed'));
      expect(await between.finished(failing)).toMatchObject({ error: { code: 'JOB_EXPIRED' } });
      expect((await between.get(failing))?.errors).toMatchObject([
        { error: { message: 'no' } },
        expired.errors[0],
      ]);
    });

    it('count from when the job is due, for a job with a unique key as well', async () => {
      const queue = queues.queue('due');
      const unique = { key: 'k', onConflict: 'replace' as const };
      const id = await queue.add('job', 1, { delayMs: HOUR_MS, startWithinMs: 1, unique });
      await queue.add('job', 1, { runAt: Date.now() + HOUR_MS, endWithinMs: 1 });
      await delay(50);
      await queues.leases('due').lease();
      expect((await queue.info()).counts).toMatchObject({ delayed: 2, dead: 0 });
      expect(await queue.add('job', 2, { startWithinMs: 1, unique })).toBe(id);
      await delay(20);
      expect(await queues.leases('due').lease()).toEqual([]);
      expect(await queue.get(id)).toMatchObject(expired);
    });

    it.each(['completed', 'forgotten', 'dead', 'removed', 'drained', 'cancelled'])(
      'leave nothing behind when the job is %s',
      async (how) => {
        const queue = queues.queue(`left-${how}`);
        const leases = queues.leases(queue.name);
        const options = { startWithinMs: HOUR_MS, endWithinMs: HOUR_MS };
        const id = await queue.add('job', 1, how === 'forgotten' ? { ...options, ...nothingKept } : options);
        const redis = modules[0]?.get(RedisConnection);
        const limitsLeft = async () => redis?.client.zcard(redis.keys('queue')(queue.name, 'deadlines'));
        expect(await limitsLeft()).toBe(2);
        const settle = async (status: 'completed' | 'failed') => {
          const [job] = await leases.lease();
          expect(await limitsLeft()).toBe(1);
          await leases.settle([{ id, token: job?.token ?? '', status, retry: false }]);
        };
        const ends: Record<string, () => Promise<unknown>> = {
          completed: async () => settle('completed'),
          forgotten: async () => settle('completed'),
          dead: async () => settle('failed'),
          removed: async () => queue.remove(id),
          drained: async () => queue.drain(),
          cancelled: async () => queue.cancel(id),
        };
        await ends[how]?.();
        expect(await limitsLeft()).toBe(0);
      },
    );
  });

  it('never lets a cancelled job run on or end otherwise, whatever happens', async () => {
    type Lease = { id: string; token: string };
    interface World {
      readonly queue: Queue;
      readonly held: Lease[];
      readonly cancelled: Set<string>;
    }
    const ids = ['a', 'b', 'c'];
    const some = fc.constantFrom(...ids);
    const steps: Record<string, (world: World, id: string) => Promise<unknown>> = {
      add: async ({ queue, cancelled: out }, id) => {
        if (!out.has(id)) await queue.add('job', 1, { id, endWithinMs: HOUR_MS });
      },
      lease: async ({ queue, held, cancelled: out }) => {
        const jobs = await queues.leases(queue.name).lease({ max: 2 });
        for (const job of jobs) expect(out).not.toContain(job.id);
        held.push(...jobs);
      },
      cancel: async ({ queue, cancelled: out }, id) => {
        const before = await queue.get(id);
        const isOpen = before && !['completed', 'dead'].includes(before.state);
        await queue.cancel(id).catch(() => undefined);
        if (isOpen) out.add(id);
      },
      settle: async ({ queue, held, cancelled: out }) => {
        const lease = held.pop();
        if (!lease) return;
        const outcome = { id: lease.id, token: lease.token, status: 'completed' as const };
        const [answer] = await queues.leases(queue.name).settle([outcome]);
        if (out.has(lease.id)) expect(answer).toMatchObject({ accepted: false, code: 'JOB_CANCELLED' });
      },
      release: async ({ queue, held }) => {
        const lease = held.pop();
        if (lease) await queues.leases(queue.name).settle([{ ...lease, status: 'released' }]);
      },
      remove: async ({ queue, cancelled: out, held }, id) => {
        if (held.some((lease) => lease.id === id)) return;
        await queue.remove(id);
        out.delete(id);
      },
    };
    const chosen = fc.array(fc.tuple(fc.constantFrom(...Object.keys(steps)), some), { maxLength: 25 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(chosen, async (list) => {
        const queue = queues.queue(`any-${run++}`);
        const world: World = { queue, held: [], cancelled: new Set() };
        for (const [name, id] of list) {
          await steps[name]?.(world, id);
          for (const one of world.cancelled) expect(await queue.get(one)).toMatchObject({ state: 'dead' });
        }
        await queue.obliterate();
      }),
      { numRuns: 25 },
    );
  }, 30_000);
});
