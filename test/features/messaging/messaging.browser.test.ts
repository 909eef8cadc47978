import type { Browser } from 'playwright-core';
import { MessagingService } from '../../../src/features/messaging/index.js';
import { startService, type TestService } from '../../support/app.js';
import { startBrowser } from '../../support/browser.js';
import { eventually } from '../../support/eventually.js';
import { startProxy, type Proxy } from '../../support/proxy.js';
import { standalone } from '../../support/topologies.js';

describe('a real browser that follows a topic', () => {
  let browser: Browser;
  let service: TestService;
  let proxy: Proxy;
  beforeAll(async () => {
    [browser, service] = await Promise.all([startBrowser(), startService(standalone)]);
    proxy = await startProxy(Number(new URL(service.url).port));
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    proxy?.stop();
    await service?.stop();
  });

  it('gets every message once and in order, through lost connections', async () => {
    const topic = service.app.get(MessagingService).topic<number>('followed');
    const page = await browser.newPage();
    // A page of the same origin, so that no rules for other origins get in the way; the policy of an answer of the API lets
    // a document connect to nothing, that of the service's own page to this origin.
    await page.goto(`http://127.0.0.1:${proxy.port}/`);
    await page.evaluate(`
      window.got = []; window.opened = 0; window.gaps = 0;
      const source = new EventSource('/v1/topics/followed/stream');
      source.onopen = () => window.opened++;
      source.addEventListener('ready', () => (window.isReady = true));
      source.addEventListener('gap', () => window.gaps++);
      source.onmessage = ({ data }) => window.got.push(JSON.parse(data).data);
    `);
    const opened = async () => page.evaluate<number>('window.opened');
    await eventually(async () => expect(await page.evaluate('window.isReady')).toBe(true));
    let n = 0;
    const publish = async () => topic.publishAll(Array.from({ length: 10 }, () => ({ data: ++n })));
    for (let cut = 1; cut <= 3; cut++) {
      await publish();
      proxy.cut(); // with some of these on their way
      await publish();
      await eventually(async () => expect(await opened()).toBe(cut + 1), { withinMs: 10_000 });
    }
    await publish();
    const all = Array.from({ length: n }, (_, i) => i + 1);
    await eventually(async () => expect(await page.evaluate('window.got')).toEqual(all));
    expect(await page.evaluate('window.gaps')).toBe(0);
  }, 60_000);

  it('gets every message once and in order over a WebSocket as well, and says what others hear', async () => {
    const topic = service.app.get(MessagingService).topic<number>('socketed');
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${proxy.port}/`);
    await page.evaluate(`
      window.got = []; window.heard = []; window.opened = 0; window.gaps = 0;
      let lastId;
      const connect = () => {
        const socket = (window.socket = new WebSocket('ws://' + location.host + '/v1/socket', ['rookery.v1']));
        const ask = (message) => socket.send(JSON.stringify(message));
        socket.onopen = () => {
          ask({ op: 'follow', ref: 'topic', topic: 'socketed', after: lastId });
          ask({ op: 'listen', ref: 'chat', channel: 'chat' });
        };
        socket.onmessage = ({ data: text }) => {
          const { ref, event, data } = JSON.parse(text);
          if (ref === 'topic' && event === 'ready') window.opened++;
          if (event === 'gap') window.gaps++;
          if (ref === 'topic' && event === 'message') window.got.push(data.data);
          if (ref === 'chat' && event === 'message') window.heard.push(data.data);
          if (ref === 'topic') lastId = data.position ?? data.id;
        };
        socket.onclose = () => setTimeout(connect, 50);
      };
      connect();
    `);
    const opened = async (times: number) =>
      eventually(async () => expect(await page.evaluate('window.opened')).toBe(times), { withinMs: 10_000 });
    let n = 0;
    const publish = async () => topic.publishAll(Array.from({ length: 10 }, () => ({ data: ++n })));
    await opened(1);
    for (let cut = 1; cut <= 3; cut++) {
      await publish();
      proxy.cut(); // with some of these on their way
      await publish();
      await opened(cut + 1);
    }
    await publish();
    const all = Array.from({ length: n }, (_, i) => i + 1);
    await eventually(async () => expect(await page.evaluate('window.got')).toEqual(all));
    expect(await page.evaluate('window.gaps')).toBe(0);
    await page.evaluate(
      `window.socket.send(JSON.stringify({ op: 'say', ref: '1', channel: 'chat', data: 'Hello' }))`,
    );
    await eventually(async () => expect(await page.evaluate('window.heard')).toEqual(['Hello']));
  }, 60_000);
});
