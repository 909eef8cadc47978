import { jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startService, type TestService } from '../../support/app.js';
import { startBrowser } from '../../support/browser.js';
import { eventually } from '../../support/eventually.js';
import { startStandalone, type RedisServer } from '../../support/servers.js';
import { uniquePrefix } from '../../support/topologies.js';
import { Visitor } from './visitor.js';

// A browser that shares a busy machine takes its time to draw and to be checked six times.
jest.setTimeout(120_000);

let server: RedisServer;
let service: TestService;
let browser: Browser;
const prefix = uniquePrefix();
beforeAll(async () => {
  process.env['DASHBOARD_SAMPLE_MS'] = '250';
  [server, browser] = await Promise.all([startStandalone(), startBrowser()]);
  service = await startService({ url: server.url, prefix });
});
afterAll(async () => {
  delete process.env['DASHBOARD_SAMPLE_MS'];
  await browser.close();
  await service.stop();
  await server.stop();
});

const confirm = async (visitor: Visitor, action: string) =>
  visitor.page.getByRole('dialog').getByRole('button', { name: action }).click();

it('sessions: who is online, and out when told', async () => {
  const visitor = await Visitor.open(browser, service.url, 'sessions');
  await visitor.sees('Nobody is online');
  for (const device of ['Phone', 'Laptop', 'Tablet'])
    await service.request('POST', '/v1/sessions', { userId: 'ada', device, attributes: { cart: 'secret' } });
  await visitor.page.getByRole('link', { name: 'ada' }).waitFor();
  await visitor.inspects('sessions');
  await visitor.page.getByRole('link', { name: 'ada' }).click();
  await visitor.sees('Online with 3 sessions');
  expect(await visitor.page.content()).not.toContain('secret');
  await visitor.inspects('sessions-of-a-user');
  await visitor.page
    .getByRole('row', { name: /Laptop/ })
    .getByRole('button', { name: 'Log out' })
    .click();
  await confirm(visitor, 'Log out');
  await visitor.sees('Online with 2 sessions');
  await visitor.clicks('Log out everywhere');
  await confirm(visitor, 'Log out');
  await visitor.sees('Not online');
  const { body } = await service.request('GET', '/v1/users/ada/online');
  expect(body).toMatchObject({ online: false });
  await visitor.leaves();
});

it('rate limits: who is denied most, forgiven and blocked', async () => {
  await service.request('PUT', '/v1/rate-limits/login', { limit: 2, windowMs: 3_600_000 });
  const visitor = await Visitor.open(browser, service.url, 'rate-limits');
  await visitor.sees('Nobody was denied');
  for (let i = 0; i < 5; i++)
    await service.request('POST', '/v1/rate-limits/login/take', { subject: '192.0.2.7' });
  await visitor.page.getByRole('row', { name: /192.0.2.7 login 3/ }).waitFor();
  await visitor.inspects('rate-limits');
  await visitor.page.getByRole('button', { name: '192.0.2.7' }).click();
  await visitor.sees(/denied for/);
  await visitor.clicks('Forgive');
  await visitor.sees('2 of 2 left');
  await visitor.clicks(/^Deny for/);
  await confirm(visitor, 'Deny');
  await visitor.sees(/denied for/);
  const { body } = await service.request('GET', '/v1/rate-limits/login/192.0.2.7');
  expect(body).toMatchObject({ allowed: false });
  await visitor.leaves();
});

it('cache: how often it was there, and away when told', async () => {
  const visitor = await Visitor.open(browser, service.url, 'cache');
  await visitor.sees('Nothing was read yet');
  await service.request('PUT', '/v1/cache/pages/home', { value: 'hello', ttlMs: 60_000 });
  await service.request('GET', '/v1/cache/pages/missing');
  for (let i = 0; i < 3; i++) await service.request('GET', '/v1/cache/pages/home');
  await visitor.page.getByRole('row', { name: /pages 75 % 0 3 0 1/ }).waitFor();
  await visitor.inspects('cache');
  await visitor.page.getByLabel('Namespace').fill('pages');
  await visitor.clicks('Invalidate');
  await confirm(visitor, 'Invalidate');
  await visitor.sees('Invalidated everything in pages.');
  expect((await service.request('GET', '/v1/cache/pages/home')).status).toBe(404);
  await visitor.leaves();
});

it('analytics: what visitors do', async () => {
  const empty = await Visitor.open(browser, service.url, 'analytics');
  await empty.sees('No site yet');
  await empty.leaves();
  const events = ['/', '/', '/books'].map((path) => ({ name: 'pageview', path, userId: 'ada' }));
  await service.request('POST', '/v1/analytics/shop/events', { events });
  const visitor = await Visitor.open(browser, service.url, 'analytics');
  await visitor.sees('What visitors of shop do');
  await visitor.page.getByRole('row', { name: '/ 2' }).first().waitFor();
  await visitor.inspects('analytics');
  await visitor.sees('This site does not keep when its users were there');
  await visitor.page.getByLabel('Time').selectOption('month');
  await visitor.sees('by day');
  await visitor.leaves();
});

it('analytics: who came back, and how far people came in a funnel', async () => {
  const funnels = { order: { steps: [{ path: '/books' }, { event: 'purchase' }] } };
  await service.request('PUT', '/v1/analytics/books', { users: 'exact', funnels });
  const events = ['ada', 'grace', 'mary', 'joan'].flatMap((userId, i) => [
    { name: 'pageview', path: '/books', userId, at: Date.now() - 20 * 3_600_000 },
    ...(i < 1 ? [{ name: 'purchase', userId }] : []),
  ]);
  await service.request('POST', '/v1/analytics/books/events', { events });
  const visitor = await Visitor.open(browser, service.url, 'analytics');
  await visitor.page.getByLabel('Site').selectOption('books');
  await visitor.page.getByLabel('Time').selectOption('week');
  await visitor.page.getByRole('row', { name: '/books 4 100 %' }).waitFor();
  await visitor.page.getByRole('row', { name: 'purchase 1 25 %' }).waitFor();
  await visitor.page.getByLabel('By', { exact: true }).selectOption('day');
  const yesterday = new Date(Date.now() - 20 * 3_600_000).toISOString().slice(0, 10);
  await visitor.page.getByRole('row', { name: new RegExp(`^${yesterday} 4`) }).waitFor();
  await visitor.leaves('retention');
});

it('messaging: topics, groups and what comes in, masked until asked for', async () => {
  const visitor = await Visitor.open(browser, service.url, 'messaging');
  await visitor.sees('No topic yet');
  await service.request('POST', '/v1/topics/orders/messages', { data: { customer: 'ada' }, key: 'k1' });
  await service.request('PUT', '/v1/topics/orders/groups/billing', { from: 'start' });
  await visitor.page.getByRole('link', { name: 'orders' }).click();
  await visitor.page.getByRole('row', { name: /billing 1/ }).waitFor();
  await visitor.page.getByRole('cell', { name: 'k1' }).waitFor();
  await service.request('POST', '/v1/topics/orders/messages', { data: { customer: 'grace' }, key: 'k2' });
  await visitor.page.getByRole('cell', { name: 'k2' }).waitFor();
  expect(await visitor.page.content()).not.toMatch(/"ada"|grace/);
  await visitor.inspects('topic');
  await visitor.page.getByRole('row', { name: /k2/ }).getByRole('button', { name: 'Show values' }).click();
  await visitor.sees(/grace/);
  const pulled = await service.request('POST', '/v1/topics/orders/groups/billing/pull', { max: 10 });
  const receipts = (pulled.body['messages'] as { receipt: string }[]).map(({ receipt }) => receipt);
  await service.request('POST', '/v1/topics/orders/groups/billing/nack', { receipts, dead: true });
  await visitor.page.getByRole('button', { name: 'Redrive' }).click();
  await eventually(async () => {
    const { body } = await service.request('GET', '/v1/topics/orders/groups/billing');
    expect(body).toMatchObject({ dead: 0 });
  });
  await visitor.leaves();
});

it('messaging: dead letters of a group, one by one', async () => {
  const path = '/v1/topics/letters/groups/billing';
  const messages = Array.from({ length: 60 }, (_, i) => ({ data: { customer: 'ada' }, key: `k${i + 1}` }));
  await service.request('PUT', path, { from: 'start' });
  await service.request('POST', '/v1/topics/letters/messages', { messages });
  const { body } = await service.request('POST', `${path}/pull`, { max: 60 });
  const receipts = (body['messages'] as { receipt: string }[]).map(({ receipt }) => receipt);
  await service.request('POST', `${path}/nack`, { receipts, dead: true, reason: 'No stock' });
  const dead = async () => (await service.request('GET', path)).body['dead'];

  const visitor = await Visitor.open(browser, service.url);
  await visitor.sees('billing has 60 dead letters');
  await visitor.page.getByRole('link', { name: 'See why' }).click();
  await visitor.sees('Dead letters of billing');
  await visitor.page.getByRole('link', { name: 'letters', exact: true }).click();
  await visitor.page.getByRole('link', { name: '60 dead letters of billing' }).click();
  await visitor.sees('Dead letters of billing');
  const row = (sequence: number) => visitor.page.getByRole('row', { name: new RegExp(`^${sequence} k`) });
  await row(50).waitFor();
  await visitor.inspects('letters');
  expect(await row(51).count()).toBe(0);
  await visitor.clicks('Show more');
  await row(60).waitFor();
  expect(await visitor.page.content()).not.toContain('"ada"');
  await row(60).getByRole('button', { name: 'Show values' }).click();
  await row(60).getByText('"ada"').waitFor();
  await row(60).getByRole('button', { name: 'Redrive' }).click();
  await row(60).waitFor({ state: 'detached' });
  expect(await dead()).toBe(59);
  await row(2).getByRole('button', { name: 'Remove' }).click();
  await visitor.sees('Remove dead letter 2?');
  await visitor.page.keyboard.press('Escape');
  await visitor.misses('Remove dead letter 2?');
  expect(await dead()).toBe(59);
  await row(2).getByRole('button', { name: 'Remove' }).click();
  await confirm(visitor, 'Remove');
  await row(2).waitFor({ state: 'detached' });
  expect(await dead()).toBe(58);
  await row(59).waitFor();
  await service.request('POST', `${path}/dead/redrive`, {});
  await visitor.goes('messaging/letters');
  await visitor.page.getByRole('row', { name: /^billing 0/ }).waitFor();
  await visitor.goes('messaging/letters/billing');
  await visitor.sees('No dead letter');
  await visitor.leaves();
});

it('messaging: channels that somebody listens to, while they do', async () => {
  const visitor = await Visitor.open(browser, service.url, 'messaging');
  await visitor.sees('Nobody listens');
  const controller = new AbortController();
  const { signal } = controller;
  // Held until the end: a stream that nobody holds is closed when memory is tidied up.
  const streams = [
    await fetch(`${service.url}/v1/channels/chat:lobby/stream`, { signal }),
    await fetch(`${service.url}/v1/channels/chat:*/stream?pattern=true`, { signal }),
  ];
  await visitor.page.getByRole('row', { name: 'chat:* pattern 1 1' }).waitFor();
  await visitor.page.getByRole('row', { name: 'chat:lobby 1 1' }).waitFor();
  await visitor.inspects('channels');
  controller.abort();
  for (const stream of streams) await stream.text().catch(() => undefined);
  await visitor.sees('Nobody listens');
  await visitor.leaves();
});

it('rate limits and cache: of all processes, and when Redis does not answer of this one', async () => {
  const other = await startService({ url: server.url, prefix });
  await other.request('PUT', '/v1/rate-limits/shared', { limit: 1, windowMs: 3_600_000 });
  for (let i = 0; i < 3; i++)
    await other.request('POST', '/v1/rate-limits/shared/take', { subject: 'elsewhere' });
  for (let i = 0; i < 4; i++) await other.request('GET', '/v1/cache/elsewhere/missing');
  const limits = await Visitor.open(browser, service.url, 'rate-limits');
  await limits.page.getByRole('row', { name: 'elsewhere shared 2' }).waitFor();
  await limits.sees('by all processes that run, each since it started');
  const cache = await Visitor.open(browser, service.url, 'cache');
  await cache.page.getByRole('row', { name: /^elsewhere 0 % 0 0 0 4/ }).waitFor();
  await cache.sees('of all processes that run');
  server.freeze();
  await limits.sees('by this process alone, as Redis does not answer, since it started');
  await cache.sees('of this process, as Redis does not answer');
  server.thaw();
  await limits.sees('by all processes that run, each since it started');
  await cache.sees('of all processes that run');
  for (const visitor of [limits, cache]) {
    visitor.forgive(/503/);
    await visitor.leaves();
  }
  await other.stop();
});

it('asks who it is where the service asks for keys', async () => {
  const closed = await startService({ url: server.url }, { access: 'keys' });
  const visitor = await Visitor.open(browser, closed.url);
  await visitor.sees('Who are you?');
  await visitor.page.getByLabel('API key', { exact: true }).fill('wrong');
  await visitor.clicks('Sign in');
  await visitor.sees(/The last one was refused/);
  visitor.forgive(/401/);
  await visitor.leaves('sign-in');
  await closed.stop();
});
