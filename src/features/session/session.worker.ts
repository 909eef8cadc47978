import { randomInt } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { RedisConnection } from '../../redis/index.js';
import { sweepExpired } from './scripts/index.js';
import { SessionMetrics } from './session.metrics.js';
import { sessionOptions, type SessionOptions } from './session.options.js';
import { eventsEach, SessionPartitions, type Partition } from './session.partitions.js';

/** Most entries that one step removes: below a millisecond of Redis' time. */
const STEP = 100;

/**
 * Sweeps out what has expired and tells of it, every few seconds, in every instance and with no leader: each entry is
 * removed once, by whoever comes first. What is right does not depend on it, only what is kept.
 */
@Injectable()
export class SessionSweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly redis: RedisConnection,
    private readonly places: SessionPartitions,
    private readonly metrics: SessionMetrics,
    @sessionOptions.inject() private readonly options: SessionOptions,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Sweeps out all that is due now. */
  async sweep(): Promise<void> {
    await Promise.all(this.places.all.map(async (place) => this.sweepPartition(place)));
  }

  private async sweepPartition(place: Partition): Promise<void> {
    const { lastSeenKeepMs: seenKeepMs } = this.options;
    const args = { limit: STEP, seenKeepMs, eventsKept: eventsEach(this.options) };
    let most: number;
    do {
      const swept = await sweepExpired.run(this.redis.client, place, args);
      this.metrics.count('expired', swept.sessions);
      most = swept.most;
    } while (most >= STEP && !this.stopped);
  }

  private schedule(): void {
    if (this.stopped) return;
    // Spread out, so that instances that were started together do not sweep together.
    const waitMs = this.options.sweepIntervalMs * (0.75 + randomInt(500) / 1000);
    this.timer = setTimeout(() => {
      // Redis away: the next time will do, and the connection has told it.
      this.running = this.sweep()
        .catch(() => undefined)
        .then(() => this.schedule());
    }, waitMs).unref();
  }
}
