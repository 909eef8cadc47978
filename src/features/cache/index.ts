export { CacheModule } from './cache.module.js';
export { cacheOptions, type CacheOptions } from './cache.options.js';
export { CacheService } from './cache.service.js';
