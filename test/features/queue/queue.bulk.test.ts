import type { TestingModule } from '@nestjs/testing';
import fc from 'fast-check';
import {
  QueueModule,
  QueueService,
  type BulkInput,
  type JobInfo,
  type NewJob,
  type Queue,
} from '../../../src/features/queue/index.js';
import { startModule } from '../../support/app.js';
import { topologies } from '../../support/topologies.js';

type Query = NonNullable<Parameters<Queue['list']>[0]>;

describe.each(topologies)('many jobs at once on %s', (_name, target) => {
  let module: TestingModule;
  let queues: QueueService;

  beforeAll(async () => {
    module = await startModule(target, [QueueModule.forRoot({ queues: { sharded: { shards: 3 } } })]);
    queues = module.get(QueueService);
  });
  afterAll(async () => module.close());

  /** Jobs whose name and data say what they are. */
  const jobs = (count: number, options?: NewJob['options']) =>
    Array.from({ length: count }, (_, n) => ({
      name: n % 2 === 0 ? 'even' : 'odd',
      data: { n, user: { id: n % 5, tags: ['a', n % 3] } },
      options,
    }));

  /** All pages of a search. */
  async function find(queue: Queue, query: Query): Promise<JobInfo[]> {
    const found: JobInfo[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await queue.list({ ...query, cursor });
      found.push(...page.items);
      if (page.nextCursor === null) return found;
      cursor = page.nextCursor;
    }
  }

  /** All steps of an operation. */
  async function runAll(queue: Queue, input: BulkInput) {
    const steps = [];
    for await (const step of queue.bulk.run(input)) steps.push(step);
    return { steps: steps.length, changed: steps.reduce((sum, { changed }) => sum + changed, 0) };
  }

  /** Lets all waiting jobs fail for good. */
  async function bury(queue: Queue, error: (n: number) => string): Promise<void> {
    const leases = queues.leases(queue.name);
    for (
      let leased = await leases.lease({ max: 500 });
      leased.length > 0;
      leased = await leases.lease({ max: 500 })
    )
      await leases.settle(
        leased.map(({ id, token, data }) => ({
          id,
          token,
          status: 'failed',
          retry: false,
          error: error((data as { n: number }).n),
        })),
      );
  }

  it.each(['found', 'sharded'])('are found by what they are, in queue "%s"', async (name) => {
    const queue = queues.queue(name);
    await queue.addBulk([...jobs(300), ...jobs(40, { delayMs: 600_000 }), ...jobs(20, { priority: 5 })]);
    expect(await find(queue, { limit: 7 })).toHaveLength(360);
    expect(await find(queue, { state: 'waiting', name: 'even' })).toHaveLength(160);
    const ofThree = await find(queue, { data: { user: { id: 3 } }, limit: 9 });
    expect(ofThree).toHaveLength(72);
    expect(new Set(ofThree.map(({ id }) => id)).size).toBe(72);
    expect(ofThree.every(({ data }) => (data as { user: { id: number } }).user.id === 3)).toBe(true);
    expect(await find(queue, { state: 'delayed', data: { user: { tags: ['a', 1] } } })).toHaveLength(13);
    expect(await find(queue, { data: { user: { tags: ['a'] } } })).toEqual([]);
    expect(await find(queue, { data: { toString: 1 } })).toEqual([]);
    expect(await find(queue, { minAgeMs: 600_000 })).toEqual([]);
    expect(await find(queue, { maxAgeMs: 600_000 })).toHaveLength(360);
    await bury(queue, (n) => `no ${n % 10}`);
    expect(await find(queue, { state: 'dead', error: 'no 7' })).toHaveLength(32);
    await queue.obliterate();
  });

  it('are looked at 2000 at a time, also where none fits', async () => {
    const queue = queues.queue('long');
    for (let i = 0; i < 5; i++) await queue.addBulk(jobs(1000));
    const last = await queue.add('needle', { n: 1 });
    const page = await queue.list({ name: 'needle' });
    expect(page.items).toEqual([]);
    expect(page.nextCursor).toBe('1.2000.0');
    expect(await find(queue, { name: 'needle' })).toMatchObject([{ id: last }]);
    expect(await queue.bulk.step({ action: 'remove', state: 'waiting', name: 'needle' })).toMatchObject({
      changed: 0,
      seen: 2000,
    });
    await queue.obliterate();
  });

  it.each(['retried', 'sharded'])(
    'are retried, promoted and removed step by step, in queue "%s"',
    async (name) => {
      const queue = queues.queue(name);
      await queue.addBulk(jobs(300));
      await bury(queue, (n) => `no ${n % 10}`);
      const one = { action: 'retry', error: 'no 7', limit: 10 } as const;
      expect(await runAll(queue, one)).toEqual({ changed: 30, steps: expect.any(Number) });
      expect(await runAll(queue, one)).toMatchObject({ changed: 0 });
      expect((await queue.info()).counts).toMatchObject({ waiting: 30, dead: 270 });
      expect(await runAll(queue, { action: 'remove', state: 'dead', name: 'even' })).toMatchObject({
        changed: 150,
      });
      expect(
        await runAll(queue, { action: 'remove', state: 'waiting', data: { user: { id: 2 } } }),
      ).toMatchObject({
        changed: 30,
      });
      expect((await queue.info()).counts).toMatchObject({ waiting: 0, dead: 120 });
      await queue.addBulk(jobs(100, { delayMs: 600_000 }));
      expect(await runAll(queue, { action: 'promote', name: 'odd', limit: 20 })).toMatchObject({
        changed: 50,
      });
      expect((await queue.info()).counts).toMatchObject({ waiting: 50, delayed: 50 });
      await queue.obliterate();
    },
  );

  it.each(['cancelled', 'sharded'])(
    'are cancelled step by step wherever they are, and stay so until somebody stops, in queue "%s"',
    async (name) => {
      const queue = queues.queue(name);
      await queue.addBulk(jobs(100));
      await queues.leases(name).lease({ max: 40 });
      await queue.addBulk([...jobs(40, { delayMs: 600_000 }), ...jobs(20, { priority: 5 })]);
      const some = { action: 'cancel', name: 'odd', reason: 'withdrawn', limit: 9 } as const;
      let changed = 0;
      for await (const step of queue.bulk.run(some)) {
        expect(step.changed).toBeLessThanOrEqual(9);
        changed += step.changed;
        if (changed >= 30) break;
      }
      const stopped = await queue.info();
      expect(stopped.counts.dead).toBe(changed);
      expect(changed).toBeLessThan(40);
      expect((await runAll(queue, some)).changed).toBe(80 - changed);
      expect(await runAll(queue, some)).toMatchObject({ changed: 0 });
      const { counts } = await queue.info();
      expect(counts.waiting + counts.active + counts.delayed).toBe(80);
      expect(counts.dead).toBe(80);
      const [dead] = await find(queue, { state: 'dead', limit: 1 });
      expect(dead).toMatchObject({
        name: 'odd',
        errors: [{ error: { code: 'JOB_CANCELLED', message: 'withdrawn' } }],
      });
      expect(await runAll(queue, { action: 'cancel', state: 'active' })).toMatchObject({
        changed: counts.active,
      });
      expect((await queue.info()).counts).toMatchObject({ active: 0, delayed: counts.delayed });
      await queue.obliterate();
    },
  );

  it('are left as they are from the step on that nobody asks for', async () => {
    const queue = queues.queue('stopped');
    await queue.addBulk(jobs(100, { delayMs: 600_000 }));
    let changed = 0;
    for await (const step of queue.bulk.run({ action: 'remove', state: 'delayed', limit: 10 })) {
      changed += step.changed;
      if (changed >= 30) break;
    }
    expect(changed).toBe(30);
    expect((await queue.info()).counts.delayed).toBe(70);
  });

  it('are not meant when they die after it has begun: an operation ends', async () => {
    const queue = queues.queue('again');
    await queue.addBulk(jobs(50));
    await bury(queue, () => 'no');
    let steps = 0;
    for await (const step of queue.bulk.run({ action: 'retry', limit: 10 })) {
      expect(step.changed).toBeLessThanOrEqual(10);
      // What was retried dies at once, and is a dead letter again before the next step.
      await bury(queue, () => 'no again');
      steps++;
    }
    expect(steps).toBeLessThan(10);
    expect((await queue.info()).totals.dead).toBe(100);
  });

  it('are each changed exactly once, whatever fits and however small the steps', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        async (fit, limit) => {
          const queue = queues.queue(`any-${run++}`);
          // All due at one instant, so that the score tells none from another.
          const runAt = 4_000_000_000_000;
          await queue.addBulk(fit.map((is) => ({ name: is ? 'a' : 'b', data: null, options: { runAt } })));
          let changed = 0;
          for await (const step of queue.bulk.run({ action: 'remove', state: 'delayed', name: 'a', limit }))
            changed += step.changed;
          expect(changed).toBe(fit.filter(Boolean).length);
          const left = (await find(queue, { limit: 3 })).map(({ name }) => name);
          expect(left).toEqual(fit.filter((is) => !is).map(() => 'b'));
          await queue.obliterate();
        },
      ),
      { numRuns: 25 },
    );
  }, 30_000);

  it('must be of a state that the action is for', async () => {
    const { bulk } = queues.queue('bad');
    await expect(bulk.step({ action: 'remove' })).rejects.toThrow(/state/);
    await expect(bulk.step({ action: 'retry', state: 'waiting' })).rejects.toThrow(/dead, completed/);
    await expect(bulk.step({ action: 'promote', state: 'dead' })).rejects.toThrow(/delayed/);
    await expect(bulk.step({ action: 'cancel', state: 'dead' })).rejects.toThrow(/delayed, waiting, active/);
    await expect(bulk.step({ action: 'promote', reason: 'why' })).rejects.toThrow(/cancellation/);
  });
});
