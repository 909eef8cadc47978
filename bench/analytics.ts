import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Redis } from 'ioredis';
import { AnalyticsModule, AnalyticsService, RedisConnection, RedisModule } from 'rookery';
import { eventAt, questions } from './support/analytics-questions.js';
import type { Bench } from './support/bench.js';
import { LoadGenerator } from './support/load.js';
import { callInTurn, compare, type Sample, type Table } from './support/rounds.js';
import { startService } from './support/servers.js';

const BATCH = 100;
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
        round: async (seconds) => callInTurn(4 * BATCH, seconds, async (i) => byHand(plain, i, false)),
      },
      {
        name: 'the same, and one for the end of each key',
        target: 10,
        round: async (seconds) => callInTurn(4 * BATCH, seconds, async (i) => byHand(plain, i, true)),
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

const WEEK_S = 604_800;

/** The same counts as one would write them: a command each, sent together and awaited; with `ends` each key is given its end, as ours have one. */
async function byHand(redis: Redis, i: number, ends: boolean): Promise<unknown> {
  const { path, referrer, userId } = eventAt(i);
  const now = new Date();
  const date = now.toISOString().slice(0, 10);
  const session = await redis.get(`hand:s:${userId}`);
  const [, hits = '0', exit = ''] = session?.split(' ') ?? [];
  const fresh = session === null;
  const [minutes, hours, days] = [`m:${date}:${now.getUTCHours()}`, `h:${date}`, `d:${date.slice(0, 7)}`];
  const hash = (key: string, field: string, by = 1) =>
    [key, redis.hincrby(`hand:${key}`, field, by)] as const;
  const ranking = (name: string, member: string, by = 1) => {
    const key = `${name}:${date}`;
    return [key, redis.zincrby(`hand:${key}`, by, member)] as const;
  };
  const users = (key: string) => [key, redis.pfadd(`hand:${key}`, userId)] as const;
  const counts = [
    hash(minutes, `${now.getUTCMinutes()}p`),
    hash(hours, `${now.getUTCHours()}p`),
    hash(days, `${date.slice(8)}p`),
    ranking('page', path),
    users(`v:${date}`),
    users(`u:${date}`),
    users(`w:${date}`),
    users(`um:${date.slice(0, 7)}`),
    hash(hours, fresh ? 'v' : 't'),
    hash(hours, 'b', fresh ? 1 : -1),
    ...(fresh
      ? [ranking('entry', path), ranking('referrer', referrer), ranking('source', referrer)]
      : [ranking('exit', exit, -1)]),
    ranking('exit', path),
  ];
  const keys = ends ? new Set(counts.map(([key]) => `hand:${key}`)) : [];
  return Promise.all([
    ...counts.map(async ([, counted]) => counted as Promise<unknown>),
    ...[...keys].map(async (key) => redis.expire(key, WEEK_S, 'NX')),
    redis.zadd('hand:live', now.getTime(), userId),
    redis.set(`hand:s:${userId}`, `${now.getTime()} ${Number(hits) + 1} ${path}`, 'EX', 1800),
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
