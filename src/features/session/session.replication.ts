import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { RedisConnection, RedisUnavailableError, type RedisClient } from '../../redis/index.js';
import { SessionNotReplicatedError } from './session.errors.js';
import { sessionOptions, type SessionOptions } from './session.options.js';

/**
 * Writes that are not to be undone by a failover. With `durability: local` a plain write. With `replicated` it is
 * followed by WAIT, which blocks its connection, so these writes have a connection of their own.
 */
@Injectable()
export class SessionReplication implements OnModuleDestroy {
  private waiting: RedisClient | undefined;
  private readonly slots = new Map<string, Promise<number>>();

  constructor(
    private readonly redis: RedisConnection,
    @sessionOptions.inject() private readonly options: SessionOptions,
  ) {}

  /** The shared connection: for reading, and for writes that a failover may undo. */
  get client(): RedisClient {
    return this.redis.client;
  }

  /**
   * Runs `write`, which changes `key`, and with `replicated` waits until a replica has the change.
   *
   * @throws SessionNotReplicatedError when none has said so in time: it is written, and may be repeated
   */
  async run<T>(key: string, write: (client: RedisClient) => Promise<T>): Promise<T> {
    if (this.options.durability === 'local') return write(this.client);
    const client = (this.waiting ??= this.redis.duplicate('session'));
    const { deadlineMs } = this.redis.options;
    const result = await within(deadlineMs, write(client));
    const node = await this.nodeOf(client, key);
    const { replicaTimeoutMs } = this.options;
    const replicas = await within(deadlineMs + replicaTimeoutMs, node.wait(1, replicaTimeoutMs));
    if (replicas < 1) throw new SessionNotReplicatedError();
    return result;
  }

  onModuleDestroy(): void {
    this.waiting?.disconnect();
  }

  /** The server that has the key: WAIT has no key by which a Cluster client would find it. */
  private async nodeOf(client: RedisClient, key: string): Promise<Redis> {
    if (!('nodes' in client)) return client;
    const slot = await this.slotOf(key);
    const address = client.slots[slot]?.[0];
    const node = client.nodes('master').find(({ options: { host, port } }) => `${host}:${port}` === address);
    if (!node) throw new RedisUnavailableError();
    return node;
  }

  /** Asked once for each partition: by the hash tag, which all its keys share. */
  private async slotOf(key: string): Promise<number> {
    const tag = /\{[^}]*\}/.exec(key)?.[0] ?? key;
    const known = this.slots.get(tag) ?? Promise.resolve(this.redis.client.cluster('KEYSLOT', tag));
    this.slots.set(tag, known);
    return known;
  }
}

/** The connection waits for Redis as long as it takes; callers do not. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = delay(ms, undefined, { signal: timer.signal, ref: false }).then(() => {
    throw new RedisUnavailableError();
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    timer.abort();
    late.catch(() => undefined);
    work.catch(() => undefined);
  }
}
