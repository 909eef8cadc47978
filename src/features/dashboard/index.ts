export { DashboardModule } from './dashboard.module.js';
export { dashboardOptions, type DashboardOptions } from './dashboard.options.js';
export { DashboardService, type DashboardEvent } from './dashboard.service.js';
export {
  type DashboardSources,
  type CacheCounts,
  type Messages,
  type QueueState,
} from './dashboard.sources.js';
