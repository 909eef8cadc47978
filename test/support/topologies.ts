import type { RedisModuleOptions } from '../../src/redis/index.js';

/** Where the shared test servers of one kind are, as a module is told it. */
export type RedisTarget = Partial<
  Pick<RedisModuleOptions, 'url' | 'clusterNodes' | 'sentinels' | 'sentinelName' | 'prefix'>
>;

const env = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests with npm test`);
  return value;
};

export const standalone: RedisTarget = { url: env('TEST_REDIS_URL') };
export const cluster: RedisTarget = { clusterNodes: env('TEST_CLUSTER_NODES') };
export const sentinel: RedisTarget = {
  sentinels: env('TEST_SENTINELS'),
  sentinelName: env('TEST_SENTINEL_NAME'),
};

/** What a feature's suite runs on: `describe.each(topologies)('kv on %s', (name, target) => ...)`. */
export const topologies: [name: string, target: RedisTarget][] = [
  ['standalone', standalone],
  ['cluster', cluster],
];

let count = 0;

/** A key prefix that no other test uses, so that files run side by side on the same servers. */
export function uniquePrefix(): string {
  return `test.${process.pid}.${Date.now().toString(36)}.${count++}`;
}
