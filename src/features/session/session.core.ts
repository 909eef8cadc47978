import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { SessionActivities } from './session.activity.js';
import { SessionMetrics } from './session.metrics.js';
import { sessionOptions, type SessionOptions } from './session.options.js';
import { SessionPartitions } from './session.partitions.js';
import { SessionReplication } from './session.replication.js';
import { PARTITIONS, TokenMacs } from './session.token.js';

/** What all that creates, verifies, changes and ends sessions has in common. */
@Injectable()
export class SessionCore implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('SessionModule');
  readonly macs: TokenMacs;
  readonly activities: SessionActivities;
  readonly metrics = new SessionMetrics();
  /** About how many events a partition keeps: each has a stream of its own. */
  readonly eventsKept: number;

  constructor(
    readonly places: SessionPartitions,
    readonly replication: SessionReplication,
    @sessionOptions.inject() readonly options: SessionOptions,
  ) {
    this.macs = new TokenMacs(options);
    this.activities = new SessionActivities(options);
    this.eventsKept = Math.ceil(options.eventsKept / PARTITIONS);
  }

  onModuleInit(): void {
    if (this.options.secret === undefined)
      this.logger.warn(
        'SESSION_SECRET is not set: sessions work without it, but whoever can write to Redis can make some',
      );
  }

  async onModuleDestroy(): Promise<void> {
    await this.activities.stop();
  }
}
