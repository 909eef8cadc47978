import { setTimeout as delay } from 'node:timers/promises';
import { FlowProducer, Queue as BullQueue, Worker as BullWorker, type Job as BullJob } from 'bullmq';
import type { Job, QueueService } from 'rookery';
import { bull, dataOf, ours, timed, type BullConnection } from './queue-rounds.js';
import { compare, type Sample, type Table } from './rounds.js';

const FLOWS = 400;
const CHILDREN = 10;
const STEPS = 5;
const UNWANTED = 5000;

/** Calls so many times, some at a time. */
async function atOnce(callers: number, count: number, call: (i: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const caller = async () => {
    while (next < count) await call(next++);
  };
  await Promise.all(Array.from({ length: callers }, caller));
}

/** From the first call that adds one until Redis has the ends of all parents. */
async function ourFlows(queues: QueueService, below: string): Promise<Sample> {
  const queue = queues.queue('flows');
  const names = [...new Set(['flows', below])];
  const { promise: done, resolve } = Promise.withResolvers<void>();
  let left = FLOWS;
  const run = async (job: Job) => {
    if (job.name === 'child') return { page: 1 };
    const children = await job.children();
    if (--left === 0) resolve();
    return children.length;
  };
  const workers = names.map((name) => queues.work(name, () => ({ run }), { concurrency: 50 }));
  await delay(50);
  const children = Array.from({ length: CHILDREN }, (_, n) => ({
    queue: below,
    name: 'child',
    data: dataOf(n),
  }));
  const sample = await timed(FLOWS * (CHILDREN + 1), async () => {
    await atOnce(20, FLOWS, async (i) => queue.addFlow({ name: 'parent', data: dataOf(i), children }));
    await done;
    await Promise.all(workers.map(async (worker) => worker.stop(60_000)));
  });
  for (const name of names) await queues.obliterate(name);
  return sample;
}

async function theirFlows(connection: BullConnection, below: string): Promise<Sample> {
  const queueName = 'flows';
  const names = [...new Set([queueName, below])];
  const producer = new FlowProducer({ connection });
  const { promise: done, resolve } = Promise.withResolvers<void>();
  let left = FLOWS;
  const run = async (job: BullJob) => {
    if (job.name === 'child') return { page: 1 };
    return Object.keys(await job.getChildrenValues()).length;
  };
  const workers = names.map((name) => new BullWorker(name, run, { connection, concurrency: 50 }));
  for (const worker of workers)
    worker.on('completed', ({ name }) => name === 'parent' && --left === 0 && resolve());
  await Promise.all([...workers, producer].map(async (one) => one.waitUntilReady()));
  await delay(50);
  const opts = { removeOnComplete: true };
  const children = Array.from({ length: CHILDREN }, (_, n) => ({
    name: 'child',
    queueName: below,
    data: dataOf(n),
    opts,
  }));
  const sample = await timed(FLOWS * (CHILDREN + 1), async () => {
    await atOnce(20, FLOWS, async (i) =>
      producer.add({ name: 'parent', queueName, data: dataOf(i), opts, children }),
    );
    await done;
  });
  await Promise.all(workers.map(async (worker) => worker.close()));
  await producer.close();
  for (const name of names) {
    const queue = new BullQueue(name, { connection });
    await queue.obliterate({ force: true });
    await queue.close();
  }
  return sample;
}

/** Parents that read the results of their children, which are worked off while more are added. */
export const inFlows = async (
  queues: QueueService,
  connection: BullConnection,
  isApart: boolean,
): Promise<Table> => {
  const name = isApart ? 'flows-below' : 'flows';
  return compare({
    title: `flows of a parent and ${CHILDREN} children${isApart ? ' in another queue' : ''}, added and worked off, 50 at a time`,
    unit: 'jobs/s',
    seconds: 0,
    contenders: [
      { name: 'Rookery', round: async () => ourFlows(queues, name) },
      { name: 'BullMQ, FlowProducer', target: 1, round: async () => theirFlows(connection, name) },
    ],
  });
};

/** Jobs that remember each step; of BullMQ by hand, as its guide has it. */
export async function inSteps(queues: QueueService, connection: BullConnection): Promise<Table> {
  const load = { jobs: 4000, concurrency: 50 };
  const remembering = async (job: Job) => {
    for (let i = 0; i < STEPS; i++) await job.step(`step-${i}`, () => ({ done: i }));
  };
  const byHand = async (job: BullJob<Record<string, unknown>>) => {
    for (let i = 0; i < STEPS; i++) await job.updateData({ ...job.data, [`step-${i}`]: { done: i } });
  };
  return compare({
    title: `process, 50 at a time, ${STEPS} durable steps a job`,
    unit: 'jobs/s',
    seconds: 0,
    contenders: [
      { name: 'Rookery', round: async () => ours(queues, { ...load, handler: remembering }) },
      {
        name: 'BullMQ, updateData',
        target: 1,
        round: async () => bull(connection, { ...load, handler: byHand }),
      },
    ],
  });
}

/** Jobs that wait and are wanted no longer. BullMQ has no cancelling; there they are removed, and nobody hears of it. */
export async function cancelling(queues: QueueService, connection: BullConnection): Promise<Table> {
  const queue = queues.queue('unwanted');
  const jobs = Array.from({ length: UNWANTED }, (_, n) => ({ name: 'unwanted', data: dataOf(n) }));
  const round = (cancel: (ids: readonly string[]) => Promise<unknown>) => async () => {
    const ids = await queue.addBulk(jobs);
    const sample = await timed(UNWANTED, async () => cancel(ids));
    await queue.obliterate();
    return sample;
  };
  const theirs = async () => {
    const bullQueue = new BullQueue('unwanted', { connection });
    const added = await bullQueue.addBulk(jobs);
    const sample = await timed(UNWANTED, async () =>
      atOnce(100, UNWANTED, async (i) => bullQueue.remove(added[i]?.id ?? '')),
    );
    await bullQueue.obliterate({ force: true });
    await bullQueue.close();
    return sample;
  };
  return compare({
    title: `cancel ${UNWANTED} jobs that wait`,
    unit: 'jobs/s',
    seconds: 0,
    contenders: [
      {
        name: 'Rookery, cancelMany',
        round: round(async () => queue.cancelMany({ name: 'unwanted', limit: UNWANTED })),
      },
      {
        name: 'Rookery, cancel each, 100 at once',
        round: round(async (ids) => atOnce(100, UNWANTED, async (i) => queue.cancel(ids[i] ?? ''))),
      },
      { name: 'BullMQ, remove each, 100 at once', target: 1, round: theirs },
    ],
  });
}
