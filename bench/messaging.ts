import { setTimeout as delay } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientProxyFactory, Transport } from '@nestjs/microservices';
import { MessagingModule, MessagingService, RedisConnection, RedisModule, RedisRpcClient } from 'rookery';
import { firstValueFrom } from 'rxjs';
import type { Bench } from './support/bench.js';
import { fanOut } from './support/fan-out.js';
import { callInTurn, compare, type Contender, type Row, type Sample, type Table } from './support/rounds.js';
import { requests, timesOf, type Ask } from './support/request-rounds.js';
import { startService } from './support/servers.js';

const IN_FLIGHT = 100;

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
