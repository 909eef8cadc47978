import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ClientRedis } from '@nestjs/microservices';
import { RedisConnection, RedisModule, RedisRpcClient } from 'rookery';
import { firstValueFrom } from 'rxjs';
import type { Bench } from './support/bench.js';
import type { Server } from './support/processes.js';
import { compare, type Contender, type Sample, type Table } from './support/rounds.js';
import { startPeer } from './support/servers.js';

const PAYLOAD = { id: 7, name: 'User number 7', roles: ['reader', 'writer'], active: true };

export const bench: Bench = {
  packages: ['ioredis', '@nestjs/microservices'],
  async *tables(redisUrl) {
    yield* requests(redisUrl);
  },
};

async function* requests(redisUrl: string): AsyncIterable<Table> {
  const { hostname, port } = new URL(redisUrl);
  const stock = new ClientRedis({ host: hostname, port: Number(port), retryAttempts: 10, retryDelay: 50 });
  await stock.connect();

  @Module({ imports: [RedisModule.forRoot({ url: redisUrl })] })
  class App {}
  const app = await NestFactory.createApplicationContext(App, { logger: false });
  const ours = new RedisRpcClient(app.get(RedisConnection));
  await ours.connect();
  const ask = {
    stock: async () => firstValueFrom(stock.send('work', PAYLOAD)),
    ours: async () => ours.request('work', PAYLOAD),
    oursSend: async () => firstValueFrom(ours.send('work', PAYLOAD)),
  };
  for (const replicas of [1, 2])
    for (const callers of [100, 1]) {
      const contender = (name: string, server: 'stock' | 'ours', call: () => Promise<unknown>, target?: number): Contender => ({
        name,
        ...(target && { target }),
        round: async (seconds) => {
          const servers = await Promise.all(Array.from({ length: replicas }, async () => start(server, redisUrl)));
          try {
            return await round({ servers, callers, seconds, call });
          } finally {
            await Promise.all(servers.map(async (each) => each.stop()));
          }
        },
      });
      yield await compare({
        title: `request and reply, ${callers} in flight, ${replicas} replica${replicas > 1 ? 's' : ''}`,
        unit: 'requests/s',
        seconds: 1,
        rounds: 3,
        contenders: [
          contender('RedisServerStrategy and RedisRpcClient', 'ours', ask.ours),
          contender('RedisServerStrategy, stock client', 'ours', ask.stock),
          contender('stock server, stock client', 'stock', ask.stock),
          contender('stock server, ours', 'stock', ask.ours),
        ],
      });
    }
  await stock.close();
  await app.close();
}

const start = async (server: string, redisUrl: string) =>
  startPeer({ name: 'rpc-replica', probe: '/', env: { SERVER: server, REDIS_URL: redisUrl } });

interface Round {
  readonly servers: readonly Server[];
  readonly callers: number;
  readonly seconds: number;
  readonly call: () => Promise<unknown>;
}

async function round({ servers, callers, seconds, call }: Round): Promise<Sample> {
  const took: number[] = [];
  for (let i = 0; i < 200; i++) await call();
  const before = await runsOf(servers);
  const startedAt = performance.now();
  const caller = async () => {
    for (let now = performance.now(); now - startedAt < seconds * 1000; ) {
      await call();
      const end = performance.now();
      took.push(end - now);
      now = end;
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const elapsed = performance.now() - startedAt;
  const runs = (await runsOf(servers)) - before;
  const sorted = took.toSorted((a, b) => a - b);
  return {
    rate: (took.length / elapsed) * 1000,
    columns: {
      'p50 ms': sorted[Math.floor(sorted.length / 2)] ?? 0,
      'p99 ms': sorted[Math.floor(sorted.length * 0.99)] ?? 0,
      'runs a request': runs / took.length,
    },
  };
}

async function runsOf(servers: readonly Server[]): Promise<number> {
  const counts = await Promise.all(servers.map(async ({ url }) => Number(await (await fetch(url)).text())));
  return counts.reduce((sum, count) => sum + count, 0);
}
