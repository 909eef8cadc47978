import { jest } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { QueueModule, QueueService } from '../../../src/features/queue/index.js';
import { startModule, startService, type TestService } from '../../support/app.js';
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
}, 60_000);
afterAll(async () => {
  delete process.env['DASHBOARD_SAMPLE_MS'];
  await browser.close();
  await service.stop();
  await server.stop();
});

const add = async (queue: string, jobs: object[]) => {
  const { body } = await service.request('POST', `/v1/queues/${queue}/jobs`, { jobs });
  return body['ids'] as string[];
};

/** Lets jobs of a queue fail for good. */
async function fail(queue: string, ids: readonly string[]): Promise<void> {
  const error = {
    name: 'ProviderError',
    message: 'The provider answered 421',
    stack: 'at send (mail.js:17)',
  };
  for (let left = ids.length; left > 0;) {
    const { body } = await service.request('POST', `/v1/queues/${queue}/lease`, { max: Math.min(left, 100) });
    const jobs = body['jobs'] as { id: string; token: string }[];
    const outcomes = jobs.map(({ id, token }) => ({ id, token, status: 'failed', error, retry: false }));
    await service.request('POST', `/v1/queues/${queue}/settle`, { outcomes });
    left -= jobs.length;
  }
}

const counts = async (queue: string) =>
  (await service.request('GET', `/v1/queues/${queue}`)).body['counts'] as Record<string, number>;

describe('the pages of queues', () => {
  it('say how a queue comes to be', async () => {
    const visitor = await Visitor.open(browser, service.url, 'queues');
    await visitor.sees('No queue yet');
    await visitor.leaves('queues-empty');
  });

  it('lead from the overview to why a job has failed, and let it run again', async () => {
    const ids = await add('mails', [
      { name: 'welcome', data: { to: 'ada@example.com' }, options: { attempts: 1 } },
    ]);
    await fail('mails', ids);
    const visitor = await Visitor.open(browser, service.url);
    await visitor.sees('mails has 1 dead letter');
    await visitor.page.getByRole('link', { name: 'See why' }).click();
    await visitor.sees('The provider answered 421');
    await visitor.inspects('queue');
    await visitor.page.getByRole('link', { name: ids[0] ?? '' }).click();
    await visitor.sees('Given up: a dead letter');
    await visitor.sees('Its handler has logged nothing');
    expect(await visitor.page.content()).not.toContain('ada@example.com');
    await visitor.clicks('Show values');
    await visitor.sees('ada@example.com');
    await visitor.inspects('job');
    await visitor.clicks('Hide');
    await visitor.misses('ada@example.com');
    await visitor.clicks('Retry');
    await visitor.page.getByText('waiting', { exact: true }).waitFor();
    expect(await counts('mails')).toMatchObject({ waiting: 1, dead: 0 });
    await visitor.clicks('Remove');
    await visitor.sees('Remove this job?');
    await visitor.page.keyboard.press('Escape');
    await visitor.misses('Remove this job?');
    expect(await counts('mails')).toMatchObject({ waiting: 1 });
    await visitor.clicks('Remove');
    await visitor.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await visitor.sees('Nothing waiting');
    expect(await counts('mails')).toMatchObject({ waiting: 0 });
    await visitor.leaves();
  });

  it('find a job by its id, and jobs by a part of their name', async () => {
    const [id = ''] = await add('reports', [{ name: 'monthly' }, { name: 'weekly' }, { name: 'weekly' }]);
    const visitor = await Visitor.open(browser, service.url, 'queues');
    await visitor.page.getByRole('row', { name: /reports 3/ }).waitFor();
    await visitor.page.getByLabel('Find a job by its id').fill('nobody');
    await visitor.clicks('Find');
    await visitor.sees('No queue has a job nobody.');
    await visitor.inspects('queues');
    await visitor.page.getByLabel('Find a job by its id').fill(id);
    await visitor.clicks('Find');
    await visitor.page.getByRole('heading', { name: 'monthly' }).waitFor();
    await visitor.goes('queues/reports?state=waiting');
    const rows = (name: RegExp) => visitor.page.getByRole('row', { name });
    await rows(/monthly/).waitFor();
    await visitor.page.getByLabel('Search by id or name').fill('week');
    await visitor.clicks('Search');
    // All rows go before those that were found come.
    await visitor.misses('monthly');
    await rows(/weekly/)
      .nth(1)
      .waitFor();
    expect(await rows(/weekly|monthly/).count()).toBe(2);
    await visitor.page.getByLabel('Search by id or name').fill(id);
    await visitor.clicks('Search');
    await rows(/monthly/).waitFor();
    await visitor.leaves();
  });

  it('do to many jobs what is asked, show how far it is, and stop when told', async () => {
    await fail(
      'bulk',
      await add(
        'bulk',
        Array.from({ length: 450 }, () => ({ name: 'one', options: { attempts: 1 } })),
      ),
    );
    const visitor = await Visitor.open(browser, service.url, 'queues/bulk?state=dead');
    await visitor.page.getByRole('button', { name: 'Show more' }).click();
    await visitor.page
      .getByRole('row', { name: /^Choose/ })
      .nth(99)
      .waitFor();
    // The second step is not answered before somebody wants it to be the last.
    const stopping = Promise.withResolvers<void>();
    let steps = 0;
    await visitor.page.route('**/jobs/batch', async (route) => {
      if (++steps === 2) await stopping.promise;
      await route.continue();
    });
    await visitor.clicks('Retry all');
    await visitor.sees('200 of 450 retried');
    await visitor.clicks('Stop');
    stopping.resolve();
    await visitor.sees('Stopped');
    await visitor.sees('400 of 450 retried');
    expect(await counts('bulk')).toMatchObject({ waiting: 400, dead: 50 });
    await visitor.inspects('queue-bulk');
    await visitor.page.unroute('**/jobs/batch');
    await visitor.page.getByRole('checkbox', { name: 'Choose all that are shown' }).check();
    await visitor.clicks('Remove 50');
    await visitor.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await visitor.sees('50 of 50 removed');
    expect(await counts('bulk')).toMatchObject({ waiting: 400, dead: 0 });
    await visitor.leaves();
  });

  it('pause, resume and drain a queue, and make a delayed job due', async () => {
    await add('later', [{ name: 'soon', options: { delayMs: 3_600_000 } }, { name: 'now' }]);
    const visitor = await Visitor.open(browser, service.url, 'queues/later?state=delayed');
    await visitor.clicks('Pause');
    await visitor.sees('No job is handed out until it is resumed');
    await visitor.clicks('Resume');
    await visitor.misses('No job is handed out until it is resumed');
    await visitor.clicks('Promote all');
    await visitor.sees('1 of 1 promoted');
    await eventually(async () => expect(await counts('later')).toMatchObject({ delayed: 0 }));
    await visitor.clicks('Drain');
    await visitor.clicks('Remove them');
    await eventually(async () => expect(await counts('later')).toMatchObject({ waiting: 0 }));
    await visitor.leaves();
  });

  it('show groups that take turns, page by page, and pause and resume one', async () => {
    const jobs = Array.from({ length: 60 }, (_, i) => ({
      name: 'one',
      options: { group: `tenant-${String(i).padStart(2, '0')}` },
    }));
    await add('tenants', jobs);
    await service.request('PUT', '/v1/queues/tenants/group-limits', {
      concurrency: 2,
      rate: { limit: 100, windowMs: 60_000 },
    });
    await service.request('PUT', '/v1/queues/tenants/groups/tenant-01/limits', {
      strict: true,
      maxWaiting: 1000,
      weight: 3,
    });
    const visitor = await Visitor.open(browser, service.url, 'queues/tenants');
    const row = (name: string) => visitor.page.getByRole('row', { name: new RegExp(`^tenant-${name}`) });
    await row('00 1 0 as all').waitFor();
    await row('01 1 0 one after the other, at most 1,000 wait, 3 in a turn').waitFor();
    await visitor.sees('with jobs that wait or run; each 2 at a time, 100 in 1 min');
    await visitor.inspects('queue-groups');
    expect(await row('05').count()).toBe(0);
    for (const last of ['54', '59']) {
      await visitor.page.getByRole('button', { name: 'Show more' }).first().click();
      await row(last).waitFor();
    }
    for (const name of ['tenant-02', 'tenant-59']) {
      const paused = async () =>
        (await service.request('GET', `/v1/queues/tenants/groups/${name}`)).body['paused'];
      await visitor.page.getByRole('button', { name: `Pause ${name}` }).click();
      await visitor.page.getByRole('row', { name: new RegExp(`^${name} paused`) }).waitFor();
      expect(await paused()).toBe(true);
      await visitor.page.getByRole('button', { name: `Resume ${name}` }).click();
      await visitor.page.getByRole('button', { name: `Pause ${name}` }).waitFor();
      expect(await paused()).toBe(false);
    }
    await visitor.leaves();
  });

  it('show who works on a queue, in whichever process, while it does', async () => {
    const visitor = await Visitor.open(browser, service.url, 'queues/worked');
    await visitor.sees('No Nest process works on this queue');
    const other = await startModule({ url: server.url, prefix: prefix }, [QueueModule.forRoot({})]);
    const worker = other.get(QueueService).work('worked', () => ({ run: () => undefined }));
    await visitor.page.getByRole('row', { name: new RegExp(`${process.pid} 0 of 10 0 0 0`) }).waitFor();
    await visitor.inspects('queue-workers');
    await worker.stop(0);
    await visitor.sees('No Nest process works on this queue');
    await other.close();
    await visitor.leaves();
  });

  it('show the first hundred queues live, and the others in pages', async () => {
    const queues = service.app.get(QueueService);
    const names = Array.from({ length: 230 }, (_, i) => `many-${String(i).padStart(3, '0')}`);
    await Promise.all(names.map(async (name) => queues.queue(name).add('job', 1)));
    const visitor = await Visitor.open(browser, service.url, 'queues');
    await visitor.sees('Further queues');
    const row = (name: string) => visitor.page.getByRole('row', { name: new RegExp(`^${name} `) });
    await row('many-150').waitFor();
    expect(await row('many-229').count()).toBe(0);
    await visitor.clicks('Show more');
    await row('many-229').waitFor();
    expect(await row('many-150').count()).toBe(1);
    for (const name of names) await queues.obliterate(name);
    await visitor.leaves();
  });

  it('say in the words of the service why something cannot be done', async () => {
    const [id = ''] = await add('gone', [{ name: 'one' }]);
    const visitor = await Visitor.open(browser, service.url, `queues/gone/jobs/${id}`);
    await visitor.sees('Show values');
    await visitor.goes('queues/gone/jobs/none');
    await visitor.sees('DASHBOARD_NOT_FOUND');
    visitor.forgive(/404/);
    await visitor.leaves('job-gone');
  });
});
