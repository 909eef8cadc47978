import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { RedisConnection } from '../../redis/index.js';
import { dashboardOptions, type DashboardOptions } from './dashboard.options.js';
import { Sampler } from './dashboard.sampler.js';
import type { About, History, Overview, Sample } from './dashboard.schemas.js';

/** What an open page hears: whom it looks at and the last minutes, then every sample. */
export type DashboardEvent =
  | { readonly event: 'hello'; readonly data: { readonly about: About; readonly history: History } }
  | { readonly event: 'sample'; readonly data: Sample };

const startedAt = Math.round(Date.now() - process.uptime() * 1000);

/** What the dashboard shows of this process, and of the Redis that it shares with others. */
@Injectable()
export class DashboardService {
  constructor(
    private readonly connection: RedisConnection,
    private readonly sampler: Sampler,
    @dashboardOptions.inject() private readonly options: DashboardOptions,
  ) {}

  /** How all is at the last look. Answers at once, also while Redis is away. */
  overview(): Overview {
    return { about: this.about(), sample: this.sampler.last ?? null };
  }

  /** What an open page is told, until `signal` says that it was closed. */
  async *events(signal: AbortSignal): AsyncGenerator<DashboardEvent> {
    yield { event: 'hello', data: { about: this.about(), history: this.sampler.history() } };
    const { last } = this.sampler;
    if (last) yield { event: 'sample', data: last };
    for await (const data of this.sampler.follow(signal)) yield { event: 'sample', data };
  }

  private about(): About {
    const { version = null, mode = null, warnings = [] } = this.connection.facts ?? {};
    return {
      redis: this.connection.where(),
      redisVersion: version,
      redisMode: mode,
      warnings: [...warnings],
      host: hostname(),
      pid: process.pid,
      startedAt,
      pages: Object.keys(this.options.sources),
    };
  }
}
