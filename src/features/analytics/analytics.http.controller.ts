import { Body, Get, Header, Options, Param, Post, Query } from '@nestjs/common';
import { Answers, HttpController, OpenToAll, TakesText } from '../../transport/index.js';
import { active, tracked } from './analytics.answers.js';
import { Sender, type SentBy } from './analytics.decorators.js';
import {
  AnalyticsOverloadedError,
  OriginNotAllowedError,
  SiteLimitError,
  SiteMismatchError,
  SiteNotFoundError,
} from './analytics.errors.js';
import {
  activeUsersOutput,
  activeUsersQuery,
  liveOutput,
  pageviewsOutput,
  pageviewsQuery,
  sitesOutput,
  topOutput,
  topQuery,
  type ActiveUsersQuery,
  type PageviewsQuery,
  type TopQuery,
} from './analytics.report.schemas.js';
import { siteName, trackInput, trackOutput, type TrackInput } from './analytics.schemas.js';
import { AnalyticsService } from './analytics.service.js';

const siteParam = { schema: siteName };

/** `/analytics`: events in, counts out. */
@HttpController('analytics')
export class AnalyticsHttpController {
  constructor(private readonly analytics: AnalyticsService) {}

  @Get()
  @Answers({ summary: 'List the sites', status: 200, schema: sitesOutput })
  async list() {
    return { items: await this.analytics.list(), nextCursor: null };
  }

  @Post(':site/events')
  // Pages of other origins send events too. They are told nothing but how many were taken.
  @Header('access-control-allow-origin', '*')
  @TakesText()
  @OpenToAll('the pages that send events run at visitors, who have no key')
  @Answers({
    summary: 'Count an event, or a batch of them',
    status: 202,
    schema: trackOutput,
    redis: 'writes',
    errors: [
      SiteNotFoundError,
      SiteLimitError,
      SiteMismatchError,
      OriginNotAllowedError,
      AnalyticsOverloadedError,
    ],
  })
  async track(
    @Param('site', siteParam) site: string,
    @Body({ schema: trackInput }) input: TrackInput,
    @Sender() { origin, ip, userAgent }: SentBy,
  ) {
    if (origin !== undefined && !(await this.analytics.allows(site, origin)))
      throw new OriginNotAllowedError();
    return tracked(this.analytics, { site, input, visitor: { ip, userAgent } });
  }

  @Options(':site/events')
  @Header('access-control-allow-origin', '*')
  @Header('access-control-allow-methods', 'POST')
  @Header('access-control-allow-headers', 'content-type')
  @Header('access-control-max-age', '86400')
  @OpenToAll('browsers ask it before they send')
  @Answers({ summary: 'Let pages of other origins send events', status: 204, redis: 'nothing' })
  preflight(@Param('site', siteParam) _site: string) {
    // The headers are the answer; which origins may is decided when the events come.
  }

  @Get(':site/pageviews')
  @Answers({
    summary: 'Read page views, visits and visitors by interval',
    status: 200,
    schema: pageviewsOutput,
    errors: [SiteNotFoundError],
  })
  async pageviews(
    @Param('site', siteParam) site: string,
    @Query({ schema: pageviewsQuery }) query: PageviewsQuery,
  ) {
    return this.analytics.pageviews(site, query);
  }

  @Get(':site/top')
  @Answers({
    summary: 'Read the most frequent pages, referrers or events',
    status: 200,
    schema: topOutput,
    errors: [SiteNotFoundError],
  })
  async top(@Param('site', siteParam) site: string, @Query({ schema: topQuery }) query: TopQuery) {
    return this.analytics.top(site, query);
  }

  @Get(':site/active-users')
  @Answers({
    summary: 'Count the active users of a day, its week and its month',
    status: 200,
    schema: activeUsersOutput,
    errors: [SiteNotFoundError],
  })
  async activeUsers(
    @Param('site', siteParam) site: string,
    @Query({ schema: activeUsersQuery }) query: ActiveUsersQuery,
  ) {
    return active(this.analytics, site, query);
  }

  @Get(':site/live')
  @Answers({ summary: 'See who is there now', status: 200, schema: liveOutput, errors: [SiteNotFoundError] })
  async live(@Param('site', siteParam) site: string) {
    return this.analytics.live(site);
  }
}
