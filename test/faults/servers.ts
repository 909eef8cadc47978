import { Redis } from 'ioredis';
import { startProxy } from '../support/proxy.js';
import { startCluster, startSentinel, startStandalone, type RedisServer } from '../support/servers.js';
import type { RedisTarget } from '../support/topologies.js';

/** One Redis that keeps what it has acknowledged. */
export async function durable() {
  const redis = await startStandalone({ appendOnly: true });
  return { redis, target: { url: redis.url } satisfies RedisTarget, stop: async () => redis.stop() };
}

/** The same behind a network that can be made bad. */
export async function proxied() {
  const redis = await startStandalone({ appendOnly: true });
  const proxy = await startProxy(redis.port);
  const stop = async () => {
    proxy.stop();
    await redis.stop();
  };
  return { redis, proxy, target: { url: proxy.url } satisfies RedisTarget, stop };
}

/** What a second client of the server does. */
export async function withClient<T>(redis: RedisServer, work: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(redis.url);
  try {
    return await work(client);
  } finally {
    client.disconnect();
  }
}

/** A master, its replica, and Sentinels that let the one take the place of the other. */
export async function watched() {
  const sentinel = await startSentinel({ appendOnly: true });
  const target: RedisTarget = { sentinels: sentinel.addresses, sentinelName: sentinel.name };
  return { sentinel, target, stop: async () => sentinel.stop() };
}

/** A Cluster of three masters with a replica each. */
export async function clustered() {
  const cluster = await startCluster({ masters: 3, replicas: 1, appendOnly: true });
  return {
    cluster,
    target: { clusterNodes: cluster.addresses } satisfies RedisTarget,
    stop: async () => cluster.stop(),
  };
}
