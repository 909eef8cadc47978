import { setTimeout as delay } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import {
  RateLimitLeases,
  RateLimitModule,
  RateLimitService,
} from '../../../src/features/rate-limit/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startProxy } from '../../support/proxy.js';
import { startCluster, startStandalone, type RedisServer } from '../../support/servers.js';

const HOUR_MS = 3_600_000;
const policies = {
  local: { limit: 4, windowMs: HOUR_MS },
  open: { limit: 1, windowMs: HOUR_MS, whenAway: 'open' },
  closed: { limit: 5, windowMs: HOUR_MS, whenAway: 'closed' },
  'places-local': { algorithm: 'concurrency', limit: 4, windowMs: 60_000 },
  'places-open': { algorithm: 'concurrency', limit: 1, windowMs: 60_000, whenAway: 'open' },
  'places-closed': { algorithm: 'concurrency', limit: 1, windowMs: 60_000, whenAway: 'closed' },
} as const;

const open: { close(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).toReversed()) await thing.close();
});

async function serve(): Promise<RedisServer> {
  const server = await startStandalone();
  open.push({ close: async () => server.stop() });
  return server;
}

async function limit(
  target: Parameters<typeof startModule>[0],
  options: Parameters<typeof RateLimitModule.forRoot>[0] = {},
): Promise<TestingModule> {
  const module = await startModule(target, [RateLimitModule.forRoot({ policies, ...options })]);
  open.push({ close: async () => module.close() });
  return module;
}

/** Far above 50 ms; far below the 700 ms for which a command may wait. */
const SOON_MS = 350;

/**
 * Fails when a call takes longer. Both are timed by the same loop, so a pause of the whole process, in which no
 * limiter could decide anything, does not count.
 */
async function soon<T>(call: () => Promise<T>): Promise<T> {
  const late = new AbortController();
  const answer = call();
  const first = await Promise.race([answer, delay(SOON_MS, 'late', { signal: late.signal })]);
  late.abort();
  expect(first).not.toBe('late');
  return answer;
}

describe.each([
  ['frozen', async (server: RedisServer) => server.freeze(), async (server: RedisServer) => server.thaw()],
  ['killed', async (server: RedisServer) => server.kill(), async (server: RedisServer) => server.start()],
])('Redis %s', (_name, fail, heal) => {
  it('lets each policy decide, soon, and counts in Redis again when it is back', async () => {
    const server = await serve();
    const module = await limit({ url: server.url }, { processes: 2 });
    const limiter = module.get(RateLimitService);
    await limiter.take('open', 'a');
    await fail(server);
    for (let i = 0; i < 5; i++)
      expect(await soon(async () => limiter.take('open', 'b'))).toMatchObject({
        allowed: true,
        degraded: true,
      });
    const denied = await soon(async () => limiter.take('closed', 'b'));
    expect(denied).toMatchObject({ allowed: false, degraded: true, retryAfterMs: 1000 });
    // Its half of four, as there are two processes.
    const local = await soon(async () =>
      Promise.all(Array.from({ length: 9 }, async () => limiter.take('local', 'b'))),
    );
    expect(local.filter(({ allowed }) => allowed)).toHaveLength(2);
    expect(local.every(({ degraded }) => degraded)).toBe(true);
    const verdict = await soon(async () =>
      limiter.takeAll([
        { policy: 'open', subject: 'c' },
        { policy: 'closed', subject: 'c' },
      ]),
    );
    expect(verdict.allowed).toBe(false);
    const refused = [
      limiter.peek('open', 'b'),
      limiter.penalize('open', 'b'),
      limiter.reward('open', 'b'),
      limiter.reset('open', 'b'),
      limiter.block('open', 'b', 1000),
    ];
    const unavailable = { code: 'REDIS_UNAVAILABLE' };
    await Promise.all(refused.map(async (answer) => expect(answer).rejects.toMatchObject(unavailable)));
    await heal(server);
    await eventually(async () => {
      const again = await limiter.take('closed', 'back');
      expect(again).toMatchObject({ allowed: true });
      expect(again.degraded).toBeUndefined();
    });
  });
});

it('lets each policy of concurrency decide, too', async () => {
  const server = await serve();
  const leases = (await limit({ url: server.url }, { processes: 2 })).get(RateLimitLeases);
  server.freeze();
  const acquire = async (policy: string) => soon(async () => leases.acquire(policy, 's'));
  const first = await acquire('places-local');
  expect(first).toMatchObject({ allowed: true, degraded: true });
  expect(await acquire('places-local')).toMatchObject({ allowed: true });
  expect(await acquire('places-local')).toMatchObject({ allowed: false, lease: null });
  expect(await leases.renew('places-local', 's', first.lease ?? '')).toBe(true);
  expect(await leases.release('places-local', 's', first.lease ?? '')).toBe(true);
  expect(await acquire('places-local')).toMatchObject({ allowed: true });
  for (let i = 0; i < 3; i++) expect(await acquire('places-open')).toMatchObject({ allowed: true });
  expect(await acquire('places-closed')).toMatchObject({ allowed: false, lease: null });
});

it('charges nothing late: a take that Redis finds after its caller has given up does nothing', async () => {
  const server = await serve();
  const module = await limit({ url: server.url, deadlineMs: 10_000 });
  const limiter = module.get(RateLimitService);
  expect(await limiter.take('closed', 's')).toMatchObject({ remaining: 4 });
  server.freeze();
  const waiting = Array.from({ length: 3 }, async () => limiter.take('closed', 's'));
  expect(await Promise.all(waiting)).toEqual(Array(3).fill(expect.objectContaining({ degraded: true })));
  await delay(500); // longer than any reply before took, by which the clock of Redis is known
  server.thaw();
  const { client } = module.get(RedisConnection);
  await eventually(async () => expect(await client.ping()).toBe('PONG'));
  expect((await limiter.peek('closed', 's')).remaining).toBe(4);
});

it('does not wait for a slow network either', async () => {
  const server = await serve();
  const proxy = await startProxy(server.port);
  open.push({ close: () => proxy.stop() });
  const limiter = (await limit({ url: proxy.url })).get(RateLimitService);
  await limiter.take('open', 's');
  proxy.delayMs = 600;
  expect(await soon(async () => limiter.take('open', 's'))).toMatchObject({ allowed: true, degraded: true });
});

it('decides for the subjects of a lost Cluster node only', async () => {
  const cluster = await startCluster();
  open.push({ close: async () => cluster.stop() });
  const limiter = (await limit({ clusterNodes: cluster.addresses })).get(RateLimitService);
  // The slots of "a" and "b" are 15495 and 3300: two masters of three.
  const [lost, kept] = [await cluster.masterOf(15495), await cluster.masterOf(3300)];
  expect(lost.port).not.toBe(kept.port);
  await limiter.take('closed', 'a');
  await limiter.take('closed', 'b');
  lost.freeze();
  expect(await soon(async () => limiter.take('closed', 'a'))).toMatchObject({
    allowed: false,
    degraded: true,
  });
  const verdict = await limiter.takeAll([
    { policy: 'closed', subject: 'a' },
    { policy: 'closed', subject: 'b' },
  ]);
  expect(verdict.allowed).toBe(false);
  // The other one was charged, and has been given back.
  await eventually(async () => expect((await limiter.peek('closed', 'b')).remaining).toBe(4));
  lost.thaw();
});
