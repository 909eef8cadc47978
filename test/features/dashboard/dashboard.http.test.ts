import { gunzipSync } from 'node:zlib';
import { httpRequests } from '../../../src/kernel/metrics.js';
import { startService, type TestService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startStandalone, type RedisServer } from '../../support/servers.js';

let server: RedisServer;
let service: TestService;
beforeAll(async () => {
  server = await startStandalone();
  process.env['DASHBOARD_SAMPLE_MS'] = '100';
  service = await startService({ url: server.url });
  await service.request('POST', '/v1/queues/mails/jobs', { name: 'welcome', data: { to: 'ada' } });
  await service.request('POST', '/v1/sessions', { userId: 'ada' });
});
afterAll(async () => {
  delete process.env['DASHBOARD_SAMPLE_MS'];
  await service.stop();
  await server.stop();
});

const get = async (path: string, headers: Record<string, string> = {}) =>
  fetch(service.url + path, { headers });

/** Every file that the page names, and the page. */
async function files(): Promise<string[]> {
  const page = await (await get('/')).text();
  return ['/', ...new Set([...page.matchAll(/"\.(\/assets\/[^"]+)"/g)].map(([, path = '']) => path))];
}

describe('the page and its files', () => {
  it('may load from here alone, and run no script but its own', async () => {
    const { headers } = await get('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/]{43}='(;|$)/);
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('are under 150 KB gzipped in all', async () => {
    let total = 0;
    for (const path of await files()) {
      const response = await get(path, { 'accept-encoding': 'gzip' });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-encoding')).toBe('gzip');
      total += Number(response.headers.get('content-length'));
    }
    expect(total).toBeGreaterThan(20_000);
    expect(total).toBeLessThan(150_000);
  });

  it('are kept by the browser: files for ever, the page as long as it is the same', async () => {
    const [page = '', script = ''] = await files();
    for (const path of [page, script]) {
      const { headers } = await get(path);
      const again = await get(path, { 'if-none-match': headers.get('etag') ?? '' });
      expect(again.status).toBe(304);
      expect(await again.text()).toBe('');
    }
    expect((await get(page)).headers.get('cache-control')).toBe('no-cache');
    expect((await get(script)).headers.get('cache-control')).toContain('immutable');
  });

  it('come as they are to whoever takes no gzip', async () => {
    const [, script = ''] = await files();
    const plain = await (await get(script, { 'accept-encoding': 'identity' })).text();
    const zipped = await service.app.inject({ url: script, headers: { 'accept-encoding': 'gzip' } });
    expect(gunzipSync(zipped.rawPayload).toString()).toBe(plain);
  });

  it.each(['/assets/0/app.js', '/assets/VERSION/none.js', '/assets/VERSION/..%2Fdashboard.module.js'])(
    'are all there is: %s is not found',
    async (path) => {
      const version = /assets\/([\w-]+)\//.exec((await files()).join(' '))?.[1] ?? '';
      const answer = await get(path.replace('VERSION', version));
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
    },
  );
});

describe('/v1/dashboard', () => {
  it('tells how Redis, the process and the features are', async () => {
    await eventually(async () => {
      const { body } = await service.request('GET', '/v1/dashboard/overview');
      expect(body).toMatchObject({
        about: {
          pid: process.pid,
          redis: expect.stringContaining('127.0.0.1'),
          pages: expect.arrayContaining(['queues']),
        },
        sample: {
          redis: { status: 'up', latencyMs: expect.any(Number), memoryBytes: expect.any(Number) },
          queues: [{ name: 'mails', paused: false, counts: { waiting: 1 } }],
          sessions: { users: 1, sessions: 1 },
        },
      });
    });
  });

  it('counts requests by feature, and neither its own nor those of probes', async () => {
    for (let i = 0; i < 20; i++)
      httpRequests.publish({ method: 'GET', route: '/v1/kv/:key', status: 503, ms: 2 });
    await service.request('GET', '/livez');
    await eventually(async () => {
      const { body } = await service.request('GET', '/v1/dashboard/overview');
      const { traffic } = body['sample'] as { traffic: { feature: string }[] };
      expect(traffic.map(({ feature }) => feature)).toEqual(['kv', 'queue', 'session']);
    });
    const { event } = await firstOf('hello');
    expect(event).toMatchObject({
      history: { perSecond: { kv: expect.arrayContaining([expect.any(Number)]) } },
    });
    expect(Math.max(...(event['history'] as { failedPerSecond: number[] }).failedPerSecond)).toBeGreaterThan(
      20,
    );
  });

  it('notices a queue that stands still, until something becomes of a job', async () => {
    const still = async () => {
      const { body } = await service.request('GET', '/v1/dashboard/overview');
      return (body['sample'] as { queues: { stillForMs: number }[] }).queues[0]?.stillForMs ?? -1;
    };
    await eventually(async () => expect(await still()).toBeGreaterThan(500));
    await service.request('POST', '/v1/queues/mails/jobs', { name: 'welcome' });
    const { body } = await service.request('POST', '/v1/queues/mails/lease', { max: 1 });
    const [{ id, token } = { id: '', token: '' }] = body['jobs'] as { id: string; token: string }[];
    await service.request('POST', '/v1/queues/mails/settle', {
      outcomes: [{ id, token, status: 'completed' }],
    });
    await eventually(async () => expect(await still()).toBeLessThan(400));
  });

  it('goes on while Redis is away, and says so within two seconds', async () => {
    const down = firstOf('sample', ({ redis }) => (redis as { status: string }).status === 'down');
    server.freeze();
    expect((await down).event).toMatchObject({ redis: { status: 'down', latencyMs: null }, sessions: null });
    server.thaw();
    await firstOf('sample', ({ redis }) => (redis as { status: string }).status === 'up');
  });
});

/** The first event of a name that fits; waits for it at most as long as a test may take. */
async function firstOf(
  name: string,
  fits: (event: Record<string, unknown>) => boolean = () => true,
): Promise<{ event: Record<string, unknown> }> {
  const controller = new AbortController();
  const response = await fetch(`${service.url}/v1/dashboard/stream`, { signal: controller.signal });
  let text = '';
  for await (const chunk of (response.body as ReadableStream<Uint8Array>).pipeThrough(
    new TextDecoderStream(),
  )) {
    text += chunk;
    const frames = [...text.matchAll(new RegExp(`^event: ${name}\\ndata: (.*)\\n\\n`, 'gm'))];
    const found = frames
      .map(([, data = '']) => JSON.parse(data) as Record<string, unknown>)
      .find((event) => fits(event));
    if (!found) continue;
    controller.abort();
    return { event: found };
  }
  throw new Error(`The stream ended without a fitting ${name}`);
}
