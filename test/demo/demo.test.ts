import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { runDemo } from '../../scripts/demo/run.mjs';
import { startService } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { startStandalone } from '../support/servers.js';

const never = new AbortController().signal;

const DONE = [
  'pages seen',
  'orders',
  'logins',
  'passwords tried',
  'mails to send',
  'mails sent',
  'pages from the cache',
  'pages not in the cache',
  'events counted',
  'orders told',
];

describe('npm run demo', () => {
  it('brings life into every area that is served, stops by itself, and leaves nothing that stays', async () => {
    const server = await startStandalone();
    const service = await startService({ url: server.url });
    const tally = await runDemo({ url: service.url, durationMs: 4000, signal: never });
    for (const what of DONE) expect([what, tally[what]]).toEqual([what, expect.any(Number)]);
    expect(tally).not.toHaveProperty(['requests failed']);
    expect(tally).not.toHaveProperty(['requests refused']);
    expect(await service.request('GET', '/v1/kv/demo:views:home')).toMatchObject({
      status: 200,
      body: { ttlMs: expect.any(Number) },
    });
    const orders = await service.request('GET', '/v1/collections/demo-orders/items');
    const [order] = orders.body['items'] as { item: { state: string }; ttlMs: number }[];
    expect(order?.ttlMs).toBeGreaterThan(0);
    // The policy lasts until it is removed, which the demo does itself.
    expect(await service.request('GET', '/v1/rate-limits/demo-login')).toMatchObject({ status: 404 });
    // So do a queue and a topic. A site stays, with its counts as long as those of any other.
    for (const area of ['queues', 'topics'])
      expect(await service.request('GET', `/v1/${area}`)).toMatchObject({ body: { items: [] } });
    expect(await service.request('GET', '/v1/analytics')).toMatchObject({ body: { items: [{}] } });
    await eventually(async () =>
      expect(await service.request('GET', '/v1/channels')).toMatchObject({ body: { items: [] } }),
    );
    await service.stop();
    await server.stop();
  });

  it('stops when it is told to, long before its time', async () => {
    const server = await startStandalone();
    const service = await startService({ url: server.url });
    const stop = new AbortController();
    const demo = runDemo({ url: service.url, durationMs: 600_000, signal: stop.signal });
    stop.abort();
    expect(await demo).not.toHaveProperty(['requests failed']);
    await service.stop();
    await server.stop();
  });

  it('asks nothing of an area that is not served', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.setHeader('content-type', 'application/json');
      const paths = { '/v1/kv/{key}/increment': {} };
      response.end(JSON.stringify(request.url === '/openapi.json' ? { paths } : {}));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const tally = await runDemo({ url: `http://127.0.0.1:${port}`, durationMs: 300, signal: never });
    server.close();
    expect(Object.keys(tally)).toEqual(['pages seen']);
    expect(asked.filter((url) => !/^\/(openapi\.json|v1\/kv\/demo)/.test(url))).toEqual([]);
  });

  it('says in a sentence that no service answers', async () => {
    const demo = runDemo({ url: 'http://127.0.0.1:9', durationMs: 1000, signal: never });
    await expect(demo).rejects.toThrow(/^No Rookery answers at .* npm start/);
  });
});
