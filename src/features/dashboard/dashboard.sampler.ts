import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { RedisConnection } from '../../redis/index.js';
import { dashboardOptions, type DashboardOptions } from './dashboard.options.js';
import { readRedis } from './dashboard.redis.js';
import type { History, LettersRow, ProcessState, QueueRow, Sample } from './dashboard.schemas.js';
import { HITS, type CacheCounts, type GroupLetters, type QueueState } from './dashboard.sources.js';
import { Traffic } from './dashboard.traffic.js';

/** Of more, every look would cost Redis more than it is worth. */
const MOST_QUEUES = 100;

/** What a queue had when it was looked at last. */
interface Seen {
  readonly totals: QueueState['totals'];
  /** Since when nothing has become of the jobs that wait. */
  readonly stillSince: number;
}

/** Looks at the service every few seconds, whether anybody watches or not, so that charts have a past when it matters. */
@Injectable()
export class Sampler implements OnApplicationBootstrap, OnModuleDestroy {
  /** The oldest first. */
  private readonly kept: Sample[] = [];
  private readonly loop = monitorEventLoopDelay({ resolution: 10 });
  private readonly traffic: Traffic;
  private seen = new Map<string, Seen>();
  /** How many dead letters each consumer group had at the last look, if there was one. */
  private letters: Map<string, number> | undefined;
  private cache = { hits: 0, misses: 0 };
  private cpu = process.cpuUsage();
  private lastAt = Date.now();
  private upcoming = Promise.withResolvers<Sample>();
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly connection: RedisConnection,
    @dashboardOptions.inject() private readonly options: DashboardOptions,
  ) {
    this.traffic = new Traffic(options.apiPath);
  }

  onApplicationBootstrap(): void {
    this.traffic.start();
    this.loop.enable();
    this.schedule();
  }

  onModuleDestroy(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.traffic.stop();
    this.loop.disable();
  }

  get last(): Sample | undefined {
    return this.kept.at(-1);
  }

  get all(): readonly Sample[] {
    return this.kept;
  }

  /** Each sample from now on; whoever is slow misses some. */
  async *follow(signal: AbortSignal): AsyncGenerator<Sample> {
    while (!signal.aborted) yield await this.upcoming.promise;
  }

  /** The last minutes, a column for each chart's line. */
  history(): History {
    const column = (of: (sample: Sample) => number | null) => this.kept.map(of);
    const features = [...new Set(this.kept.flatMap(({ traffic }) => traffic.map(({ feature }) => feature)))];
    return {
      at: this.kept.map(({ at }) => at),
      redisMs: column(({ redis }) => redis.latencyMs),
      loopMs: column(({ process: own }) => own.loopMs),
      memoryBytes: column(({ redis }) => redis.memoryBytes),
      failedPerSecond: column(({ traffic }) => traffic.reduce((sum, row) => sum + row.failedPerSecond, 0)),
      perSecond: Object.fromEntries(features.map((feature) => [feature, column(rateOf(feature))])),
    };
  }

  private schedule(): void {
    // Nothing waits for the next look, least of all the end of the process.
    this.timer = setTimeout(() => void this.look(), this.options.sampleMs).unref();
  }

  private async look(): Promise<void> {
    const { sources, historyMs, sampleMs } = this.options;
    const [redis, queues, letters, sessions] = await Promise.all([
      readRedis(this.connection),
      this.queues(),
      sources.letters?.().catch(() => undefined),
      // What cannot be told now, as Redis is away, is shown as unknown.
      sources.sessions?.().catch(() => null) ?? null,
    ]);
    if (this.stopped) return;
    const at = Date.now();
    const seconds = Math.max(0.001, (at - this.lastAt) / 1000);
    this.lastAt = at;
    const sample: Sample = {
      at,
      redis,
      process: this.ownState(seconds),
      traffic: this.traffic.take(seconds),
      queues: this.rowsOf(queues, at, seconds),
      letters: this.lettersOf(letters),
      sessions,
      cache: this.cacheRates(sources.cache?.(), seconds),
    };
    this.kept.push(sample);
    this.kept.splice(0, this.kept.length - Math.ceil(historyMs / sampleMs));
    this.upcoming.resolve(sample);
    this.upcoming = Promise.withResolvers();
    this.schedule();
  }

  private async queues(): Promise<readonly QueueState[]> {
    return (await this.options.sources.queues?.(MOST_QUEUES).catch(() => [])) ?? [];
  }

  private rowsOf(queues: readonly QueueState[], at: number, seconds: number): QueueRow[] {
    const before = this.seen;
    // While Redis is away there are no queues to be seen, and what is known of them stays.
    if (queues.length > 0) this.seen = new Map();
    return queues.map(({ name, paused, counts, totals }) => {
      const last = before.get(name);
      const grown = (what: keyof QueueState['totals']) =>
        Math.max(0, totals[what] - (last?.totals[what] ?? totals[what]));
      const moved = grown('completed') + grown('failed') + grown('dead') > 0;
      const isStill = last !== undefined && !moved && counts.waiting > 0;
      const stillSince = isStill ? last.stillSince : at;
      this.seen.set(name, { totals, stillSince });
      const rate = (what: keyof QueueState['totals']) => Math.round((grown(what) / seconds) * 100) / 100;
      return {
        name,
        paused,
        counts,
        completedPerSecond: rate('completed'),
        failedPerSecond: rate('failed'),
        deadPerSecond: rate('dead'),
        stillForMs: at - stillSince,
      };
    });
  }

  private lettersOf(told: readonly GroupLetters[] | undefined): LettersRow[] {
    if (!told) return [];
    const before = this.letters;
    this.letters = new Map(told.map(({ topic, group, dead }) => [`${topic}\n${group}`, dead]));
    return told.map(({ topic, group, dead }) => {
      const growing = before !== undefined && dead > (before.get(`${topic}\n${group}`) ?? 0);
      return { topic, group, dead, growing };
    });
  }

  private cacheRates(
    counts: Readonly<Record<string, CacheCounts>> | undefined,
    seconds: number,
  ): Sample['cache'] {
    if (!counts) return null;
    const namespaces = Object.values(counts);
    const sum = (names: readonly (keyof CacheCounts)[]) =>
      namespaces.reduce((total, each) => total + names.reduce((part, name) => part + each[name], 0), 0);
    const now = { hits: sum(HITS), misses: sum(['misses']) };
    const before = this.cache;
    this.cache = now;
    const rate = (what: 'hits' | 'misses') => Math.round(((now[what] - before[what]) / seconds) * 100) / 100;
    return { hitsPerSecond: rate('hits'), missesPerSecond: rate('misses') };
  }

  private ownState(seconds: number): ProcessState {
    const { rss, heapUsed } = process.memoryUsage();
    const used = process.cpuUsage(this.cpu);
    this.cpu = process.cpuUsage();
    const loopMs = Number.isFinite(this.loop.percentile(99)) ? this.loop.percentile(99) / 1e6 : 0;
    this.loop.reset();
    return {
      rssBytes: rss,
      heapBytes: heapUsed,
      cpu: Math.round(((used.user + used.system) / 1e6 / seconds) * 1000) / 1000,
      // The histogram measures the whole wait, its own 10 ms included.
      loopMs: Math.max(0, Math.round((loopMs - 10) * 100) / 100),
    };
  }
}

const rateOf = (feature: string) => (sample: Sample) => {
  const row = sample.traffic.find((each) => each.feature === feature);
  return row ? row.httpPerSecond + row.rpcPerSecond : 0;
};
