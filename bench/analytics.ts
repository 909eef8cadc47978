import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Redis } from 'ioredis';
import { AnalyticsModule, AnalyticsService, RedisConnection, RedisModule } from 'rookery';
import type { Bench } from './support/bench.js';
import { LoadGenerator } from './support/load.js';
import { callInTurn, compare, type Row, type Sample, type Table } from './support/rounds.js';
import { startService } from './support/servers.js';

const BATCH = 100;
const USERS = 20_000;
const PAGES = 1000;
const DAY_MS = 86_400_000;

/** A few pages get most of the views, as anywhere; the same in each run. */
const pageAt = (i: number) => `/shop/item-${Math.floor(PAGES ** (((i * 7919) % 10_007) / 10_007)) - 1}`;
const userAt = (i: number) => `user-${(i * 104_729) % USERS}`;
const eventAt = (i: number) => ({
  name: 'pageview',
  path: pageAt(i),
  referrer: i % 3 === 0 ? 'https://www.google.com/' : 'https://news.example/today',
  userId: userAt(i),
});
const batchAt = (i: number) => Array.from({ length: BATCH }, (_, n) => eventAt(i * BATCH + n));

@Module({})
class App {}

export const bench: Bench = {
  packages: ['ioredis', '@nestjs/core', 'fastify', 'autocannon'],
  async *tables(redisUrl) {
    const plain = new Redis(redisUrl);
    const imports = [
      RedisModule.forRoot({ url: redisUrl }),
      // So many visits in a minute are a flood in life, and what is measured here.
      AnalyticsModule.forRoot({ maxVisitsPerMinute: 100_000_000 }),
    ];
    const app = await NestFactory.createApplicationContext({ module: App, imports }, { logger: false });
    const analytics = app.get(AnalyticsService);
    yield await ingest(analytics, app.get(RedisConnection), plain);
    yield* overHttp();
    yield* questions(analytics, plain);
    await app.close();
    plain.disconnect();
  },
};

/** Calls of `BATCH` events as a rate of events. */
const perEvent = ({ rate, columns = {} }: Sample): Sample => ({
  rate: rate * BATCH,
  columns: Object.fromEntries(
    Object.entries(columns).map(([name, value]) => [name, name === 'CPU µs' ? value / BATCH : value]),
  ),
});

async function ingest(
  analytics: AnalyticsService,
  connection: RedisConnection,
  plain: Redis,
): Promise<Table> {
  const recorded = await record(analytics, connection);
  const funnels = { item: { steps: [{ path: '/shop/item-0' }, { path: '/shop/item-1' }] } };
  await analytics.setSite('exact', { users: 'exact', funnels });
  return compare({
    title: `events in process, in batches of ${BATCH}, 4 batches at a time`,
    unit: 'events/s',
    seconds: 1,
    contenders: [
      {
        name: 'AnalyticsService.track',
        round: async (seconds) =>
          perEvent(await callInTurn(4, seconds, async (i) => analytics.track('bench', batchAt(i)))),
      },
      {
        name: 'the same, users counted exactly and a funnel',
        round: async (seconds) =>
          perEvent(await callInTurn(4, seconds, async (i) => analytics.track('exact', batchAt(i)))),
      },
      {
        name: 'its scripts alone, arguments made before',
        target: 0.6,
        round: async (seconds) =>
          perEvent(
            await callInTurn(4, seconds, async (i) =>
              Promise.all(
                (recorded[i % recorded.length] ?? []).map(async (args) => plain.call('EVALSHA', ...args)),
              ),
            ),
          ),
      },
      {
        name: 'ioredis, a command for each counter',
        target: 10,
        round: async (seconds) => callInTurn(4 * BATCH, seconds, async (i) => byHand(plain, i)),
      },
    ],
  });
}

/** What `track` sends to Redis for some batches: the arguments of its scripts. */
async function record(analytics: AnalyticsService, connection: RedisConnection): Promise<string[][][]> {
  await analytics.track('bench', batchAt(0));
  const { client } = connection;
  const send = client.sendCommand.bind(client);
  const recorded: string[][][] = [];
  for (let i = 0; i < 50; i++) {
    const calls: string[][] = [];
    client.sendCommand = (...[command, ...rest]: Parameters<typeof send>) => {
      if (command.name === 'evalsha') calls.push(command.args.map(String));
      return send(command, ...rest);
    };
    await analytics.track('bench', batchAt(i));
    recorded.push(calls);
  }
  client.sendCommand = send;
  return recorded;
}

/** The same counts as one would write them: a command each, sent together and awaited. */
async function byHand(redis: Redis, i: number): Promise<unknown> {
  const { path, referrer, userId } = eventAt(i);
  const now = new Date();
  const date = now.toISOString().slice(0, 10);
  const session = await redis.get(`hand:s:${userId}`);
  const [, hits = '0', exit = ''] = session?.split(' ') ?? [];
  const fresh = session === null;
  return Promise.all([
    redis.hincrby(`hand:m:${date}:${now.getUTCHours()}`, `${now.getUTCMinutes()}p`, 1),
    redis.hincrby(`hand:h:${date}`, `${now.getUTCHours()}p`, 1),
    redis.hincrby(`hand:d:${date.slice(0, 7)}`, `${date.slice(8)}p`, 1),
    redis.zincrby(`hand:page:${date}`, 1, path),
    redis.pfadd(`hand:v:${date}`, userId),
    redis.pfadd(`hand:u:${date}`, userId),
    redis.pfadd(`hand:w:${date}`, userId),
    redis.pfadd(`hand:um:${date.slice(0, 7)}`, userId),
    redis.zadd('hand:live', now.getTime(), userId),
    redis.set(`hand:s:${userId}`, `${now.getTime()} ${Number(hits) + 1} ${path}`, 'EX', 1800),
    redis.hincrby(`hand:h:${date}`, fresh ? 'v' : 't', 1),
    redis.hincrby(`hand:h:${date}`, 'b', fresh ? 1 : -1),
    ...(fresh
      ? [
          redis.zincrby(`hand:entry:${date}`, 1, path),
          redis.zincrby(`hand:referrer:${date}`, 1, referrer),
          redis.zincrby(`hand:source:${date}`, 1, referrer),
        ]
      : [redis.zincrby(`hand:exit:${date}`, -1, exit)]),
    redis.zincrby(`hand:exit:${date}`, 1, path),
  ]);
}

async function* overHttp(): AsyncIterable<Table> {
  const load = new LoadGenerator();
  const service = await startService();
  const post = (body: unknown) => ({
    method: 'POST' as const,
    path: '/v1/analytics/http/events',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const batches = Array.from({ length: 200 }, (_, i) => post({ events: batchAt(i) }));
  const single = Array.from({ length: 1000 }, (_, i) => post(eventAt(i)));
  yield await compare({
    title: 'events over HTTP, 50 connections',
    unit: 'events/s',
    seconds: 2,
    contenders: [
      {
        name: `POST of ${BATCH} events`,
        round: async (seconds) => perEvent(await load.round(service, batches, seconds)),
      },
      { name: 'POST of one event', round: async (seconds) => load.round(service, single, seconds) },
    ],
  });
  load.stop();
  await service.stop();
}

/** Of a site as ten million events of a year leave it: what is kept does not depend on their number. */
async function* questions(analytics: AnalyticsService, plain: Redis): AsyncIterable<Table> {
  const now = Date.now();
  await analytics.track('big', eventAt(0));
  const key = (part: string) => `rookery:analytics:{big:0}:${part}`;
  const ids = Array.from({ length: USERS }, (_, i) => userAt(i));
  for (let back = 0; back < 366; back++) {
    const date = new Date(now - back * DAY_MS).toISOString().slice(0, 10);
    const fields = ['p', 'e', 'v', 'b', 't'].flatMap((metric) => [`${date.slice(8)}${metric}`, '27397']);
    await plain.hset(key(`d:${date.slice(0, 7)}`), ...fields);
    await plain.pfadd(key(`v:${date}`), ...ids.slice(0, 3000));
    if (back > 30) continue;
    for (const period of [date, date.slice(0, 7)]) await plain.pfadd(key(`u:${period}`), ...ids);
    await seedDay(plain, key, date);
  }
  const weeksAgo = { from: now - 360 * DAY_MS };
  await seedWeeks(analytics, plain, weeksAgo);
  const yearAgo = new Date(now - 364 * DAY_MS).toISOString().slice(0, 10);
  const monthAgo = new Date(now - 29 * DAY_MS).toISOString().slice(0, 10);
  const closed = new Date(now - 10 * DAY_MS).toISOString().slice(0, 10);
  const asked: [name: string, ask: () => Promise<unknown>][] = [
    ['a year of daily series', async () => analytics.pageviews('big', { from: yearAgo })],
    ['top 100 pages of 30 days', async () => analytics.top('big', { from: monthAgo, limit: 100 })],
    ['active users of a day, week and month', async () => analytics.activeUsers('big')],
    ['retention of 52 weeks', async () => analytics.retention('returning', weeksAgo)],
  ];
  const rows: Row[] = [];
  for (const [name, ask] of asked) rows.push(await timed(name, ask));
  yield {
    title: 'questions, one after the other; 10 ms is what they may take',
    unit: 'p99 ms',
    lowerIsBetter: true,
    rows,
  };
  for (const dimension of ['entry', 'exit', 'source', 'event'] as const)
    await analytics.top('big', { from: closed, to: closed, dimension });
  const parts = [
    'v',
    'u',
    'a',
    't:page',
    'f:page',
    't:entry',
    'f:entry',
    't:exit',
    'f:exit',
    't:source',
    'f:source',
    't:event',
    'f:event',
    'x',
  ];
  const sizes = await Promise.all(
    parts.map(async (part) => plain.memory('USAGE', key(`${part}:${closed}`), 'SAMPLES', 0)),
  );
  const bytes = sizes.reduce((sum: number, size) => sum + (size ?? 0), 0);
  yield {
    title: 'memory of a closed day of 20,000 visitors and 1500 pages; 100 KB is what it may take',
    unit: 'bytes in Redis',
    lowerIsBetter: true,
    rows: [{ name: 'a closed day', value: bytes, ratio: bytes / 100_000, target: 1 }],
  };
}

/** A site whose users came back in each of a year's weeks. */
async function seedWeeks(
  analytics: AnalyticsService,
  plain: Redis,
  weeksAgo: { from: number },
): Promise<void> {
  await analytics.setSite('returning', { users: 'exact' });
  const { items: weeks } = await analytics.retention('returning', weeksAgo);
  for (const [i, { cohort }] of weeks.entries())
    for (let ago = 0; ago <= i; ago++)
      await plain.hset(`rookery:analytics:{returning:0}:a:w${cohort}`, String(ago), 4000 - 50 * ago);
}

/** Rankings as the ingest leaves them while a day is open; the first question packs those that are over. */
async function seedDay(plain: Redis, key: (part: string) => string, date: string): Promise<void> {
  for (let ago = 0; ago <= 90; ago++) await plain.hset(key(`a:${date}`), String(ago), 1000 - ago);
  for (const [dimension, size] of Object.entries({
    page: 1500,
    entry: 1500,
    exit: 1500,
    source: 300,
    event: 300,
  })) {
    const members = Array.from({ length: size }, (_, i) => [
      Math.ceil(30_000 / (i + 1)),
      `/shop/item-${i}`,
    ]).flat();
    await plain.zadd(key(`t:${dimension}:${date}`), ...members);
    await plain.pexpire(key(`t:${dimension}:${date}`), 90 * DAY_MS);
  }
}

async function timed(name: string, ask: () => Promise<unknown>): Promise<Row> {
  const took: number[] = [];
  let first = 0;
  for (let i = 0; i < 320; i++) {
    const startedAt = performance.now();
    await ask();
    const ms = performance.now() - startedAt;
    if (i === 0) first = ms;
    if (i >= 20) took.push(ms);
  }
  took.sort((a, b) => a - b);
  const p99 = took[Math.floor(took.length * 0.99)] ?? 0;
  return {
    name,
    value: p99,
    columns: { 'p50 ms': took[Math.floor(took.length / 2)] ?? 0, 'the first ms': first },
    ratio: p99 / 10,
    target: 1,
  };
}
