export { AppRateLimitGuard } from './rate-limit.app.guard.js';
export type { RouteLimit, RouteOutcome, RouteRule } from './rate-limit.admissions.js';
export { RateLimit } from './rate-limit.decorators.js';
export { DeniedTotals, type MostDenied } from './rate-limit.denied-totals.js';
export {
  CostTooHighError,
  PolicyMismatchError,
  PolicyNotFoundError,
  TooManyPoliciesError,
  RateLimitedError,
} from './rate-limit.errors.js';
export { RateLimitGuard } from './rate-limit.guard.js';
export { RateLimitInterceptor } from './rate-limit.interceptor.js';
export { RateLimitLeases, type HeldPlace } from './rate-limit.leases.js';
export { RateLimitModule } from './rate-limit.module.js';
export { rateLimitOptions, type Caller, type RateLimitOptions } from './rate-limit.options.js';
export { RateLimitPolicies } from './rate-limit.policies.js';
export type { Decision, LeaseDecision, NamedPolicy, Policy, PolicyInput } from './rate-limit.schemas.js';
export { RateLimitService, type RuleInput } from './rate-limit.service.js';
export type { Subject } from './rate-limit.subjects.js';
export { OneTripThrottlerGuard } from './rate-limit.throttler.guard.js';
export { RedisThrottlerStorage } from './rate-limit.throttler.js';
export type { Denied } from './rate-limit.top-denied.js';
export { Verdict } from './rate-limit.verdict.js';
