import type { RedisConnection } from '../../redis/index.js';
import type { RedisState } from './dashboard.schemas.js';

/** How Redis is now; never fails and never waits longer than a command may take. */
export async function readRedis(connection: RedisConnection): Promise<RedisState> {
  const [health, info] = await Promise.all([connection.health(), readInfo(connection)]);
  const { status, latencyMs = null, cause = null } = health;
  const field = (name: string) => {
    const [, text] = new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info) ?? [];
    return text === undefined ? null : Number(text);
  };
  return {
    status,
    cause,
    latencyMs,
    memoryBytes: field('used_memory'),
    maxMemoryBytes: field('maxmemory'),
    clients: field('connected_clients'),
    commandsPerSecond: field('instantaneous_ops_per_sec'),
  };
}

/** Of a Cluster any one node would answer for itself only. */
async function readInfo({ client, isCluster }: RedisConnection): Promise<string> {
  return isCluster ? '' : client.info('memory', 'clients', 'stats').catch(() => '');
}
