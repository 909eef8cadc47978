export { HealthModule } from './health.module.js';
export { healthOptions, type HealthOptions } from './health.options.js';
export { HealthService } from './health.service.js';
