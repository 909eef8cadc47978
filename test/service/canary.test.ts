import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ClientProxyFactory, Transport } from '@nestjs/microservices';
import { Redis } from 'ioredis';
import { digestOf, messageKeyOf, newKey } from '../../src/features/api-keys/index.js';
import { signMessages } from '../../src/transport/index.js';
import { ensureBuilt } from '../../scripts/build.mjs';
import { projectNode } from '../../scripts/command.mjs';
import { freePort } from '../../scripts/redis-server.mjs';
import { eventually } from '../support/eventually.js';
import { ask, refusal, stockClient } from '../support/rpc.js';
import { startStandalone, type RedisServer } from '../support/servers.js';
import { tempDir } from '../support/temp-dir.js';

const run = promisify(execFile);
const random = (what: string) => `${what}-${randomBytes(18).toString('hex')}`;

/** What nobody may find anywhere. Some are made by the service in the course of this. */
const secrets: Record<string, string> = {
  'password of Redis': random('redis'),
  APP_SECRET: randomBytes(32).toString('hex'),
  'secret of a session': randomBytes(32).toString('hex'),
  'cookie of somebody else': random('cookie'),
  'CSRF token of somebody else': random('csrf'),
  'password of Basic authentication': random('basic'),
};
/** What users keep: it is in Redis, and in answers to them. */
const payload = random('payload');

const root = newKey();
/** A key that is well written and none. */
const wrong = newKey();
/** The part of a key that is secret; its id is not. */
const secretOf = (key: string) => key.split('_')[2] ?? '';
secrets['root key'] = secretOf(root.text);
secrets['what the root key signs with'] = digestOf(root.text);
secrets['wrong key'] = secretOf(wrong.text);

/** As it may have been written down. */
const formsOf = (secret: string) =>
  [
    secret,
    encodeURIComponent(secret),
    Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    Buffer.from(secret).toString('hex'),
  ].map((form) => Buffer.from(form));

/** Which secrets are in there. */
const secretsIn = (place: Buffer | string) =>
  Object.entries(secrets)
    .filter(([, secret]) => formsOf(secret).some((form) => Buffer.from(place).includes(form)))
    .map(([name]) => name);

const dir = tempDir();
const spansFile = join(dir, 'spans.jsonl');
const told = { text: '' };
let server: RedisServer;
let service: ChildProcess;
let admin: Redis;
let url: string;
let environment: Record<string, string>;
/** Headers and bodies of all errors. */
let refusals = '';

beforeAll(async () => {
  await ensureBuilt();
  const password = secrets['password of Redis'] ?? '';
  server = await startStandalone({
    // Uncompressed, so that DUMP shows what is in a value.
    config: [`user service on >${password} ~* &* +@all`, 'rdbcompression no'],
  });
  admin = new Redis(server.url);
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  writeFileSync(spansFile, '');
  environment = {
    PATH: process.env['PATH'] ?? '',
    REDIS_URL: `redis://service:${password}@127.0.0.1:${server.port}`,
    APP_SECRET: secrets['APP_SECRET'] ?? '',
    API_KEYS_ROOT: `${root.id}:${digestOf(root.text)}`,
    LOG_LEVEL: 'trace',
    SPANS_FILE: spansFile,
    PORT: String(port),
  };
  service = spawn(projectNode(), ['--import', './test/service/traced-process.mjs', 'dist/main.js'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [service.stdout, service.stderr])
    stream?.on('data', (part: Buffer) => (told.text += part.toString()));
  await eventually(() => expect(told.text).toContain('Rookery serves at'), { withinMs: 20_000 });
}, 150_000);

afterAll(async () => {
  admin.disconnect();
  const ended = once(service, 'close');
  service.kill('SIGKILL');
  await ended;
  await server.stop();
});

const asRoot = { authorization: `Bearer ${root.text}` };

async function request(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = asRoot,
) {
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      cookie: `theirs=${secrets['cookie of somebody else']}`,
      'x-csrf-token': secrets['CSRF token of somebody else'] ?? '',
      referer: `https://example.org/?token=${secrets['CSRF token of somebody else']}`,
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.status >= 400) refusals += `${JSON.stringify([...response.headers])}${text}\n`;
  return { status: response.status, headers: response.headers, text };
}

const made = async (path: string, body: unknown) => {
  const { status, text, headers } = await request('POST', path, body);
  expect([path, status < 300]).toEqual([path, true]);
  return { headers, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
};

it('no secret is in any log, trace, metric, error, entry of the audit or value of Redis', async () => {
  await useKeys();
  const token = await useSessions();
  await usePayloads();
  await failWith(token);
  await speakOverRedis(token);
  await useCommandLine();
  const { text: audit } = await request('GET', '/v1/audit?limit=200');
  const { text: metrics } = await request('GET', '/metrics');
  const kept = await everythingInRedis();
  await loseRedis();
  const logs = await eventually(() => {
    expect(told.text).toContain('is back after');
    return told.text;
  });
  const traces = readFileSync(spansFile, 'utf8');
  const outward = { logs, traces, metrics, audit, refusals };
  for (const [name, place] of Object.entries({ ...outward, kept })) {
    expect([name, place.length > 500]).toEqual([name, true]);
    expect([name, secretsIn(place)]).toEqual([name, []]);
  }
  // What users keep is in Redis, which shows that it would be found there, and nowhere else.
  expect(kept.includes(payload)).toBe(true);
  for (const [name, place] of Object.entries(outward))
    expect([name, place.includes(payload)]).toEqual([name, false]);
  // And that these places would hold what is written to them.
  expect(logs).toContain('order-17');
  expect(traces).toContain('PUT /v1/kv/:key');
  expect(audit).toContain('keys revoke');
}, 60_000);

async function useKeys() {
  const { body } = await made('/v1/api-keys', { name: 'shop', scopes: ['*'] });
  const { id } = body['apiKey'] as { id: string };
  const key = String(body['key']);
  secrets['key that was made'] = secretOf(key);
  secrets['what that key signs with'] = digestOf(key);
  await request('GET', '/v1/kv/a', undefined, { 'x-api-key': key, 'x-request-id': 'order-17' });
  const rotated = await made(`/v1/api-keys/${id}/rotate`, {});
  secrets['key that was rotated'] = secretOf(String(rotated.body['key']));
  const credentials: Record<string, string>[] = [
    { authorization: `Bearer ${wrong.text}` },
    { 'x-api-key': wrong.text },
    { authorization: `Basic ${secrets['password of Basic authentication']}` },
    { authorization: `Bearer ${secrets['password of Basic authentication']}` },
  ];
  for (const headers of credentials)
    expect((await request('GET', '/v1/kv/a', undefined, headers)).status).toBe(401);
  expect((await request('GET', `/v1/kv/a?api_key=${key}`, undefined, {})).status).toBe(401);
  await request('DELETE', `/v1/api-keys/${id}`);
}

async function useSessions(): Promise<string> {
  const { body } = await made('/v1/sessions', { userId: 'ada', attributes: { note: payload } });
  const token = String(body['token']);
  secrets['secret of a session'] = token.split('.')[1] ?? '';
  const { headers } = await made('/v1/sessions', { userId: 'ada', cookie: true });
  const [cookie = ''] = (headers.get('set-cookie') ?? '').split(';');
  secrets['secret in a cookie'] = cookie.split('.')[1] ?? '';
  const key = { 'x-api-key': root.text };
  const session = { ...key, authorization: `Session ${token}` };
  expect((await request('GET', '/v1/sessions/current', undefined, session)).status).toBe(200);
  expect((await request('GET', '/v1/sessions/current', undefined, { ...key, cookie })).status).toBe(200);
  await made('/v1/sessions/verify', { token });
  const rotated = await request('POST', '/v1/sessions/current/rotate', {}, session);
  const next = (JSON.parse(rotated.text) as { token: string }).token;
  secrets['secret after a rotation'] = next.split('.')[1] ?? '';
  const other = { ...key, authorization: `Session ${token.replace(/.$/, 'x')}` };
  expect((await request('DELETE', '/v1/sessions/current', undefined, other)).status).toBe(401);
  return next;
}

/** What users keep, and what then cannot be done with it. */
async function usePayloads() {
  await request('PUT', '/v1/kv/mine', { value: payload });
  await request('PUT', '/v1/cache/pages/mine', { value: payload, ttlMs: 60_000, tags: ['a'] });
  await made('/v1/queues/mails/jobs', { name: 'send', data: { payload } });
  await made('/v1/collections/notes/items', { items: [{ payload }] });
  await made('/v1/topics/orders/messages', { data: payload });
  await made('/v1/channels/news/messages', { data: payload });
  // An operation that Redis itself refuses, and one that our scripts cannot do.
  await made('/v1/pipeline', { commands: [{ op: 'rpush', key: 'mine', values: [payload] }] });
  await admin.set('rookery:queue:{broken}:meta', payload);
  await request('POST', '/v1/queues/broken/jobs', { name: 'send', data: { payload } });
  await admin.hset('rookery:kv:broken', 'field', 'x');
  await request('PUT', '/v1/kv/broken', { value: payload, ifVersion: 3 });
  // Told of as an unforeseen error: a command that this Redis does not know.
  await admin.call('ACL', 'SETUSER', 'service', '-hset', '-eval', '-evalsha');
  expect((await request('PATCH', '/v1/collections/notes/items/x', { payload })).status).toBe(500);
  await admin.call('ACL', 'SETUSER', 'service', '+@all');
}

/** Bodies, paths and queries with secrets in the wrong places. */
async function failWith(token: string) {
  const inWrongPlaces = [
    ['PUT', '/v1/kv/a', `{"value": "${token}`],
    ['PUT', '/v1/kv/a', { value: 1, ttlMs: token }],
    ['POST', '/v1/sessions', { userId: 7, attributes: token }],
    ['POST', '/v1/sessions/verify', { token: `${token}${token}${token}` }],
    ['GET', `/v1/nowhere/${token}?token=${token}`],
    ['GET', `/v1/kv/%ff${token}`],
    ['PATCH', `/v1/kv/a?token=${token}`, {}],
    ['GET', `/v1/users/ada/sessions/${token}`],
    ['GET', `/v1/audit?cursor=${token}`],
    ['POST', '/v1/queues/q/settle', { outcomes: [{ id: token, token, status: 'done' }] }],
  ] as const;
  for (const [method, path, body] of inWrongPlaces)
    expect([path, (await request(method, path, body)).status >= 400]).toEqual([path, true]);
}

async function speakOverRedis(token: string) {
  const client = ClientProxyFactory.create({
    transport: Transport.REDIS,
    options: { host: '127.0.0.1', port: server.port, ...signMessages(messageKeyOf(root.text)) },
  });
  expect(await ask(client, 'session.verify', { token })).toMatchObject({ active: true });
  expect(await ask(client, 'kv.set', { key: 'message', value: payload })).toMatchObject({ key: 'message' });
  await refusal(client, 'kv.set', { key: 'message', value: 1, ttlMs: payload });
  const unsigned = stockClient(server.port);
  await refusal(unsigned, 'session.verify', { token, key: root.text });
  await admin.publish('kv.set', `{"key":"${root.text}","value":"${payload}`);
  await admin.publish('kv.set', JSON.stringify({ k: root.text, m: token, b: payload }));
  await client.close();
  await unsigned.close();
}

async function useCommandLine() {
  const keys = async (...args: string[]) =>
    run(projectNode(), ['dist/keys.js', ...args], { env: environment });
  const { stdout, stderr } = await keys('create', '--name', 'cli', '--scopes', 'kv:read');
  const key = stdout.trim();
  secrets['key from the command line'] = secretOf(key);
  const id = key.split('_')[1] ?? '';
  const rotated = await keys('rotate', id);
  secrets['rotated from the command line'] = secretOf(rotated.stdout.trim());
  const listed = await keys('list');
  await keys('revoke', id);
  await expect(keys('revoke', '0'.repeat(16))).rejects.toMatchObject({ code: 1 });
  expect(secretsIn(stderr + listed.stdout + listed.stderr)).toEqual([]);
  const { text } = await request('GET', '/v1/audit?limit=4');
  const { items } = JSON.parse(text) as { items: Record<string, unknown>[] };
  const by = { actor: expect.stringMatching(/^cli/), action: 'api-keys:write' };
  expect(items.toReversed()).toMatchObject([
    { ...by, what: 'keys create', outcome: 'done', detail: id },
    { ...by, what: 'keys rotate', target: [id], outcome: 'done' },
    { ...by, what: 'keys revoke', target: [id], outcome: 'done' },
    { ...by, what: 'keys revoke', outcome: 'failed', detail: 'API_KEY_NOT_FOUND' },
  ]);
  const verdict = await request('GET', '/v1/audit/verify');
  expect(JSON.parse(verdict.text)).toMatchObject({ intact: true });
}

/** Names and values of all keys, as they are in memory. */
async function everythingInRedis(): Promise<Buffer> {
  const names = await admin.keys('*');
  const values = await Promise.all(names.map(async (name) => admin.dumpBuffer(name)));
  expect(names.length).toBeGreaterThan(20);
  return Buffer.concat([Buffer.from(names.join('\n')), ...values.map((value) => value ?? Buffer.alloc(0))]);
}

async function loseRedis() {
  server.freeze();
  expect((await request('GET', '/v1/kv/mine')).status).toBe(503);
  const { text } = await request('GET', '/readyz');
  expect(secretsIn(text)).toEqual([]);
  server.thaw();
  await server.restart();
  await eventually(async () => expect((await request('GET', '/readyz')).status).toBe(200), {
    withinMs: 10_000,
  });
}

it('no secret is told by a start that fails', async () => {
  const start = async (wrongly: Record<string, string>) =>
    run(projectNode(), ['dist/main.js'], { env: { ...environment, ...wrongly } }).then(
      () => 'it started',
      (error: unknown) => {
        const { stdout, stderr } = error as { stdout: string; stderr: string };
        return stdout + stderr;
      },
    );
  secrets['a short secret'] = randomBytes(8).toString('hex');
  secrets['another password'] = random('other');
  const short = secrets['a short secret'];
  const other = secrets['another password'] ?? '';
  const outputs = await Promise.all([
    start({ APP_SECRET: short, API_KEYS_ROOT: '' }),
    start({ API_KEYS_SECRET: short }),
    start({ API_KEYS_ROOT: root.text }),
    start({ REDIS_URL: `redis://service:${other}@127.0.0.1:${server.port}` }),
    start({ REDIS_URL: `http://service:${other}@127.0.0.1:${server.port}` }),
    start({ REDIS_URL: `redis://service:${other}@127.0.0.1:1`, REDIS_BOOT_TIMEOUT_MS: '200' }),
    start({
      REDIS_URL: '',
      REDIS_PASSWORD: other,
      REDIS_HOST: 'redis.example.invalid',
      REDIS_BOOT_TIMEOUT_MS: '200',
    }),
  ]);
  for (const output of outputs) {
    expect(output).toContain('Rookery cannot start');
    expect(secretsIn(output)).toEqual([]);
  }
}, 40_000);
