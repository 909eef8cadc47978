import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { Metric } from '../../kernel/metrics.js';
import { AnalyticsImport } from './analytics.import.js';
import { AnalyticsQuestions } from './analytics.questions.js';
import { AnalyticsIngest, type Refused, type TrackOptions } from './analytics.ingest.js';
import {
  type Dropped,
  type DroppedQuery,
  type Live,
  type Pageviews,
  type PageviewsQuery,
  type SitesPage,
  type SitesQuery,
  type Top,
  type TopQuery,
} from './analytics.report.schemas.js';
import { eventInput, importedEvent, type AnalyticsEvent, type Tracked } from './analytics.schemas.js';
import type {
  ActiveUsers,
  ActiveUsersQuery,
  FunnelAnswer,
  FunnelQuery,
  RetentionAnswer,
  RetentionQuery,
} from './analytics.people.schemas.js';
import type { SiteSettings } from './analytics.site.schemas.js';
import { type AnalyticsSites, type StoredSite } from './analytics.sites.js';

/** Most faults that an answer lists; more would only repeat them. */
const MAX_FAULTS = 20;

/** Counts what happens on sites, and answers how much of it there was. */
@Injectable()
export class AnalyticsService {
  private readonly sites: AnalyticsSites;

  constructor(
    private readonly ingest: AnalyticsIngest,
    private readonly imports: AnalyticsImport,
    private readonly ask: AnalyticsQuestions,
  ) {
    this.sites = ingest.sites;
  }

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
    return this.taken(events, eventInput, async (checked) => this.ingest.take(found, checked, options));
  }

  /**
   * Counts events of days that are over, as they would have been at the time, in order of time: page views of old logs, or
   * of another system. Sent again under the same id within a week they are counted once.
   *
   * @throws SiteNotFoundError, SiteLimitError, SiteMismatchError; AnalyticsOverloadedError where too much comes in a minute:
   * nothing of what was not counted is lost if it is sent again under its id
   */
  async importEvents(site: string, events: readonly unknown[], { id }: { id: string }): Promise<Tracked> {
    const found = await this.sites.open(site);
    return this.taken(events, importedEvent, async (checked) => {
      const refused = await this.imports.take(found, checked, id);
      this.ingest.noteTaken({ accepted: checked.length - refused.length, rejected: refused.length });
      return refused;
    });
  }

  /** Page views, events, visits and visitors of a site by interval, or page views of one `path`. @throws SiteNotFoundError */
  async pageviews(site: string, query: PageviewsQuery = {}): Promise<Pageviews> {
    return this.ask.series.read(await this.sites.find(site), query);
  }

  /** The most frequent values of a dimension. @throws SiteNotFoundError */
  async top(site: string, query: TopQuery = {}): Promise<Top> {
    return this.ask.reports.top(await this.sites.find(site), query);
  }

  /** How many different users were active on a day, in its week and in its month. @throws SiteNotFoundError */
  async activeUsers(site: string, query: Pick<ActiveUsersQuery, 'date'> = {}): Promise<ActiveUsers> {
    return this.ask.reports.activeUsers(await this.sites.find(site), query);
  }

  /** The same for each day of a range. @throws SiteNotFoundError */
  async activeUsersByDay(site: string, range: Pick<ActiveUsersQuery, 'from' | 'to'>): Promise<ActiveUsers[]> {
    return this.ask.reports.activeUsersByDay(await this.sites.find(site), range);
  }

  /**
   * Who came first in a day, week or month, and how many of them came back.
   *
   * @throws SiteNotFoundError; UsersNotKeptError where the site does not count users exactly
   */
  async retention(site: string, query: RetentionQuery = {}): Promise<RetentionAnswer> {
    return this.ask.reports.retention.read(await this.sites.find(site), query);
  }

  /** How far those came who began a funnel of the site. @throws SiteNotFoundError, FunnelNotFoundError */
  async funnel(site: string, funnel: string, range: FunnelQuery = {}): Promise<FunnelAnswer> {
    return this.ask.funnels.read(await this.sites.find(site), funnel, range);
  }

  /** Who is there at the moment. @throws SiteNotFoundError */
  async live(site: string): Promise<Live> {
    return this.ask.reports.live(await this.sites.find(site));
  }

  /** What was left out of the counts, day by day, and why. @throws SiteNotFoundError */
  async dropped(site: string, range: DroppedQuery = {}): Promise<Dropped> {
    return this.ask.reports.dropped(await this.sites.find(site), range);
  }

  /** A page of the sites by name, each with its settings. */
  async list(query: SitesQuery = {}): Promise<SitesPage> {
    return this.sites.list(query);
  }

  /** Makes a site or gives it other settings. @throws SiteLimitError, SiteMismatchError */
  async setSite(site: string, settings: SiteSettings): Promise<{ site: string } & StoredSite> {
    return { site, ...(await this.sites.set(site, settings)) };
  }

  /** Removes what is still kept of a user by an id: all else has none. @throws SiteNotFoundError */
  async forgetUser(site: string, user: string): Promise<void> {
    await this.ingest.forget(await this.sites.find(site), user);
  }

  /**
   * Counts users of sessions as active on the site that `sessionsSite` names, if it names one: what `onActivity` of sessions
   * is given.
   */
  async noteSessions(activities: readonly { userId: string; at: number }[]): Promise<void> {
    const { sessionsSite } = this.sites.options;
    if (sessionsSite === '') return;
    const events = activities.map(({ userId, at }) => ({ name: 'session', userId, at }));
    await this.track(sessionsSite, events, { ack: 'buffered' });
  }

  /** Whether a page of this origin may send events to a site, where the site lists some; notes that events were left out if not. */
  async allows(site: string, origin: string): Promise<boolean> {
    const found = await this.sites.open(site);
    const allowed = found.origins.length === 0 || found.origins.includes(origin.toLowerCase());
    if (!allowed) await this.ingest.storage.noteLoss(found, 'origin', 1);
    return allowed;
  }

  /** In which header of a request the country is told, where the site counts countries. */
  async countryHeader(site: string): Promise<string | undefined> {
    return (await this.sites.open(site)).countryHeader;
  }

  /** What this process tells of its events, in the terms of Prometheus. */
  metrics(): Metric[] {
    return this.ingest.metrics();
  }

  /** Takes what is well formed of events, each by itself. */
  private async taken<T>(
    events: readonly unknown[],
    schema: z.ZodType<T>,
    take: (checked: readonly { index: number; event: T }[]) => Promise<Refused[]>,
  ): Promise<Tracked> {
    const refused: Refused[] = [];
    const checked = events.flatMap((each, index) => {
      const { success, data, error } = schema.safeParse(each);
      if (success) return [{ index, event: data }];
      const [{ path, message } = { path: [], message: '' }] = error.issues;
      refused.push({ index, path: path.join('.'), message });
      return [];
    });
    this.ingest.noteTaken({ rejected: refused.length });
    if (checked.length > 0) refused.push(...(await take(checked)));
    const errors = refused.toSorted((a, b) => a.index - b.index).slice(0, MAX_FAULTS);
    return {
      accepted: events.length - refused.length,
      rejected: refused.length,
      ...(errors.length > 0 && { errors }),
    };
  }
}
