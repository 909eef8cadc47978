import type { TestingModule } from '@nestjs/testing';
import { QueueModule, QueueService, type JobOptions } from '../../../src/features/queue/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies } from '../../support/topologies.js';

const HOUR_MS = 3_600_000;

describe.each(topologies)('options of jobs and queues on %s', (_name, target) => {
  let module: TestingModule;
  let queues: QueueService;

  beforeAll(async () => {
    module = await startModule(target, [
      QueueModule.forRoot({
        queues: {
          defaults: { backoffMs: 1_000_000, maxBackoffMs: 1_500_000, attempts: 3 },
          'few-dead': { keepDeadCount: 2 },
          'brief-dead': { keepDeadMs: 50 },
        },
      }),
    ]);
    queues = module.get(QueueService);
  });
  afterAll(async () => module.close());

  /** Leases all jobs of a queue and says of each the same. */
  async function settleAll(name: string, outcome: { status: 'completed' | 'failed'; retry?: boolean }) {
    const leases = queues.leases(name);
    const jobs = await leases.lease({ max: 500 });
    await leases.settle(jobs.map(({ id, token }) => ({ id, token, ...outcome })));
    return jobs.length;
  }

  /** How long after their failure jobs come again, in order. */
  async function delaysOf(name: string, ids: readonly string[]) {
    const delays = ids.map(async (id) => {
      const job = await queues.queue(name).get(id);
      return (job?.dueAt ?? 0) - (job?.errors.at(-1)?.at ?? 0);
    });
    return Promise.all(delays);
  }

  async function addMany(name: string, count: number, options: JobOptions = {}) {
    const jobs = Array.from({ length: count }, () => ({ name: 'job', data: null, options }));
    return queues.queue(name).addBulk(jobs);
  }

  it('doubles the delay with each attempt, up to the longest', async () => {
    const backoff = { type: 'exponential' as const, delayMs: HOUR_MS, maxDelayMs: 3 * HOUR_MS };
    const ids = await addMany('growing', 1, { attempts: 5, backoff });
    const delays: number[] = [];
    for (let attempt = 1; attempt <= 4; attempt++) {
      await settleAll('growing', { status: 'failed' });
      delays.push(...(await delaysOf('growing', ids)));
      await queues.queue('growing').promote(ids[0] ?? '');
    }
    expect(delays).toEqual([HOUR_MS, 2 * HOUR_MS, 3 * HOUR_MS, 3 * HOUR_MS]);
    await settleAll('growing', { status: 'failed' });
    expect(await queues.queue('growing').get(ids[0] ?? '')).toMatchObject({ state: 'dead', attempts: 5 });
  });

  it('leaves as much of the delay to chance as jitter says, and no more', async () => {
    const backoff = { type: 'fixed' as const, delayMs: HOUR_MS, jitter: 0.5 };
    const ids = await addMany('jitter', 200, { backoff });
    expect(await settleAll('jitter', { status: 'failed' })).toBe(200);
    const delays = await delaysOf('jitter', ids);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(HOUR_MS / 2);
    expect(Math.max(...delays)).toBeLessThanOrEqual(HOUR_MS);
    // 200 even draws all fall in one half once in 10^60 runs.
    expect(Math.min(...delays)).toBeLessThan(0.75 * HOUR_MS);
    expect(Math.max(...delays)).toBeGreaterThan(0.75 * HOUR_MS);
  });

  it('takes attempts and delays of the queue where the job says nothing', async () => {
    const ids = await addMany('defaults', 1);
    const [first = 0] = (await settleAll('defaults', { status: 'failed' }), await delaysOf('defaults', ids));
    expect(first).toBeGreaterThanOrEqual(750_000);
    expect(first).toBeLessThanOrEqual(1_000_000);
    await queues.queue('defaults').promote(ids[0] ?? '');
    const [second = 0] = (await settleAll('defaults', { status: 'failed' }), await delaysOf('defaults', ids));
    expect(second).toBeGreaterThanOrEqual(0.75 * 1_500_000);
    expect(second).toBeLessThanOrEqual(1_500_000);
    await queues.queue('defaults').promote(ids[0] ?? '');
    await settleAll('defaults', { status: 'failed' });
    expect(await queues.queue('defaults').get(ids[0] ?? '')).toMatchObject({ state: 'dead', attempts: 3 });
  });

  it.each(['completed', 'dead'] as const)('keeps as many %s jobs as the job itself says', async (state) => {
    const name = `own-count-${state}`;
    const ids = await addMany(name, 5, { retention: { [state]: { ageMs: HOUR_MS, count: 3 } } });
    await settleAll(name, state === 'dead' ? { status: 'failed', retry: false } : { status: 'completed' });
    expect((await queues.queue(name).info()).counts[state]).toBe(3);
    const left = await Promise.all(ids.map(async (id) => queues.queue(name).get(id)));
    expect(left.filter(Boolean)).toHaveLength(3);
  });

  it.each(['completed', 'dead'] as const)(
    'keeps %s jobs for as long as the job itself says',
    async (state) => {
      const name = `own-age-${state}`;
      const [brief = ''] = await addMany(name, 1, { retention: { [state]: { ageMs: 30, count: 100 } } });
      const [long = ''] = await addMany(name, 1, { retention: { [state]: { ageMs: HOUR_MS, count: 100 } } });
      await settleAll(name, state === 'dead' ? { status: 'failed', retry: false } : { status: 'completed' });
      await eventually(async () => {
        await queues.leases(name).lease(); // whoever works cleans up
        expect(await queues.queue(name).get(brief)).toBeUndefined();
      });
      expect(await queues.queue(name).get(long)).toMatchObject({ state });
    },
  );

  it('keeps as many dead letters as the queue says, for as long as it says', async () => {
    await addMany('few-dead', 5);
    await settleAll('few-dead', { status: 'failed', retry: false });
    expect((await queues.queue('few-dead').info()).counts.dead).toBe(2);
    await addMany('brief-dead', 5);
    await settleAll('brief-dead', { status: 'failed', retry: false });
    expect((await queues.queue('brief-dead').info()).totals.dead).toBe(5);
    await eventually(async () => {
      await queues.leases('brief-dead').lease();
      expect((await queues.queue('brief-dead').info()).counts.dead).toBe(0);
    });
  });

  it('puts a lifo job before all that wait, and behind those of higher priority', async () => {
    const queue = queues.queue('lifo');
    const plain = await queue.add('job', 1);
    const last = await queue.add('job', 2, { lifo: true });
    const first = await queue.add('job', 3, { lifo: true });
    const high = await queue.add('job', 4, { priority: 1 });
    const low = await queue.add('job', 5, { priority: -1 });
    const jobs = await queues.leases('lifo').lease({ max: 10 });
    expect(jobs.map(({ id }) => id)).toEqual([high, first, last, plain, low]);
  });
});
