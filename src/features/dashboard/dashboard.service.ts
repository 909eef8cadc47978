import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { RedisConnection } from '../../redis/index.js';
import { mask } from './dashboard.mask.js';
import { dashboardOptions, type DashboardOptions } from './dashboard.options.js';
import { Sampler } from './dashboard.sampler.js';
import type { CacheSums, Denials, QueueHistory } from './dashboard.jobs.schemas.js';
import type { About, History, Overview, Sample } from './dashboard.schemas.js';
import type { WorkerState } from './dashboard.sources.js';

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

  /** The last minutes of a queue. */
  queueHistory(queue: string): QueueHistory {
    const rows = this.sampler.all.map((sample) => sample.queues.find(({ name }) => name === queue));
    return {
      at: this.sampler.all.map(({ at }) => at),
      completedPerSecond: rows.map((row) => row?.completedPerSecond ?? null),
      failedPerSecond: rows.map((row) => row?.failedPerSecond ?? null),
      waiting: rows.map((row) => row?.counts.waiting ?? null),
      active: rows.map((row) => row?.counts.active ?? null),
    };
  }

  /** The names of the queues there are, at most those that are looked at. */
  queueNames(): string[] {
    return this.sampler.last?.queues.map(({ name }) => name) ?? [];
  }

  /** The workers that run in this process. */
  workers(): WorkerState[] {
    return [...(this.options.sources.workers?.() ?? [])].map(
      ({ queue, status, running, silentMs, completed, failed, lost }) => ({
        queue,
        status,
        running,
        silentMs,
        completed,
        failed,
        lost,
      }),
    );
  }

  /** The live sessions of a user, their attributes masked. */
  async userSessions(user: string) {
    const sessions = (await this.options.sources.userSessions?.(user)) ?? [];
    return sessions.map(({ id, device, ip, remembered, createdAt, lastSeenAt, expiresAt, attributes }) => ({
      id,
      device,
      ip,
      remembered,
      createdAt,
      lastSeenAt,
      expiresAt,
      attributes: mask(attributes),
    }));
  }

  /** Whom rate limits have denied most, in all processes while Redis answers. */
  async denials(): Promise<Denials> {
    const { items = [], everywhere = false } = (await this.options.sources.denials?.()) ?? {};
    return { items: [...items], nextCursor: null, everywhere };
  }

  /** What caches have done, in all processes while Redis answers. */
  async cache(): Promise<CacheSums> {
    const { namespaces = {}, everywhere = false } = (await this.options.sources.cacheTotals?.()) ?? {};
    return { namespaces: { ...namespaces }, everywhere };
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
