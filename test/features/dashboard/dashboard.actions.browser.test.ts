import { jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { digestOf, newKey } from '../../../src/features/api-keys/index.js';
import { startService, type TestService } from '../../support/app.js';
import { startBrowser } from '../../support/browser.js';
import { eventually } from '../../support/eventually.js';
import { startStandalone, type RedisServer } from '../../support/servers.js';
import { Visitor } from './visitor.js';

// A browser that shares a busy machine takes its time.
jest.setTimeout(120_000);

const key = newKey();
let server: RedisServer;
let service: TestService;
let browser: Browser;
beforeAll(async () => {
  process.env['DASHBOARD_SAMPLE_MS'] = '250';
  process.env['API_KEYS_ROOT'] = `${key.id}:${digestOf(key.text)}`;
  [server, browser] = await Promise.all([startStandalone(), startBrowser()]);
  service = await startService({ url: server.url });
}, 60_000);
afterAll(async () => {
  delete process.env['DASHBOARD_SAMPLE_MS'];
  delete process.env['API_KEYS_ROOT'];
  await browser.close();
  await service.stop();
  await server.stop();
});

const confirm = async (visitor: Visitor, action: string) =>
  visitor.page.getByRole('dialog').getByRole('button', { name: action }).click();

const add = async (queue: string, jobs: object[]) =>
  (await service.request('POST', `/v1/queues/${queue}/jobs`, { jobs })).body['ids'] as string[];
const stateOf = async (queue: string, id: string) =>
  (await service.request('GET', `/v1/queues/${queue}/jobs/${id}`)).body['state'];

async function finish(queue: string, max: number): Promise<void> {
  const { body } = await service.request('POST', `/v1/queues/${queue}/lease`, { max });
  const outcomes = (body['jobs'] as { id: string; token: string }[]).map(({ id, token }) => ({
    id,
    token,
    status: 'completed',
  }));
  await service.request('POST', `/v1/queues/${queue}/settle`, { outcomes });
}

it('the first paint comes within a second, with nothing kept from before', async () => {
  const paints: number[] = [];
  for (let i = 0; i < 5; i++) {
    const visitor = await Visitor.open(browser, service.url); // each with a cache of its own
    await visitor.sees('Overview');
    const at = `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity`;
    paints.push(await visitor.page.evaluate<number>(at));
    await visitor.leaves();
  }
  // Others share the machine, and the second best of five says enough.
  expect(paints.toSorted((a, b) => a - b)[1]).toBeLessThan(1000);
});

describe('a job', () => {
  it('that is delayed is promoted, and one that is completed runs again', async () => {
    const [later = '', done = ''] = await add('jobs', [
      { name: 'later', options: { delayMs: 3_600_000 } },
      { name: 'done' },
    ]);
    await finish('jobs', 1);
    const visitor = await Visitor.open(browser, service.url, `queues/jobs/jobs/${later}`);
    await visitor.clicks('Promote');
    await eventually(async () => expect(await stateOf('jobs', later)).toBe('waiting'));
    await visitor.goes(`queues/jobs/jobs/${done}`);
    await visitor.page.getByRole('heading', { name: 'done' }).waitFor();
    await visitor.clicks('Retry');
    await eventually(async () => expect(await stateOf('jobs', done)).toBe('waiting'));
    await visitor.leaves();
  });

  it('that was chosen is done with, and the others are left', async () => {
    const ids = await add('chosen', [{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
    await finish('chosen', 3);
    const visitor = await Visitor.open(browser, service.url, 'queues/chosen?state=completed');
    for (const id of ids.slice(0, 2)) await visitor.page.getByLabel(`Choose ${id}`).check();
    await visitor.clicks('Retry 2');
    await visitor.sees('2 of 2 retried');
    await visitor.clicks('Close');
    await visitor.misses('2 of 2 retried');
    expect(await Promise.all(ids.map(async (id) => stateOf('chosen', id)))).toEqual([
      'waiting',
      'waiting',
      'completed',
    ]);
    await visitor.leaves();
  });
});

it('the schedules of a queue are shown with when they come', async () => {
  const schedule = { name: 'digest', cron: '0 7 * * *', timeZone: 'Europe/Vienna' };
  await service.request('PUT', '/v1/queues/planned/schedules/morning', schedule);
  await add('planned', [{ name: 'one' }]);
  const visitor = await Visitor.open(browser, service.url, 'queues/planned');
  await visitor.page.getByRole('row', { name: /^morning digest 0 7 \* \* \* Europe\/Vienna/ }).waitFor();
  await visitor.leaves('queue-schedules');
});

it('a user is opened by id, also one who is not online', async () => {
  await service.request('POST', '/v1/sessions', { userId: 'ada' });
  const visitor = await Visitor.open(browser, service.url, 'sessions');
  for (const [user, told] of [
    ['ada', 'Online with 1 session'],
    ['nobody', 'Not online'],
  ] as const) {
    await visitor.goes('sessions');
    await visitor.page.getByLabel("A user's id").fill(user);
    await visitor.clicks('Open');
    await visitor.sees(told);
  }
  await visitor.leaves();
});

it('a subject is looked up under the policy that was chosen', async () => {
  for (const name of ['login', 'search'])
    await service.request('PUT', `/v1/rate-limits/${name}`, { limit: 5, windowMs: 3_600_000 });
  await service.request('POST', '/v1/rate-limits/search/take', { subject: 'ada', cost: 2 });
  const visitor = await Visitor.open(browser, service.url, 'rate-limits');
  await visitor.page.getByLabel('Policy').selectOption('search');
  await visitor.page.getByLabel('Address, user or key').fill('ada');
  await visitor.clicks('Look');
  await visitor.sees('3 of 5 left');
  await visitor.leaves();
});

it('what is tagged is invalidated, and the rest is left', async () => {
  for (const tag of ['red', 'blue'])
    await service.request('PUT', `/v1/cache/paint/${tag}`, { value: tag, ttlMs: 60_000, tags: [tag] });
  const visitor = await Visitor.open(browser, service.url, 'cache');
  await visitor.page.getByLabel('Namespace').fill('paint');
  await visitor.page.getByLabel('Tags').fill(' red, ');
  await visitor.clicks('Invalidate');
  await confirm(visitor, 'Invalidate');
  await visitor.sees('Invalidated what is tagged red in paint.');
  const status = async (name: string) => (await service.request('GET', `/v1/cache/paint/${name}`)).status;
  expect([await status('red'), await status('blue')]).toEqual([404, 200]);
  await visitor.leaves();
});

it('what a message carries is hidden again', async () => {
  await service.request('POST', '/v1/topics/orders/messages', { data: { customer: 'grace' } });
  const visitor = await Visitor.open(browser, service.url, 'messaging/orders');
  await visitor.clicks('Show values');
  await visitor.sees('"grace"');
  await visitor.clicks('Hide');
  await visitor.misses('"grace"');
  await visitor.leaves();
});

it('who has a key signs in with it, and stays so while the tab is open', async () => {
  const closed = await startService({ url: server.url }, { access: 'keys' });
  const visitor = await Visitor.open(browser, closed.url, 'queues');
  await visitor.page.getByLabel('API key', { exact: true }).fill(key.text);
  await visitor.clicks('Sign in');
  await visitor.sees('No queue yet');
  await visitor.page.reload();
  await visitor.sees('No queue yet');
  visitor.forgive(/401/);
  await visitor.leaves();
  await closed.stop();
});

it('the focus goes to the page over the link that only a keyboard finds', async () => {
  const visitor = await Visitor.open(browser, service.url, 'queues');
  await visitor.sees('All queues');
  const link = visitor.page.getByRole('link', { name: 'Skip to the page' });
  await link.focus();
  await visitor.page.keyboard.press('Enter');
  expect(await visitor.page.evaluate('document.activeElement.id')).toBe('main');
  await visitor.leaves();
});
