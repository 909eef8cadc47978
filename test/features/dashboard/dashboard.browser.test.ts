import { jest } from '@jest/globals';
import type { Browser, Locator } from 'playwright-core';
import { startService, type TestService } from '../../support/app.js';
import { startBrowser } from '../../support/browser.js';
import { eventually } from '../../support/eventually.js';
import { startStandalone, type RedisServer } from '../../support/servers.js';
import { Visitor } from './visitor.js';

// A browser that shares a busy machine takes its time to draw and to be checked six times.
jest.setTimeout(120_000);

let server: RedisServer;
let service: TestService;
let browser: Browser;
beforeAll(async () => {
  process.env['DASHBOARD_SAMPLE_MS'] = '250';
  [server, browser] = await Promise.all([startStandalone(), startBrowser()]);
  service = await startService({ url: server.url });
}, 60_000);
afterAll(async () => {
  delete process.env['DASHBOARD_SAMPLE_MS'];
  await browser.close();
  await service.stop();
  await server.stop();
});

describe('the overview', () => {
  it('is empty at first and says what to do, then shows what happens as it happens', async () => {
    const visitor = await Visitor.open(browser, service.url);
    await visitor.sees('No request yet');
    await service.request('PUT', '/v1/kv/greeting', { value: 'hello' });
    await visitor.sees('Requests and messages');
    await visitor.page.getByRole('rowheader', { name: 'kv' }).waitFor();
    await service.request('POST', '/v1/queues/mails/jobs', { name: 'welcome' });
    await visitor.page.getByRole('row', { name: /mails 1 0 0 0/ }).waitFor();
    await visitor.leaves('overview');
  });

  it('says first what is wrong, and when it is over', async () => {
    const visitor = await Visitor.open(browser, service.url);
    await service.request('POST', '/v1/queues/mails/jobs', { name: 'welcome' });
    await service.request('POST', '/v1/queues/mails/pause');
    await visitor.sees('mails is paused');
    server.freeze();
    await visitor.sees('Redis does not answer');
    await visitor.inspects('overview-trouble');
    server.thaw();
    await visitor.misses('Redis does not answer');
    // What is asked before Redis is back is answered 503, and the queue stays paused.
    const done = async (action: string, body?: object) =>
      eventually(
        async () => {
          const { status } = await service.request('POST', `/v1/queues/mails/${action}`, body);
          expect({ action, ok: status < 300 }).toEqual({ action, ok: true });
        },
        { withinMs: 30_000 },
      );
    await done('drain', {});
    await done('resume');
    // While Redis is away no queue is shown: that nothing is said of this one tells something only once it is.
    await visitor.page.getByRole('row', { name: /mails 0 0 0 0/ }).waitFor();
    await visitor.misses('mails is paused');
    await visitor.page.close();
  });

  it('says that it is not live when the service has gone', async () => {
    const other = await startService({ url: server.url });
    const visitor = await Visitor.open(browser, other.url);
    await visitor.sees('Live');
    await other.stop();
    await visitor.sees('Lost, trying again');
    visitor.forgive(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE/);
    await visitor.leaves();
  });
});

const focused = (locator: Locator) => locator.and(locator.page().locator(':focus')).isVisible();

describe('the frame', () => {
  it('is walked through by keyboard alone', async () => {
    const visitor = await Visitor.open(browser, service.url);
    await visitor.sees('Overview');
    await visitor.page.keyboard.press('Tab');
    await visitor.page.keyboard.press('Tab');
    const dark = visitor.page.getByRole('button', { name: 'dark' });
    for (let i = 0; i < 30 && !(await focused(dark)); i++) await visitor.page.keyboard.press('Tab');
    await visitor.page.keyboard.press('Enter');
    expect(await visitor.page.getAttribute('html', 'data-theme')).toBe('dark');
    await visitor.page.reload();
    expect(await visitor.page.getAttribute('html', 'data-theme')).toBe('dark');
    await visitor.leaves();
  });

  it('says of a page that is not there that it is not', async () => {
    const visitor = await Visitor.open(browser, service.url, 'nowhere');
    await visitor.sees('There is no such page');
    await visitor.leaves('nowhere');
  });
});
