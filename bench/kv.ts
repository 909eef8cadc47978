import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Request } from 'autocannon';
import { Redis } from 'ioredis';
import { KvModule, KvService, RedisModule } from 'rookery';
import type { Bench } from './support/bench.js';
import { LoadGenerator } from './support/load.js';
import type { Server } from './support/processes.js';
import { callInTurn, compare, type Contender, type Sample, type Table } from './support/rounds.js';
import { startPeer, startService, startWebdis } from './support/servers.js';

const KEYS = 10_000;
const PREFIX = 'rookery:kv:';

const keyAt = (i: number) => `user-${i % KEYS}`;
/** An object of some 150 bytes of JSON, another one under each key. */
const valueAt = (i: number) => ({
  id: i % KEYS,
  name: `User number ${i % KEYS}`,
  email: `user-${i % KEYS}@example.com`,
  roles: ['reader', 'writer'],
  active: true,
  createdAt: '2025-01-01T00:00:00.000Z',
});

@Module({})
class App {}

export const bench: Bench = {
  packages: ['ioredis', '@nestjs/core', 'fastify', 'autocannon'],
  async *tables(redisUrl) {
    const plain = new Redis(redisUrl);
    const batching = new Redis(redisUrl, { enableAutoPipelining: true });
    // The deadline that ioredis offers by itself: a timer for each command.
    const timed = new Redis(redisUrl, { enableAutoPipelining: true, commandTimeout: 700 });
    const imports = [RedisModule.forRoot({ url: redisUrl }), KvModule.forRoot({})];
    const app = await NestFactory.createApplicationContext({ module: App, imports }, { logger: false });
    const kv = app.get(KvService);
    // Every contender then reads and writes the same entries.
    await Promise.all(Array.from({ length: KEYS }, async (_, i) => kv.set(keyAt(i), valueAt(i))));
    for (const callers of [1, 10, 100]) {
      yield await gets({ callers, kv, plain, batching, timed });
      yield await sets({ callers, kv, plain, batching });
    }
    yield* overHttp(redisUrl);
    yield await memory(kv, plain);
    await app.close();
    plain.disconnect();
    batching.disconnect();
    timed.disconnect();
  },
};

interface InProcess {
  readonly callers: number;
  readonly kv: KvService;
  readonly plain: Redis;
  readonly batching: Redis;
}

async function gets({ callers, kv, plain, batching, timed }: InProcess & { timed: Redis }): Promise<Table> {
  const parsed = async (redis: Redis, i: number) =>
    JSON.parse((await redis.get(PREFIX + keyAt(i))) ?? '') as unknown;
  const contender = (name: string, call: (i: number) => Promise<unknown>) => ({
    name,
    round: async (seconds: number) => callInTurn(callers, seconds, call),
  });
  return compare({
    title: `get in process, ${callers} at a time`,
    unit: 'calls/s',
    seconds: 0.3,
    contenders: [
      contender('KvService.get', async (i) => kv.get(keyAt(i))),
      // What one would write by hand: the fastest way to call ioredis, and the same work after it.
      { ...contender('ioredis auto-pipelining, GET + parse', async (i) => parsed(batching, i)), target: 0.9 },
      contender('ioredis auto-pipelining, GET', async (i) => batching.get(PREFIX + keyAt(i))),
      contender('ioredis auto-pipelining, commandTimeout, GET', async (i) => timed.get(PREFIX + keyAt(i))),
      contender('ioredis, GET + parse', async (i) => parsed(plain, i)),
      contender('ioredis, GET', async (i) => plain.get(PREFIX + keyAt(i))),
    ],
  });
}

async function sets({ callers, kv, plain, batching }: InProcess): Promise<Table> {
  const set = async (redis: Redis, i: number) => redis.set(PREFIX + keyAt(i), JSON.stringify(valueAt(i)));
  const contender = (name: string, call: (i: number) => Promise<unknown>) => ({
    name,
    round: async (seconds: number) => callInTurn(callers, seconds, call),
  });
  return compare({
    title: `set in process, ${callers} at a time`,
    unit: 'calls/s',
    seconds: 0.3,
    contenders: [
      contender('KvService.set', async (i) => kv.set(keyAt(i), valueAt(i))),
      contender('ioredis auto-pipelining, stringify + SET', async (i) => set(batching, i)),
      contender('ioredis, stringify + SET', async (i) => set(plain, i)),
    ],
  });
}

async function* overHttp(redisUrl: string): AsyncIterable<Table> {
  const load = new LoadGenerator();
  const probe = `/v1/kv/${keyAt(0)}`;
  const service = await startService();
  const nest = await startPeer({ name: 'bare-nest', probe });
  const batching = await startPeer({ name: 'bare-nest', probe, env: { AUTO_PIPELINING: 'yes' } });
  const fastify = await startPeer({ name: 'bare-fastify', probe });
  const webdis = await startWebdis(new URL(redisUrl));
  if (!webdis) console.log('webdis is not installed, so it is left out.\n');
  const reads = Array.from({ length: KEYS }, (_, i) => get(`/v1/kv/${keyAt(i)}`));
  const contender = (name: string, server: Server, requests: readonly Request[]): Contender => ({
    name,
    round: async (seconds) => load.round(server, requests, seconds),
  });
  yield await compare({
    title: 'GET /v1/kv/:key over HTTP, 50 connections',
    unit: 'requests/s',
    seconds: 2,
    contenders: [
      contender('Rookery', service, reads),
      { ...contender('bare Nest on Fastify, ioredis', nest, reads), target: 0.85 },
      contender('bare Nest on Fastify, ioredis auto-pipelining', batching, reads),
      contender('bare Fastify, ioredis', fastify, reads),
      ...(webdis ? [contender('webdis', webdis, webdisReads())] : []),
    ],
  });
  const inHundreds = async (seconds: number): Promise<Sample> => {
    const { rate } = await load.round(service, pipelines(), seconds);
    return { rate: rate * 100 };
  };
  yield await compare({
    title: 'commands over HTTP, 50 connections',
    unit: 'commands/s',
    rounds: 3,
    seconds: 2,
    contenders: [
      { name: 'POST /v1/pipeline with 100 gets', round: inHundreds },
      { name: 'GET /v1/kv/:key', round: async (seconds) => load.round(service, reads, seconds) },
    ],
  });
  yield await withApiKey({ load, service, reads });
  load.stop();
}

interface Keyed {
  readonly load: LoadGenerator;
  readonly service: Server;
  readonly reads: readonly Request[];
}

/** What it costs to be asked who one is. The other service has the same Redis, so it knows a key that this one makes. */
async function withApiKey({ load, service, reads }: Keyed): Promise<Table> {
  const guarded = await startService([], { ACCESS: 'keys' });
  const created = await fetch(`${service.url}/v1/api-keys`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'bench', scopes: ['kv:read'] }),
  });
  const { key } = (await created.json()) as { key: string };
  const headers = { authorization: `Bearer ${key}` };
  const keyed = reads.map((read) => ({ ...read, headers }));
  return compare({
    title: 'GET /v1/kv/:key over HTTP with an API key, 50 connections',
    unit: 'requests/s',
    seconds: 2,
    contenders: [
      { name: 'with a key', round: async (seconds) => load.round(guarded, keyed, seconds) },
      {
        name: 'where nobody is asked',
        round: async (seconds) => load.round(service, reads, seconds),
        target: 0.85,
      },
    ],
  });
}

const get = (path: string): Request => ({ method: 'GET', path });

const webdisReads = () => Array.from({ length: KEYS }, (_, i) => get(`/GET/${PREFIX}${keyAt(i)}`));

/** 100 requests that read 100 keys each. */
function pipelines(): Request[] {
  return Array.from({ length: 100 }, (_, part) => ({
    method: 'POST',
    path: '/v1/pipeline',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      commands: Array.from({ length: 100 }, (__, i) => ({ op: 'get', key: keyAt(part * 100 + i) })),
    }),
  }));
}

/** What Redis itself counts for an entry, key and overhead included. */
async function memory(kv: KvService, redis: Redis): Promise<Table> {
  const keys = Array.from({ length: 500 }, (_, i) => `memory-${keyAt(i)}`);
  await Promise.all(keys.map(async (key, i) => kv.set(key, valueAt(i))));
  await Promise.all(keys.map(async (key, i) => redis.set(key, JSON.stringify(valueAt(i)))));
  const mean = async (prefix: string) => {
    const sizes = await Promise.all(keys.map(async (key) => redis.memory('USAGE', prefix + key)));
    return sizes.reduce<number>((sum, size) => sum + Number(size), 0) / keys.length;
  };
  const [ours, theirs] = [await mean(PREFIX), await mean('')];
  return {
    title: 'memory of an entry',
    unit: 'bytes in Redis',
    lowerIsBetter: true,
    rows: [
      { name: 'KvService.set', value: ours },
      { name: 'SET without a prefix', value: theirs, ratio: ours / theirs },
    ],
  };
}
