import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '../../kernel/errors.js';
import { RedisConnection } from '../../redis/index.js';
import { dateOf, firstOfMonth, monthOf } from './analytics.calendar.js';
import { detailsOf } from './analytics.event.js';
import { analyticsKeys, type ShardKeys } from './analytics.keys.js';
import { daysOf, periodBefore, readPeriod, type Period } from './analytics.period.js';
import type { Pageviews, PageviewsQuery } from './analytics.report.schemas.js';
import { AnalyticsRankings } from './analytics.rankings.js';
import { AnalyticsSites, type Site } from './analytics.sites.js';
import { countVisitors } from './scripts/index.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Longest range of each interval, in days. */
const MAX_DAYS = { minute: 2, hour: 92, day: 1830, month: 1830 } as const;

/** Longest range of one page: each of its days is looked up in a ranking of its own. */
const MAX_DAYS_OF_PAGE = 400;

/** Metrics by the letter that they are kept under. */
const METRICS = { p: 'pageviews', e: 'events', v: 'visits', b: 'bounces', t: 'durationMs' } as const;
type Letter = keyof typeof METRICS;
const LETTERS = Object.keys(METRICS) as Letter[];

type Interval = keyof typeof MAX_DAYS;
type Item = Pageviews['items'][number];
type Fields = Readonly<Record<string, string>>;

/** Answers how counts went over time. */
@Injectable()
export class AnalyticsSeries {
  private readonly keys;
  private readonly known;

  constructor(
    private readonly redis: RedisConnection,
    private readonly sites: AnalyticsSites,
    private readonly rankings: AnalyticsRankings,
  ) {
    this.keys = analyticsKeys(redis.keys('analytics'));
    this.known = rankings.closed.memory<Item>(20_000);
  }

  /** Counts by interval, of the whole site or of one page. Every interval that the range touches is there, empty ones too. */
  async read(site: Site, { path, interval = 'day', compare, ...range }: PageviewsQuery): Promise<Pageviews> {
    const now = this.sites.clock.now();
    const from = range.from ?? usualStart(site, interval, now);
    const period = readPeriod(site, { ...range, from }, now);
    const items = await this.itemsOf(site, path, { interval, period });
    const answer = { interval, timeZone: site.timeZone, total: totalOf(items), items, nextCursor: null };
    if (compare === undefined) return answer;
    const before = periodBefore(site, period);
    const total = totalOf(await this.itemsOf(site, path, { interval, period: before }));
    return { ...answer, previous: { from: before.fromAt, to: before.toAt, total } };
  }

  private async itemsOf(
    site: Site,
    path: string | undefined,
    asked: { interval: Interval; period: Period },
  ): Promise<Item[]> {
    return path === undefined
      ? this.ofSite(site, asked.interval, asked.period)
      : this.ofPage(site, path, asked);
  }

  private async ofSite(site: Site, interval: Interval, period: Period): Promise<Item[]> {
    const days = daysOf(site, period, MAX_DAYS[interval]);
    if (interval === 'minute') return this.byMinute(site, period);
    if (interval === 'hour') return this.byHour(site, period);
    const items = await this.byDay(site, days);
    return interval === 'day' ? items : byMonth(site, items);
  }

  private async byMinute(site: Site, { fromAt, toAt }: Period): Promise<Item[]> {
    const first = Math.floor(fromAt / MINUTE_MS);
    const minutes = Array.from({ length: Math.ceil(toAt / MINUTE_MS) - first }, (_, i) => first + i);
    const hours = new Set(minutes.map((minute) => Math.floor(minute / 60)));
    const read = await this.hashes(site, hours, (keys, hour) => keys.minutes(hour));
    return minutes.map((minute) =>
      itemOf(site, minute * MINUTE_MS, {
        shards: read.get(Math.floor(minute / 60)),
        field: String(minute % 60),
        letters: ['p', 'e'],
      }),
    );
  }

  private async byHour(site: Site, { fromAt, toAt }: Period): Promise<Item[]> {
    const { calendar } = site;
    const hours = calendar.hours(fromAt, toAt);
    const days = new Set(hours.map((at) => calendar.dayOf(at)));
    const read = await this.hashes(site, days, (keys, day) => keys.hours(dateOf(day)));
    return hours.map((at) =>
      itemOf(site, at, {
        shards: read.get(calendar.dayOf(at)),
        field: String(calendar.slotOf(at)),
        letters: LETTERS,
      }),
    );
  }

  private async byDay(site: Site, days: readonly number[]): Promise<Item[]> {
    const nameOf = (day: number) => `${site.name} ${day}`;
    const known = new Map(days.map((day) => [day, this.known.get(nameOf(day))]));
    const missing = days.filter((day) => !known.get(day));
    const read = missing.length > 0 ? await this.fetchDays(site, missing) : [];
    for (const [i, day] of missing.entries()) {
      known.set(day, read[i]);
      if (this.rankings.closed.has(site, day)) this.known.set(nameOf(day), read[i]);
    }
    // Copies: they are the caller's.
    return [...known.values()].flatMap((item) => (item ? { ...item } : []));
  }

  private async fetchDays(site: Site, days: readonly number[]): Promise<Item[]> {
    const [read, visitors] = await Promise.all([
      this.hashes(site, new Set(days.map(monthOf)), (keys, month) => keys.days(month)),
      this.visitorsOn(site, days),
    ]);
    return days.map((day, i) => ({
      ...itemOf(site, site.calendar.startOf(day), {
        shards: read.get(monthOf(day)),
        field: dateOf(day).slice(8),
        letters: LETTERS,
      }),
      visitors: visitors[i] ?? 0,
    }));
  }

  private async ofPage(
    site: Site,
    path: string,
    { interval, period }: { interval: Interval; period: Period },
  ): Promise<Item[]> {
    if (interval === 'minute' || interval === 'hour')
      throw new InvalidInputError('Of one page there are counts by day and month only', [
        { path: 'interval', message: 'must be day or month with a path' },
      ]);
    const page = detailsOf({ name: 'pageview', path })?.page;
    const days = daysOf(site, period, MAX_DAYS_OF_PAGE);
    const rankings = await Promise.all(days.map(async (day) => this.rankings.read(site, 'page', day)));
    const items = days.map((day, i) => ({
      at: site.calendar.startOf(day),
      date: dateOf(day),
      pageviews: (rankings[i] ?? []).reduce((sum, { counts }) => sum + (counts.get(page ?? '') ?? 0), 0),
    }));
    return interval === 'day' ? items : byMonth(site, items);
  }

  /** Visitors belong to one shard each, so the shards' numbers add up. */
  private async visitorsOn(site: Site, days: readonly number[]): Promise<number[]> {
    const ofShards = await Promise.all(
      this.shardsOf(site).map(async (shard) => {
        const keys = days.map((day) => shard.visitors(dateOf(day)));
        return countVisitors.run(this.redis.client, {}, {}, { keys });
      }),
    );
    return days.map((_, i) => ofShards.reduce((sum, counts) => sum + (counts[i] ?? 0), 0));
  }

  /** The hashes of all shards, by what they are of. */
  private async hashes<T>(
    site: Site,
    wanted: Set<T>,
    keyOf: (keys: ShardKeys, each: T) => string,
  ): Promise<Map<T, Fields[]>> {
    const shards = this.shardsOf(site);
    const read = [...wanted].map(async (each): Promise<[T, Fields[]]> => [
      each,
      await Promise.all(shards.map(async (keys) => this.redis.client.hgetall(keyOf(keys, each)))),
    ]);
    return new Map(await Promise.all(read));
  }

  private shardsOf(site: Site): ShardKeys[] {
    return Array.from({ length: site.shards }, (_, shard) => this.keys.ofShard(site.name, shard));
  }
}

/** An hour by the minute, a day by the hour, thirty days, twelve months: this one is always the last. */
function usualStart({ calendar }: Site, interval: Interval, now: number): number | undefined {
  if (interval === 'minute') return now - 59 * MINUTE_MS;
  if (interval === 'hour') return now - 23 * HOUR_MS;
  if (interval === 'day') return undefined;
  return calendar.startOf(firstOfMonth(firstOfMonth(calendar.dayOf(now)) - 330));
}

function itemOf(
  { calendar }: Site,
  at: number,
  {
    shards = [],
    field,
    letters,
  }: { shards: readonly Fields[] | undefined; field: string; letters: readonly Letter[] },
): Item {
  const item: Item = { at, date: dateOf(calendar.dayOf(at)), pageviews: 0 };
  for (const letter of letters)
    item[METRICS[letter]] = shards.reduce((sum, fields) => sum + Number(fields[field + letter] ?? 0), 0);
  return item;
}

function byMonth({ calendar }: Site, items: readonly Item[]): Item[] {
  const months = Map.groupBy(items, ({ date }) => date.slice(0, 7));
  return [...months].map(([date, ofMonth]) => ({
    at: calendar.startOf(firstOfMonth(calendar.dayOf(ofMonth[0]?.at ?? 0))),
    date,
    ...totalOf(ofMonth),
  }));
}

/** Sums of what adds up; visitors of different days do not. */
function totalOf(items: readonly Item[]): Pageviews['total'] {
  const total: Pageviews['total'] = { pageviews: 0 };
  for (const item of items)
    for (const letter of LETTERS) {
      const name = METRICS[letter];
      if (item[name] !== undefined) total[name] = (total[name] ?? 0) + item[name];
    }
  return total;
}
