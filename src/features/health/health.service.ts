import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { healthOptions, type HealthCheck, type HealthOptions } from './health.options.js';
import { RedisConnection, type RedisHealth } from '../../redis/index.js';

/** How the process and what it depends on are. */
@Injectable()
export class HealthService implements OnModuleDestroy {
  private stopping = false;

  constructor(
    private readonly connection: RedisConnection,
    @healthOptions.inject() private readonly options: HealthOptions,
  ) {}

  /** Whether shutdown has begun: what runs is finished, nothing new should be sent here. */
  get isStopping(): boolean {
    return this.stopping;
  }

  /** Asks Redis; answers within its deadline. What the server said at start is told along. */
  async redis(): Promise<RedisHealth & { version?: string; warnings?: readonly string[] }> {
    const health = await this.connection.health();
    if (!this.options.details) return health;
    const { version, warnings = [] } = this.connection.facts ?? {};
    return { ...health, ...(version && { version }), ...(warnings.length > 0 && { warnings }) };
  }

  /** How the further parts are that readiness depends on, by name. */
  parts(): [name: string, state: ReturnType<HealthCheck>][] {
    return Object.entries(this.options.checks).map(([name, check]) => [name, check()]);
  }

  onModuleDestroy(): void {
    this.stopping = true;
  }
}
