import { hkdfSync } from 'node:crypto';
import { z } from 'zod';
import { defineOptions } from './kernel/options.js';

/** Unless it is told that it is not: what was forgotten shall not be open. `npm start` tells it. */
const isProduction = !['development', 'test'].includes(process.env['NODE_ENV'] ?? '');

/** What an operator may accept where it is safe for reasons that the service cannot see. */
export const ACCEPTABLE_RISKS = [
  'open-access',
  'unsigned-messages',
  'plaintext-redis',
  'default-user',
  'evicting-redis',
] as const;

/** Whether a host is this very machine. */
export function isLoopback(host: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|\[?::1\]?|localhost)$/.test(host);
}

const schema = z.strictObject({
  host: z.string().default('127.0.0.1').describe('Address to listen on; loopback unless told'),
  port: z.int().min(0).max(65_535).default(3000).describe('Port to listen on; 0 for any free one'),
  access: z
    .enum(['keys', 'open'])
    .default(isProduction ? 'keys' : 'open')
    .describe('`keys` asks every caller for an API key; `open` asks nobody, and listens on loopback only'),
  messages: z
    .enum(['signed', 'any'])
    .default(isProduction ? 'signed' : 'any')
    .describe(
      'Whether messages over Redis have to be signed with an API key, or anybody may send them who has Redis',
    ),
  openScopes: z
    .string()
    .regex(/^([a-z-]+:read(,|$))*$/, 'must be scopes that read, with commas between: `metrics:read`')
    .default('')
    .describe('What nobody needs a key for: `metrics:read` where only Prometheus reaches the service'),
  corsOrigins: z
    .string()
    .regex(
      /^(https?:\/\/[a-z0-9.[\]:-]+(,|$))*$/,
      'must be origins with commas between, without paths: `https://app.example`',
    )
    .default('')
    .describe(
      'Origins whose pages may call the service: `https://app.example,https://admin.example`; none unless told',
    ),
  apiDocs: z
    .boolean()
    .default(!isProduction)
    .describe('Whether `/docs` and `/openapi.json` are served, to everybody'),
  acceptRisks: z
    .string()
    .regex(
      new RegExp(`^((${ACCEPTABLE_RISKS.join('|')}) *(, *|$))*$`),
      `must be out of ${ACCEPTABLE_RISKS.join(', ')}`,
    )
    .default('')
    .describe('What production would refuse to start with, and you know better, by the names that it tells'),
  appSecret: z
    .string()
    .optional()
    .describe(
      'What the secrets of features are derived from that have none of their own, the same for all instances: `openssl rand -hex 32`',
    ),
  logLevel: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('`debug` has a line for each request'),
  production: z
    .boolean()
    .default(isProduction)
    .describe('Whether an unsafe setup fails the start; NODE_ENV says so: all but `development` and `test`'),
  logPretty: z.boolean().default(!isProduction).describe('Log lines for people instead of JSON'),
  bodyLimitBytes: z
    .int()
    .min(1024)
    .default(1_048_576)
    .describe('Longest request body, and longest message over Redis'),
  requestTimeoutMs: z.int().min(100).default(15_000).describe('How long a request may take to arrive'),
  drainMs: z.int().min(0).default(10_000).describe('How long shutdown waits for what still runs'),
});

/** Options of the service itself; without a prefix in the environment: `PORT`, `HOST`, `LOG_LEVEL`. */
export const serviceOptions = defineOptions('Service', schema, '');
export type ServiceOptions = z.output<typeof schema>;

/**
 * Options with a secret: their own, or one for this purpose alone out of APP_SECRET (HKDF, RFC 5869), so that one secret is
 * enough and none tells another.
 */
export function withSecret<T extends { secret?: string | undefined }>(
  options: T,
  purpose: string,
  { appSecret }: Pick<ServiceOptions, 'appSecret'>,
): T {
  if (options.secret !== undefined || appSecret === undefined) return options;
  const derived = hkdfSync('sha256', appSecret, '', `rookery ${purpose}`, 32);
  return { ...options, secret: Buffer.from(derived).toString('base64url') };
}
