import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { RedisConnection, ReplicatedWrites, type RedisClient } from '../../redis/index.js';
import { SessionNotReplicatedError } from './session.errors.js';
import { sessionOptions, type SessionOptions } from './session.options.js';

/** Writes that are not to be undone by a failover: plain ones with `durability: local`, with `replicated` ones that wait. */
@Injectable()
export class SessionReplication implements OnModuleDestroy {
  private readonly writes: ReplicatedWrites;

  constructor(
    private readonly redis: RedisConnection,
    @sessionOptions.inject() private readonly options: SessionOptions,
  ) {
    this.writes = new ReplicatedWrites(redis, 'session');
  }

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
    const { durability, replicaTimeoutMs } = this.options;
    if (durability === 'local') return write(this.client);
    const { result, isReplicated } = await this.writes.run(key, replicaTimeoutMs, write);
    if (!isReplicated) throw new SessionNotReplicatedError();
    return result;
  }

  onModuleDestroy(): void {
    this.writes.close();
  }
}
