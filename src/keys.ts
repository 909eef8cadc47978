import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import { z } from 'zod';
import {
  ApiKeysModule,
  apiKeysOptions,
  ApiKeysService,
  digestOf,
  newKey,
} from './features/api-keys/index.js';
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
  const work = COMMANDS[command];
  if (!work || (ABOUT_ONE.has(command) && id === '')) {
    process.stderr.write(USAGE);
    return 64;
  }
  const service = serviceOptions.check(serviceOptions.fromEnv());
  const app = await NestFactory.createApplicationContext(
    ApiKeysModule.forRootAsync({
      imports: [RedisModule.forRootAsync({ useFactory: () => redisOptions.fromEnv() })],
      useFactory: () => withSecret(apiKeysOptions.fromEnv(), 'api-keys', service),
    }),
    { logger: false, abortOnError: false },
  );
  try {
    return await work(app.get(ApiKeysService), id);
  } finally {
    await app.close();
  }
}

const COMMANDS: Record<string, (keys: ApiKeysService, id: string) => Promise<number>> = {
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
    return 0;
  },

  async list(keys) {
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await keys.list(cursor ? { cursor } : {});
      for (const { id, state, expiresAt, scopes, prefixes, name } of page.items)
        print(
          [
            id,
            state,
            new Date(expiresAt).toISOString(),
            scopes.join(','),
            prefixes.join(',') || '-',
            name,
          ].join('  '),
        );
      cursor = page.nextCursor;
    }
    return 0;
  },

  async rotate(keys, id) {
    const issued = await keys.rotate(id, { graceMs: Number(told('hours') || 24) * 3_600_000 });
    if (!issued) return missing();
    print(issued.key);
    return 0;
  },

  async revoke(keys, id) {
    return (await keys.revoke(id)) ? 0 : missing();
  },
};

function missing(): number {
  process.stderr.write('There is no such key that is still good.\n');
  return 1;
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
