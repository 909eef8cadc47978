import { z } from 'zod';
import { defineOptions } from '../../kernel/options.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const TEN_YEARS = 3650 * DAY;

const lifeMs = z.int().min(1).max(TEN_YEARS);
const key = z.string().min(32, 'must have at least 32 characters, random ones');

const schema = z
  .strictObject({
    secret: key
      .optional()
      .describe(
        'Key of the HMAC under which tokens are kept, the same for all instances. Without one who writes to Redis can make sessions',
      ),
    previousSecret: key
      .optional()
      .describe('The key before this one: its sessions stay valid and move over as they are used'),
    idleMs: lifeMs.default(30 * MINUTE).describe('A session ends when it is not used for so long'),
    absoluteMs: lifeMs
      .default(12 * 60 * MINUTE)
      .describe('A session ends after so long, however much it is used'),
    rememberIdleMs: lifeMs
      .default(14 * DAY)
      .describe('The same as `idleMs`, for sessions that are to be remembered'),
    rememberAbsoluteMs: lifeMs
      .default(30 * DAY)
      .describe('The same as `absoluteMs`, for sessions that are to be remembered'),
    touchIntervalMs: z
      .int()
      .min(0)
      .default(MINUTE)
      .describe(
        'Use is written down at most so often, and at least 30 times in the idle time; 0 for every time',
      ),
    renewAfterMs: lifeMs
      .default(DAY)
      .describe('A token as old as this is due for renewal; cookies are renewed by themselves'),
    graceMs: z
      .int()
      .min(0)
      .default(30_000)
      .describe('How long after a rotation the token before may still be on its way'),
    maxPerUser: z.int().min(1).max(1000).default(50).describe('Most sessions that a user may have at a time'),
    onLimit: z
      .enum(['lru', 'oldest', 'reject'])
      .default('lru')
      .describe('Who gives way to one more: the least recently used, the oldest, or the newcomer'),
    maxAttributes: z.int().min(0).max(500).default(64).describe('Most attributes of a session'),
    maxAttributeBytes: z
      .int()
      .min(0)
      .max(1_048_576)
      .default(16_384)
      .describe('Most bytes that names and values of the attributes may have together, as JSON'),
    lastSeenKeepMs: lifeMs.default(30 * DAY).describe('How long it is remembered when a user was last seen'),
    eventsKept: z.int().min(16).default(16_000).describe('About how many events are kept'),
    sweepIntervalMs: z
      .int()
      .min(10)
      .default(5000)
      .describe('How often what has expired is swept out and told; nothing is wrong until then'),
    durability: z
      .enum(['local', 'replicated'])
      .default('local')
      .describe('`replicated`: revoking and rotating are acknowledged once a replica has them, too'),
    replicaTimeoutMs: z.int().min(10).max(5000).default(500).describe('How long to wait for that replica'),
    scheme: z
      .string()
      .regex(/^[A-Za-z][\w-]*$/)
      .default('Session')
      .describe('The scheme of the Authorization header that carries a token'),
    cookieName: z
      .string()
      .regex(/^[\w-]+$/)
      .default('__Host-session')
      .describe('The cookie that carries a token; its prefix makes browsers refuse it from other hosts'),
    cookieSecure: z.boolean().default(true).describe('Send the cookie over TLS only'),
    cookieSameSite: z
      .enum(['lax', 'strict', 'none'])
      .default('lax')
      .describe('Whether other sites may send the cookie along'),
    trustedOrigins: z
      .string()
      .default('')
      .describe(
        'Other origins whose pages may change things with the cookie: `https://a.example,https://b.example`',
      ),
    onActivity: z
      .custom<(activities: readonly SessionActivity[]) => unknown>(
        (value) => typeof value === 'function',
        'must be a function',
      )
      .optional()
      .describe(
        'Called with a list of `{ userId, at }`: who logged in, and whose use of a session was written down; again with what it failed to take',
      ),
    activityIntervalMs: z
      .int()
      .min(0)
      .max(60_000)
      .default(1000)
      .describe('How long activity is gathered before `onActivity` is called with it'),
  })
  .refine(({ cookieName, cookieSecure }) => cookieSecure || !/^__(Host|Secure)-/.test(cookieName), {
    path: ['cookieName'],
    message: 'begins with __Host- or __Secure-, which browsers take over TLS only: cookieSecure must be on',
  })
  .refine(({ cookieSameSite, cookieSecure }) => cookieSecure || cookieSameSite !== 'none', {
    path: ['cookieSameSite'],
    message: 'none is taken by browsers over TLS only: cookieSecure must be on',
  });

/** A user was seen: at a login, or when use of a session was written down. `at` is in epoch milliseconds, by the clock of Redis. */
export interface SessionActivity {
  readonly userId: string;
  readonly at: number;
}

/** Options of sessions. */
export const sessionOptions = defineOptions('Session', schema);
/** Options of sessions, checked and with their defaults. */
export type SessionOptions = z.output<typeof schema>;
