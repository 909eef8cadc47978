import { setTimeout as delay } from 'node:timers/promises';
import { Queue as BullQueue, Worker as BullWorker, type Job as BullJob } from 'bullmq';
import type { Job, QueueService } from 'rookery';
import { compare, type Sample, type Table } from './rounds.js';

/** How many jobs are active that take long. */
const LONG = 10_000;

/** A job of some 150 bytes of JSON. */
export const dataOf = (i: number) => ({
  userId: `user-${i}`,
  to: `user-${i}@example.com`,
  template: 'welcome',
  locale: 'en',
  attributes: { plan: 'team', seats: 12, trial: false, source: 'signup-form' },
});

/** How long some work takes. */
export async function timed(count: number, work: () => Promise<unknown>): Promise<Sample> {
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  await work();
  const tookMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { rate: (count / tookMs) * 1000, columns: { 'CPU µs': (user + system) / count } };
}

/** How BullMQ is told where Redis is. */
export interface BullConnection {
  readonly host: string;
  readonly port: number;
  readonly maxRetriesPerRequest: null;
}

/** What is worked on in one round. */
export interface Load<AnyJob> {
  readonly jobs: number;
  readonly concurrency: number;
  readonly handler: (job: AnyJob) => Promise<unknown>;
  /** Over how many groups the jobs are spread; of none unless told. */
  readonly groups?: number;
}

/** The worker waits on a paused queue that is full; the clock runs from `resume` until Redis has taken the last outcome. */
export async function ours(queues: QueueService, load: Load<Job>): Promise<Sample> {
  const { jobs, concurrency, handler, groups } = load;
  const queue = queues.queue('bench');
  const jobOf = (i: number) => ({
    name: 'welcome',
    data: dataOf(i),
    ...(groups && { options: { group: `tenant-${i % groups}` } }),
  });
  await queue.pause();
  for (let i = 0; i < jobs; i += 1000)
    await queue.addBulk(Array.from({ length: 1000 }, (_, n) => jobOf(i + n)));
  const { promise: done, resolve } = Promise.withResolvers<void>();
  let left = jobs;
  const run = async (job: Job) => {
    await handler(job);
    if (--left === 0) resolve();
  };
  const worker = queues.work('bench', () => ({ run }), { concurrency });
  await delay(50);
  return timed(jobs, async () => {
    await queue.resume();
    await done;
    await worker.stop(60_000); // resolves when Redis has all outcomes
  });
}

/** The same; BullMQ tells of a completed job once Redis has it. */
export async function bull(
  connection: BullConnection,
  { jobs, concurrency, handler }: Load<BullJob>,
): Promise<Sample> {
  const queue = new BullQueue('bench', { connection });
  await queue.pause();
  for (let i = 0; i < jobs; i += 1000)
    await queue.addBulk(
      Array.from({ length: 1000 }, (_, n) => ({
        name: 'welcome',
        data: dataOf(i + n),
        opts: { removeOnComplete: true },
      })),
    );
  const worker = new BullWorker('bench', handler, {
    connection,
    concurrency,
    removeOnComplete: { count: 0 },
  });
  await worker.waitUntilReady();
  const { promise: done, resolve } = Promise.withResolvers<void>();
  let left = jobs;
  worker.on('completed', () => --left === 0 && resolve());
  await delay(50);
  const sample = await timed(jobs, async () => {
    await queue.resume();
    await done;
  });
  await worker.close();
  await queue.obliterate({ force: true });
  await queue.close();
  return sample;
}

async function bullBesideActive(connection: BullConnection, load: Load<BullJob>): Promise<Sample> {
  const queue = new BullQueue('bench', { connection });
  for (let i = 0; i < LONG; i += 1000)
    await queue.addBulk(Array.from({ length: 1000 }, (_, n) => ({ name: 'long', data: n })));
  const { promise: never } = Promise.withResolvers<void>();
  const holder = new BullWorker('bench', async () => never, { connection, concurrency: LONG });
  while ((await queue.getActiveCount()) < LONG) await delay(50);
  const sample = await bull(connection, load);
  await holder.close(true);
  await queue.close();
  return sample;
}

/** Throughput while 10,000 jobs that take long are active, against none. */
export async function besideActive(queues: QueueService, connection: BullConnection): Promise<Table> {
  const load = { jobs: 20_000, concurrency: 50, handler: async () => Promise.resolve() };
  const occupied = async () => {
    await queues.queue('bench').addBulk(Array.from({ length: LONG }, (_, n) => ({ name: 'long', data: n })));
    for (let i = 0; i < LONG; i += 500) await queues.leases('bench').lease({ max: 500, leaseMs: 600_000 });
    const sample = await ours(queues, load);
    await queues.queue('bench').obliterate();
    return sample;
  };
  return compare({
    title: 'process, 50 at a time, beside 10,000 long jobs',
    unit: 'jobs/s',
    seconds: 0,
    rounds: 3,
    contenders: [
      { name: 'Rookery', round: occupied },
      { name: 'Rookery, no long jobs', target: 0.9, round: async () => ours(queues, load) },
      { name: 'BullMQ', round: async () => bullBesideActive(connection, { ...load, jobs: 5000 }) },
    ],
  });
}

/** Throughput of jobs that are spread over ten thousand groups, against one. */
export async function inGroups(queues: QueueService): Promise<Table> {
  const load = { jobs: 20_000, concurrency: 50, handler: async () => Promise.resolve() };
  const round = (groups?: number) => async () => {
    const sample = await ours(queues, { ...load, ...(groups && { groups }) });
    // What groups a queue has had is known until it is removed.
    await queues.obliterate('bench');
    return sample;
  };
  return compare({
    title: 'process, 50 at a time, in groups',
    unit: 'jobs/s',
    seconds: 0,
    rounds: 3,
    contenders: [
      { name: 'Rookery, 10,000 groups', round: round(10_000) },
      { name: 'Rookery, one group', target: 0.8, round: round(1) },
      { name: 'Rookery, no groups', round: round() },
    ],
  });
}
