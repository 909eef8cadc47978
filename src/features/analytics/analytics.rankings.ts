import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { RedisConnection } from '../../redis/index.js';
import { DAY_MS, dateOf } from './analytics.calendar.js';
import { analyticsKeys } from './analytics.keys.js';
import { AnalyticsSites, type Site } from './analytics.sites.js';
import { readRanking } from './scripts/index.js';

/** The values of a dimension on a day in one shard, by how often, and what was too rare to be told apart. */
export interface Ranking {
  readonly counts: ReadonlyMap<string, number>;
  readonly rare: number;
}

/** How many values of a closed day are kept of each dimension: with them a large day takes less than 100 KB. */
const KEPT = { page: 400, entry: 150, exit: 150 } as const;
const KEPT_OF_OTHERS = 60;

/** An import in another process may add to a day that is over. */
const BELIEVED_MS = 60_000;

/** What stays to be done on a day after its last event could come. */
const MARGIN_MS = 3_600_000;

/** Reads rankings day by day. Those of days that cannot change any more are packed, and remembered here once read. */
@Injectable()
export class AnalyticsRankings {
  private readonly closed = new LRUCache<string, Ranking>({ max: 500, ttl: BELIEVED_MS });
  private readonly keys;

  constructor(
    private readonly redis: RedisConnection,
    readonly sites: AnalyticsSites,
  ) {
    this.keys = analyticsKeys(redis.keys('analytics'));
  }

  /** Whether nothing of a day can change any more: late events are rejected, and visits that went on over midnight are over. */
  isClosed({ calendar }: Site, day: number): boolean {
    const late = Math.max(this.sites.options.maxLateMs, DAY_MS) + MARGIN_MS;
    return calendar.startOf(day + 1) + late < this.sites.clock.now();
  }

  /** A dimension's ranking of a day, in each shard. */
  async read(site: Site, dimension: string, day: number): Promise<Ranking[]> {
    const isClosed = this.isClosed(site, day);
    const shards = Array.from({ length: site.shards }, (_, shard) => shard);
    return Promise.all(
      shards.map(async (shard) => {
        const name = `${site.name} ${shard} ${dimension} ${day}`;
        const known = isClosed ? this.closed.get(name) : undefined;
        const ranking = known ?? (await this.fetch(site, shard, { dimension, day, isClosed }));
        if (isClosed && !known) this.closed.set(name, ranking);
        return ranking;
      }),
    );
  }

  /** Days that are over get more: what was read of them is read anew. */
  forget(): void {
    this.closed.clear();
  }

  private async fetch(
    site: Site,
    shard: number,
    { dimension, day, isClosed }: { dimension: string; day: number; isClosed: boolean },
  ): Promise<Ranking> {
    const keys = this.keys.ofShard(site.name, shard);
    const date = dateOf(day);
    const places = {
      ranking: keys.ranking(dimension, date),
      packed: keys.packed(dimension, date),
      losses: keys.losses(date),
    };
    const kept = KEPT[dimension as keyof typeof KEPT] ?? KEPT_OF_OTHERS;
    return readRanking.run(this.redis.client, places, { dimension, keep: isClosed ? kept : 0 });
  }
}
