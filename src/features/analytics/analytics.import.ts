import { Injectable } from '@nestjs/common';
import { RedisConnection } from '../../redis/index.js';
import { DAY_MS } from './analytics.calendar.js';
import { hitOf, type Hit } from './analytics.event.js';
import type { Refused } from './analytics.ingest.js';
import { analyticsKeys } from './analytics.keys.js';
import { AnalyticsRankings } from './analytics.rankings.js';
import { MAX_EVENTS, type CheckedImport } from './analytics.schemas.js';
import { AnalyticsSites, type Site } from './analytics.sites.js';
import { AnalyticsStore } from './analytics.store.js';
import { AnalyticsVisitors } from './analytics.visitors.js';
import { AnalyticsCloser } from './analytics.worker.js';

/** So many days stand open at most, so that a year that is imported at once takes no more memory than some days. */
const MAX_OPEN_DAYS = 5;
const OPEN_TTL_MS = 7 * DAY_MS;

/** Counts events of days that are over, as they would have been counted at the time. */
@Injectable()
export class AnalyticsImport {
  private readonly keys;

  constructor(
    private readonly redis: RedisConnection,
    private readonly sites: AnalyticsSites,
    private readonly visitors: AnalyticsVisitors,
    private readonly storage: AnalyticsStore,
    private readonly rankings: AnalyticsRankings,
    private readonly closer: AnalyticsCloser,
  ) {
    this.keys = analyticsKeys(redis.keys('analytics'));
  }

  /** Counts checked events, by their place in what was sent; answers those that were refused. */
  async take(
    site: Site,
    events: readonly { index: number; event: CheckedImport }[],
    id: string,
  ): Promise<Refused[]> {
    const refused: Refused[] = [];
    const hits: Hit[] = [];
    for (const { index, event } of events) {
      const hit = this.read(site, event);
      if ('message' in hit) refused.push({ index, ...hit });
      else hits.push(hit);
    }
    if (hits.length === 0) return refused;
    await this.open(site, hits);
    // A part at a time: of all that somebody may hand over at once only so much is on its way.
    for (let from = 0; from < hits.length; from += MAX_EVENTS) {
      const part = hits.slice(from, from + MAX_EVENTS).map((hit) => ({ hit, id: undefined }));
      await this.storage.store(site, part, { id: `${id}@${from}`, imported: true });
    }
    return refused;
  }

  private read(site: Site, event: CheckedImport): Hit | (typeof REFUSALS)[keyof typeof REFUSALS] {
    const { at, userId, visitor } = event;
    if (at < this.sites.clock.now() - this.sites.options.daysKeepMs) return REFUSALS.old;
    if (!this.rankings.isClosed(site, site.calendar.dayOf(at))) return REFUSALS.open;
    const who = this.visitors.identifyImported(site, at, { userId, ...visitor });
    return hitOf(event, { site, visitor, who }) ?? REFUSALS.page;
  }

  /** Notes which days get more, before they do: their rankings are packed again later, whatever becomes of this process. */
  private async open(site: Site, hits: readonly Hit[]): Promise<void> {
    const key = this.keys.imported(site.name);
    const days = [...new Set(hits.map(({ at }) => site.calendar.dayOf(at)))];
    const { client } = this.redis;
    const [, , open] = await Promise.all([
      client.sadd(key, ...days),
      client.pexpire(key, OPEN_TTL_MS),
      client.scard(key),
    ]);
    if (open > MAX_OPEN_DAYS + days.length) await this.closer.closeImported(site);
    this.rankings.forget();
  }
}

const REFUSALS = {
  old: { path: 'at', message: 'is longer ago than counts are kept' },
  open: { path: 'at', message: 'is of a day that is not over yet: send it as an event' },
  page: { path: 'path', message: 'is no address of a page, or too long' },
} as const;
