export { MetricsModule } from './metrics.module.js';
export { metricsOptions, type MetricsOptions } from './metrics.options.js';
export { MetricsService } from './metrics.service.js';
