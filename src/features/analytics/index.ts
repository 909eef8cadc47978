export {
  AnalyticsOverloadedError,
  FunnelNotFoundError,
  OriginNotAllowedError,
  SiteLimitError,
  SiteMismatchError,
  SiteNotFoundError,
  UsersNotKeptError,
} from './analytics.errors.js';
export type { TrackOptions } from './analytics.ingest.js';
export { AnalyticsModule } from './analytics.module.js';
export { analyticsOptions, type AnalyticsOptions } from './analytics.options.js';
export type { ActiveUsers, FunnelAnswer, RetentionAnswer } from './analytics.people.schemas.js';
export type { Dimension, Dropped, Live, Pageviews, Top } from './analytics.report.schemas.js';
export type { AnalyticsEvent, ImportedEvent, Tracked } from './analytics.schemas.js';
export type { SiteSettings } from './analytics.site.schemas.js';
export { AnalyticsService } from './analytics.service.js';
export type { Visitor } from './analytics.visitors.js';
