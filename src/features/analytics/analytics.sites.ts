import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { RedisConnection, pageOfNames } from '../../redis/index.js';
import { Calendar, dateOf } from './analytics.calendar.js';
import { RedisClock } from './analytics.clock.js';
import { SiteLimitError, SiteMismatchError, SiteNotFoundError } from './analytics.errors.js';
import { analyticsKeys } from './analytics.keys.js';
import { analyticsOptions, type AnalyticsOptions } from './analytics.options.js';
import type { SitesPage, SitesQuery } from './analytics.report.schemas.js';
import { siteName, type SiteSettings } from './analytics.site.schemas.js';
import { FollowedFunnel } from './analytics.funnel.js';
import { makeSite, setSite } from './scripts/index.js';

/** A site as it is kept. Time zone and shards cannot change: its counters are cut by them. */
export type StoredSite = SiteSettings & {
  readonly timeZone: string;
  readonly shards: number;
  /** From which day on users are counted exactly, where it was not from the first. */
  readonly usersSince?: string | undefined;
};

type Optional = 'usersSince' | 'countryHeader';

/** A site as this process knows it. */
export interface Site extends Required<Omit<StoredSite, Optional>>, Pick<StoredSite, Optional> {
  readonly name: string;
  readonly calendar: Calendar;
  readonly followed: readonly FollowedFunnel[];
  /** The key under which ids of its users are digested. */
  readonly userKey: string;
}

/** How long settings of a site are believed; another process may have changed them. */
const BELIEVED_MS = 5000;

const DEFAULTS = {
  origins: [] as string[],
  properties: [] as string[],
  funnels: {} as Required<StoredSite>['funnels'],
  bots: 'drop',
  users: 'estimated',
  honourDoNotTrack: true,
} as const;

interface Known {
  site: Promise<Site>;
  until: number;
}

/** The sites, by name. */
@Injectable()
export class AnalyticsSites {
  readonly clock = new RedisClock();
  private readonly known = new Map<string, Known>();
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

  /** A page of the sites by name, as they are kept. */
  async list({ limit = 50, cursor }: SitesQuery = {}): Promise<SitesPage> {
    const { client } = this.redis;
    const page = { limit: Number(limit), cursor };
    const { names, nextCursor } = await pageOfNames(client, this.keys.names(), page);
    const stored = names.length > 0 ? await client.hmget(this.keys.sites(), ...names) : [];
    return {
      items: names.map((site, i) => ({ site, ...(JSON.parse(stored[i] ?? '') as StoredSite) })),
      nextCursor,
    };
  }

  /** The names of all sites. */
  async names(): Promise<string[]> {
    return this.redis.client.zrange(this.keys.names(), '0', '-1');
  }

  /**
   * Makes a site, or gives it other settings; what is not told is as the options have it.
   *
   * @throws SiteLimitError, SiteMismatchError where its time zone or shards would change
   */
  async set(name: string, settings: SiteSettings): Promise<StoredSite> {
    const { maxSites } = this.options;
    const told = { ...this.wanted(name), ...defined(settings) };
    const stored = { ...told, usersSince: await this.sinceOf(name, told) };
    const keys = { sites: this.keys.sites(), names: this.keys.names() };
    const args = { site: name, settings: JSON.stringify(stored), maxSites };
    const { outcome, before } = await setSite.run(this.redis.client, keys, args);
    if (outcome === 'full') throw new SiteLimitError(maxSites);
    if (outcome === 'differs') throw mismatch(name, JSON.parse(before ?? '') as StoredSite);
    this.known.delete(name);
    return stored;
  }

  /** What the options say of a site. */
  private wanted(name: string): StoredSite {
    const { timeZone, shards, users, sites } = this.options;
    return { timeZone, shards, ...(users === 'exact' && { users }), ...defined(sites[name]) };
  }

  /** From which day on users are counted exactly: of a site that did not do so from the day after this one. */
  private async sinceOf(name: string, { users, timeZone }: StoredSite): Promise<string | undefined> {
    if (users !== 'exact') return undefined;
    const json = await this.redis.client.hget(this.keys.sites(), name);
    if (json === null) return undefined;
    const before = JSON.parse(json) as StoredSite;
    if (before.users === 'exact') return before.usersSince;
    return dateOf(this.calendarOf(timeZone).dayOf(this.clock.now()) + 1);
  }

  private mayMake(name: string): boolean {
    return this.options.openSites || name in this.options.sites;
  }

  private async once(name: string, maxSites: number): Promise<Site> {
    const known = this.known.get(name);
    if (known && known.until > performance.now()) return known.site;
    const site = this.load(name, maxSites);
    if (known) {
      // It goes on with what it knows while it asks, or while Redis is away.
      known.until = performance.now() + BELIEVED_MS;
      void site.then(
        () => this.known.set(name, { site, until: performance.now() + BELIEVED_MS }),
        () => undefined,
      );
      return known.site;
    }
    this.known.set(name, { site, until: performance.now() + BELIEVED_MS });
    // What failed is tried anew; and so nothing of a name that is no site is kept.
    site.catch(() => this.known.delete(name));
    return site;
  }

  private async load(name: string, maxSites: number): Promise<Site> {
    if (!siteName.safeParse(name).success) throw new SiteNotFoundError(name);
    const told = defined(this.options.sites[name]);
    const wanted = this.wanted(name);
    const { now, made } = await makeSite.run(
      this.redis.client,
      { sites: this.keys.sites(), names: this.keys.names() },
      { site: name, made: JSON.stringify(wanted), maxSites },
    );
    this.clock.learn(now);
    if (made === undefined) throw maxSites > 0 ? new SiteLimitError(maxSites) : new SiteNotFoundError(name);
    const stored = JSON.parse(made) as StoredSite;
    const { timeZone = stored.timeZone, shards = stored.shards } = told;
    if (timeZone !== stored.timeZone || shards !== stored.shards) throw mismatch(name, stored);
    // A site that was made before its users were to be counted exactly.
    const changes = wanted.users === 'exact' && stored.users === undefined;
    const kept = changes ? await this.set(name, stored) : stored;
    const site = { ...DEFAULTS, ...told, ...kept, name, userKey: await this.keyOf(name) };
    const followed = Object.entries(site.funnels).map(
      ([funnel, { steps, windowMs }]) => new FollowedFunnel(funnel, steps, windowMs),
    );
    return { ...site, calendar: this.calendarOf(timeZone), followed };
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

function mismatch(name: string, { timeZone, shards }: StoredSite): SiteMismatchError {
  return new SiteMismatchError(name, `the time zone ${timeZone} and ${shards} shards`);
}

/** What was told, without what was left open. */
function defined(settings: SiteSettings = {}): SiteSettings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}
