import { setTimeout as delay } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Queue as BullQueue, Worker as BullWorker } from 'bullmq';
import { Redis } from 'ioredis';
import { QueueModule, QueueService, RedisModule, type Queue } from 'rookery';
import { BareQueue } from './peers/bare-queue.js';
import type { Bench } from './support/bench.js';
import { cancelling, inFlows, inSteps } from './support/queue-flow-rounds.js';
import {
  besideActive,
  bull,
  dataOf,
  inGroups,
  ours,
  timed,
  type BullConnection,
} from './support/queue-rounds.js';
import { callInTurn, compare, type Contender, type Sample, type Table } from './support/rounds.js';

@Module({})
class App {}

interface Contenders {
  readonly queues: QueueService;
  readonly redis: Redis;
  readonly connection: BullConnection;
}

export const bench: Bench = {
  packages: ['bullmq', 'ioredis', '@nestjs/core'],
  async *tables(redisUrl) {
    const { hostname, port } = new URL(redisUrl);
    const connection = { host: hostname, port: Number(port), maxRetriesPerRequest: null };
    const redis = new Redis(redisUrl);
    const settings = { keepCompletedMs: 0, drainMs: 60_000 };
    const imports = [RedisModule.forRoot({ url: redisUrl }), QueueModule.forRoot(settings)];
    const app = await NestFactory.createApplicationContext({ module: App, imports }, { logger: false });
    const parts = { queues: app.get(QueueService), redis, connection };
    for (const [concurrency, target] of [
      [1, 2],
      [50, 4],
      [200, 5],
    ] as const)
      yield await processing(parts, { concurrency, target });
    yield await processing(parts, { concurrency: 50, handler: async () => delay(1), target: 1 });
    yield await adding(parts);
    yield await addingInBulk(parts);
    for (const part of [0.5, 0.99]) yield await latency(parts, part);
    yield await memory(parts);
    yield await besideActive(parts.queues, connection);
    yield await inGroups(parts.queues);
    for (const isApart of [false, true]) yield await inFlows(parts.queues, connection, isApart);
    yield await inSteps(parts.queues, connection);
    yield await cancelling(parts.queues, connection);
    await app.close();
    redis.disconnect();
  },
};

interface Work {
  readonly concurrency: number;
  readonly target: number;
  readonly handler?: () => Promise<unknown>;
}

const noop = async () => undefined;

async function processing(parts: Contenders, { concurrency, target, handler = noop }: Work): Promise<Table> {
  const jobs = concurrency === 1 ? 4000 : 20_000;
  const { queues, redis, connection } = parts;
  const bare = async (): Promise<Sample> => {
    const queue = new BareQueue(redis, 'bare');
    for (let i = 0; i < jobs; i += 1000)
      await queue.add(Array.from({ length: 1000 }, (_, n) => dataOf(i + n)));
    return timed(jobs, async () => queue.work(concurrency, handler));
  };
  const contenders: Contender[] = [
    { name: 'Rookery', round: async () => ours(queues, { jobs, concurrency, handler }) },
    { name: 'BullMQ', target, round: async () => bull(connection, { jobs: jobs / 2, concurrency, handler }) },
    { name: 'two bare scripts: the limit', round: bare },
  ];
  const what = handler === noop ? 'no-op' : '1 ms';
  return compare({
    title: `process, ${concurrency} at a time, ${what} handler`,
    unit: 'jobs/s',
    seconds: 0,
    contenders: concurrency === 1 ? contenders.slice(0, 2) : contenders,
  });
}

async function adding({ queues, connection }: Contenders): Promise<Table> {
  const queue = queues.queue('adding');
  const theirs = new BullQueue('adding', { connection });
  await theirs.waitUntilReady();
  const table = await compare({
    title: 'add, 100 callers at once',
    unit: 'jobs/s',
    seconds: 0.3,
    contenders: [
      {
        name: 'Rookery',
        round: async (seconds) => {
          const sample = await callInTurn(100, seconds, async (i) => queue.add('welcome', dataOf(i)));
          await queue.drain();
          return sample;
        },
      },
      {
        name: 'BullMQ',
        target: 2,
        round: async (seconds) => {
          const sample = await callInTurn(100, seconds, async (i) => theirs.add('welcome', dataOf(i)));
          await theirs.obliterate();
          return sample;
        },
      },
    ],
  });
  await theirs.close();
  return table;
}

async function addingInBulk({ queues, connection, redis }: Contenders): Promise<Table> {
  const queue = queues.queue('adding');
  const theirs = new BullQueue('adding', { connection });
  await theirs.waitUntilReady();
  const bare = new BareQueue(redis, 'adding');
  const thousand = (i: number) =>
    Array.from({ length: 1000 }, (_, n) => ({ name: 'welcome', data: dataOf(1000 * i + n) }));
  const contender = (name: string, add: (i: number) => Promise<unknown>, clear: () => Promise<unknown>) => ({
    name,
    round: async (seconds: number) => {
      const sample = await callInTurn(1, seconds, add);
      await clear();
      return { rate: sample.rate * 1000, columns: { 'CPU µs': (sample.columns?.['CPU µs'] ?? 0) / 1000 } };
    },
  });
  const table = await compare({
    title: 'addBulk of 1000',
    unit: 'jobs/s',
    seconds: 0.3,
    contenders: [
      contender(
        'Rookery',
        async (i) => queue.addBulk(thousand(i)),
        async () => queue.drain(),
      ),
      {
        ...contender(
          'BullMQ',
          async (i) => theirs.addBulk(thousand(i)),
          async () => theirs.obliterate(),
        ),
        target: 6,
      },
      contender(
        'a bare script: the limit',
        async (i) => bare.add(thousand(i)),
        async () => bare.clear(),
      ),
    ],
  });
  await theirs.close();
  return table;
}

const WARM = 100;
const TIMED = 1500;

/** From the call of `add` to the begin of the handler, one job at a time on a queue that is idle: what so large a part of them stays within. */
async function latency({ queues, connection }: Contenders, part: number): Promise<Table> {
  let begin = () => {};
  // Once it is warm, and of so many that the slowest in a hundred are no handful.
  const measure = async (add: () => Promise<unknown>) => {
    const samples: number[] = [];
    for (let i = 0; i < WARM + TIMED; i++) {
      const { promise, resolve } = Promise.withResolvers<number>();
      begin = () => resolve(performance.now());
      const from = performance.now();
      await add();
      samples.push((await promise) - from);
      await delay(1);
    }
    return samples.slice(WARM).toSorted((a, b) => a - b)[TIMED * part] ?? 0;
  };
  const mine = async () => {
    const queue = queues.queue('latency');
    const worker = queues.work('latency', () => ({ run: async () => begin() }), { concurrency: 10 });
    const times = await measure(async () => queue.add('welcome', dataOf(1)));
    await worker.stop(1000);
    return times;
  };
  const theirs = async () => {
    const queue = new BullQueue('latency', { connection });
    const worker = new BullWorker('latency', async () => begin(), { connection, concurrency: 10 });
    await worker.waitUntilReady();
    const times = await measure(async () => queue.add('welcome', dataOf(1)));
    await worker.close();
    await queue.obliterate({ force: true });
    await queue.close();
    return times;
  };
  const contender = (name: string, measured: () => Promise<number>): Contender => ({
    name,
    round: async () => ({ rate: await measured() }),
  });
  return {
    ...(await compare({
      title: `from add to the begin of the handler, idle queue, p${part * 100}`,
      unit: 'ms',
      seconds: 0,
      contenders: [contender('Rookery', mine), { ...contender('BullMQ', theirs), target: 1 }],
    })),
    lowerIsBetter: true,
  };
}

async function memory({ queues, connection, redis }: Contenders): Promise<Table> {
  const used = async () => Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1] ?? 0);
  const count = 20_000;
  const grown = async (add: (jobs: { name: string; data: unknown }[]) => Promise<unknown>) => {
    // Else the tables that others have left behind would hold some of it for nothing.
    await redis.flushall('SYNC');
    const before = await used();
    for (let i = 0; i < count; i += 1000)
      await add(Array.from({ length: 1000 }, (_, n) => ({ name: 'welcome', data: dataOf(i + n) })));
    return ((await used()) - before) / count;
  };
  const queue: Queue = queues.queue('memory');
  const mine = await grown(async (jobs) => queue.addBulk(jobs));
  await queue.obliterate();
  const theirQueue = new BullQueue('memory', { connection });
  const theirs = await grown(async (jobs) => theirQueue.addBulk(jobs));
  await theirQueue.obliterate();
  await theirQueue.close();
  return {
    title: 'memory of a waiting job',
    unit: 'bytes in Redis',
    lowerIsBetter: true,
    rows: [
      { name: 'Rookery', value: mine },
      { name: 'BullMQ', value: theirs, ratio: mine / theirs, target: 0.4 },
    ],
  };
}
