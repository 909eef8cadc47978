import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { AppError } from '../../kernel/errors.js';
import { RedisConnection } from '../../redis/index.js';
import { rateLimitOptions, type RateLimitOptions } from './rate-limit.options.js';

/** Between two looks whether Redis is back. */
const LOOK_AGAIN_MS = 50;

/** What to do with a call that Redis has not answered in time, or cannot. */
export const AWAY = Symbol('Redis does not answer');

/**
 * Asks Redis, but not for long: who limits others may not hold them up. After a call without an answer, one server
 * is taken to be away, and nobody waits for it any more until it answers a command of our own; of a Cluster only a
 * node may be away, so there each call waits for itself.
 */
@Injectable()
export class Reach implements OnModuleDestroy {
  private readonly withinMs: number;
  private away = false;
  private closed = false;

  constructor(
    private readonly redis: RedisConnection,
    @rateLimitOptions.inject() { decideWithinMs }: RateLimitOptions,
  ) {
    this.withinMs = decideWithinMs;
  }

  /** The answer, or {@link AWAY}. Throws what is not for lack of Redis. */
  async ask<T>(call: () => Promise<T>): Promise<T | typeof AWAY> {
    if (this.away) return AWAY;
    const { promise: late, resolve } = Promise.withResolvers<typeof AWAY>();
    // An answer that waits in the socket while this process was busy is read first.
    const timer = setTimeout(() => setImmediate(resolve, AWAY), this.withinMs);
    try {
      const answer = await Promise.race([call(), late]);
      if (answer === AWAY) this.suspect();
      return answer;
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'unavailable') throw error;
      this.suspect();
      return AWAY;
    } finally {
      clearTimeout(timer);
    }
  }

  onModuleDestroy(): void {
    this.closed = true;
  }

  private suspect(): void {
    if (this.away || this.redis.isCluster) return;
    this.away = true;
    void this.lookOut();
  }

  private async lookOut(): Promise<void> {
    while (this.away && !this.closed) {
      try {
        await this.redis.client.time();
        this.away = false;
      } catch {
        await delay(LOOK_AGAIN_MS, undefined, { ref: false });
      }
    }
  }
}
