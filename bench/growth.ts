import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  AnalyticsModule,
  AnalyticsService,
  KvModule,
  KvService,
  MessagingModule,
  MessagingService,
  QueueModule,
  QueueService,
  RedisModule,
  SessionModule,
  SessionPresence,
  SessionService,
} from 'rookery';
import type { Bench } from './support/bench.js';
import { progress } from './support/progress.js';
import type { Row, Table } from './support/rounds.js';

/** How much there is of what may grow, each ten times the one before. */
const SIZES = [1000, 10_000, 100_000];
const CALLS = 400;
const ROUNDS = 5;
/** What a hundred times as much may cost, times the cost of the least: a zset of n entries takes log n. */
const TARGET = 1.5;

interface Grower {
  readonly what: string;
  /** Makes the entries from the one number to the other. */
  readonly fill: (from: number, to: number) => Promise<unknown>;
  readonly operations: Readonly<Record<string, (i: number) => Promise<unknown>>>;
}

@Module({})
class App {}

/** What grows with the number of keys, jobs, sessions and messages, and what does not. */
export const bench: Bench = {
  packages: ['ioredis', '@nestjs/core'],
  async *tables(url) {
    const imports = [
      RedisModule.forRoot({ url, prefix: 'growth', deadlineMs: 10_000 }),
      KvModule.forRoot({}),
      QueueModule.forRoot({}),
      SessionModule.forRoot({}),
      MessagingModule.forRoot({ maxLength: 1_000_000 }),
      AnalyticsModule.forRoot({ maxSites: 100_000 }),
    ];
    const app = await NestFactory.createApplicationContext({ module: App, imports }, { logger: false });
    const growers = [
      kv(app.get(KvService)),
      queue(app.get(QueueService)),
      sessions(app.get(SessionService), app.get(SessionPresence)),
      queues(app.get(QueueService)),
      topic(app.get(MessagingService)),
      topics(app.get(MessagingService)),
      sites(app.get(AnalyticsService)),
    ];
    for (const grower of growers) yield* growth(grower);
    await app.close();
  },
};

function kv(service: KvService): Grower {
  return {
    what: 'keys',
    fill: async (from, to) => inBatches(from, to, async (i) => service.set(`k${i}`, { i })),
    operations: {
      'kv.get': async (i) => service.get(`k${i * 7}`),
      'kv.set': async (i) => service.set(`k${i * 7}`, { i }),
    },
  };
}

function queue(service: QueueService): Grower {
  const jobs = service.queue('growth');
  return {
    what: 'jobs that wait',
    fill: async (from, to) => {
      for (let i = from; i < to; i += 1000)
        await jobs.addBulk(Array.from({ length: 1000 }, (_, n) => ({ name: 'job', data: { n: i + n } })));
    },
    operations: {
      'queue.add': async (i) => jobs.add('job', { i }),
      'queue.info, counts of all states': async () => jobs.info(),
      'queue.list, the first page': async () => jobs.list({ state: 'waiting', limit: 50 }),
    },
  };
}

function queues(service: QueueService): Grower {
  return {
    what: 'queues',
    fill: async (from, to) => inBatches(from, to, async (i) => service.queue(`q${i}`).add('job', { i })),
    operations: {
      'queue.add, in one of many queues': async (i) => service.queue(`q${i * 2}`).add('job', { i }),
      'queues.list, the first page': async () => service.list(),
    },
  };
}

function sessions(service: SessionService, presence: SessionPresence): Grower {
  let token = '';
  let visitors = 0;
  return {
    what: 'sessions',
    fill: async (from, to) =>
      inBatches(from, to, async (i) => {
        const issued = await service.create(`user-${i}`);
        token = issued.token;
      }),
    operations: {
      'sessions.verify': async () => service.verify(token),
      // Of another user each time: what grows with the sessions of one user is bounded by `maxPerUser`.
      'sessions.create': async () => service.create(`visitor-${visitors++}`),
      'presence.count, users online': async () => presence.count(),
      'presence.isOnline': async (i) => presence.isOnline(`user-${i}`),
    },
  };
}

function topic(service: MessagingService): Grower {
  const messages = service.topic('growth');
  return {
    what: 'messages of a topic',
    fill: async (from, to) => inBatches(from, to, async (i) => messages.publish({ i })),
    operations: { 'topic.publish': async (i) => messages.publish({ i }) },
  };
}

function topics(service: MessagingService): Grower {
  return {
    what: 'topics',
    fill: async (from, to) => inBatches(from, to, async (i) => service.topic(`t${i}`).publish({ i })),
    operations: {
      'topic.publish, in one of many topics': async (i) => service.topic(`t${i * 2}`).publish({ i }),
      'topics.list, the first page': async () => service.list(),
    },
  };
}

function sites(service: AnalyticsService): Grower {
  const event = { name: 'pageview', path: '/', userId: 'ada' };
  return {
    what: 'sites',
    fill: async (from, to) => inBatches(from, to, async (i) => service.track(`s${i}.example`, event)),
    operations: {
      'analytics.track, a site of many': async (i) => service.track(`s${i * 2}.example`, event),
      'analytics.pageviews, a site of many': async (i) => service.pageviews(`s${i * 2}.example`),
      'analytics.list, the first page': async () => service.list(),
    },
  };
}

async function inBatches(from: number, to: number, make: (i: number) => Promise<unknown>): Promise<void> {
  for (let i = from; i < to; i += 500)
    await Promise.all(Array.from({ length: Math.min(500, to - i) }, async (_, n) => make(i + n)));
}

async function* growth({ what, fill, operations }: Grower): AsyncIterable<Table> {
  const times = new Map<string, number[]>();
  let filled = 0;
  for (const size of SIZES) {
    progress(`${size} ${what}`);
    await fill(filled, size);
    filled = size;
    for (const [name, call] of Object.entries(operations))
      times.set(name, [...(times.get(name) ?? []), await microseconds(call)]);
  }
  progress('');
  for (const [name, perCall] of times) {
    const [least = 0] = perCall;
    const rows = perCall.map((value, i): Row => {
      const row = { name: `with ${SIZES[i]?.toLocaleString('en')} ${what}`, value };
      return i === 0 ? row : { ...row, ratio: value / least, target: TARGET };
    });
    yield { title: name, unit: 'µs, one call after the other', lowerIsBetter: true, rows };
  }
}

/** The best of some rounds: what else the machine does only ever adds to it. */
async function microseconds(call: (i: number) => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const startedAt = performance.now();
    for (let i = 0; i < CALLS; i++) await call(i);
    best = Math.min(best, ((performance.now() - startedAt) * 1000) / CALLS);
  }
  return best;
}
