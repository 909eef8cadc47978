import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Redis } from 'ioredis';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { RateLimitModule, RateLimitService, RedisModule } from 'rookery';
import type { Bench } from './support/bench.js';
import { callInTurn, compare, type Contender, type Table } from './support/rounds.js';

const SUBJECTS = 1000;
const subjectAt = (i: number) => `user-${i % SUBJECTS}`;

/** So much that nobody is denied, in a window that ends after the run. */
const PLENTY = { limit: 1_000_000_000, windowMs: 3_600_000 };

@Module({})
class App {}

export const bench: Bench = {
  packages: ['ioredis', 'rate-limiter-flexible', '@nestjs/core'],
  async *tables(redisUrl) {
    const plain = new Redis(redisUrl);
    const batching = new Redis(redisUrl, { enableAutoPipelining: true });
    const policies = {
      user: PLENTY,
      tenant: PLENTY,
      everybody: PLENTY,
      token: { ...PLENTY, algorithm: 'token-bucket' },
      sliding: { ...PLENTY, algorithm: 'sliding-window' },
      fixed: { ...PLENTY, algorithm: 'fixed-window' },
      nothing: { limit: 1, windowMs: 3_600_000 },
    } as const;
    const imports = [
      RedisModule.forRoot({ url: redisUrl }),
      // Whoever measures would rather see a slow answer than an estimate.
      RateLimitModule.forRoot({ policies, decideWithinMs: 10_000 }),
    ];
    const app = await NestFactory.createApplicationContext({ module: App, imports }, { logger: false });
    const limiter = app.get(RateLimitService);
    for (const callers of [1, 100]) yield await takes({ limiter, plain, batching, callers });
    // Beside its faster client, which is the plain one.
    yield await denials({ limiter, plain });
    yield await threeRules({ limiter, plain });
    yield await memory(limiter, batching);
    await app.close();
    plain.disconnect();
    batching.disconnect();
  },
};

interface Contestants {
  readonly limiter: RateLimitService;
  readonly plain: Redis;
}

const contender = (
  name: string,
  call: (i: number) => Promise<unknown>,
  { callers = 100, target }: { callers?: number; target?: number } = {},
): Contender => ({
  name,
  ...(target && { target }),
  round: async (seconds) => callInTurn(callers, seconds, call),
});

const peer = (storeClient: Redis, keyPrefix: string, points = PLENTY.limit) =>
  new RateLimiterRedis({ storeClient, keyPrefix, points, duration: 3600 });

async function takes(contestants: Contestants & { batching: Redis; callers: number }): Promise<Table> {
  const { limiter, plain, batching, callers } = contestants;
  const theirs = peer(plain, 'plain');
  const theirsBatching = peer(batching, 'batching');
  return compare({
    title: `take, ${SUBJECTS} subjects, ${callers} at a time`,
    unit: 'takes/s',
    seconds: 0.5,
    contenders: [
      contender('RateLimitService.take, gcra', async (i) => limiter.take('user', subjectAt(i)), { callers }),
      contender('rate-limiter-flexible, auto-pipelining', async (i) => theirsBatching.consume(subjectAt(i)), {
        callers,
      }),
      contender('rate-limiter-flexible', async (i) => theirs.consume(subjectAt(i)), {
        callers,
        ...(callers > 1 && { target: 1.5 }),
      }),
      contender('ours, token bucket', async (i) => limiter.take('token', subjectAt(i)), { callers }),
      contender('ours, sliding window', async (i) => limiter.take('sliding', subjectAt(i)), { callers }),
      contender('ours, fixed window', async (i) => limiter.take('fixed', subjectAt(i)), { callers }),
    ],
  });
}

/** Everybody has used up everything. */
async function denials({ limiter, plain }: Contestants): Promise<Table> {
  const theirs = peer(plain, 'denied', 1);
  const theirsBlocking = new RateLimiterRedis({
    storeClient: plain,
    keyPrefix: 'denied-in-memory',
    points: 1,
    duration: 3600,
    inMemoryBlockOnConsumed: 1,
  });
  const denied = async (i: number, limits: RateLimiterRedis) =>
    limits.consume(subjectAt(i)).catch(() => undefined);
  return compare({
    title: `take when denied, ${SUBJECTS} subjects, 100 at a time`,
    unit: 'takes/s',
    seconds: 0.5,
    contenders: [
      contender('RateLimitService.take', async (i) => limiter.take('nothing', subjectAt(i))),
      contender('rate-limiter-flexible', async (i) => denied(i, theirs), { target: 3 }),
      contender('rate-limiter-flexible, inMemoryBlockOnConsumed', async (i) => denied(i, theirsBlocking)),
    ],
  });
}

async function threeRules({ limiter, plain }: Contestants): Promise<Table> {
  const theirs = ['three-a', 'three-b', 'three-c'].map((prefix) => peer(plain, prefix));
  const rulesOf = (i: number) => [
    { policy: 'user', subject: `{acme-${i % 10}}:${subjectAt(i)}` },
    { policy: 'tenant', subject: `acme-${i % 10}` },
    { policy: 'everybody', subject: 'all' },
  ];
  return compare({
    title: 'three rules in one take, 100 at a time',
    unit: 'takes/s',
    seconds: 0.5,
    contenders: [
      contender('RateLimitService.takeAll, 3 rules', async (i) => limiter.takeAll(rulesOf(i))),
      contender(
        'rate-limiter-flexible, 3 consumes',
        async (i) => Promise.all(theirs.map(async (limits) => limits.consume(subjectAt(i)))),
        { target: 2.5 },
      ),
      contender('RateLimitService.take, 1 rule', async (i) => limiter.take('user', subjectAt(i)), {
        target: 1 / 1.6,
      }),
    ],
  });
}

/** What Redis itself counts for a subject, key and overhead included. */
async function memory(limiter: RateLimitService, redis: Redis): Promise<Table> {
  const theirs = peer(redis, 'memory');
  const size = async (key: string) => Number(await redis.memory('USAGE', key));
  const policies = ['user', 'token', 'sliding', 'fixed'];
  for (const policy of policies) await limiter.take(policy, 'memory-1');
  await theirs.consume('memory-1');
  const peerSize = await size('memory:memory-1');
  const ours = await Promise.all(
    policies.map(async (policy) => ({
      name: `ours, ${policy === 'user' ? 'gcra' : policy}`,
      value: await size(`rookery:rate-limit:{memory-1}:${policy}`),
    })),
  );
  return {
    title: 'memory of a subject under one rule',
    unit: 'bytes in Redis',
    lowerIsBetter: true,
    rows: [
      ...ours,
      { name: 'rate-limiter-flexible', value: peerSize, ratio: (ours[0]?.value ?? 0) / peerSize },
    ],
  };
}
