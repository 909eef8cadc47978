import { Injectable } from '@nestjs/common';
import { hitOf, type Hit } from './analytics.event.js';
import { AnalyticsIngest, type Refused } from './analytics.ingest.js';
import type { CheckedImport } from './analytics.schemas.js';
import type { AnalyticsSites, Site } from './analytics.sites.js';
import { AnalyticsCloser } from './analytics.worker.js';

/** Of how many events the parts are that are stored one after the other. */
const PART = 100;

/** Counts events of days that are over, as they would have been counted at the time. */
@Injectable()
export class AnalyticsImport {
  private readonly sites: AnalyticsSites;

  constructor(
    private readonly ingest: AnalyticsIngest,
    private readonly closer: AnalyticsCloser,
  ) {
    this.sites = ingest.sites;
  }

  /** Counts checked events, by their place in what was sent; answers those that were refused. */
  async take(
    site: Site,
    events: readonly { index: number; event: CheckedImport }[],
    id: string,
  ): Promise<Refused[]> {
    const refused: Refused[] = [];
    const hits: { index: number; hit: Hit; id: string | undefined }[] = [];
    for (const { index, event } of events) {
      const hit = this.read(site, event);
      if ('message' in hit) refused.push({ index, ...hit });
      else hits.push({ index, hit, id: event.id });
    }
    if (hits.length === 0) return refused;
    await this.closer.open(site, [...new Set(hits.map(({ hit: { at } }) => site.calendar.dayOf(at)))]);
    // Cut by their places in what was sent, so that a part is known again whatever else of it is refused the next time.
    const parts = Map.groupBy(hits, ({ index }) => Math.floor(index / PART));
    for (const [part, ofPart] of parts)
      await this.ingest.storage.store(site, ofPart, { id: `${id}@${part}`, imported: true });
    // What somebody read of these days meanwhile.
    this.closer.rankings.closed.forget();
    return refused;
  }

  private read(site: Site, event: CheckedImport): Hit | (typeof REFUSALS)[keyof typeof REFUSALS] {
    const { at, userId, visitor } = event;
    if (at < this.sites.clock.now() - this.sites.options.daysKeepMs) return REFUSALS.old;
    if (!this.closer.rankings.closed.has(site, site.calendar.dayOf(at))) return REFUSALS.open;
    const who = this.ingest.visitors.identifyImported(site, at, { userId, ...visitor });
    return hitOf(event, { site, visitor, who }) ?? REFUSALS.page;
  }
}

const REFUSALS = {
  old: { path: 'at', message: 'is longer ago than counts are kept' },
  open: { path: 'at', message: 'is of a day that is not over yet: send it as an event' },
  page: { path: 'path', message: 'is no address of a page, or too long' },
} as const;
