import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Metric } from '../../kernel/metrics.js';
import { RedisConnection } from '../../redis/index.js';
import { FamilyCache, type Family } from './cache.family.js';
import { CacheNamespace } from './cache.namespace.js';
import { cacheOptions, type CacheOptions } from './cache.options.js';
import { RemoteCache } from './cache.remote.js';
import { CacheStatistics, metricsOf } from './cache.statistics.js';

/**
 * The cache of this app: one load however many ask, never stale after a write, in Redis and in memory. The methods of
 * {@link CacheNamespace} work on the namespace that the module's options name; there can be others beside it.
 */
@Injectable()
export class CacheService extends CacheNamespace implements OnModuleInit, OnApplicationShutdown {
  /** What clients in any language are offered over HTTP and the Redis transport: they load themselves, under a lease. */
  readonly remote: RemoteCache;
  private readonly others = new Map<string, CacheNamespace>();

  constructor(
    private readonly redis: RedisConnection,
    @cacheOptions.inject() options: CacheOptions,
  ) {
    super(redis, options.namespace, options);
    this.remote = new RemoteCache(redis, options);
  }

  async onModuleInit(): Promise<void> {
    await this.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this, ...this.others.values()].map(async (namespace) => namespace.stop()));
  }

  /** How entries are cached that say nothing of it themselves. */
  get defaults(): CacheOptions {
    return this.options;
  }

  /** Another cache, with entries, memory, tags and statistics of its own; the same one each time. For a handful of them. */
  namespace(name: string): CacheNamespace {
    if (name === this.name) return this;
    const known = this.others.get(name);
    if (known) return known;
    const namespace = new CacheNamespace(this.redis, name, this.options);
    this.others.set(name, namespace);
    void namespace.start();
    return namespace;
  }

  /** The entries of a family, with its types. */
  of<A extends readonly unknown[], V>(family: Family<A, V>): FamilyCache<A, V> {
    return new FamilyCache(this, family);
  }

  /** What this process has done since it started, by namespace. */
  allStatistics(): Record<string, CacheStatistics> {
    const all = new Map(Object.entries(this.remote.statistics()));
    for (const { name, statistics } of [this, ...this.others.values()])
      all.set(name, sumOf(statistics, all.get(name)));
    return Object.fromEntries(all);
  }

  /** The same as counters, for the option `sources` of the metrics. */
  metrics(): Metric[] {
    return metricsOf(this.allStatistics());
  }
}

function sumOf(one: CacheStatistics, other = new CacheStatistics()): CacheStatistics {
  const sum = Object.assign(new CacheStatistics(), one);
  for (const [what, count] of Object.entries(other)) sum[what as keyof CacheStatistics] += count;
  return sum;
}
