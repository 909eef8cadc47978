import type { Redis } from 'ioredis';
import {
  RedisUnavailableError,
  type RedisConnection,
  type RedisClient,
  fromRedis,
} from '../../redis/index.js';
import { NotReplicatedError } from './queue.errors.js';

/**
 * Writes that wait until a replica has them, over a connection of their own: WAIT holds up all that comes after it. It
 * narrows the loss by a failover and does not end it, as Redis may promote another replica than the one that confirmed.
 */
export class Replication {
  private client: RedisClient | undefined;

  constructor(private readonly redis: RedisConnection) {}

  /** Resolves when a replica has confirmed what `write` wrote at `key`. @throws NotReplicatedError, RedisUnavailableError */
  async confirm<T>(key: string, timeoutMs: number, write: (client: RedisClient) => Promise<T>): Promise<T> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => reject(new RedisUnavailableError()),
      timeoutMs + this.redis.options.deadlineMs,
    );
    const confirmed = this.nodeOf(key).then(async (node) =>
      Promise.all([write(node), node.wait(1, timeoutMs)]),
    );
    try {
      const [result, replicas] = await Promise.race([confirmed, late]);
      if (replicas < 1) throw new NotReplicatedError();
      return result;
    } catch (error) {
      confirmed.catch(() => undefined);
      throw fromRedis(error);
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.client?.disconnect();
  }

  /** WAIT has no key, so on a Cluster it has to be sent to the very node that has the slot. */
  private async nodeOf(key: string): Promise<Redis> {
    this.client ??= this.redis.duplicate('queue-replication');
    const { client } = this;
    if (!('nodes' in client)) return client;
    const slot = await client.cluster('KEYSLOT', key);
    const owner = client.slots[slot]?.[0];
    const node = client.nodes('master').find(({ options: { host, port } }) => `${host}:${port}` === owner);
    if (!node) throw new RedisUnavailableError();
    return node;
  }
}
