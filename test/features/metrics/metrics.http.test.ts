import { httpRequests, redisCommands, rpcMessages } from '../../../src/kernel/metrics.js';
import { MetricsModule, MetricsService } from '../../../src/features/metrics/index.js';
import { startModule, startService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { ask, stockClient } from '../../support/rpc.js';
import { startStandalone } from '../../support/servers.js';
import { standalone, topologies } from '../../support/topologies.js';

/** The value of one series; `labels` as Prometheus writes them, in part. */
function valueOf(text: string, name: string, ...labels: string[]): number | undefined {
  const lines = text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
  const line = lines.find((candidate) => labels.every((label) => candidate.includes(label)));
  return line === undefined ? undefined : Number(line.slice(line.lastIndexOf(' ') + 1));
}

async function scrape(url: string): Promise<string> {
  const response = await fetch(`${url}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return response.text();
}

describe('GET /metrics', () => {
  it('counts and times requests by route, never by URL', async () => {
    const { url, request, stop } = await startService(standalone);
    await request('PUT', '/v1/kv/secret-name', { value: 1 });
    for (let i = 0; i < 3; i++) await request('GET', '/v1/kv/secret-name');
    await request('GET', '/v1/kv/missing');
    await request('GET', '/nothing/here');
    const text = await eventually(async () => {
      const now = await scrape(url);
      expect(valueOf(now, 'rookery_http_request_seconds_count', 'route="none"', 'status="404"')).toBe(1);
      return now;
    });
    const count = (...labels: string[]) => valueOf(text, 'rookery_http_request_seconds_count', ...labels);
    expect(count('route="/v1/kv/:key"', 'method="GET"', 'status="200"')).toBe(3);
    expect(count('route="/v1/kv/:key"', 'method="GET"', 'status="404"')).toBe(1);
    expect(count('route="/v1/kv/:key"', 'method="PUT"')).toBe(1);
    expect(text).not.toContain('secret-name');
    expect(valueOf(text, 'process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(valueOf(text, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
    await stop();
  });

  it('counts messages of the Redis transport by pattern and outcome, and times commands by name', async () => {
    const server = await startStandalone();
    const { url, stop } = await startService({ url: server.url });
    const client = stockClient(server.port);
    for (let i = 0; i < 40; i++) await ask(client, 'kv.increment', { key: 'n' });
    await ask(client, 'kv.get', { key: 'missing' }).catch(() => undefined);
    const text = await eventually(async () => {
      const now = await scrape(url);
      expect(valueOf(now, 'rookery_rpc_message_seconds_count', 'pattern="kv.get"', 'outcome="error"')).toBe(
        1,
      );
      return now;
    });
    expect(valueOf(text, 'rookery_rpc_message_seconds_count', 'pattern="kv.increment"', 'outcome="ok"')).toBe(
      40,
    );
    // One of 16 of the scripts and publications.
    expect(text).toMatch(
      /rookery_redis_command_seconds_count\{command="(increment|publish)",outcome="ok"\} [1-9]/,
    );
    expect(await ask(client, 'metrics.scrape', {})).toContain('rookery_redis_up 1');
    await client.close();
    await stop();
    await server.stop();
  });

  it('answers while Redis is frozen, and says so', async () => {
    const server = await startStandalone();
    const { url, stop } = await startService({ url: server.url });
    server.freeze();
    expect(valueOf(await scrape(url), 'rookery_redis_up')).toBe(0);
    server.thaw();
    await eventually(async () => expect(valueOf(await scrape(url), 'rookery_redis_up')).toBe(1));
    await stop();
    await server.stop();
  });

  it('answers while Redis is away, and says so', async () => {
    const server = await startStandalone();
    const { url, stop } = await startService({ url: server.url });
    expect(valueOf(await scrape(url), 'rookery_redis_up')).toBe(1);
    expect(valueOf(await scrape(url), 'rookery_redis_memory_bytes')).toBeGreaterThan(100_000);
    await server.kill();
    const text = await scrape(url);
    expect(valueOf(text, 'rookery_redis_up')).toBe(0);
    expect(valueOf(text, 'rookery_redis_ping_seconds')).toBeUndefined();
    expect(valueOf(text, 'process_cpu_seconds_total')).toBeGreaterThan(0);
    await server.start();
    await eventually(async () => expect(valueOf(await scrape(url), 'rookery_redis_up')).toBe(1));
    await stop();
    await server.stop();
  });
});

it('measures nothing that nobody reads', async () => {
  const streams = [httpRequests, rpcMessages, redisCommands];
  const wanted = () => streams.map((stream) => stream.wanted);
  expect(wanted()).toEqual([false, false, false]);
  const module = await startModule(standalone, [MetricsModule.forRoot({})]);
  expect(wanted()).toEqual([true, true, true]);
  await module.close();
  expect(wanted()).toEqual([false, false, false]);
});

describe.each(topologies)('sources on %s', (_name, target) => {
  it('are asked at each scrape; one that fails or hangs costs its own metrics only', async () => {
    let asked = 0;
    const module = await startModule(target, [
      MetricsModule.forRoot({
        process: false,
        sourceTimeoutMs: 50,
        sources: {
          well: () => [
            {
              name: 'rookery_shop_orders_total',
              help: 'Orders',
              type: 'counter',
              samples: [
                { labels: { state: 'paid' }, value: ++asked },
                { labels: { state: 'open\n"' }, value: 7 },
              ],
            },
          ],
          broken: () => {
            throw new Error('no');
          },
          // Prometheus would refuse the whole scrape for any of these.
          again: () => [
            {
              name: 'rookery_shop_orders_total',
              help: 'Told wrongly',
              type: 'counter',
              samples: [{ value: 1 }],
            },
          ],
          uneven: () => [
            {
              name: 'rookery_uneven',
              help: 'Told wrongly',
              type: 'gauge',
              samples: [{ value: 1 }, { labels: { a: 'b' }, value: 1 }],
            },
          ],
          // Nothing to tell yet is not the number 0.
          idle: () => [{ name: 'rookery_idle', help: 'Of nothing', type: 'gauge', samples: [] }],
          hanging: async () => new Promise(() => undefined),
        },
      }),
    ]);
    const metrics = module.get(MetricsService);
    await metrics.scrape();
    const text = await metrics.scrape();
    expect(valueOf(text, 'rookery_shop_orders_total', 'state="paid"')).toBe(2);
    expect(valueOf(text, 'rookery_shop_orders_total', String.raw`state="open\n\""`)).toBe(7);
    expect(text).not.toContain('rookery_uneven');
    expect(text).not.toContain('rookery_idle');
    expect(valueOf(text, 'rookery_scrape_errors_total', 'source="idle"')).toBeUndefined();
    for (const source of ['broken', 'again', 'uneven', 'hanging'])
      expect(valueOf(text, 'rookery_scrape_errors_total', `source="${source}"`)).toBe(2);
    expect(valueOf(text, 'rookery_redis_up')).toBe(1);
    await module.close();
  });
});
