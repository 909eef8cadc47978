import type { TestingModule } from '@nestjs/testing';
import fc from 'fast-check';
import { QueueModule, QueueService, type Queue } from '../../../src/features/queue/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies } from '../../support/topologies.js';

const HOUR_MS = 3_600_000;

describe.each(topologies)('unique jobs on %s', (_name, target) => {
  let module: TestingModule;
  let queues: QueueService;

  beforeAll(async () => {
    module = await startModule(target, [
      QueueModule.forRoot({ maxLostLeases: 1, queues: { sharded: { shards: 4 } } }),
    ]);
    queues = module.get(QueueService);
  });
  afterAll(async () => module.close());

  /** Leases one job of a queue and answers what settles it. */
  async function begin(queue: Queue) {
    const leases = queues.leases(queue.name);
    const [job] = await leases.lease();
    const { id = '', token = '' } = job ?? {};
    return async (status: 'completed' | 'failed' | 'released' = 'completed') =>
      leases.settle([{ id, token, status, retry: false }]);
  }
  const count = async (queue: Queue) => {
    const { waiting, delayed, active } = (await queue.info()).counts;
    return waiting + delayed + active;
  };
  const keysLeft = async (queue: Queue) => {
    const redis = module.get(RedisConnection);
    const parts = ['unique', 'unique-of', 'unique-until'].map((part) =>
      redis.keys('queue')(queue.name, part),
    );
    return redis.client.exists(...parts);
  };

  it.each(['once', 'sharded'])(
    'are one until the job has ended, in queue "%s", and the next may come then',
    async (name) => {
      const queue = queues.queue(name);
      const add = async () => queue.add('job', 1, { unique: { key: 'ada' } });
      const ids = await Promise.all(Array.from({ length: 20 }, add));
      expect(new Set(ids).size).toBe(1);
      expect(await queue.add('job', 1, { unique: { key: 'bob' } })).not.toBe(ids[0]);
      expect(await count(queue)).toBe(2);
      await queue.remove(await queue.add('job', 1, { unique: { key: 'bob' } }));
      const end = await begin(queue);
      expect(await add()).toBe(ids[0]);
      await end();
      expect(await add()).not.toBe(ids[0]);
      expect(await count(queue)).toBe(1);
    },
  );

  it('with the scope "waiting" let the next wait while one runs', async () => {
    const queue = queues.queue('waiting');
    const add = async () => queue.add('job', 1, { unique: { key: 'k', scope: 'waiting' } });
    const first = await add();
    const end = await begin(queue);
    const second = await add();
    expect(second).not.toBe(first);
    expect(await add()).toBe(second);
    await end();
    // The end of the first does not open what the second holds.
    expect(await add()).toBe(second);
    expect(await count(queue)).toBe(1);
  });

  it('for a time are one as long as that, whatever becomes of the job, and then no longer', async () => {
    const queue = queues.queue('time');
    const add = async () => queue.add('job', 1, { unique: { key: 'k', scope: 'time', forMs: 700 } });
    const first = await add();
    const end = await begin(queue);
    await end();
    expect(await add()).toBe(first);
    expect(await count(queue)).toBe(0);
    const second = await eventually(async () => {
      const id = await add();
      expect(id).not.toBe(first);
      return id;
    });
    expect(await add()).toBe(second);
  });

  it('are refused, left, replaced or delayed anew, as was asked for', async () => {
    const queue = queues.queue('conflicts');
    const add = async (
      data: unknown,
      onConflict: 'keep' | 'reject' | 'replace' | 'reschedule',
      delayMs = 0,
    ) => queue.add('job', data, { delayMs, unique: { key: 'k', onConflict } });
    const id = await add('first', 'keep', HOUR_MS);
    const dueIn = async () => ((await queue.get(id))?.dueAt ?? 0) - Date.now();
    await expect(add('no', 'reject')).rejects.toMatchObject({ code: 'JOB_EXISTS' });
    expect(await add('no', 'keep', 1)).toBe(id);
    expect(await queue.get(id)).toMatchObject({ data: 'first', state: 'delayed' });
    expect(await add('no', 'reschedule', 5 * HOUR_MS)).toBe(id);
    expect(await queue.get(id)).toMatchObject({ data: 'first', state: 'delayed' });
    expect(await dueIn()).toBeGreaterThan(4 * HOUR_MS);
    expect(await add('second', 'replace', 2 * HOUR_MS)).toBe(id);
    expect(await queue.get(id)).toMatchObject({ data: 'second', state: 'delayed' });
    expect(await dueIn()).toBeLessThan(3 * HOUR_MS);
    expect(await add('third', 'replace')).toBe(id);
    expect(await queue.get(id)).toMatchObject({ data: 'third', state: 'waiting' });
    expect(await add('fourth', 'replace', HOUR_MS)).toBe(id);
    expect((await queue.info()).counts).toMatchObject({ waiting: 0, delayed: 1 });
    expect(await add('fifth', 'replace')).toBe(id);
    const [job] = await queues.leases(queue.name).lease({ max: 10 });
    expect(job).toMatchObject({ id, data: 'fifth' });
    // One that runs is left as it is.
    expect(await add('sixth', 'replace')).toBe(id);
    expect((await queue.get(id))?.data).toBe('fifth');
    expect(await count(queue)).toBe(1);
  });

  it('debounce: of many within a moment the last one runs, once', async () => {
    const queue = queues.queue('debounce');
    const ran: unknown[] = [];
    queues.work('debounce', () => ({ run: ({ data }: { data: unknown }) => void ran.push(data) }));
    const unique = { key: 'k', scope: 'waiting' as const, onConflict: 'replace' as const };
    for (let n = 0; n < 10; n++) await queue.add('job', n, { delayMs: 200, unique });
    await eventually(() => expect(ran).toEqual([9]));
  });

  it.each(['completed', 'dead', 'removed', 'drained', 'lost', 'forgotten'])(
    'are free again and leave nothing behind when the job is %s',
    async (how) => {
      const queue = queues.queue(`free-${how}`);
      const retention = how === 'forgotten' ? { completed: { ageMs: 0, count: 0 } } : undefined;
      const add = async () => queue.add('job', 1, { unique: { key: 'k' }, ...(retention && { retention }) });
      const id = await add();
      if (how === 'completed' || how === 'forgotten') await (await begin(queue))();
      if (how === 'dead') await (await begin(queue))('failed');
      if (how === 'removed') await queue.remove(id);
      if (how === 'drained') await queue.drain();
      if (how === 'lost') {
        await begin(queue);
        const redis = module.get(RedisConnection);
        await redis.client.zadd(redis.keys('queue')(queue.name, 'active'), 1, id);
        await queues.leases(queue.name).lease();
        expect(await queue.get(id)).toMatchObject({ state: 'dead' });
      }
      expect(await keysLeft(queue)).toBe(0);
      expect(await add()).not.toBe(id);
    },
  );

  it('are not locked by what nobody gave back: the job decides', async () => {
    const queue = queues.queue('leak');
    const redis = module.get(RedisConnection);
    const keyOf = (part: string) => redis.keys('queue')('leak', part);
    await redis.client.hset(keyOf('unique'), 'k', '0 unique:k:of-a-job-that-is-gone');
    const id = await queue.add('job', 1, { unique: { key: 'k' } });
    expect(await queue.get(id)).toMatchObject({ state: 'waiting' });
  });

  it('refuse what makes no sense', async () => {
    const queue = queues.queue('strict');
    await expect(queue.add('job', 1, { id: 'a', unique: { key: 'k' } })).rejects.toThrow(/excludes id/);
    await expect(queue.add('job', 1, { unique: { key: 'k', scope: 'time' } })).rejects.toThrow(/forMs/);
    await expect(queue.add('job', 1, { unique: { key: 'k', forMs: 5 } })).rejects.toThrow(/forMs/);
  });

  it('in a batch are added one by one, and each answered with who has its key', async () => {
    const queue = queues.queue('bulk');
    const job = (key: string) => ({ name: 'job', data: key, options: { unique: { key } } });
    const [a, plain, b, again] = await queue.addBulk([
      job('a'),
      { name: 'job', data: 0 },
      job('b'),
      job('a'),
    ]);
    expect(again).toBe(a);
    expect(new Set([a, plain, b]).size).toBe(3);
    expect(await count(queue)).toBe(3);
  });

  it('never are two at once, whatever happens', async () => {
    const unique = { key: 'k' };
    type Running = Awaited<ReturnType<typeof begin>>[];
    const steps: Record<string, (queue: Queue, running: Running) => Promise<unknown>> = {
      add: async (queue) => queue.add('job', 1, { unique }),
      'add for later': async (queue) => queue.add('job', 1, { delayMs: HOUR_MS, unique }),
      replace: async (queue) => queue.add('job', 2, { unique: { ...unique, onConflict: 'replace' } }),
      begin: async (queue, running) => running.push(await begin(queue)),
      complete: async (_queue, running) => running.pop()?.('completed'),
      fail: async (_queue, running) => running.pop()?.('failed'),
      release: async (_queue, running) => running.pop()?.('released'),
      promote: async (queue) => {
        for (const { id } of (await queue.list({ state: 'delayed' })).items) await queue.promote(id);
      },
    };
    const names = fc.array(fc.constantFrom(...Object.keys(steps)), { maxLength: 25 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(names, async (chosen) => {
        const queue = queues.queue(`any-${run++}`);
        const running: Running = [];
        for (const name of chosen) {
          await steps[name]?.(queue, running);
          expect(await count(queue)).toBeLessThanOrEqual(1);
        }
        await queue.obliterate();
      }),
      { numRuns: 25 },
    );
  });
});
