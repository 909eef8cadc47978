import { applyDecorators, SetMetadata, UseGuards, UseInterceptors } from '@nestjs/common';
import type { RouteLimit } from './rate-limit.admissions.js';
import { RateLimitGuard, USES } from './rate-limit.guard.js';
import { RateLimitInterceptor } from './rate-limit.interceptor.js';

/**
 * Limits a route, or all routes of a controller: `@RateLimit({ policy: 'api', subject: 'user', cost: 1 })`. Brings its
 * guard and interceptor along, so it is all that is needed; a method's own replaces its class'. A guard that finds out
 * who the user is has to stand before it. Whoever is denied gets 429 `RATE_LIMITED`.
 */
export const RateLimit = (limit: RouteLimit) =>
  applyDecorators(SetMetadata(USES, limit), UseGuards(RateLimitGuard), UseInterceptors(RateLimitInterceptor));
