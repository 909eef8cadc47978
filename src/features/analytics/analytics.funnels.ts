import { Injectable } from '@nestjs/common';
import { RedisConnection } from '../../redis/index.js';
import { dateOf } from './analytics.calendar.js';
import { FunnelNotFoundError } from './analytics.errors.js';
import { analyticsKeys } from './analytics.keys.js';
import { daysOf, readPeriod } from './analytics.period.js';
import type { FunnelAnswer, FunnelQuery } from './analytics.people.schemas.js';
import { AnalyticsSites, type Site } from './analytics.sites.js';
import type { FollowedFunnel } from './analytics.funnel.js';
import { FUNNEL_DAYS } from './analytics.steps.js';

/** Most days of a funnel that are added up in one answer. */
const MAX_DAYS = 366;

type Fields = Readonly<Record<string, string>>;

/** Answers how far people came in funnels. */
@Injectable()
export class AnalyticsFunnels {
  private readonly keys;

  constructor(
    private readonly redis: RedisConnection,
    private readonly sites: AnalyticsSites,
  ) {
    this.keys = analyticsKeys(redis.keys('analytics'));
  }

  /**
   * How many of those who began on some days came to each step. Who begins on two days counts on both.
   *
   * @throws FunnelNotFoundError
   */
  async read(site: Site, name: string, range: FunnelQuery): Promise<FunnelAnswer> {
    const funnel = site.followed.find((each) => each.name === name);
    if (!funnel) throw new FunnelNotFoundError(site.name, name);
    const days = daysOf(site, readPeriod(site, range, this.sites.clock.now()), MAX_DAYS);
    const counts = await this.countsOf(site, funnel, days);
    const dates = days.map(dateOf);
    return {
      funnel: name,
      windowMs: funnel.windowMs,
      from: dates[0] ?? '',
      to: dates.at(-1) ?? '',
      items: funnel.steps.map((step, i) => ({
        step: i + 1,
        ...step,
        count: counts[i] ?? 0,
        ofFirst: part(counts[i], counts[0]),
        ofPrevious: i === 0 ? 1 : part(counts[i], counts[i - 1]),
      })),
      nextCursor: null,
    };
  }

  private async countsOf(site: Site, funnel: FollowedFunnel, days: readonly number[]): Promise<number[]> {
    const shards = Array.from({ length: site.shards }, (_, shard) => this.keys.ofShard(site.name, shard));
    const byBlock = Map.groupBy(days, (day) => Math.floor(day / FUNNEL_DAYS));
    const read = [...byBlock].map(async ([block, ofBlock]) => {
      const hashes = await Promise.all(
        shards.map(async (keys): Promise<Fields> => this.redis.client.hgetall(keys.funnel(funnel.id, block))),
      );
      return ofBlock.flatMap((day) => hashes.map((fields) => ({ day: day % FUNNEL_DAYS, fields })));
    });
    const all = (await Promise.all(read)).flat();
    return funnel.steps.map((_, i) =>
      all.reduce((sum, { day, fields }) => sum + Number(fields[`${day}:${i + 1}`] ?? 0), 0),
    );
  }
}

/** As a part of one, with four places; none of none is none. */
function part(count = 0, of = 0): number {
  return of === 0 ? 0 : Math.round((10_000 * count) / of) / 10_000;
}
