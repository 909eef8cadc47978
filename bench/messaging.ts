import { setTimeout as delay } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientProxyFactory, Transport } from '@nestjs/microservices';
import { MessagingModule, MessagingService, RedisConnection, RedisModule, RedisRpcClient } from 'rookery';
import { firstValueFrom } from 'rxjs';
import type { Bench } from './support/bench.js';
import { fanOut } from './support/fan-out.js';
import type { Server } from './support/processes.js';
import { callInTurn, compare, type Contender, type Row, type Sample, type Table } from './support/rounds.js';
import { startPeer, startService } from './support/servers.js';

const IN_FLIGHT = 100;

type Ask = (pattern: string, data: unknown) => Promise<unknown>;

interface Parts {
  readonly redisUrl: string;
  readonly messaging: MessagingService;
  readonly stock: Ask;
  readonly ours: Ask;
}

@Module({})
class App {}

export const bench: Bench = {
  packages: ['@nestjs/microservices', '@nestjs/core', 'ioredis'],
  async *tables(redisUrl) {
    const { hostname: host, port } = new URL(redisUrl);
    const imports = [
      RedisModule.forRoot({ url: redisUrl }),
      MessagingModule.forRoot({ maxUnsettled: 100_000 }),
    ];
    const app = await NestFactory.createApplicationContext({ module: App, imports }, { logger: false });
    const stock = ClientProxyFactory.create({
      transport: Transport.REDIS,
      options: { host, port: Number(port) },
    });
    await stock.connect();
    const ours = new RedisRpcClient(app.get(RedisConnection));
    const parts: Parts = {
      redisUrl,
      messaging: app.get(MessagingService),
      stock: async (pattern, data) => firstValueFrom(stock.send<unknown>(pattern, data)),
      ours: async (pattern, data) => ours.request(pattern, data),
    };
    yield* requests(parts);
    yield await publishing(parts);
    yield await consuming(parts);
    yield await latency(parts);
    yield await following(parts);
    await Promise.all([stock.close(), ours.close()]);
    await app.close();
  },
};

async function* requests({ stock, ours }: Parts): AsyncGenerator<Table> {
  const start = async (kind: string, replicas: number) => {
    const pattern = `${kind}.${replicas}`;
    const env = { KIND: kind, PATTERN: pattern };
    const peers = Array.from({ length: replicas }, async () =>
      startPeer({ name: 'rpc-server', probe: '/', env }),
    );
    return { pattern, servers: await Promise.all(peers) };
  };
  const contender = (name: string, target: number | undefined, round: Contender['round']): Contender => ({
    name,
    ...(target !== undefined && { target }),
    round,
  });
  for (const replicas of [1, 2]) {
    const mine = await start('ours', replicas);
    const theirs = await start('stock', replicas);
    const of =
      ({ pattern, servers }: typeof mine, ask: Ask) =>
      async (seconds: number) =>
        asking(servers, seconds, async (i) => ask(pattern, i));
    const title = `request and reply, ${IN_FLIGHT} in flight, ${replicas} replica${replicas > 1 ? 's' : ''}`;
    yield await compare({
      title: `${title}, Nest’s own client`,
      unit: 'requests/s',
      seconds: 1,
      contenders: [
        contender('RedisServerStrategy', undefined, of(mine, stock)),
        contender('Nest’s server', replicas === 1 ? 0.9 : 1.5, of(theirs, stock)),
      ],
    });
    yield await compare({
      title: `${title}, our client`,
      unit: 'requests/s',
      seconds: 1,
      contenders: [
        contender('RedisServerStrategy and RedisRpcClient', undefined, of(mine, ours)),
        contender('Nest’s server and client', replicas === 1 ? 1.2 : 1.5, of(theirs, stock)),
      ],
    });
    if (replicas === 1)
      yield await roundTrips({ mine: mine.pattern, theirs: theirs.pattern }, { stock, ours });
    await Promise.all([...mine.servers, ...theirs.servers].map(async (server) => server.stop()));
  }
}

/** Calls, and counts how often handlers ran for them. */
async function asking(
  servers: readonly Server[],
  seconds: number,
  ask: (i: number) => Promise<unknown>,
): Promise<Sample> {
  const runs = async () => {
    const counts = servers.map(async ({ url }) => Number(await (await fetch(url)).text()));
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  };
  const before = await runs();
  let calls = 0;
  const { rate, columns } = await callInTurn(IN_FLIGHT, seconds, async (i) => {
    await ask(i);
    calls++;
  });
  return { rate, columns: { ...columns, 'runs / request': ((await runs()) - before) / calls } };
}

async function roundTrips(
  patterns: { mine: string; theirs: string },
  { stock, ours }: Pick<Parts, 'stock' | 'ours'>,
) {
  return {
    title: 'request and reply, one after the other',
    unit: 'ms, p50',
    lowerIsBetter: true,
    rows: [
      await timesOf('RedisServerStrategy and RedisRpcClient', async (i) => ours(patterns.mine, i)),
      await timesOf('RedisServerStrategy, Nest’s client', async (i) => stock(patterns.mine, i)),
      await timesOf('Nest’s server and client', async (i) => stock(patterns.theirs, i)),
    ],
  };
}

async function timesOf(name: string, call: (i: number) => Promise<unknown>, count = 3000): Promise<Row> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const startedAt = performance.now();
    await call(i);
    if (i >= count / 10) times.push(performance.now() - startedAt);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
  return { name, value: at(0.5), columns: { 'p99 ms': at(0.99) } };
}

const order = (i: number) => ({
  orderId: String(i),
  customer: 'Ada Lovelace',
  lines: [{ sku: 'A-17', count: 2 }],
  note: 'x'.repeat(120),
});

async function publishing({ messaging }: Parts): Promise<Table> {
  const topic = messaging.topic('publishing');
  const contender = (name: string, round: Contender['round']): Contender => ({ name, round });
  const table = await compare({
    title: 'publish to a topic',
    unit: 'messages/s',
    seconds: 0.5,
    contenders: [
      contender('publish, 100 callers at once', async (seconds) =>
        callInTurn(IN_FLIGHT, seconds, async (i) => topic.publish(order(i))),
      ),
      contender('the same with an idempotency key', async (seconds) =>
        callInTurn(IN_FLIGHT, seconds, async (i) =>
          topic.publish(order(i), { idempotencyKey: `${performance.now()}-${i}` }),
        ),
      ),
      contender('publishAll of 500', async (seconds) => {
        const batch = Array.from({ length: 500 }, (_, i) => ({ data: order(i) }));
        const sample = await callInTurn(2, seconds, async () => topic.publishAll(batch));
        return { rate: sample.rate * 500, columns: { 'CPU µs': (sample.columns?.['CPU µs'] ?? 0) / 500 } };
      }),
    ],
  });
  await messaging.delete(topic.name);
  return table;
}

/** What is there is handled and acknowledged; nothing is published meanwhile. */
async function consuming({ messaging }: Parts): Promise<Table> {
  const MESSAGES = 40_000;
  const backlog = async (name: string, keyed: boolean) => {
    const topic = messaging.topic(name);
    await topic.group('g').create({ from: 'start' });
    for (let i = 0; i < MESSAGES; i += 500)
      await topic.publishAll(
        Array.from({ length: 500 }, (_, n) => ({ data: order(i + n), ...(keyed && { key: `key-${n}` }) })),
      );
  };
  const handled = (keyed: boolean, concurrency: number) => async (): Promise<Sample> => {
    const name = `consuming-${performance.now()}`;
    await backlog(name, keyed);
    const all = Promise.withResolvers<void>();
    let count = 0;
    const startedAt = performance.now();
    const consumer = messaging.consume(name, { group: 'g', concurrency }, () => {
      if (++count === MESSAGES) all.resolve();
    });
    await all.promise;
    const group = messaging.topic(name).group('g');
    while ((await group.info()).totals.acknowledged < MESSAGES) await delay(1);
    const rate = (MESSAGES / (performance.now() - startedAt)) * 1000;
    await consumer.stop(0);
    await messaging.delete(name);
    return { rate };
  };
  return compare({
    title: 'handle and acknowledge a backlog, no-op handler',
    unit: 'messages/s',
    rounds: 3,
    seconds: 0,
    contenders: [
      { name: '1000 at a time', round: handled(false, 1000) },
      { name: '100 at a time', round: handled(false, 100) },
      { name: '1000 at a time, in the order of 500 keys', round: handled(true, 1000) },
    ],
  });
}

async function latency({ messaging }: Parts): Promise<Table> {
  const topic = messaging.topic<number>('latency');
  let got = Promise.withResolvers<void>();
  messaging.consume('latency', { group: 'g', from: 'start' }, () => got.resolve());
  const reading = new AbortController();
  await topic.publish(0);
  await got.promise;
  const handler = await timesOf('from publish to the handler of a group', async (i) => {
    got = Promise.withResolvers();
    await topic.publish(i);
    await got.promise;
  });
  const follow = async () => {
    for await (const event of topic.tail({ signal: reading.signal })) if (event.type !== 'gap') got.resolve();
  };
  got = Promise.withResolvers();
  const ending = follow();
  await got.promise;
  const reader = await timesOf('from publish to a reader', async (i) => {
    got = Promise.withResolvers();
    await topic.publish(i);
    await got.promise;
  });
  reading.abort();
  await ending;
  return { title: 'latency of a topic', unit: 'ms, p50', lowerIsBetter: true, rows: [handler, reader] };
}

async function following({ messaging }: Parts): Promise<Table> {
  const server = await startService();
  const topic = messaging.topic<number>('fan-out');
  await topic.publish(0);
  const rows: Row[] = [];
  for (const perSecond of [20, 40, 80])
    rows.push(await fanOut(server, topic, { clients: 1000, perSecond, seconds: 8 }));
  await server.stop();
  return { title: 'server-sent events of a topic, one process', unit: 'events/s', rows };
}
