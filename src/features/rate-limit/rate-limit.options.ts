import { z } from 'zod';
import { defineOptions } from '../../kernel/options.js';
import { policyInput, policyName, WHEN_AWAY, type PolicyInput } from './rate-limit.schemas.js';

/** Who sent a request, as authentication has found out: a user, an API key, or both. Never a secret: it becomes part of a key. */
export interface Caller {
  readonly user?: string | undefined;
  readonly apiKey?: string | undefined;
}

type Identify = (request: Record<string, unknown>) => Caller | undefined;
type Limits = (asked: {
  policy: string;
  subject: string;
}) => Partial<PolicyInput> | undefined | Promise<Partial<PolicyInput> | undefined>;

const perMinute = (units: number, what: string) =>
  z.int().min(0).max(1_000_000_000).default(units).describe(`${what}; 0 for no limit`);

const schema = z.strictObject({
  policies: z
    .record(policyName, policyInput)
    .default({})
    .describe('Policies by name; those set at run time stand in front of them'),
  limits: z
    .custom<Limits>((value) => typeof value === 'function')
    .optional()
    .describe(
      'Changes a policy for a subject, for plans: a function of `{ policy, subject }`. Answer the same object for the same plan',
    ),
  whenAway: z
    .enum(WHEN_AWAY)
    .default('local')
    .describe('While Redis does not answer: estimate in this process, allow (open) or deny (closed)'),
  processes: z
    .int()
    .min(1)
    .default(1)
    .describe('How many processes share a limit while each has to estimate its part'),
  decideWithinMs: z
    .int()
    .min(5)
    .max(60_000)
    .default(40)
    .describe('How long Redis may take to decide before `whenAway` does'),
  denyCacheMs: z
    .int()
    .min(0)
    .max(60_000)
    .default(1000)
    .describe('How long a denial may be repeated without asking Redis; 0 to always ask'),
  denyCacheSize: z.int().min(1).default(10_000).describe('How many denials are remembered'),
  headers: z
    .enum(['draft', 'legacy', 'both', 'none'])
    .default('draft')
    .describe('Headers of limited routes: `RateLimit` of the IETF draft, `X-RateLimit-*`, both, none'),
  trustedProxies: z
    .string()
    .default('')
    .describe(
      'Addresses or networks, with commas between, whose X-Forwarded-For is believed: `10.0.0.0/8,::1`',
    ),
  identify: z
    .custom<Identify>((value) => typeof value === 'function')
    .optional()
    .describe('Tells who sent a request; `request.user.id` unless told'),
  ipLimitPerMinute: perMinute(60_000, 'Requests a minute that the whole service takes from an address'),
  keyLimitPerMinute: perMinute(600_000, 'Requests a minute that the whole service takes with an API key'),
  strictLimitPerMinute: perMinute(
    600,
    'Requests a minute to `strictRoutes` from an address, those with a key that is none counted among them',
  ),
  strictRoutes: z
    .string()
    .default('POST /v1/sessions')
    .describe('Where somebody could try passwords or tokens: `POST /v1/sessions, POST /login`'),
  unlimitedRoutes: z
    .string()
    .default('GET /livez, GET /readyz, GET /metrics')
    .describe('What is not limited: whoever looks after the service asks again and again'),
  limitLoopback: z
    .boolean()
    .default(false)
    .describe('Whether the limits of the whole service hold for this very machine, too'),
});

/** Options of rate limits. */
export const rateLimitOptions = defineOptions('RateLimit', schema);
/** Options of rate limits, checked and with their defaults. */
export type RateLimitOptions = z.output<typeof schema>;
