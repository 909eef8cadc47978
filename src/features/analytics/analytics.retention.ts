import { Injectable } from '@nestjs/common';
import { InvalidInputError } from '../../kernel/errors.js';
import { RedisConnection } from '../../redis/index.js';
import { DAY_MS } from './analytics.calendar.js';
import { UsersNotKeptError } from './analytics.errors.js';
import { analyticsKeys } from './analytics.keys.js';
import { daysOf, readPeriod } from './analytics.period.js';
import type { RetentionAnswer, RetentionQuery } from './analytics.people.schemas.js';
import { AnalyticsSites, type Site } from './analytics.sites.js';
import { firstDayOf, UNITS } from './analytics.users.js';

/** How many cohorts an answer has at most, how many unless told, and how many days those are. */
const COHORTS = {
  day: { max: 60, usual: 14, days: 1 },
  week: { max: 53, usual: 8, days: 7 },
  month: { max: 24, usual: 6, days: 31 },
} as const;

type Fields = Readonly<Record<string, string>>;

/** Answers, of sites that count users exactly, how many there were and how many came back. */
@Injectable()
export class AnalyticsRetention {
  private readonly keys;

  constructor(
    private readonly redis: RedisConnection,
    private readonly sites: AnalyticsSites,
  ) {
    this.keys = analyticsKeys(redis.keys('analytics'));
  }

  /**
   * The users who were first there in a day, week or month, and how many of them were there in each one after it.
   *
   * @throws UsersNotKeptError
   */
  async read(site: Site, { unit = 'week', ...range }: RetentionQuery): Promise<RetentionAnswer> {
    if (site.users !== 'exact') throw new UsersNotKeptError(site.name);
    const periods = this.periodsOf(site, unit, range);
    const hashes = await Promise.all(periods.map(async (name) => this.hashesOf(site, name)));
    const countOf = (period: number, later: number) => sumOf(hashes[period] ?? [], String(later));
    return {
      unit,
      timeZone: site.timeZone,
      exact: hashes.flat().every((fields) => fields['lost'] === undefined),
      items: periods.map((name, i) => ({
        cohort: name.replace('w', ''),
        users: countOf(i, 0),
        returned: periods.slice(i).map((_, later) => countOf(i + later, later)),
      })),
      nextCursor: null,
    };
  }

  /** Exactly how many users were active in a period by its name; undefined where that is not known. */
  async activeIn(site: Site, name: string): Promise<number | undefined> {
    if (site.users !== 'exact' || !isKept(site, name)) return undefined;
    const hashes = await this.hashesOf(site, name);
    if (hashes.some((fields) => fields['lost'] !== undefined)) return undefined;
    return hashes.reduce(
      (sum, fields) => sum + Object.values(fields).reduce((all, count) => all + Number(count), 0),
      0,
    );
  }

  private periodsOf(site: Site, unit: keyof typeof COHORTS, range: Omit<RetentionQuery, 'unit'>): string[] {
    const { max, usual, days } = COHORTS[unit];
    const now = this.sites.clock.now();
    const from = range.from ?? readPeriod(site, range, now).toAt - 1 - (usual - 1) * days * DAY_MS;
    const touched = daysOf(site, readPeriod(site, { ...range, from }, now), max * days);
    const names = [...new Set(touched.map((day) => UNITS[unit].nameOf(day)))];
    if (names.length > max)
      throw new InvalidInputError('The range is not one that can be answered', [
        { path: 'from', message: `must not be more than ${max} ${unit}s before the end` },
      ]);
    return names.filter((name) => isKept(site, name));
  }

  private async hashesOf(site: Site, name: string): Promise<Fields[]> {
    const shards = Array.from({ length: site.shards }, (_, shard) => this.keys.ofShard(site.name, shard));
    return Promise.all(
      shards.map(async (keys): Promise<Fields> => this.redis.client.hgetall(keys.active(name))),
    );
  }
}

/** Of sites that did not always count users exactly it is known from some day on. */
function isKept({ usersSince }: Site, name: string): boolean {
  return usersSince === undefined || firstDayOf(name) >= firstDayOf(usersSince);
}

function sumOf(hashes: readonly Fields[], field: string): number {
  return hashes.reduce((sum, fields) => sum + Number(fields[field] ?? 0), 0);
}
