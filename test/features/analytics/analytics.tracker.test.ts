import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext } from 'playwright-core';
import { startService, type TestService } from '../../support/app.js';
import { startBrowser } from '../../support/browser.js';
import { eventually } from '../../support/eventually.js';
import { standalone } from '../../support/topologies.js';

/** As a person's browser names itself; the one of the tests says that it has no window, which is what bots say. */
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

let service: TestService;
let pages: Server;
let pagesUrl: string;
let browser: Browser;

beforeAll(async () => {
  service = await startService(standalone);
  // Another origin than the service's, as a site has it.
  pages = createServer((request, response) => {
    const site = new URL(request.url ?? '', 'http://a').pathname.split('/')[1] ?? '';
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><title>${site}</title>
      <script>window.rookery = window.rookery || function () { (rookery.q = rookery.q || []).push(arguments) }; rookery('early')</script>
      <script defer src="${service.url}/v1/tracker.js" data-site="${site}" data-exclude="/${site}/admin"></script>`);
  }).listen(0, '127.0.0.1');
  await once(pages, 'listening');
  pagesUrl = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
  // Named for the whole browser: what a page sends as it is left goes out under that name, and not under a context's.
  browser = await startBrowser(`--user-agent=${userAgent}`);
}, 60_000);
afterAll(async () => {
  await browser.close();
  pages.close();
  await service.stop();
});

const get = async (path: string) => (await service.request('GET', `/v1/analytics/${path}`)).body;

/** Runs something in a page of a fresh browser, and closes that. */
async function visit<T>(path: string, run: (context: BrowserContext) => Promise<T>): Promise<T> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(pagesUrl + path);
    return await run(context);
  } finally {
    await context.close();
  }
}

describe('the tracker', () => {
  it('is below 2 KB as it is sent', async () => {
    const response = await fetch(`${service.url}/v1/tracker.js`);
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(gzipSync(await response.text()).length).toBeLessThan(2048);
  });

  it('tells of pages, of changes of the address, of events before and after it was loaded, and leaves nothing behind', async () => {
    await visit('/app/start?utm_source=News&token=secret', async (context) => {
      const [page] = context.pages();
      await page?.evaluate(`
        history.pushState({}, '', '/app/second?token=secret');
        history.pushState({}, '', '/app/second#part');
        history.pushState({}, '', '/app/admin/users');
        rookery('hidden');
        history.back();
      `);
      await eventually(() => expect(page?.url()).toMatch(/second/));
      await page?.evaluate(`rookery('signup', { plan: 'pro' })`);
      await eventually(async () =>
        expect((await get('app/top?dimension=event'))['items']).toEqual([
          { value: 'early', count: 1 },
          { value: 'signup', count: 1 },
        ]),
      );
      expect(await context.cookies()).toEqual([]);
      expect(await page?.evaluate('localStorage.length + sessionStorage.length')).toBe(0);
    });
    await eventually(async () =>
      expect((await get('app/top'))['items']).toEqual([
        { value: '/app/second', count: 2 },
        { value: '/app/start', count: 1 },
      ]),
    );
    expect((await get('app/top?dimension=source'))['items']).toEqual([{ value: 'news', count: 1 }]);
    expect((await get('app/top?dimension=browser'))['items']).toEqual([{ value: 'Chrome', count: 1 }]);
    expect(await get('app/pageviews')).toMatchObject({ total: { visits: 1, bounces: 0 } });
  });

  it('sends what is told as the page is left', async () => {
    await visit('/leaving/page', async (context) => {
      const [page] = context.pages();
      await page?.evaluate(`addEventListener('pagehide', () => rookery('left'))`);
      await page?.goto('about:blank');
      await eventually(async () =>
        expect((await get('leaving/top?dimension=event'))['items']).toContainEqual({
          value: 'left',
          count: 1,
        }),
      );
    });
  });

  it('is silent where the browser asks not to be counted', async () => {
    const context = await browser.newContext();
    await context.addInitScript(
      `Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { value: true })`,
    );
    const page = await context.newPage();
    const sent: string[] = [];
    page.on('request', (request) => sent.push(request.url()));
    await page.goto(`${pagesUrl}/silent/page`);
    await page.evaluate(`rookery('signup')`);
    await context.close();
    expect(sent.filter((url) => url.includes('/events'))).toEqual([]);
    expect(await get('silent/pageviews')).toMatchObject({ code: 'SITE_NOT_FOUND' });
  });

  it('of a browser without a window is taken for a bot', async () => {
    const bot = await startBrowser();
    try {
      const page = await bot.newPage();
      await page.goto(`${pagesUrl}/robots/page`);
      await eventually(
        async () => {
          const { items } = (await get('robots/dropped')) as { items?: { bot: number }[] };
          expect(items?.at(-1)?.bot).toBe(2);
        },
        { withinMs: 15_000 },
      );
    } finally {
      await bot.close();
    }
    expect(await get('robots/pageviews')).toMatchObject({ total: { pageviews: 0 } });
  });
});

describe('GET /v1/analytics/:site/live/stream', () => {
  it('tells who is there, and again when more are', async () => {
    const send = async (userId: string) =>
      service.request('POST', '/v1/analytics/watched/events', { name: 'pageview', path: '/', userId });
    await send('ada');
    const controller = new AbortController();
    const response = await fetch(`${service.url}/v1/analytics/watched/live/stream`, {
      signal: controller.signal,
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const seen: number[] = [];
    const reading = (async () => {
      const decoder = new TextDecoder();
      for await (const chunk of response.body ?? [])
        for (const [, visitors] of decoder.decode(chunk).matchAll(/"visitors":(\d+)/g))
          seen.push(Number(visitors));
    })().catch(() => undefined);
    await eventually(() => expect(seen[0]).toBe(1));
    await send('bob');
    await eventually(() => expect(seen.at(-1)).toBe(2), { withinMs: 10_000 });
    controller.abort();
    await reading;
  });

  it('answers 404 of a site that is none', async () => {
    expect(await service.request('GET', '/v1/analytics/nothing/live/stream')).toMatchObject({ status: 404 });
  });
});
