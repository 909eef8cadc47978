import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ACCEPTABLE_RISKS, serviceOptions } from '../../src/service.options.js';
import { faultOfSecret, refusalsOf } from '../../src/boot.js';
import { digestOf, newKey } from '../../src/features/api-keys/index.js';
import { projectNode } from '../../scripts/command.mjs';
import { freePort } from '../../scripts/redis-server.mjs';
import { startService } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { startStandalone, type RedisServer } from '../support/servers.js';

const APP_SECRET = '8f14e45fceea167a5a36dedd4bea2543c9f0f895fb98ab9159f51fd0297e236d';
const root = newKey();
const API_KEYS_ROOT = `${root.id}:${digestOf(root.text)}`;

/** What production accepts: nothing is wrong with this. */
const SAFE = {
  APP_SECRET,
  API_KEYS_ROOT,
  REDIS_URL: 'rediss://rookery:a-password@redis.example:6379',
};

const SET = /^(REDIS_|API_KEYS_|SESSION_|ACCESS$|MESSAGES$|APP_SECRET$|ACCEPT_RISKS$)/;
const before = Object.entries(process.env).filter(([name]) => SET.test(name));
const clear = () => {
  for (const name of Object.keys(process.env)) if (SET.test(name)) delete process.env[name];
};
afterEach(() => {
  clear();
  Object.assign(process.env, Object.fromEntries(before));
});

/** The reasons that can be said before anything is connected, in production with this environment. */
const reasons = (environment: Record<string, string>) => {
  clear();
  Object.assign(process.env, environment);
  const production = { access: 'keys', messages: 'signed', production: true, host: '0.0.0.0' };
  return refusalsOf(serviceOptions.check({ ...production, ...serviceOptions.fromEnv() })).map(
    ({ risk, reason }) => `${risk ?? 'never'}: ${reason}`,
  );
};

describe('production refuses', () => {
  it('nothing of a safe setup', () => {
    expect(reasons(SAFE)).toEqual([]);
    // As short as it may be; one character less is refused below.
    expect(reasons({ ...SAFE, APP_SECRET: 'Zq3vT8mK1xW5bN7cR2yJ6dF9gH4pL0sE' })).toEqual([]);
  });

  it.each([
    ['no secret', { APP_SECRET: '' }, /^never: there is no secret/],
    ['a short one', { APP_SECRET: APP_SECRET.slice(0, 31) }, /^never: APP_SECRET is shorter than 32/],
    [
      'one out of an example',
      { APP_SECRET: `changeme-${APP_SECRET}` },
      /^never: APP_SECRET is one that others know/,
    ],
    ['one that repeats itself', { APP_SECRET: 'xK9-'.repeat(16) }, /^never: APP_SECRET repeats itself/],
    [
      'one that can be guessed',
      { APP_SECRET: 'aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbac' },
      /^never: APP_SECRET can be guessed/,
    ],
    ['a weak one of a feature', { SESSION_SECRET: 'password'.repeat(5) }, /^never: SESSION_SECRET is one/],
    ['open access', { ACCESS: 'open' }, /^open-access: ACCESS=open/],
    ['unsigned messages', { MESSAGES: 'any' }, /^unsigned-messages: MESSAGES=any/],
    ['Redis in the clear', { REDIS_URL: 'redis://rookery:a@redis.example' }, /^plaintext-redis:/],
    ['Redis without a user', { REDIS_URL: 'rediss://:a@redis.example' }, /^default-user:/],
    ['Redis as its default user', { REDIS_URL: 'rediss://default:a@redis.example' }, /^default-user:/],
    ['Redis without a password', { REDIS_URL: 'rediss://rookery@redis.example' }, /^default-user:/],
    [
      'a Cluster in the clear',
      {
        REDIS_URL: '',
        REDIS_CLUSTER_NODES: '127.0.0.1:1,10.0.0.1:1',
        REDIS_USERNAME: 'a',
        REDIS_PASSWORD: 'b',
      },
      /^plaintext-redis:/,
    ],
    [
      'Sentinels in the clear',
      { REDIS_URL: '', REDIS_SENTINELS: '10.0.0.1:1', REDIS_USERNAME: 'a', REDIS_PASSWORD: 'b' },
      /^plaintext-redis:/,
    ],
  ])('%s', (_what, wrong, reason) => {
    expect(reasons({ ...SAFE, ...wrong })).toEqual([expect.stringMatching(reason)]);
  });

  it.each([
    ['on this machine', { REDIS_URL: 'redis://127.0.0.1:6379' }],
    ['by its name', { REDIS_URL: '', REDIS_HOST: 'localhost' }],
    ['on a socket', { REDIS_URL: 'unix:///run/redis.sock' }],
    ['as a Cluster on this machine', { REDIS_URL: '', REDIS_CLUSTER_NODES: '127.0.0.1:1, 127.0.0.1:2' }],
  ])('no plain Redis %s', (_where, redis) => {
    expect(reasons({ ...SAFE, ...redis })).toEqual([]);
  });

  it('what is accepted no more, and nothing else', () => {
    const wrong = { ...SAFE, ACCESS: 'open', REDIS_URL: 'redis://redis.example', APP_SECRET: '' };
    expect(reasons(wrong)).toHaveLength(4);
    expect(reasons({ ...wrong, ACCEPT_RISKS: 'open-access, plaintext-redis' })).toEqual([
      expect.stringMatching(/^never/),
      expect.stringMatching(/^default-user/),
    ]);
    expect(reasons({ ...wrong, ACCEPT_RISKS: ACCEPTABLE_RISKS.join(',') })).toHaveLength(1);
  });

  it('no secret that openssl made', () => {
    for (let i = 0; i < 1000; i++)
      expect(
        faultOfSecret(Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex')),
      ).toBeUndefined();
  });
});

describe('the process', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startStandalone({ config: ['maxmemory-policy allkeys-lru', 'maxmemory 100mb'] });
  });
  afterAll(async () => server.stop());

  /** The built service with this environment and no other. */
  function start(environment: Record<string, string>) {
    const child = spawn(projectNode(), ['dist/main.js'], {
      env: { PATH: process.env['PATH'], LOG_LEVEL: 'silent', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const told = { text: '' };
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => (told.text += part.toString()));
    return { child, told, ended: once(child, 'close').then(([code]) => code as number) };
  }

  it('tells all reasons at once, those of the running Redis among them, and ends with 78', async () => {
    const { told, ended } = start({ REDIS_URL: server.url, MESSAGES: 'any' });
    expect(await ended).toBe(78);
    for (const reason of [
      'This is production',
      'there is no secret',
      'MESSAGES=any',
      'there is no API key',
      'maxmemory-policy of Redis is allkeys-lru',
      'ACCEPT_RISKS',
    ])
      expect(told.text).toContain(reason);
    expect(told.text).not.toMatch(/^\s+at /m);
  });

  it('ends with 78 as well where an option is wrong', async () => {
    expect(await start({ PORT: 'many' }).ended).toBe(78);
  });

  it('serves a safe setup, where nobody gets in without a key and no description of the API is shown', async () => {
    const port = await freePort();
    const { child, told, ended } = start({
      REDIS_URL: server.url,
      PORT: String(port),
      APP_SECRET,
      API_KEYS_ROOT,
      ACCEPT_RISKS: 'evicting-redis',
      OPEN_SCOPES: 'metrics:read',
    });
    await eventually(() => expect(told.text).toContain('Rookery serves at'), { withinMs: 15_000 });
    const status = async (path: string, headers = {}) =>
      (await fetch(`http://127.0.0.1:${port}${path}`, { headers })).status;
    expect(await status('/livez')).toBe(200);
    expect(await status('/metrics')).toBe(200);
    expect(await status('/v1/queues')).toBe(401);
    expect(await status('/v1/queues', { authorization: `Bearer ${root.text}` })).toBe(200);
    expect(await status('/docs')).toBe(404);
    expect(await status('/openapi.json')).toBe(404);
    child.kill('SIGTERM');
    await ended;
  });
});

it('in development the service starts as it is', async () => {
  const server = await startStandalone();
  const service = await startService({ url: server.url });
  expect((await service.request('PUT', '/v1/kv/a', { value: 1 })).status).toBe(200);
  expect((await fetch(`${service.url}/docs`)).status).toBe(200);
  await service.stop();
  await server.stop();
});
