import type { INestApplicationContext } from '@nestjs/common';
import { apiKeysOptions, ApiKeysService } from './features/api-keys/index.js';
import { sessionOptions } from './features/session/index.js';
import { AppError } from './kernel/errors.js';
import { RedisConnection, redisOptions, type RedisModuleOptions } from './redis/index.js';
import { ACCEPTABLE_RISKS, isLoopback, withSecret, type ServiceOptions } from './service.options.js';

/** Why the service does not start in production. */
export interface Refusal {
  /** By this the operator can accept it in `ACCEPT_RISKS`; what has none cannot be accepted. */
  readonly risk?: (typeof ACCEPTABLE_RISKS)[number];
  readonly reason: string;
}

/** The service is set up in a way that is not safe in production. Says all reasons at once; the process ends with 78 (EX_CONFIG). */
export class UnsafeSetupError extends AppError {
  static override readonly code = 'UNSAFE_SETUP';
  static override readonly kind = 'invalid';

  constructor(readonly refusals: readonly Refusal[]) {
    const lines = refusals.map(({ reason, risk }) => `  - ${reason}${risk ? ` [${risk}]` : ''}`);
    const accept = refusals.some(({ risk }) => risk !== undefined)
      ? '\nWhat has a name in brackets can be accepted: ACCEPT_RISKS=name,name. '
      : '\n';
    super(
      `This is production (NODE_ENV is neither development nor test), and the setup is not safe:\n${lines.join('\n')}${accept}See docs/security.md`,
    );
  }
}

/** What can be said before anything is connected. */
export function refusalsOf(service: ServiceOptions): Refusal[] {
  const redis = redisOptions.check(redisOptions.fromEnv());
  return unlessAccepted(service, [...ofSecrets(service), ...ofAccess(service), ...ofRedis(redis)]);
}

/** What only the running parts can say. */
export async function refusalsOfRunning(
  service: ServiceOptions,
  app: INestApplicationContext,
): Promise<Refusal[]> {
  const { evictionPolicy = 'noeviction' } = app.get(RedisConnection).facts ?? {};
  const found: Refusal[] = [];
  if (service.access === 'keys' && !(await app.get(ApiKeysService, { strict: false }).hasAny()))
    found.push({
      reason:
        'there is no API key, so nobody could call: `npm run keys -- create` (in a container `node dist/keys.js create`), or set API_KEYS_ROOT',
    });
  if (evictionPolicy !== 'noeviction')
    found.push({
      risk: 'evicting-redis',
      reason: `maxmemory-policy of Redis is ${evictionPolicy}: when memory is full it drops jobs and sessions; set it to noeviction`,
    });
  return unlessAccepted(service, found);
}

function unlessAccepted({ acceptRisks }: ServiceOptions, refusals: readonly Refusal[]): Refusal[] {
  const accepted = acceptRisks.split(',').map((risk) => risk.trim());
  return refusals.filter(({ risk }) => risk === undefined || !accepted.includes(risk));
}

function ofSecrets(service: ServiceOptions): Refusal[] {
  const given = { API_KEYS_SECRET: apiKeysOptions.fromEnv(), SESSION_SECRET: sessionOptions.fromEnv() };
  const missing = Object.entries(given).filter(
    ([, options]) => withSecret(options, '', service).secret === undefined,
  );
  const secrets = Object.entries({
    APP_SECRET: service.appSecret,
    ...Object.fromEntries(Object.entries(given).map(([name, { secret }]) => [name, secret])),
  });
  return [
    ...(missing.length > 0
      ? [{ reason: 'there is no secret: set APP_SECRET to what `openssl rand -hex 32` prints' }]
      : []),
    ...secrets.flatMap(([name, secret]) => {
      const fault = secret === undefined ? undefined : faultOfSecret(secret);
      return fault ? [{ reason: `${name} ${fault}: take what \`openssl rand -hex 32\` prints` }] : [];
    }),
  ];
}

const MIN_SECRET_CHARS = 32;
/** OWASP ASVS 5, 11.5.1 wants 128; an estimate from so short a text is a little low. */
const MIN_SECRET_BITS = 112;

/** What is wrong with a secret; undefined where nothing is to be seen. */
export function faultOfSecret(secret: string): string | undefined {
  if (secret.length < MIN_SECRET_CHARS) return `is shorter than ${MIN_SECRET_CHARS} characters`;
  if (
    /change.?me|example|password|insecure|default|secret|for tests only|0123456789|abcdefgh|qwerty/i.test(
      secret,
    )
  )
    return 'is one that others know';
  if (/^(.{1,32}?)\1+$/s.test(secret)) return 'repeats itself';
  return bitsOf(secret) < MIN_SECRET_BITS ? 'can be guessed' : undefined;
}

/** Shannon's entropy of the characters, for the whole text. */
function bitsOf(text: string): number {
  const counts = Map.groupBy(text, (char) => char).values();
  return [...counts].reduce((sum, { length }) => sum - length * Math.log2(length / text.length), 0);
}

function ofAccess({ access, messages }: ServiceOptions): Refusal[] {
  const found: Refusal[] = [];
  if (access === 'open')
    found.push({ risk: 'open-access', reason: 'ACCESS=open: whoever reaches the service may do everything' });
  if (access === 'keys' && messages === 'any')
    found.push({
      risk: 'unsigned-messages',
      reason: 'MESSAGES=any: whoever has Redis may send messages, and answer them',
    });
  return found;
}

/** Where Redis is and how it is spoken to, whichever way it was told. */
function ofRedis(options: RedisModuleOptions): Refusal[] {
  const url = options.url === undefined ? undefined : new URL(options.url);
  const isSocket = url?.protocol === 'unix:' || options.path !== undefined;
  if (isSocket || hostsOf(options, url).every(isLoopback)) return [];
  const found: Refusal[] = [];
  if (!speaksTls(options, url))
    found.push({
      risk: 'plaintext-redis',
      reason: 'Redis is on another machine and spoken to in the clear: use rediss://, or REDIS_TLS=true',
    });
  if (isDefaultUser(options, url))
    found.push({
      risk: 'default-user',
      reason:
        'Redis is on another machine and used as its default user: give the service an ACL user of its own',
    });
  return found;
}

function speaksTls({ tls, tlsCaFile, tlsCertFile }: RedisModuleOptions, url: URL | undefined): boolean {
  return tls || tlsCaFile !== undefined || tlsCertFile !== undefined || url?.protocol === 'rediss:';
}

function isDefaultUser(options: RedisModuleOptions, url: URL | undefined): boolean {
  const user = options.username ?? url?.username ?? '';
  const password = options.password ?? url?.password ?? '';
  return password === '' || user === '' || user === 'default';
}

function hostsOf({ clusterNodes, sentinels, host }: RedisModuleOptions, url: URL | undefined): string[] {
  const nodes = clusterNodes ?? sentinels;
  if (nodes === undefined) return [url?.hostname ?? host];
  return nodes.split(',').map((node) => node.trim().replace(/:\d+$/, ''));
}
