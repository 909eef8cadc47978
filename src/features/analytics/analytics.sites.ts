import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { RedisConnection } from '../../redis/index.js';
import { Calendar } from './analytics.calendar.js';
import { RedisClock } from './analytics.clock.js';
import { SiteLimitError, SiteMismatchError, SiteNotFoundError } from './analytics.errors.js';
import { analyticsKeys } from './analytics.keys.js';
import { analyticsOptions, type AnalyticsOptions } from './analytics.options.js';
import { siteName } from './analytics.schemas.js';
import { makeSite } from './scripts/index.js';

/** What cannot change of a site: its counters are cut by it. */
interface Made {
  readonly timeZone: string;
  readonly shards: number;
}

/** A site as this process knows it. */
export interface Site extends Made {
  readonly name: string;
  readonly calendar: Calendar;
  readonly origins: readonly string[];
  /** The key under which ids of its users are digested. */
  readonly userKey: string;
}

/** The sites, by name. One is looked up once a process. */
@Injectable()
export class AnalyticsSites {
  readonly clock = new RedisClock();
  private readonly known = new Map<string, Promise<Site>>();
  private readonly calendars = new Map<string, Calendar>();
  private readonly keys;

  constructor(
    private readonly redis: RedisConnection,
    @analyticsOptions.inject() readonly options: AnalyticsOptions,
  ) {
    this.keys = analyticsKeys(redis.keys('analytics'));
  }

  /**
   * The site, made with its first event where that may be.
   *
   * @throws SiteNotFoundError, SiteLimitError, SiteMismatchError
   */
  async open(name: string): Promise<Site> {
    return this.once(name, this.mayMake(name) ? this.options.maxSites : 0);
  }

  /** The site if there is one; nothing is made. @throws SiteNotFoundError */
  async find(name: string): Promise<Site> {
    return this.once(name, 0);
  }

  /** All sites by name, with what they were made with. */
  async list(): Promise<({ site: string } & Made)[]> {
    const all = await this.redis.client.hgetall(this.keys.sites());
    return Object.keys(all)
      .toSorted()
      .map((site) => ({ site, ...(JSON.parse(all[site] ?? '') as Made) }));
  }

  private mayMake(name: string): boolean {
    return this.options.openSites || name in this.options.sites;
  }

  private async once(name: string, maxSites: number): Promise<Site> {
    const known = this.known.get(name);
    if (known) return known;
    const opening = this.load(name, maxSites);
    this.known.set(name, opening);
    // What failed is tried anew; and so nothing of a name that is no site is kept.
    opening.catch(() => this.known.delete(name));
    return opening;
  }

  private async load(name: string, maxSites: number): Promise<Site> {
    if (!siteName.safeParse(name).success) throw new SiteNotFoundError(name);
    const told = this.options.sites[name] ?? { origins: [] };
    const wanted = {
      timeZone: told.timeZone ?? this.options.timeZone,
      shards: told.shards ?? this.options.shards,
    };
    const { now, made } = await makeSite.run(
      this.redis.client,
      { sites: this.keys.sites() },
      { site: name, made: JSON.stringify(wanted), maxSites },
    );
    this.clock.learn(now);
    if (made === undefined) throw maxSites > 0 ? new SiteLimitError(maxSites) : new SiteNotFoundError(name);
    const fixed = JSON.parse(made) as Made;
    assertSame(name, fixed, told);
    const userKey = await this.keyOf(name);
    return { name, ...fixed, origins: told.origins, calendar: this.calendarOf(fixed.timeZone), userKey };
  }

  /** Of two processes that come first at once both get the one key. */
  private async keyOf(name: string): Promise<string> {
    const key = randomBytes(16).toString('base64url');
    return (await this.redis.client.set(this.keys.userKey(name), key, 'NX', 'GET')) ?? key;
  }

  private calendarOf(timeZone: string): Calendar {
    const known = this.calendars.get(timeZone) ?? new Calendar(timeZone);
    this.calendars.set(timeZone, known);
    return known;
  }
}

/** What is told of a site has to be what it was made with. */
function assertSame(
  name: string,
  { timeZone, shards }: Made,
  told: { timeZone?: string | undefined; shards?: number | undefined },
): void {
  if ((told.timeZone ?? timeZone) === timeZone && (told.shards ?? shards) === shards) return;
  throw new SiteMismatchError(name, `the time zone ${timeZone} and ${shards} shards`);
}
