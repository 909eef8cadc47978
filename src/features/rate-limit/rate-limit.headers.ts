import type { RateLimitOptions } from './rate-limit.options.js';
import type { Decision } from './rate-limit.schemas.js';

/** A response as far as headers go, of Fastify or Express. */
export interface Response {
  header(name: string, value: string): unknown;
  getHeader(name: string): unknown;
}

/**
 * Tells a caller its limits: `RateLimit-Policy` and `RateLimit` as lists of structured fields
 * (draft-ietf-httpapi-ratelimit-headers-10), `X-RateLimit-*` of the limit that is nearest to its end, and
 * `Retry-After` in seconds where it is denied. What another guard has told is kept.
 */
export function writeHeaders(
  response: Response,
  decisions: readonly Decision[],
  style: RateLimitOptions['headers'],
): void {
  const seconds = Math.max(0, ...decisions.map(({ retryAfterMs }) => toSeconds(retryAfterMs)));
  if (seconds > 0) response.header('Retry-After', String(seconds));
  if (style === 'draft' || style === 'both') {
    append(response, 'RateLimit-Policy', decisions.map(policyItem));
    append(response, 'RateLimit', decisions.map(limitItem));
  }
  const nearest = decisions.toSorted((a, b) => a.remaining - b.remaining)[0];
  if (nearest && (style === 'legacy' || style === 'both')) {
    response.header('X-RateLimit-Limit', String(nearest.limit));
    response.header('X-RateLimit-Remaining', String(nearest.remaining));
    response.header('X-RateLimit-Reset', String(toSeconds(untilMore(nearest))));
  }
}

function append(response: Response, name: string, items: readonly string[]): void {
  const before = response.getHeader(name);
  response.header(name, [...(typeof before === 'string' ? [before] : []), ...items].join(', '));
}

/** Windows that are no whole seconds cannot be told. Names of policies are safe in quotes as they are. */
function policyItem({ policy, limit, windowMs, ...rest }: Decision): string {
  if ('lease' in rest) return `"${policy}";q=${limit};qu="concurrent-requests"`;
  return windowMs % 1000 === 0 ? `"${policy}";q=${limit};w=${windowMs / 1000}` : `"${policy}";q=${limit}`;
}

function limitItem(decision: Decision): string {
  return `"${decision.policy}";r=${decision.remaining};t=${toSeconds(untilMore(decision))}`;
}

/** Whoever is denied may not be told to come back earlier than the limit allows it. */
function untilMore({ retryAfterMs, resetMs }: Decision): number {
  return retryAfterMs > 0 ? retryAfterMs : resetMs;
}

function toSeconds(ms: number): number {
  return Math.ceil(ms / 1000);
}
