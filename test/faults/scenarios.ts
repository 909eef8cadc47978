import { setTimeout as delay } from 'node:timers/promises';
import { freeMemory, keepFull } from './memory.js';
import { clustered, durable, proxied, watched, withClient } from './servers.js';
import { scenario, type Scenario } from './scenario.js';
import type { World } from './world.js';

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
  scenario({
    name: 'the master is killed and Sentinel fails over',
    seconds: 15,
    servers: watched,
    mayLose: true,
    recoversWithinMs: 4000,
    fault: async ({ servers: { sentinel }, seconds }) => {
      const { master } = sentinel;
      await master.kill();
      await sentinel.waitForMaster({ not: master });
      await delay((seconds * 1000) / 2);
      await master.start(); // as the replica of the other one, once the Sentinels have seen it
      await delay((seconds * 1000) / 2);
    },
  }),
  scenario({
    name: 'a master of the Cluster is killed and its replica takes over',
    seconds: 15,
    servers: clustered,
    mayLose: true,
    recoversWithinMs: 4000,
    fault: async ({ servers: { cluster }, seconds }) => {
      const [master] = cluster.nodes;
      await master?.kill();
      await delay(seconds * 1000);
      await master?.start();
    },
  }),
  scenario({
    name: 'slots of the Cluster move while they are used',
    seconds: 15,
    servers: clustered,
    recoversWithinMs: 2000,
    fault: async ({ servers: { cluster }, seconds }) => {
      const endsAt = Date.now() + seconds * 1000;
      const [first, second] = cluster.nodes;
      // There and back, all that the features use among them.
      for (let slot = 0; first && second && Date.now() < endsAt; slot = (slot + 32) % 4096) {
        const slots = Array.from({ length: 32 }, (_, i) => slot + i);
        await cluster.moveSlots(first, second, slots);
        await cluster.moveSlots(second, first, slots);
      }
    },
  }),
  scenario({
    name: 'the memory of Redis is full, and is freed',
    seconds: 10,
    servers: durable,
    recoversWithinMs: 2000,
    fault: async ({ servers: { redis }, seconds }) =>
      withClient(redis, async (client) => {
        await keepFull(client, seconds * 1000);
        await freeMemory(client);
      }),
  }),
  scenario({
    name: 'the clock of a replica jumps an hour',
    seconds: 8,
    servers: durable,
    recoversWithinMs: 1000,
    fault: async ({ world, seconds }) => {
      world.replicas[0]?.jumpAnHour();
      await delay(seconds * 1000);
    },
  }),
];
