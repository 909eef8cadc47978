import { Injectable } from '@nestjs/common';
import { RedisConnection, type RedisClient } from '../../redis/index.js';
import { dateOf, dayOfDate } from './analytics.calendar.js';
import { analyticsKeys, type ShardKeys } from './analytics.keys.js';
import { daysOf, readPeriod } from './analytics.period.js';
import type { Dimension, Dropped, DroppedQuery, Live, Top, TopQuery } from './analytics.report.schemas.js';
import type { ActiveUsers, ActiveUsersQuery } from './analytics.people.schemas.js';
import { AnalyticsRankings, type Ranking } from './analytics.rankings.js';
import { AnalyticsRetention } from './analytics.retention.js';
import type { AnalyticsSites, Site } from './analytics.sites.js';
import { UNITS } from './analytics.users.js';

/** Standard error of a HyperLogLog of 2^14 registers, as Redis has them. */
const HLL_ERROR = 0.0081;

/** Most days of a ranking, or of active users, that are added up in one answer. */
const MAX_DAYS = 92;

const LIVE_MINUTES = 30;

/** What is counted of a dimension; of those that are not here it is visits. */
function countedBy(dimension: Dimension): Top['counts'] {
  if (dimension === 'page') return 'pageviews';
  return dimension === 'event' || dimension.startsWith('property:') ? 'events' : 'visits';
}

const LOSSES = ['bot', 'doNotTrack', 'late', 'origin', 'visits', 'users', 'funnels'] as const;

/** Answers what was most frequent, who was active and what happens now. */
@Injectable()
export class AnalyticsReports {
  private readonly sites: AnalyticsSites;
  private readonly keys;

  constructor(
    private readonly redis: RedisConnection,
    private readonly rankings: AnalyticsRankings,
    readonly retention: AnalyticsRetention,
  ) {
    this.sites = rankings.closed.sites;
    this.keys = analyticsKeys(redis.keys('analytics'));
  }

  /** The most frequent values of a dimension in some days. */
  async top(site: Site, { dimension = 'page', limit = 10, ...range }: TopQuery): Promise<Top> {
    const days = daysOf(site, readPeriod(site, range, this.sites.clock.now()), MAX_DAYS);
    const dates = days.map(dateOf);
    const parts = await Promise.all(days.map(async (day) => this.rankings.read(site, dimension, day)));
    const { sums, all, rare } = merged(parts.flat());
    const items = [...sums]
      .map(([value, count]) => ({ value, count }))
      .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
      .slice(0, Number(limit));
    const shown = items.reduce((sum, { count }) => sum + count, 0);
    return {
      dimension,
      counts: countedBy(dimension),
      from: dates[0] ?? '',
      to: dates.at(-1) ?? '',
      items,
      other: all - shown + rare,
      exact: rare === 0,
      nextCursor: null,
    };
  }

  /** What was left out, day by day. */
  async dropped(site: Site, range: DroppedQuery): Promise<Dropped> {
    const days = daysOf(site, readPeriod(site, range, this.sites.clock.now()), MAX_DAYS);
    const items = await Promise.all(days.map(async (day) => this.droppedOn(site, dateOf(day))));
    return { items, nextCursor: null };
  }

  /** Different users of a day, its week and its month. */
  async activeUsers(site: Site, { date }: Pick<ActiveUsersQuery, 'date'>): Promise<ActiveUsers> {
    const day = date === undefined ? site.calendar.dayOf(this.sites.clock.now()) : dayOfDate(date);
    return this.activeOn(site, day);
  }

  /** The same for each day of a range. */
  async activeUsersByDay(site: Site, range: Pick<ActiveUsersQuery, 'from' | 'to'>): Promise<ActiveUsers[]> {
    const days = daysOf(site, readPeriod(site, range, this.sites.clock.now()), MAX_DAYS);
    return Promise.all(days.map(async (day) => this.activeOn(site, day)));
  }

  /** Visitors of the last minutes, and page views of the last half hour by the minute. */
  async live(site: Site): Promise<Live> {
    const now = this.sites.clock.now();
    const minute = Math.floor(now / 60_000);
    const minutes = Array.from({ length: LIVE_MINUTES }, (_, i) => minute - LIVE_MINUTES + 1 + i);
    const hours = [...new Set(minutes.map((each) => Math.floor(each / 60)))];
    const shards = await Promise.all(
      this.shardsOf(site).map(async (keys) =>
        Promise.all([
          this.client.zcount(keys.live(), now - this.sites.options.liveMs, '+inf'),
          Promise.all(hours.map(async (hour) => this.client.hgetall(keys.minutes(hour)))),
        ]),
      ),
    );
    const viewsAt = (each: number) =>
      shards.reduce((sum, [, byHour]) => {
        const fields = byHour[hours.indexOf(Math.floor(each / 60))];
        return sum + Number(fields?.[`${each % 60}p`] ?? 0);
      }, 0);
    const items = minutes.map((each) => ({ at: each * 60_000, pageviews: viewsAt(each) }));
    return {
      visitors: shards.reduce((sum, [visitors]) => sum + visitors, 0),
      pageviews: items.reduce((sum, { pageviews }) => sum + pageviews, 0),
      minutes: items,
    };
  }

  private async droppedOn(site: Site, date: string): Promise<Dropped['items'][number]> {
    const shards = await Promise.all(
      this.shardsOf(site).map(async (keys) => this.client.hgetall(keys.losses(date))),
    );
    const sumOf = (field: string) => shards.reduce((sum, fields) => sum + Number(fields[field] ?? 0), 0);
    const rare = new Set(
      shards.flatMap((fields) => Object.keys(fields)).filter((field) => field.startsWith('o:')),
    );
    const counts = Object.fromEntries(LOSSES.map((loss) => [loss, sumOf(`d:${loss}`)]));
    return {
      date,
      ...(counts as Record<(typeof LOSSES)[number], number>),
      rare: Object.fromEntries([...rare].map((field) => [field.slice(2), sumOf(field)])),
    };
  }

  private async activeOn(site: Site, day: number): Promise<ActiveUsers> {
    const [visitors, ...users] = await Promise.all([
      this.estimate(site, (keys) => keys.visitors(dateOf(day))),
      ...Object.values(UNITS).map(async ({ nameOf }) => this.usersIn(site, nameOf(day))),
    ]);
    const [daily, weekly, monthly] = users.map(({ count }) => count) as [number, number, number];
    const exact = users.every((each) => each.exact);
    return { date: dateOf(day), daily, weekly, monthly, visitors, exact, error: HLL_ERROR };
  }

  /** Users of a period by its name. */
  private async usersIn(site: Site, name: string): Promise<{ count: number; exact: boolean }> {
    const count = await this.retention.activeIn(site, name);
    if (count !== undefined) return { count, exact: true };
    return { count: await this.estimate(site, (keys) => keys.users(name)), exact: false };
  }

  /** Each visitor and user belongs to one shard, so the shards' numbers add up. */
  private async estimate(site: Site, keyOf: (keys: ShardKeys) => string): Promise<number> {
    const counts = await Promise.all(
      this.shardsOf(site).map(async (keys) => this.client.pfcount(keyOf(keys))),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  private get client(): RedisClient {
    return this.redis.client;
  }

  private shardsOf(site: Site): ShardKeys[] {
    return Array.from({ length: site.shards }, (_, shard) => this.keys.ofShard(site.name, shard));
  }
}

/** Adds up rankings. */
function merged(rankings: readonly Ranking[]) {
  const sums = new Map<string, number>();
  let [rare, all] = [0, 0];
  for (const ranking of rankings) {
    rare += ranking.rare;
    for (const [value, count] of ranking.counts) {
      sums.set(value, (sums.get(value) ?? 0) + count);
      all += count;
    }
  }
  return { sums, all, rare };
}
