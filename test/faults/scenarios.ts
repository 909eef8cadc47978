import { setTimeout as delay } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { waitUntil } from '../../scripts/wait-until.mjs';
import { freeMemory, keepFull } from './memory.js';
import { clustered, durable, proxied, watched, withClient } from './servers.js';
import { scenario, type Scenario } from './scenario.js';
import type { World } from './world.js';

/** How many slots move together. */
const SLOTS = 16;
const SLOTS_OF_FIRST_MASTER = 5461;

/** The slots of the first master that hold keys now. */
async function usedSlots(client: Redis): Promise<number[]> {
  const counts = await Promise.all(
    Array.from({ length: SLOTS_OF_FIRST_MASTER }, async (_, slot) =>
      client.call('CLUSTER', 'COUNTKEYSINSLOT', slot),
    ),
  );
  return counts.flatMap((count, slot) => (Number(count) > 0 ? [slot] : []));
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
    const [killed] = await Promise.all([roll(world, seconds, 'kill'), killWorkers(world, seconds)]);
    return `${killed} times a replica was killed and started again`;
  },
});

const restartedRedis = scenario({
  name: 'Redis killed and restarted from its AOF',
  seconds: 20,
  servers: durable,
  recoversWithinMs: 4000,
  fault: async ({ servers: { redis }, seconds }) => {
    const times = Math.ceil(seconds / 7);
    for (let i = 0; i < times; i++) {
      await redis.kill();
      await delay(1500);
      await redis.start();
      await delay(Math.min(seconds * 1000, 4000));
    }
    return `${times} times it was away for 1.5 s and its start`;
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
      return `${seconds} times`;
    }),
});

/** Three of them in turn, on the same servers, for who has half a minute. */
export const inShort = scenario({
  name: 'replicas and workers killed, Redis restarted, connections killed',
  seconds: 2,
  servers: durable,
  recoversWithinMs: 4000,
  fault: async (stage) => {
    const remarks: string[] = [];
    for (const { fault } of [killedReplicas, restartedRedis, cutConnections])
      remarks.push(await fault(stage));
    return remarks.join('; ');
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
    fault: async ({ world, seconds }) =>
      `${await roll(world, seconds, 'end')} times a replica was ended and started again`,
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
      return `stopped for ${seconds} s, connections open`;
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
      return 'in turn 100 ms each way for 4 s, all swallowed for 3 s, all well for 3 s';
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
      const killedAt = Date.now();
      await master.kill();
      await sentinel.waitForMaster({ not: master });
      const tookMs = Date.now() - killedAt;
      await delay((seconds * 1000) / 2);
      await master.start(); // as the replica of the other one, once the Sentinels have seen it
      await delay((seconds * 1000) / 2);
      return `the Sentinels had a new master after ${tookMs} ms`;
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
      const killedAt = Date.now();
      await master?.kill();
      await waitUntil(async () => (await cluster.masterOf(0)) !== master, {
        withinMs: 30_000,
        what: 'the replica is master of its slots',
      });
      const tookMs = Date.now() - killedAt;
      await delay(seconds * 1000);
      await master?.start();
      return `all nodes had the new master after ${tookMs} ms`;
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
      let moved = 0;
      while (first && second && Date.now() < endsAt) {
        const used = await withClient(first, usedSlots);
        const slots = Array.from({ length: SLOTS }, (_, i) => used[(moved + i) % used.length] ?? 0);
        await cluster.moveSlots(first, second, [...new Set(slots)]);
        await cluster.moveSlots(second, first, [...new Set(slots)]);
        moved += SLOTS;
      }
      return `${moved} times a slot that is in use went to another master and back`;
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
        return `${seconds} s`;
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
      return 'it stays ahead';
    },
  }),
];
