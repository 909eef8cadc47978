import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { startProxy } from '../support/proxy.js';
import { startStandalone, type RedisServer } from '../support/servers.js';
import type { RedisTarget } from '../support/topologies.js';
import { scenario, type Scenario } from './scenario.js';
import type { World } from './world.js';

/** One Redis that keeps what it has acknowledged. */
async function durable() {
  const redis = await startStandalone({ appendOnly: true });
  return { redis, target: { url: redis.url } satisfies RedisTarget, stop: async () => redis.stop() };
}

/** The same behind a network that can be made bad. */
async function proxied() {
  const redis = await startStandalone({ appendOnly: true });
  const proxy = await startProxy(redis.port);
  const stop = async () => {
    proxy.stop();
    await redis.stop();
  };
  return { redis, proxy, target: { url: proxy.url } satisfies RedisTarget, stop };
}

async function withClient<T>(redis: RedisServer, work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(redis.url);
  try {
    return await work(client);
  } finally {
    client.disconnect();
  }
}

/** Ends one replica after the other, and starts each again before the next, until the time is over. */
async function roll({ replicas }: World, seconds: number, end: 'kill' | 'end'): Promise<number> {
  const endsAt = Date.now() + seconds * 1000;
  let ended = 0;
  do {
    for (const replica of replicas) {
      await replica[end]();
      await replica.start();
      await delay(300);
      ended += 1;
    }
  } while (Date.now() < endsAt);
  return ended;
}

/** Kills a worker from time to time, and starts another one. */
async function killWorkers(world: World, seconds: number): Promise<void> {
  const endsAt = Date.now() + seconds * 1000;
  while (Date.now() < endsAt) {
    await delay(1000);
    const [victim] = world.workers;
    victim?.kill('SIGKILL');
    await world.startWorker();
  }
}

const killedReplicas = scenario({
  name: 'replicas and workers killed with SIGKILL, one after the other',
  seconds: 20,
  servers: durable,
  recoversWithinMs: 2000,
  fault: async ({ world, seconds }) => {
    await Promise.all([roll(world, seconds, 'kill'), killWorkers(world, seconds)]);
  },
});

const restartedRedis = scenario({
  name: 'Redis killed and restarted from its AOF',
  seconds: 20,
  servers: durable,
  recoversWithinMs: 4000,
  fault: async ({ servers: { redis }, seconds }) => {
    for (let i = 0; i < Math.ceil(seconds / 7); i++) {
      await redis.kill();
      await delay(1500);
      await redis.start();
      await delay(Math.min(seconds * 1000, 4000));
    }
  },
});

const cutConnections = scenario({
  name: 'all connections to Redis killed each second',
  seconds: 20,
  servers: durable,
  recoversWithinMs: 2000,
  fault: async ({ servers: { redis }, seconds }) =>
    withClient(redis, async (client) => {
      for (let i = 0; i < seconds; i++) {
        for (const type of ['normal', 'pubsub']) await client.call('CLIENT', 'KILL', 'TYPE', type);
        await delay(1000);
      }
    }),
});

/** Three of them in turn, on the same servers, for who has half a minute. */
export const inShort = scenario({
  name: 'replicas and workers killed, Redis restarted, connections killed',
  seconds: 2,
  servers: durable,
  recoversWithinMs: 4000,
  fault: async (stage) => {
    for (const { fault } of [killedReplicas, restartedRedis, cutConnections]) await fault(stage);
  },
});

export const scenarios: readonly Scenario[] = [
  killedReplicas,
  restartedRedis,
  cutConnections,
  scenario({
    name: 'rolling deploy with SIGTERM',
    seconds: 15,
    servers: durable,
    recoversWithinMs: 2000,
    fault: async ({ world, seconds }) => void (await roll(world, seconds, 'end')),
  }),
  scenario({
    name: 'Redis frozen for 10 s',
    seconds: 10,
    servers: durable,
    recoversWithinMs: 4000,
    fault: async ({ servers: { redis }, seconds }) => {
      redis.freeze();
      await delay(seconds * 1000);
      redis.thaw();
    },
  }),
  scenario({
    name: 'packets to and from Redis delayed, and dropped',
    seconds: 20,
    servers: proxied,
    recoversWithinMs: 4000,
    fault: async ({ servers: { proxy }, seconds }) => {
      for (let i = 0; i < Math.ceil(seconds / 10); i++) {
        proxy.delayMs = 100;
        await delay(4000);
        proxy.delayMs = 0;
        proxy.drop();
        await delay(3000);
        // TCP delivers all or breaks: what was swallowed ends the connections.
        proxy.cut();
        proxy.heal();
        await delay(3000);
      }
    },
  }),
];
