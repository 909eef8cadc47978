import { Injectable } from '@nestjs/common';
import { RedisConnection } from '../../redis/index.js';
import { dateOf } from './analytics.calendar.js';
import { AnalyticsClosed } from './analytics.closed.js';
import { analyticsKeys } from './analytics.keys.js';
import type { Site } from './analytics.sites.js';
import { readRanking } from './scripts/index.js';

/** The values of a dimension on a day in one shard, by how often, and what was too rare to be told apart. */
export interface Ranking {
  readonly counts: ReadonlyMap<string, number>;
  readonly rare: number;
}

/** How many values of a closed day are kept of each dimension: with them a large day takes less than 100 KB. */
const KEPT = { page: 400, entry: 150, exit: 150 } as const;
const KEPT_OF_OTHERS = 60;

/** Reads rankings day by day. Those of days that cannot change any more are packed, and remembered here once read. */
@Injectable()
export class AnalyticsRankings {
  private readonly known;
  private readonly keys;

  constructor(
    private readonly redis: RedisConnection,
    readonly closed: AnalyticsClosed,
  ) {
    this.known = closed.memory<Ranking>(500);
    this.keys = analyticsKeys(redis.keys('analytics'));
  }

  /** A dimension's ranking of a day, in each shard. */
  async read(site: Site, dimension: string, day: number): Promise<Ranking[]> {
    const isClosed = this.closed.has(site, day);
    const shards = Array.from({ length: site.shards }, (_, shard) => shard);
    return Promise.all(
      shards.map(async (shard) => {
        const name = `${site.name} ${shard} ${dimension} ${day}`;
        const known = isClosed ? this.known.get(name) : undefined;
        const ranking = known ?? (await this.fetch(site, shard, { dimension, day, isClosed }));
        if (isClosed && !known) this.known.set(name, ranking);
        return ranking;
      }),
    );
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
