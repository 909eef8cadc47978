import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Request } from 'autocannon';
import { Redis } from 'ioredis';
import { RedisModule, SessionModule, SessionPresence, SessionService } from 'rookery';
import type { Bench } from './support/bench.js';
import { LoadGenerator } from './support/load.js';
import type { Server } from './support/processes.js';
import { callInTurn, compare, type Contender, type Table } from './support/rounds.js';
import { startPeer } from './support/servers.js';

const SESSIONS = 1000;
const MANY = 1_000_000;
const ATTRIBUTES = { theme: 'dark', cart: 3, locale: 'en-GB' };

@Module({})
class App {}

async function startSessions(url: string, options: object = {}) {
  const secret = 'a key for the bench, which is a secret to nobody';
  const imports = [RedisModule.forRoot({ url }), SessionModule.forRoot({ secret, ...options })];
  return NestFactory.createApplicationContext({ module: App, imports }, { logger: false });
}

/** Calls `create` for each number, some hundred at a time. */
async function fill<T>(count: number, create: (i: number) => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let from = 0; from < count; from += 500)
    all.push(
      ...(await Promise.all(
        Array.from({ length: Math.min(500, count - from) }, async (_, i) => create(from + i)),
      )),
    );
  return all;
}

export const bench: Bench = {
  packages: [
    'ioredis',
    'redis',
    '@nestjs/core',
    'fastify',
    '@fastify/session',
    'express-session',
    'connect-redis',
  ],
  async *tables(url) {
    yield* overHttp(url);
    yield await inProcess(url);
    yield* withAMillion(url);
  },
};

/** A request of each session, as a browser sends it: with the cookie that the login has set. */
async function requestsOf({ url }: Server): Promise<Request[]> {
  return fill(SESSIONS, async (i) => {
    const answer = await fetch(`${url}/login/user-${i}`);
    await answer.arrayBuffer();
    const cookie = answer.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
    return { method: 'GET' as const, path: '/me', headers: { cookie } };
  });
}

/**
 * A route that only who is logged in gets an answer from. As they come, ours writes use down once a minute and
 * express-session and \@fastify/session each time; the second table has ours do so, too. The least guard shows how far that
 * first promise, a token that is checked in one call, leaves a Nest app from one that answers a GET without asking who comes.
 */
async function* overHttp(url: string): AsyncIterable<Table> {
  const redis = new Redis(url);
  await redis.set('rookery:kv:one', JSON.stringify({ userId: 'user-1' }));
  redis.disconnect();
  const load = new LoadGenerator();
  const guarded = async (touchMs: number) =>
    startPeer({
      name: 'guarded-rookery',
      probe: '/login/probe',
      env: { REDIS_URL: url, TOUCH_INTERVAL_MS: `${touchMs}` },
    });
  const [calm, busy] = [await guarded(60_000), await guarded(0)];
  const env = { REDIS_URL: url };
  const loggingIn = async (name: string) => startPeer({ name, probe: '/login/probe', env });
  const inNest = {
    fastify: await loggingIn('nest-fastify-session'),
    express: await loggingIn('nest-express-session'),
  };
  const bare = {
    fastify: await loggingIn('bare-fastify-session'),
    express: await loggingIn('bare-express-session'),
  };
  const nest = await startPeer({ name: 'bare-nest', probe: '/v1/kv/one', env });
  const least = await loggingIn('nest-least-guard');
  const contender = async (name: string, server: Server, requests?: Request[]): Promise<Contender> => {
    const sent = requests ?? (await requestsOf(server));
    return { name, round: async (seconds) => load.round(server, sent, seconds) };
  };
  const peers = [
    {
      ...(await contender('Nest on Fastify, @fastify/session on connect-redis', inNest.fastify)),
      target: 1.5,
    },
    { ...(await contender('Nest on Express, express-session on connect-redis', inNest.express)), target: 4 },
    {
      ...(await contender('bare Nest on Fastify, one GET', nest, [{ method: 'GET', path: '/v1/kv/one' }])),
      target: 0.75,
    },
    await contender('bare Nest on Fastify, a guard with one HMAC and one EVALSHA', least),
    await contender('Fastify without Nest, @fastify/session', bare.fastify),
    await contender('Express without Nest, express-session', bare.express),
  ];
  for (const [title, server] of [
    ['a guarded GET over HTTP, 50 connections', calm],
    ['a guarded GET over HTTP that writes down each use, 50 connections', busy],
  ] as const)
    yield await compare({
      title,
      unit: 'requests/s',
      seconds: 2,
      contenders: [await contender('SessionGuard', server), ...peers],
    });
  load.stop();
  const servers = [calm, busy, nest, least, ...Object.values(inNest), ...Object.values(bare)];
  await Promise.all(servers.map(async (server) => server.stop()));
}

async function inProcess(url: string): Promise<Table> {
  const app = await startSessions(url);
  const every = await startSessions(url, { touchIntervalMs: 0 });
  const redis = new Redis(url, { enableAutoPipelining: true });
  const tokens = await fill(SESSIONS, async (i) => {
    const { token } = await app.get(SessionService).create(`user-${i}`, { attributes: ATTRIBUTES });
    await redis.set(`raw:${i}`, JSON.stringify({ userId: `user-${i}`, ...ATTRIBUTES }));
    await redis.hset(`raw-hash:${i}`, { userId: `user-${i}`, ...ATTRIBUTES });
    return token;
  });
  const contender = (name: string, call: (i: number) => Promise<unknown>): Contender => ({
    name,
    round: async (seconds) => callInTurn(100, seconds, async (i) => call(i % SESSIONS)),
  });
  const verify = async (from: typeof app, i: number) => {
    const found = await from.get(SessionService).verify(tokens[i] ?? '');
    if (!found.active) throw new Error(`A session is gone: ${found.reason}`);
  };
  const table = await compare({
    title: 'verify in process, 100 at a time',
    unit: 'calls/s',
    seconds: 0.5,
    contenders: [
      contender('SessionService.verify', async (i) => verify(app, i)),
      contender('SessionService.verify, each use written down', async (i) => verify(every, i)),
      contender('ioredis auto-pipelining, GET + parse', async (i) =>
        JSON.parse((await redis.get(`raw:${i}`)) ?? ''),
      ),
      contender('ioredis auto-pipelining, HGETALL', async (i) => redis.hgetall(`raw-hash:${i}`)),
    ],
  });
  redis.disconnect();
  await Promise.all([app.close(), every.close()]);
  return table;
}

/** Sessions of a million users: what they take in Redis, and how long it takes to say who is online. */
async function* withAMillion(url: string): AsyncIterable<Table> {
  const app = await startSessions(url, { idleMs: 3_600_000 });
  const [sessions, presence] = [app.get(SessionService), app.get(SessionPresence)];
  const redis = new Redis(url);
  const used = async () => Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]);
  const before = await used();
  await fill(MANY, async (i) => {
    await sessions.create(`user-${i}`, { attributes: ATTRIBUTES });
  });
  const bytes = ((await used()) - before) / MANY;
  redis.disconnect();
  yield {
    title: 'memory of a session with three small attributes, all indexes included',
    unit: 'bytes in Redis',
    lowerIsBetter: true,
    rows: [
      { name: 'SessionService.create, 1,000,000 users', value: bytes },
      { name: 'what it may take', value: 1200, ratio: bytes / 1200, target: 1 },
    ],
  };
  let cursor: string | null = null;
  const page = async () => {
    const { nextCursor } = await presence.list({ limit: 50, ...(cursor !== null && { cursor }) });
    cursor = nextCursor;
  };
  const asked = [
    ['count', await timesOf(async () => presence.count())],
    ['a page of 50', await timesOf(page)],
    ['isOnline', await timesOf(async () => presence.isOnline(`user-${MANY / 2}`))],
  ] as const;
  yield {
    title: 'who of 1,000,000 is online, one question after the other',
    unit: 'ms, median',
    lowerIsBetter: true,
    rows: [
      ...asked.map(([name, { p50, p99 }]) => ({ name, value: p50, columns: { 'p99 ms': p99 } })),
      ...asked.map(([name, { p50 }]) => ({
        name: `what ${name} may take`,
        value: 2,
        ratio: p50 / 2,
        target: 1,
      })),
    ],
  };
  await app.close();
}

async function timesOf(ask: () => Promise<unknown>): Promise<{ p50: number; p99: number }> {
  const tookMs: number[] = [];
  for (let i = 0; i < 2000; i++) {
    const startedAt = performance.now();
    await ask();
    tookMs.push(performance.now() - startedAt);
  }
  const sorted = tookMs.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}
