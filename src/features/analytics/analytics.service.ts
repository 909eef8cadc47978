import { Injectable } from '@nestjs/common';
import type { Metric } from '../../kernel/metrics.js';
import { AnalyticsIngest, type Refused, type TrackOptions } from './analytics.ingest.js';
import { AnalyticsReports } from './analytics.reports.js';
import {
  type ActiveUsers,
  type ActiveUsersQuery,
  type Live,
  type Pageviews,
  type PageviewsQuery,
  type Top,
  type TopQuery,
} from './analytics.report.schemas.js';
import { eventInput, type AnalyticsEvent, type Tracked } from './analytics.schemas.js';
import { AnalyticsSites } from './analytics.sites.js';

/** Most faults that an answer lists; more would only repeat them. */
const MAX_FAULTS = 20;

/** Counts what happens on sites, and answers how much of it there was. */
@Injectable()
export class AnalyticsService {
  constructor(
    private readonly sites: AnalyticsSites,
    private readonly ingest: AnalyticsIngest,
    private readonly reports: AnalyticsReports,
  ) {}

  /**
   * Counts an event, or each of many that is well formed. One round trip, however many.
   *
   * @throws SiteNotFoundError, SiteLimitError, SiteMismatchError; AnalyticsOverloadedError where Redis does not keep up
   */
  async track(
    site: string,
    input: AnalyticsEvent | readonly unknown[],
    options: TrackOptions = {},
  ): Promise<Tracked> {
    const events = Array.isArray(input) ? (input as unknown[]) : [input];
    const found = await this.sites.open(site);
    const refused: Refused[] = [];
    const checked = events.flatMap((each, index) => {
      const { success, data, error } = eventInput.safeParse(each);
      if (success) return [{ index, event: data }];
      const [{ path, message } = { path: [], message: '' }] = error.issues;
      refused.push({ index, path: path.join('.'), message });
      return [];
    });
    this.ingest.noteRejected(refused.length);
    if (checked.length > 0) refused.push(...(await this.ingest.take(found, checked, options)));
    const errors = refused.toSorted((a, b) => a.index - b.index).slice(0, MAX_FAULTS);
    return {
      accepted: events.length - refused.length,
      rejected: refused.length,
      ...(errors.length > 0 && { errors }),
    };
  }

  /** Page views, events, visits and visitors of a site by interval, or page views of one `path`. @throws SiteNotFoundError */
  async pageviews(site: string, query: PageviewsQuery = {}): Promise<Pageviews> {
    return this.reports.pageviews(await this.sites.find(site), query);
  }

  /** The most frequent values of a dimension. @throws SiteNotFoundError */
  async top(site: string, query: TopQuery = {}): Promise<Top> {
    return this.reports.top(await this.sites.find(site), query);
  }

  /** How many different users were active on a day, in its week and in its month. @throws SiteNotFoundError */
  async activeUsers(site: string, query: Pick<ActiveUsersQuery, 'date'> = {}): Promise<ActiveUsers> {
    return this.reports.activeUsers(await this.sites.find(site), query);
  }

  /** The same for each day of a range. @throws SiteNotFoundError */
  async activeUsersByDay(site: string, range: Pick<ActiveUsersQuery, 'from' | 'to'>): Promise<ActiveUsers[]> {
    return this.reports.activeUsersByDay(await this.sites.find(site), range);
  }

  /** Who is there at the moment. @throws SiteNotFoundError */
  async live(site: string): Promise<Live> {
    return this.reports.live(await this.sites.find(site));
  }

  /** All sites by name, each with what cannot change of it. */
  async list(): Promise<{ site: string; timeZone: string; shards: number }[]> {
    return this.sites.list();
  }

  /** Whether a page of this origin may send events to a site; each may where the site lists none. */
  async allows(site: string, origin: string): Promise<boolean> {
    const { origins } = await this.sites.open(site);
    return origins.length === 0 || origins.includes(origin.toLowerCase());
  }

  /** What this process tells of its events, in the terms of Prometheus. */
  metrics(): Metric[] {
    return this.ingest.metrics();
  }
}
