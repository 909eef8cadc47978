import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { RedisConnection, Heartbeat } from '../../redis/index.js';
import { cacheKeys } from './cache.keys.js';
import { CacheService } from './cache.service.js';

/** Of how many namespaces a process tells: some 20 KB. */
const MOST_TOLD = 100;

const report = z.record(z.string(), z.record(z.string(), z.int().min(0)));

/** What was counted, by namespace. */
type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** What caches have done, by namespace. */
export interface CacheSums {
  readonly namespaces: Counts;
  /** Whether all processes are in it; while Redis does not answer it is this one alone. */
  readonly everywhere: boolean;
}

/**
 * What the caches of all processes that run have done, each since it started. Each tells it every 5 s, once there is something to tell, of
 * the 100 namespaces that are used most.
 */
@Injectable()
export class CacheTotals implements OnModuleInit, OnModuleDestroy {
  private readonly heartbeat: Heartbeat;

  constructor(
    redis: RedisConnection,
    private readonly cache: CacheService,
  ) {
    this.heartbeat = new Heartbeat(redis, cacheKeys(redis.keys('cache')).statistics(), () => this.told());
  }

  /** Answers whatever state Redis is in. */
  async read(): Promise<CacheSums> {
    const others = await this.heartbeat.othersIfTold();
    const all = [this.own(), ...(others ?? []).map((what) => report.safeParse(what).data ?? {})];
    return { namespaces: sumOf(all), everywhere: others !== undefined };
  }

  onModuleInit(): void {
    this.heartbeat.start();
  }

  onModuleDestroy(): void {
    this.heartbeat.stop();
  }

  private own(): Counts {
    const all = Object.entries(this.cache.allStatistics());
    return Object.fromEntries(
      all.map(([name, counts]) => [name, Object.fromEntries(Object.entries(counts))]),
    );
  }

  private told(): Counts | undefined {
    const used = Object.entries(this.own())
      .map(([name, counts]) => ({ name, counts, uses: usesOf(counts) }))
      .filter(({ uses }) => uses > 0)
      .toSorted((a, b) => b.uses - a.uses)
      .slice(0, MOST_TOLD);
    if (used.length === 0) return undefined;
    return Object.fromEntries(used.map(({ name, counts }) => [name, counts]));
  }
}

const usesOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

function sumOf(all: readonly Counts[]): Counts {
  const sums = new Map<string, Map<string, number>>();
  for (const [name, counts] of all.flatMap((one) => Object.entries(one))) {
    const sum = sums.get(name) ?? new Map<string, number>();
    for (const [what, count] of Object.entries(counts)) sum.set(what, (sum.get(what) ?? 0) + count);
    sums.set(name, sum);
  }
  return Object.fromEntries([...sums].map(([name, sum]) => [name, Object.fromEntries(sum)]));
}
