import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { Module, type INestApplicationContext, type LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import {
  ApiKeyEndedError,
  ApiKeyNotFoundError,
  ApiKeysModule,
  apiKeysOptions,
  ApiKeysService,
  digestOf,
  newKey,
} from './features/api-keys/index.js';
import { AuditModule, auditOptions, AuditService } from './features/audit/index.js';
import { AppError } from './kernel/errors.js';
import { RedisModule, redisOptions } from './redis/index.js';
import { serviceOptions, withSecret } from './service.options.js';

const USAGE = `Usage:
  keys create --name NAME --scopes SCOPE,SCOPE [--prefixes PREFIX,PREFIX] [--days DAYS]
  keys list
  keys rotate ID [--hours HOURS]    how long the secret before stays good; 24 unless told
  keys revoke ID
  keys root                         makes a key that does not live in Redis
  keys secrets                      makes all that production asks for; append it to .env
`;

const DAY = 86_400_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    name: { type: 'string' },
    scopes: { type: 'string' },
    prefixes: { type: 'string' },
    days: { type: 'string' },
    hours: { type: 'string' },
  },
});

const told = (name: string): string => (typeof values[name] === 'string' ? values[name] : '');
const listed = (name: string) => told(name).split(',').filter(Boolean);
const print = (text: string) => void process.stdout.write(`${text}\n`);

/** What a schema refused, as one line for each fault. */
function explain(error: unknown): string {
  if (!(error instanceof z.ZodError)) return String(error);
  return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n');
}

/** What is done to one key, which has to be named. */
const ABOUT_ONE = new Set(['rotate', 'revoke']);

async function run(): Promise<number> {
  const [command = '', id = ''] = positionals;
  if (command === 'root') return printRoot();
  if (command === 'secrets') return printSecrets();
  const change = CHANGES[command];
  if ((!change && command !== 'list') || (ABOUT_ONE.has(command) && id === '')) {
    process.stderr.write(USAGE);
    return 64;
  }
  const app = await connect();
  try {
    const keys = app.get(ApiKeysService, { strict: false });
    if (change) await audited(app.get(AuditService, { strict: false }), async () => change(keys, id));
    else await listKeys(keys);
    return 0;
  } finally {
    await app.close();
  }
}

@Module({})
class Keys {}

/** Keys and the audit with the secrets of the service, and nothing else of it. */
async function connect(): Promise<INestApplicationContext> {
  const service = serviceOptions.check(serviceOptions.fromEnv());
  const imports = [
    RedisModule.forRootAsync({ useFactory: () => redisOptions.fromEnv() }),
    ApiKeysModule.forRootAsync({
      useFactory: () => withSecret(apiKeysOptions.fromEnv(), 'api-keys', service),
    }),
    AuditModule.forRootAsync({ useFactory: () => withSecret(auditOptions.fromEnv(), 'audit', service) }),
  ];
  return NestFactory.createApplicationContext({ module: Keys, imports }, { logger, abortOnError: false });
}

/** Only what went wrong, and beside the key, which is often piped somewhere. */
const logger: LoggerService = {
  log: () => undefined,
  warn: (message: unknown) => void process.stderr.write(`${String(message)}\n`),
  error: (message: unknown) => void process.stderr.write(`${String(message)}\n`),
};

/** Writes down in the audit what a command did to which key, or why it did not; as the routes that do the same. */
async function audited(audit: AuditService, work: () => Promise<string>): Promise<void> {
  const [command = '', ...target] = positionals;
  const about = { actor: actor(), action: 'api-keys:write', what: `keys ${command}`, target };
  try {
    const detail = await work();
    await audit.record({ ...about, outcome: 'done', detail });
  } catch (error) {
    const detail = error instanceof AppError ? error.code : 'INVALID_INPUT';
    await audit.record({ ...about, outcome: 'failed', detail });
    throw error;
  }
}

/** Nobody shows a key here: it is whoever may read the secrets of the service, by the name that this machine has for him. */
function actor(): string {
  try {
    return `cli:${userInfo().username}`;
  } catch {
    return 'cli'; // in a container a user often has no name
  }
}

/** What changes keys; each answers the id of the key that it was about. */
const CHANGES: Record<string, (keys: ApiKeysService, id: string) => Promise<string>> = {
  async create(keys) {
    const days = told('days');
    const { key, apiKey } = await keys.create({
      name: told('name'),
      scopes: listed('scopes'),
      prefixes: listed('prefixes'),
      ttlMs: days === '' ? undefined : Number(days) * DAY,
    });
    process.stderr.write(`Good until ${new Date(apiKey.expiresAt).toISOString()}, and told this once:\n`);
    print(key);
    return apiKey.id;
  },

  async rotate(keys, id) {
    const issued = await keys.rotate(id, { graceMs: Number(told('hours') || 24) * 3_600_000 });
    if (issued === false) throw new ApiKeyEndedError();
    if (issued === undefined) throw new ApiKeyNotFoundError();
    print(issued.key);
    return id;
  },

  async revoke(keys, id) {
    if (!(await keys.revoke(id))) throw new ApiKeyNotFoundError();
    return id;
  },
};

async function listKeys(keys: ApiKeysService): Promise<void> {
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await keys.list(cursor ? { cursor } : {});
    for (const { id, state, expiresAt, scopes, prefixes, name } of page.items) {
      const until = new Date(expiresAt).toISOString();
      print([id, state, until, scopes.join(','), prefixes.join(',') || '-', name].join('  '));
    }
    cursor = page.nextCursor;
  }
}

/** What the service is given goes to the standard output, the key itself does not: `>> .env` has the one without the other. */
function printRoot(): number {
  const { id, text } = newKey();
  print(`API_KEYS_ROOT=${id}:${digestOf(text)}`);
  process.stderr.write(`The key itself, told this once; it may do everything:\n${text}\n`);
  return 0;
}

function printSecrets(): number {
  print(`APP_SECRET=${randomBytes(32).toString('hex')}`);
  return printRoot();
}

// At the end, when all that it uses is there.
try {
  process.exitCode = await run();
} catch (error) {
  process.stderr.write(`${error instanceof AppError ? error.message : explain(error)}\n`);
  process.exitCode = 1;
}
