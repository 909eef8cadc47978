import type { Redis } from 'ioredis';
import type { RedisConnection } from './connection.js';
import { fromRedis, RedisUnavailableError } from './errors.js';
import type { RedisClient } from './guard.js';

/** What a write answered, and whether a replica has it as well. */
export interface Replicated<T> {
  readonly result: T;
  readonly isReplicated: boolean;
}

/**
 * Writes that wait until a replica has them, over a connection of their own: WAIT holds up all that comes after it. It
 * narrows the loss by a failover and does not end it, as Redis may promote another replica than the one that confirmed.
 */
export class ReplicatedWrites {
  private client: RedisClient | undefined;

  constructor(
    private readonly redis: RedisConnection,
    /** Names the connection in CLIENT LIST. */
    private readonly purpose: string,
  ) {}

  /**
   * Runs `write`, which changes `key`, then waits up to `timeoutMs` for a replica.
   *
   * @throws RedisUnavailableError when Redis does not answer within its deadline beyond that
   */
  async run<T>(
    key: string,
    timeoutMs: number,
    write: (client: RedisClient) => Promise<T>,
  ): Promise<Replicated<T>> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    // The connection waits for Redis as long as it takes; callers do not.
    const fail = () => reject(new RedisUnavailableError());
    const timer = setTimeout(fail, timeoutMs + this.redis.options.deadlineMs);
    const written = this.write(key, timeoutMs, write);
    try {
      return await Promise.race([written, late]);
    } catch (error) {
      written.catch(() => undefined);
      throw fromRedis(error);
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.client?.disconnect();
  }

  private async write<T>(
    key: string,
    timeoutMs: number,
    write: (client: RedisClient) => Promise<T>,
  ): Promise<Replicated<T>> {
    const client = (this.client ??= this.redis.duplicate(this.purpose));
    if ('nodes' in client) {
      const [result, slot] = await Promise.all([write(client), this.redis.client.cluster('KEYSLOT', key)]);
      const replicas = await nodeOf(client, slot).wait(1, timeoutMs);
      return { result, isReplicated: replicas > 0 };
    }
    let isWritten = false;
    const writing = write(client).finally(() => (isWritten = true));
    writing.catch(() => undefined); // told below
    const replicas = await client.wait(1, timeoutMs); // sent together
    // A script that had to be sent once more (SCRIPT FLUSH) came after that WAIT, which then says nothing of it.
    const isCovered = isWritten;
    const result = await writing;
    return { result, isReplicated: (isCovered ? replicas : await client.wait(1, timeoutMs)) > 0 };
  }
}

/** WAIT has no key, so on a Cluster it has to be sent to the very node that has the slot. */
function nodeOf(client: Extract<RedisClient, { nodes: unknown }>, slot: number): Redis {
  const owner = client.slots[slot]?.[0];
  const node = client.nodes('master').find(({ options: { host, port } }) => `${host}:${port}` === owner);
  if (!node) throw new RedisUnavailableError();
  return node;
}
