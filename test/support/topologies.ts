import type { RedisModuleOptions } from '../../src/redis/index.js';

/** Where the shared test servers of one kind are, as a module is told it. */
export type RedisTarget = Partial<
  Pick<
    RedisModuleOptions,
    'url' | 'tlsCaFile' | 'clusterNodes' | 'sentinels' | 'sentinelName' | 'prefix' | 'deadlineMs'
  >
>;

const env = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the tests with npm test`);
  return value;
};

// Nobody breaks the shared servers: a late reply there means a busy machine, which is no reason to fail.
const deadlineMs = 10_000;

export const standalone: RedisTarget = { url: env('TEST_REDIS_URL'), deadlineMs };
export const cluster: RedisTarget = { clusterNodes: env('TEST_CLUSTER_NODES'), deadlineMs };
export const sentinel: RedisTarget = {
  deadlineMs,
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
