import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { RedisConnection } from '../../redis/index.js';
import { dateOf } from './analytics.calendar.js';
import { analyticsKeys } from './analytics.keys.js';
import { AnalyticsSites, type Site } from './analytics.sites.js';

/** Who an event comes from, as far as it is known. None of it is stored. */
export interface Visitor {
  readonly ip?: string | undefined;
  readonly userAgent?: string | undefined;
  /** Of two letters, as a proxy that is trusted tells it. */
  readonly country?: string | undefined;
}

type From = Visitor & { readonly userId?: string | undefined };

/** The ids under which an event is counted; missing where it says nothing of whom it comes from. */
export interface Identity {
  readonly shard: number;
  /** Of the visitor, for this day only: the salt is forgotten. */
  readonly visitor?: string;
  /** Under which id the visit is, of the later of two days; and of the earlier one, to find a visit that goes on over midnight. */
  readonly visit?: { readonly id: string; readonly earlier?: string | undefined };
  /** Of the user, for as long as the site exists; kept in nothing that gives it back. */
  readonly user?: string;
}

/** 96 bits: two of a million visitors get the same with a chance of one in 10^17. */
const ID_BYTES = 12;

/** More than the days and sites on which somebody is seen at a time. */
const MAX_DIGESTS = 8;

/** Somebody who was seen lately, with the digests that stand for them, by the keys that those were made with. */
interface Person {
  readonly who: string;
  readonly digests: Map<string, string>;
}

/** How long a salt is believed before Redis is asked whether it is still the one: it may have lost its data. */
const BELIEVED_MS = 60_000;

/**
 * Digests that stand for visitors and users. A visitor's is made with a random salt of the site's local day, which exists
 * in Redis and in memory only and ends when events of that day are no longer taken: nobody can then tell who it was.
 */
@Injectable()
export class AnalyticsVisitors {
  private readonly salts = new LRUCache<string, { salt: string; until: number }>({ max: 10_000 });
  private readonly people = new LRUCache<string, Person>({ max: 25_000 });
  private readonly keys;

  constructor(
    private readonly redis: RedisConnection,
    private readonly sites: AnalyticsSites,
  ) {
    this.keys = analyticsKeys(redis.keys('analytics'));
  }

  /** Makes the salts of these days ready for {@link identify}, those of the days before included. */
  async prepare(site: Site, days: Iterable<number>): Promise<void> {
    const missing = new Set<number>();
    const today = this.today(site);
    for (const day of days)
      for (const each of [day - 1, day, Math.min(day + 1, today)])
        if (!this.saltOf(site, each)) missing.add(each);
    await Promise.all([...missing].map(async (day) => this.fetchSalt(site, day)));
  }

  /** The ids of who an event of an instant comes from; {@link prepare} comes first. */
  identify(site: Site, at: number, from: From): Identity {
    const person = this.personOf(from);
    if (!person) return { shard: 0 };
    const lasting = digestOf(person, site.userKey);
    const day = site.calendar.dayOf(at);
    const visitor = this.ofDay(site, day, person);
    return {
      shard: shardOf(site, lasting),
      ...(visitor !== undefined && { visitor, visit: this.visitOf(site, { at, day, person, visitor }) }),
      ...(from.userId !== undefined && { user: lasting }),
    };
  }

  /**
   * The same of an event of a day whose salt is forgotten. What it is digested with is made of the site's own key: the ids
   * are kept nowhere longer than the import takes, but in structures that give none back.
   */
  identifyImported(site: Site, at: number, from: From): Identity {
    const person = this.personOf(from);
    if (!person) return { shard: 0 };
    const lasting = digestOf(person, site.userKey);
    const idOf = (what: number | string) => digestOf(person, `${site.userKey} ${what}`);
    return {
      shard: shardOf(site, lasting),
      visitor: idOf(site.calendar.dayOf(at)),
      visit: { id: idOf('import') },
      ...(from.userId !== undefined && { user: lasting }),
    };
  }

  /** An event of yesterday may come after one of today that goes on with the same visit; and today's visit may be of yesterday. */
  private visitOf(
    site: Site,
    { at, day, person, visitor }: { at: number; day: number; person: Person; visitor: string },
  ): NonNullable<Identity['visit']> {
    const later = day < this.today(site) ? this.ofDay(site, day + 1, person) : undefined;
    if (later !== undefined) return { id: later, earlier: visitor };
    const sinceMidnight = at - site.calendar.startOf(day);
    const earlier =
      sinceMidnight <= this.sites.options.visitGapMs ? this.ofDay(site, day - 1, person) : undefined;
    return { id: visitor, earlier };
  }

  private today({ calendar }: Site): number {
    return calendar.dayOf(this.sites.clock.now());
  }

  private ofDay(site: Site, day: number, person: Person): string | undefined {
    const salt = this.saltOf(site, day);
    return salt === undefined ? undefined : digestOf(person, salt);
  }

  /** Nobody where an event says nothing of whom it comes from. */
  private personOf(from: From): Person | undefined {
    const who = whoOf(from);
    if (who === undefined) return undefined;
    const known = this.people.get(who);
    if (known) return known;
    const person = { who, digests: new Map<string, string>() };
    this.people.set(who, person);
    return person;
  }

  private saltOf(site: Site, day: number): string | undefined {
    const known = this.salts.get(`${site.name} ${day}`);
    return known && known.until > performance.now() ? known.salt : undefined;
  }

  /** The first who asks for a day's salt makes it. Of a day that is over for good there is none any more. */
  private async fetchSalt(site: Site, day: number): Promise<void> {
    const endsAt =
      site.calendar.startOf(day + 1) + this.sites.options.maxLateMs + this.sites.options.visitGapMs;
    if (endsAt <= this.sites.clock.now()) return;
    const name = `${site.name} ${day}`;
    const mine = this.salts.peek(name)?.salt ?? randomBytes(16).toString('base64url');
    const key = this.keys.salt(site.name, dateOf(day));
    const theirs = await this.redis.client.set(key, mine, 'PXAT', endsAt, 'NX', 'GET');
    this.salts.set(name, { salt: theirs ?? mine, until: performance.now() + BELIEVED_MS });
  }
}

function digestOf({ who, digests }: Person, key: string): string {
  const known = digests.get(key);
  if (known !== undefined) return known;
  const made = createHmac('sha256', key).update(who).digest().subarray(0, ID_BYTES).toString('base64url');
  if (digests.size >= MAX_DIGESTS) digests.clear();
  digests.set(key, made);
  return made;
}

/** What tells somebody apart; nothing where an event says nothing of whom it comes from. */
function whoOf({ userId, ip, userAgent }: From): string | undefined {
  if (userId !== undefined) return `u\0${userId}`;
  return ip === undefined && userAgent === undefined ? undefined : `v\0${ip}\0${userAgent}`;
}

function shardOf({ shards }: Site, digest: string): number {
  return shards === 1 ? 0 : Buffer.from(digest, 'base64url').readUInt16BE() % shards;
}
