import { ApiKeysService, newKey } from '../../src/features/api-keys/index.js';
import { startService, type TestService } from '../support/app.js';
import { standalone } from '../support/topologies.js';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** The service with limits of its own, and without the exception for this machine. */
async function start(limits: Record<string, number>): Promise<TestService> {
  const env: Record<string, string> = {
    RATE_LIMIT_LIMIT_LOOPBACK: 'true',
    // A busy machine is no reason to estimate.
    RATE_LIMIT_DECIDE_WITHIN_MS: '10000',
    ...Object.fromEntries(
      Object.entries(limits).map(([name, limit]) => [`RATE_LIMIT_${name}_LIMIT_PER_MINUTE`, String(limit)]),
    ),
  };
  Object.assign(process.env, env);
  const service = await startService(standalone, { access: 'keys' });
  for (const name of Object.keys(env)) delete process.env[name];
  closing.push(async () => service.stop());
  return service;
}

async function keyOf(service: TestService): Promise<Record<string, string>> {
  const { key } = await service.app
    .get(ApiKeysService, { strict: false })
    .create({ name: 'test', scopes: ['*'] });
  return { authorization: `Bearer ${key}` };
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

/** What comes of as many requests in a row. */
async function inARow(count: number, ask: () => Promise<{ status: number }>): Promise<number[]> {
  const statuses: number[] = [];
  for (let i = 0; i < count; i++) statuses.push((await ask()).status);
  return statuses;
}

it('an address without a key has so many requests a minute, and not one more', async () => {
  const service = await start({ IP: 3 });
  const ask = async () => fetch(`${service.url}/v1/tracker.js`);
  expect(await inARow(4, ask)).toEqual([200, 200, 200, 429]);
  const denied = await ask();
  expect(await denied.json()).toMatchObject({ code: 'RATE_LIMITED', status: 429 });
  expect(Number(denied.headers.get('retry-after'))).toBeGreaterThan(0);
  // Who looks after the service is not held up.
  expect(await inARow(4, async () => fetch(`${service.url}/livez`))).toEqual([200, 200, 200, 200]);
});

it('a key has so many, wherever it is used from; another key has its own', async () => {
  const service = await start({ KEY: 3, IP: 1 });
  const [one, other] = [await keyOf(service), await keyOf(service)];
  const ask = (headers: Record<string, string>) => async () =>
    service.request('GET', '/v1/queues', undefined, headers);
  expect(await inARow(4, ask(one))).toEqual([200, 200, 200, 429]);
  expect(await inARow(1, ask(other))).toEqual([200]);
});

it('logins have fewer', async () => {
  const service = await start({ STRICT: 2 });
  const key = await keyOf(service);
  const login = async () => service.request('POST', '/v1/sessions', { userId: 'ada' }, key);
  expect(await inARow(3, login)).toEqual([201, 201, 429]);
  expect((await service.request('GET', '/v1/queues', undefined, key)).status).toBe(200);
});

it('who tries keys has as few, whichever header and however it is written; who has one is let in', async () => {
  const service = await start({ STRICT: 3 });
  const tries: Record<string, string>[] = [
    bearer(newKey().text),
    { 'x-api-key': newKey().text },
    bearer('abc'),
    {},
  ];
  const statuses: number[] = [];
  for (const headers of tries)
    statuses.push((await service.request('GET', '/v1/queues', undefined, headers)).status);
  expect(statuses).toEqual([401, 401, 401, 429]);
  expect((await service.request('GET', '/v1/queues', undefined, await keyOf(service))).status).toBe(200);
});
