import type { KeySpace } from '../../redis/index.js';

/**
 * Every key of this feature. A site's visitors are spread over its shards, and all that a shard counts lives in one Cluster
 * slot. Days, weeks and months are those of the site's time zone.
 */
export const analyticsKeys = (space: KeySpace) => ({
  /** hash: what cannot change of a site (time zone, shards) as JSON, by its name. No TTL: bounded by `maxSites` */
  sites: () => space('sites', 'all'),
  /** zset: the names of all sites, each with score 0. No TTL: bounded by `maxSites` */
  names: () => space('sites', 'names'),
  /** string: the random key under which ids of a site's users are digested. No TTL: as old as the site */
  userKey: (site: string) => space(site, 'user-key'),
  /** string: the random salt of a day's visitor ids. TTL: until no more events of the day are taken */
  salt: (site: string, date: string) => space(site, `salt:${date}`),
  /** set: days that are over and to which an import has added, until their rankings are packed. TTL: a week */
  imported: (site: string) => space(site, 'imported'),
  ofShard: (site: string, shard: number) => {
    const key = (part: string) => space(`${site}:${shard}`, part);
    return {
      /** hash: `<minute><metric>` of an hour (since the epoch). TTL: `minutesKeepMs` after it */
      minutes: (hour: number) => key(`m:${hour}`),
      /** hash: `<quarter of the day with which the hour begins><metric>` of a day. TTL: `hoursKeepMs` after it */
      hours: (date: string) => key(`h:${date}`),
      /** hash: `<day of the month><metric>` of a month. TTL: `daysKeepMs` after it */
      days: (month: string) => key(`d:${month}`),
      /** hash: what was left out of a day, and why; what the small places of a ranking add up to. TTL: `daysKeepMs` after it */
      losses: (date: string) => key(`x:${date}`),
      /** zset: values of a dimension by how often they were seen on a day. TTL: `hoursKeepMs` after it */
      ranking: (dimension: string, date: string) => key(`t:${dimension}:${date}`),
      /** string: such a ranking of a day that is over, as JSON. TTL: what the ranking had left */
      packed: (dimension: string, date: string) => key(`f:${dimension}:${date}`),
      /** HyperLogLog: ids of a day's visitors. TTL: `daysKeepMs` after it */
      visitors: (date: string) => key(`v:${date}`),
      /** HyperLogLog: ids of the users who were active in a day, week (by its Monday) or month. TTL: `daysKeepMs` after it */
      users: (period: string) => key(`u:${period}`),
      /**
       * hash: `lost`, and how many users were active in a day, week or month by how many days, weeks or months they had been
       * there; of sites that count users exactly. TTL: `daysKeepMs` after it
       */
      active: (period: string) => key(`a:${period}`),
      /** hash: on which days users were active, 12 bytes each, by their digests. TTL: `daysKeepMs` after the last of them */
      bucket: (bucket: number) => key(`k:${bucket}`),
      /** hash: when people who are in a funnel began, and how far they came, by their digests. TTL: its window */
      inFunnel: (funnel: string, bucket: number) => key(`p:${funnel}:${bucket}`),
      /** hash: `<day>:<step>`, how many came so far of those who began on a day, of 32 days. TTL: `daysKeepMs` after them */
      funnel: (funnel: string, days32: number) => key(`n:${funnel}:${days32}`),
      /** string: the visit that a visitor is in. TTL: `visitGapMs` */
      visit: (visitor: string) => key(`s:${visitor}`),
      /** zset: visitors by when they were last seen. TTL: as long as they count as live */
      live: () => key('live'),
      /** hash: how many visits began in this minute. TTL: two minutes */
      pulse: () => key('pulse'),
      /** hash: how many visits of an import began in this minute. TTL: two minutes */
      importPulse: () => key('import-pulse'),
      /** set: ids of the batches that were imported in a week. TTL: two weeks */
      importIds: (week: number) => key(`ib:${week}`),
      /** set: ids of the batches that were counted in ten minutes. TTL: twenty minutes */
      ids: (tenMinutes: number) => key(`b:${tenMinutes}`),
    };
  },
});

/** The keys of one shard of a site. */
export type ShardKeys = ReturnType<ReturnType<typeof analyticsKeys>['ofShard']>;
