import { Body, Delete, Get, Header, Options, Param, Post, Put, Query, Res } from '@nestjs/common';
import { Answers, HttpController, OpenToAll, Streams, TakesText } from '../../transport/index.js';
import { active, cohortsIn, inFormat, orRefused, tracked, type Reply } from './analytics.answers.js';
import { Sender, type SentBy } from './analytics.decorators.js';
import {
  AnalyticsOverloadedError,
  FunnelNotFoundError,
  OriginNotAllowedError,
  SiteLimitError,
  SiteMismatchError,
  SiteNotFoundError,
  UsersNotKeptError,
} from './analytics.errors.js';
import {
  activeUsersOutput,
  activeUsersQuery,
  type ActiveUsersQuery,
  funnelAsked,
  funnelOutput,
  ofFunnel,
  type OfFunnel,
  retentionAsked,
  retentionOutput,
  type FunnelAsked,
  type RetentionAsked,
} from './analytics.people.schemas.js';
import {
  droppedOutput,
  droppedQuery,
  liveOutput,
  pageviewsAsked,
  pageviewsOutput,
  siteOutput,
  sitesOutput,
  sitesQuery,
  topAsked,
  topOutput,
  type DroppedQuery,
  type PageviewsAsked,
  type SitesQuery,
  type TopAsked,
} from './analytics.report.schemas.js';
import {
  importInput,
  trackInput,
  trackOutput,
  userId,
  type ImportInput,
  type TrackInput,
} from './analytics.schemas.js';
import { siteInput, siteName, type SiteSettings } from './analytics.site.schemas.js';
import { AnalyticsService } from './analytics.service.js';
import { AnalyticsStream } from './analytics.stream.js';

const siteParam = { schema: siteName };

/** `/analytics`: events in, counts out. */
@HttpController('analytics')
export class AnalyticsHttpController {
  constructor(
    private readonly analytics: AnalyticsService,
    private readonly stream: AnalyticsStream,
  ) {}

  @Get()
  @Answers({ summary: 'List the sites', status: 200, schema: sitesOutput })
  async list(@Query({ schema: sitesQuery }) query: SitesQuery) {
    return this.analytics.list(query);
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
    @Sender() { origin, doNotTrack, header, ...sender }: SentBy,
  ) {
    if (origin !== undefined && !(await this.analytics.allows(site, origin)))
      throw new OriginNotAllowedError();
    // Browsers tell the origin of every page that sends something, programs have none.
    const page = origin === undefined ? undefined : { doNotTrack };
    const told = await this.analytics.countryHeader(site);
    const visitor = { ...sender, country: told === undefined ? undefined : header(told) };
    return tracked(this.analytics, { site, input, visitor, page });
  }

  @Post(':site/import')
  @Answers({
    summary: 'Count events of days that are over',
    status: 202,
    schema: trackOutput,
    redis: 'writes',
    errors: [SiteNotFoundError, SiteLimitError, SiteMismatchError, AnalyticsOverloadedError],
  })
  async import(
    @Param('site', siteParam) site: string,
    @Body({ schema: importInput }) { events, id }: ImportInput,
  ) {
    return orRefused(await this.analytics.importEvents(site, events, { id }), true);
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
    @Query({ schema: pageviewsAsked }) { format, ...query }: PageviewsAsked,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    const columns = ['date', 'at', 'pageviews', 'events', 'visits', 'bounces', 'durationMs', 'visitors'];
    return inFormat(await this.analytics.pageviews(site, query), { format, reply, columns });
  }

  @Get(':site/top')
  @Answers({
    summary: 'Read the most frequent pages, sources, browsers, events and so on',
    status: 200,
    schema: topOutput,
    errors: [SiteNotFoundError],
  })
  async top(
    @Param('site', siteParam) site: string,
    @Query({ schema: topAsked }) { format, ...query }: TopAsked,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    const answer = await this.analytics.top(site, query);
    return inFormat(answer, { format, reply, columns: ['value', 'count'] });
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

  @Get(':site/retention')
  @Answers({
    summary: 'See how many of those who came first in a day, week or month came back',
    status: 200,
    schema: retentionOutput,
    errors: [SiteNotFoundError, UsersNotKeptError],
  })
  async retention(
    @Param('site', siteParam) site: string,
    @Query({ schema: retentionAsked }) { format, ...query }: RetentionAsked,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    return cohortsIn(await this.analytics.retention(site, query), { format, reply });
  }

  @Get(':site/funnels/:funnel')
  @Answers({
    summary: 'See how far those came who began a funnel',
    status: 200,
    schema: funnelOutput,
    errors: [SiteNotFoundError, FunnelNotFoundError],
  })
  async funnel(
    @Param({ schema: ofFunnel }) { site, funnel }: OfFunnel,
    @Query({ schema: funnelAsked }) { format, ...range }: FunnelAsked,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    const columns = ['step', 'path', 'event', 'count', 'ofFirst', 'ofPrevious'];
    return inFormat(await this.analytics.funnel(site, funnel, range), { format, reply, columns });
  }

  @Get(':site/live')
  @Answers({ summary: 'See who is there now', status: 200, schema: liveOutput, errors: [SiteNotFoundError] })
  async live(@Param('site', siteParam) site: string) {
    return this.analytics.live(site);
  }

  @Get(':site/live/stream')
  @Streams({
    summary: 'Watch who is there',
    schema: liveOutput,
    errors: [SiteNotFoundError, AnalyticsOverloadedError],
  })
  async watch(@Param('site', siteParam) site: string) {
    return this.stream.watch(site);
  }

  @Get(':site/dropped')
  @Answers({
    summary: 'See what was left out, and why',
    status: 200,
    schema: droppedOutput,
    errors: [SiteNotFoundError],
  })
  async dropped(
    @Param('site', siteParam) site: string,
    @Query({ schema: droppedQuery }) query: DroppedQuery,
  ) {
    return this.analytics.dropped(site, query);
  }

  @Put(':site')
  @Answers({
    summary: 'Make a site, or change its settings',
    status: 200,
    schema: siteOutput,
    redis: 'writes',
    errors: [SiteLimitError, SiteMismatchError],
  })
  async setSite(@Param('site', siteParam) site: string, @Body({ schema: siteInput }) settings: SiteSettings) {
    return this.analytics.setSite(site, settings);
  }

  @Delete(':site/users/:userId')
  @Answers({ summary: 'Forget a user', status: 204, errors: [SiteNotFoundError] })
  async forgetUser(
    @Param('site', siteParam) site: string,
    @Param('userId', { schema: userId }) user: string,
  ) {
    await this.analytics.forgetUser(site, user);
  }
}
