import { z } from 'zod';
import { nameOf, ttlMs } from '../../kernel/schema.js';

const MAX_UNITS = 1_000_000_000;
const MAX_WINDOW_MS = 366 * 24 * 3600 * 1000;
/** A place is a member of one sorted set, which is read and pruned in one step. */
const MAX_PLACES = 10_000;

/** The name of a policy: it stands in keys, headers and paths as it is. */
export const policyName = z
  .string()
  .regex(/^[a-zA-Z0-9][\w.-]{0,63}$/, 'must be 1 to 64 letters, digits, dots, dashes or underscores')
  .describe('1 to 64 letters, digits, dots, dashes or underscores')
  .meta({ example: 'api' });

/** Who is limited. */
export const subjectName = nameOf('a subject', 256)
  .describe('Who is limited, 1 to 256 bytes; a `{tag}` in it decides where on a Cluster it lives')
  .meta({ example: 'user:42' });

/** What decides where a subject lives: its first `{tag}`, as with any key of Redis, or all of it. */
export function ownerOf(subject: string): string {
  return subject.includes('{') ? (/\{([^{}]+)\}/.exec(subject)?.[1] ?? subject) : subject;
}

/** What a take costs. */
const cost = z.int().min(1).max(MAX_UNITS);

/** What a limiter may do while Redis does not answer. */
export const WHEN_AWAY = ['local', 'open', 'closed'] as const;

const policyFields = z.strictObject({
  algorithm: z
    .enum(['gcra', 'token-bucket', 'sliding-window', 'fixed-window', 'concurrency'])
    .default('gcra')
    .describe('How it counts; the README of the feature compares them'),
  limit: z.int().min(1).max(MAX_UNITS).describe('Units a window; for concurrency, places at a time'),
  windowMs: z
    .int()
    .min(1)
    .max(MAX_WINDOW_MS)
    .describe('The window; for concurrency, how long a place is kept that its holder does not renew'),
  burst: z
    .int()
    .min(1)
    .max(MAX_UNITS)
    .optional()
    .describe('gcra and token-bucket: units at once, `limit` unless told'),
  blockMs: ttlMs
    .optional()
    .describe(
      'How long a subject is denied everything once it was denied; further attempts do not prolong it',
    ),
  shadow: z.boolean().default(false).describe('Count and tell, but never deny'),
  whenAway: z
    .enum(WHEN_AWAY)
    .optional()
    .describe('While Redis does not answer: estimate here, allow, or deny; the module decides unless told'),
  shards: z
    .int()
    .min(1)
    .max(64)
    .default(1)
    .describe('Spreads one hot subject over so many Cluster slots, each with its part of the limit'),
});

type Fields = z.output<typeof policyFields>;

const bucket = ({ algorithm }: Fields) => algorithm === 'gcra' || algorithm === 'token-bucket';
const places = ({ algorithm }: Fields) => algorithm === 'concurrency';

/** What a schema that has the fields of a policy has to fulfil beside them. */
function checked<S extends z.ZodType<Fields>>(schema: S): S {
  return schema
    .refine((policy) => policy.burst === undefined || bucket(policy), {
      path: ['burst'],
      message: 'belongs to gcra and token-bucket; a window takes its whole limit at once',
    })
    .refine(({ limit, windowMs }) => limit <= windowMs * 1000, {
      path: ['limit'],
      message: 'must not be more than one unit a microsecond',
    })
    .refine(({ limit, burst = limit, shards }) => shards <= Math.min(limit, burst), {
      path: ['shards'],
      message: 'must leave each shard a unit of the limit and of the burst',
    })
    .refine((policy) => !places(policy) || (policy.limit <= MAX_PLACES && policy.shards === 1), {
      path: ['limit'],
      message: `of concurrency is at most ${MAX_PLACES} places, in one shard`,
    })
    .refine((policy) => !places(policy) || policy.blockMs === undefined, {
      path: ['blockMs'],
      message: 'does not go with concurrency',
    });
}

/** A policy: what is allowed in which time, how it counts, and what happens beyond. */
export const policyInput = checked(policyFields).meta({
  id: 'RateLimitPolicy',
  example: { limit: 100, windowMs: 60_000, burst: 20 },
});

/** A policy as it is written: what can be left out may be. Times in milliseconds. */
export type PolicyInput = z.input<typeof policyInput>;
/** A policy, checked and with its defaults. Times in milliseconds. */
export type Policy = z.output<typeof policyInput>;

export const namedPolicy = policyFields
  .extend({ name: policyName, source: z.enum(['code', 'runtime']).describe('Where it was defined') })
  .meta({ id: 'RateLimitNamedPolicy' });
/** A policy with its name, and whether it came with the code or was set at run time. */
export type NamedPolicy = z.output<typeof namedPolicy>;

export const policyList = z
  .strictObject({ items: z.array(namedPolicy), nextCursor: z.null() })
  .meta({ id: 'RateLimitPolicies' });

const decisionFields = z.strictObject({
  policy: policyName,
  allowed: z.boolean(),
  limit: z.int(),
  windowMs: z.int(),
  remaining: z.int().describe('What could be taken now'),
  resetMs: z.int().describe('How long until nothing is used any more'),
  retryAfterMs: z.int().describe('How long until the same would be allowed; 0 where it is'),
  wouldDeny: z.literal(true).optional().describe('It is over the limit, and the policy is a shadow'),
  degraded: z.literal(true).optional().describe('Redis did not answer; decided as the policy says for that'),
});

export const decisionOutput = decisionFields.meta({
  id: 'RateLimitDecision',
  example: {
    policy: 'api',
    allowed: true,
    limit: 100,
    windowMs: 60_000,
    remaining: 99,
    resetMs: 600,
    retryAfterMs: 0,
  },
});
/** What a limit says to one subject. Times in milliseconds. */
export type Decision = z.output<typeof decisionOutput>;

const takeFields = z.strictObject({ cost: cost.default(1).describe('Units to take') });
const subjectOnly = z.strictObject({ subject: subjectName });

export const takeInput = takeFields
  .extend(subjectOnly.shape)
  .meta({ id: 'RateLimitTake', example: { subject: 'user:42', cost: 1 } });
export type TakeInput = z.output<typeof takeInput>;

const takeAllFields = takeFields.extend({
  rules: z
    .array(z.strictObject({ policy: policyName, subject: subjectName }))
    .min(1)
    .max(16)
    .describe('All of them are charged, or none'),
});
export const takeAllInput = takeAllFields.meta({
  id: 'RateLimitTakeAll',
  example: {
    rules: [
      { policy: 'user', subject: '{acme}:ada' },
      { policy: 'tenant', subject: 'acme' },
    ],
  },
});
export type TakeAllInput = z.output<typeof takeAllInput>;

export const verdictOutput = z
  .strictObject({
    allowed: z.boolean(),
    retryAfterMs: z.int(),
    rules: z
      .array(decisionFields)
      .describe('What each rule says; where an earlier denial still holds, that rule alone'),
  })
  .meta({ id: 'RateLimitVerdict' });

export const changeInput = z
  .strictObject({ subject: subjectName, cost: cost.describe('Units') })
  .meta({ id: 'RateLimitChange', example: { subject: 'user:42', cost: 5 } });
export type ChangeInput = z.output<typeof changeInput>;

export const blockInput = z
  .strictObject({ subject: subjectName, blockMs: ttlMs })
  .meta({ id: 'RateLimitBlock', example: { subject: 'user:42', blockMs: 60_000 } });
export type BlockInput = z.output<typeof blockInput>;

const leaseId = nameOf('a lease', 64).meta({ example: 'k3v9zL2mQ8s1' });
export const acquireInput = subjectOnly.meta({ id: 'RateLimitAcquire', example: { subject: 'user:42' } });
export type AcquireInput = z.output<typeof acquireInput>;
export const leaseInput = subjectOnly
  .extend({ lease: leaseId })
  .meta({ id: 'RateLimitLeaseOf', example: { subject: 'user:42', lease: 'k3v9zL2mQ8s1' } });
export type LeaseInput = z.output<typeof leaseInput>;

export const leaseOutput = decisionFields
  .extend({
    lease: z.string().nullable().describe('What renews and releases the place; null where none is held'),
    leaseMs: z.int().describe('How long it is kept without being renewed'),
  })
  .meta({ id: 'RateLimitLease' });
/** A place held, or why not. `lease` renews and releases it; null where none is held. Times in milliseconds. */
export type LeaseDecision = z.output<typeof leaseOutput>;

export const heldOutput = z
  .strictObject({ held: z.boolean().describe('Whether the place was still held') })
  .meta({ id: 'RateLimitHeld', example: { held: true } });

/** Query strings are text, so the cost of a peek is read from text, too. */
export const peekCost = z
  .union(
    [
      cost,
      z
        .string()
        .regex(/^[1-9]\d{0,8}$/)
        .transform(Number),
    ],
    {
      error: 'must be a whole number from 1 to 999999999',
    },
  )
  .default(1);

// Over the Redis transport the policy travels in the message.
const policyOf = z.strictObject({ policy: policyName });
export const policyMessage = policyOf;
export type PolicyMessage = z.output<typeof policyMessage>;
export const setPolicyMessage = checked(policyFields.extend(policyOf.shape));
export type SetPolicyMessage = z.output<typeof setPolicyMessage>;
export const takeMessage = takeInput.extend(policyOf.shape);
export type TakeMessage = z.output<typeof takeMessage>;
export const subjectMessage = subjectOnly.extend(policyOf.shape);
export type SubjectMessage = z.output<typeof subjectMessage>;
export const changeMessage = changeInput.extend(policyOf.shape);
export type ChangeMessage = z.output<typeof changeMessage>;
export const blockMessage = blockInput.extend(policyOf.shape);
export type BlockMessage = z.output<typeof blockMessage>;
export const leaseMessage = leaseInput.extend(policyOf.shape);
export type LeaseMessage = z.output<typeof leaseMessage>;
