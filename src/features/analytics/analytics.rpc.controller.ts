import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import { active, orRefused, tracked } from './analytics.answers.js';
import {
  activeUsersMessage,
  type ActiveUsersMessage,
  funnelMessage,
  retentionMessage,
  type FunnelMessage,
  type RetentionMessage,
} from './analytics.people.schemas.js';
import {
  droppedMessage,
  forgetMessage,
  pageviewsMessage,
  setSiteMessage,
  siteMessage,
  sitesQuery,
  topMessage,
  type DroppedMessage,
  type ForgetMessage,
  type PageviewsMessage,
  type SetSiteMessage,
  type SiteMessage,
  type SitesQuery,
  type TopMessage,
} from './analytics.report.schemas.js';
import { importMessage, trackMessage, type ImportMessage, type TrackMessage } from './analytics.schemas.js';
import { AnalyticsService } from './analytics.service.js';

/** `analytics.*` on the Redis transport: the HTTP bodies with the path's parameters merged in. */
@RpcController()
export class AnalyticsRpcController {
  constructor(private readonly analytics: AnalyticsService) {}

  @MessagePattern('analytics.list')
  async list(@Payload({ schema: sitesQuery }) query: SitesQuery) {
    return this.analytics.list(query);
  }

  @MessagePattern('analytics.track')
  async track(@Payload({ schema: trackMessage }) { site, visitor, ...input }: TrackMessage) {
    return tracked(this.analytics, { site, input, visitor });
  }

  @MessagePattern('analytics.import')
  async import(@Payload({ schema: importMessage }) { site, events, id }: ImportMessage) {
    return orRefused(await this.analytics.importEvents(site, events, { id }), true);
  }

  @MessagePattern('analytics.pageviews')
  async pageviews(@Payload({ schema: pageviewsMessage }) { site, ...query }: PageviewsMessage) {
    return this.analytics.pageviews(site, query);
  }

  @MessagePattern('analytics.top')
  async top(@Payload({ schema: topMessage }) { site, ...query }: TopMessage) {
    return this.analytics.top(site, query);
  }

  @MessagePattern('analytics.activeUsers')
  async activeUsers(@Payload({ schema: activeUsersMessage }) { site, ...query }: ActiveUsersMessage) {
    return active(this.analytics, site, query);
  }

  @MessagePattern('analytics.retention')
  async retention(@Payload({ schema: retentionMessage }) { site, ...query }: RetentionMessage) {
    return this.analytics.retention(site, query);
  }

  @MessagePattern('analytics.funnel')
  async funnel(@Payload({ schema: funnelMessage }) { site, funnel, ...range }: FunnelMessage) {
    return this.analytics.funnel(site, funnel, range);
  }

  @MessagePattern('analytics.live')
  async live(@Payload({ schema: siteMessage }) { site }: SiteMessage) {
    return this.analytics.live(site);
  }

  @MessagePattern('analytics.dropped')
  async dropped(@Payload({ schema: droppedMessage }) { site, ...query }: DroppedMessage) {
    return this.analytics.dropped(site, query);
  }

  @MessagePattern('analytics.setSite')
  async setSite(@Payload({ schema: setSiteMessage }) { site, ...settings }: SetSiteMessage) {
    return this.analytics.setSite(site, settings);
  }

  @MessagePattern('analytics.forgetUser')
  async forgetUser(@Payload({ schema: forgetMessage }) { site, userId }: ForgetMessage) {
    await this.analytics.forgetUser(site, userId);
    return { forgotten: true };
  }
}
