import { randomInt } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { sweepExpired } from './scripts/index.js';
import { SessionCore } from './session.core.js';
import type { Partition } from './session.partitions.js';

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

  constructor(private readonly core: SessionCore) {}

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
    await Promise.all(this.core.places.all.map(async (place) => this.sweepPartition(place)));
  }

  private async sweepPartition(place: Partition): Promise<void> {
    const { replication, metrics, options, eventsKept } = this.core;
    const args = { limit: STEP, seenKeepMs: options.lastSeenKeepMs, eventsKept };
    let most: number;
    do {
      const swept = await sweepExpired.run(replication.client, place, args);
      metrics.count('expired', swept.sessions);
      most = swept.most;
    } while (most >= STEP && !this.stopped);
  }

  private schedule(): void {
    if (this.stopped) return;
    // Spread out, so that instances that were started together do not sweep together.
    const waitMs = this.core.options.sweepIntervalMs * (0.75 + randomInt(500) / 1000);
    this.timer = setTimeout(() => {
      // Redis away: the next time will do, and the connection has told it.
      this.running = this.sweep()
        .catch(() => undefined)
        .then(() => this.schedule());
    }, waitMs).unref();
  }
}
