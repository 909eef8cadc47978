import { Logger } from '@nestjs/common';
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

  it('notices consumer groups that have dead letters, and whether they become more', async () => {
    type Row = Readonly<Record<string, unknown>>;
    const letters = async () => {
      const { body } = await service.request('GET', '/v1/dashboard/overview');
      return (body['sample'] as { letters: Row[] }).letters;
    };
    const group = '/v1/topics/orders/groups/billing';
    await service.request('PUT', group, { from: 'start' });
    await service.request('PUT', '/v1/topics/orders/groups/quiet', {});
    await service.request('POST', '/v1/topics/orders/messages', { data: 1 });
    const { body } = await service.request('POST', `${group}/pull`, {});
    const receipts = (body['messages'] as { receipt: string }[]).map(({ receipt }) => receipt);
    expect(await letters()).toEqual([]);
    const grown = firstOf('sample', (sample) => (sample['letters'] as Row[]).length > 0);
    await service.request('POST', `${group}/nack`, { receipts, dead: true });
    const row = { topic: 'orders', group: 'billing', dead: 1 };
    expect((await grown).event['letters']).toEqual([{ ...row, growing: true }]);
    await eventually(async () => expect(await letters()).toEqual([{ ...row, growing: false }]));
    await service.request('POST', `${group}/dead/redrive`, {});
    await eventually(async () => expect(await letters()).toEqual([]));
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

describe('with 100,000 jobs and 10,000 sessions', () => {
  it('what each page shows is there at once', async () => {
    const jobs = Array.from({ length: 1000 }, (_, i) => ({ name: `job-${i}`, data: { i } }));
    for (let i = 0; i < 100; i += 4)
      await Promise.all(
        [0, 1, 2, 3].map(async () => service.request('POST', '/v1/queues/large/jobs', { jobs })),
      );
    for (let i = 0; i < 10_000; i += 100)
      await Promise.all(
        Array.from({ length: 100 }, async (_, k) =>
          service.request('POST', '/v1/sessions', { userId: `u${i + k}` }),
        ),
      );
    const medians: Record<string, number> = {};
    for (const path of DATA) {
      const times = [];
      for (let i = 0; i < 5; i++) {
        const startedAt = performance.now();
        const answer = await get(path);
        await answer.text();
        expect(answer.status).toBe(200);
        times.push(performance.now() - startedAt);
      }
      medians[path] = times.toSorted((a, b) => a - b)[2] ?? Infinity;
    }
    // 300 ms is promised; here others share the machine, and the median of five says enough.
    expect(Object.entries(medians).filter(([, ms]) => ms > 300)).toEqual([]);
  }, 120_000);
});

/** What the pages ask for when they are opened. */
const DATA = [
  '/',
  '/v1/dashboard/overview',
  '/v1/dashboard/queues/large/history',
  '/v1/dashboard/queues/large/jobs?state=waiting',
  '/v1/dashboard/queues/large/jobs?state=waiting&search=nothing-has-this-name',
  '/v1/dashboard/jobs?id=none',
  '/v1/dashboard/workers',
  '/v1/dashboard/denials',
  '/v1/users/online',
  '/v1/dashboard/users/u17/sessions',
  '/v1/rate-limits',
  '/v1/cache/statistics',
  '/v1/dashboard/cache',
  '/v1/analytics',
  '/v1/topics?limit=200',
  '/v1/channels',
  '/v1/dashboard/topics/none/groups/none/dead',
  '/v1/queues/large/groups',
  '/v1/queues/large/workers',
];

describe('jobs', () => {
  it('are shown without what they carry, until somebody asks, which the log notes', async () => {
    const secret = 'ada@example.com';
    const { body } = await service.request('POST', '/v1/queues/masked/jobs', {
      name: 'welcome',
      data: { to: secret, list: [secret], nothing: null },
    });
    const id = String(body['id']);
    const list = await service.request('GET', '/v1/dashboard/queues/masked/jobs?state=waiting');
    const job = await service.request('GET', `/v1/dashboard/queues/masked/jobs/${id}`);
    expect(list.body).toMatchObject({ items: [{ id, data: { to: '•••', list: ['•••'], nothing: null } }] });
    expect(job.body).toMatchObject({ id, log: [] });
    expect(JSON.stringify([list.body, job.body])).not.toContain(secret);
    const notes: unknown[] = [];
    Logger.overrideLogger({
      log: (...note: unknown[]) => note.at(-1) === 'Dashboard' && notes.push(note),
      error: () => {},
      warn: () => {},
    });
    const revealed = await service.request('POST', '/v1/dashboard/reveal', { queue: 'masked', id });
    Logger.overrideLogger(false);
    expect(revealed.body).toEqual({ data: { to: secret, list: [secret], nothing: null }, result: null });
    expect(notes).toEqual([[expect.objectContaining({ queue: 'masked', id, by: 'anybody' }), 'Dashboard']]);
  });

  it('that are not there are not found, and are left alone in a batch', async () => {
    const missing = await service.request('POST', '/v1/dashboard/reveal', { queue: 'masked', id: 'none' });
    expect(missing).toMatchObject({ status: 404, body: { code: 'DASHBOARD_NOT_FOUND' } });
    const { body } = await service.request('POST', '/v1/queues/batch/jobs', {
      jobs: [{ name: 'a' }, { name: 'b' }],
    });
    const ids = body['ids'] as string[];
    const batch = async (action: string, which: string[]) =>
      (await service.request('POST', '/v1/dashboard/queues/batch/jobs/batch', { action, ids: which })).body;
    expect(await batch('retry', ids)).toEqual({ done: 0, skipped: 2 }); // they wait already
    expect(await batch('remove', [...ids, 'none'])).toEqual({ done: 2, skipped: 1 });
  });

  it('are searched through in bounded steps, each of which says where to go on', async () => {
    for (let i = 0; i < 3; i++)
      await service.request('POST', '/v1/queues/haystack/jobs', {
        jobs: Array.from({ length: 1000 }, (_, k) => ({ name: i === 2 && k === 999 ? 'needle' : 'hay' })),
      });
    const search = async (cursor: string) =>
      (await service.request('GET', `/v1/dashboard/queues/haystack/jobs?state=waiting&search=need${cursor}`))
        .body;
    const first = await search('');
    expect(first).toMatchObject({ items: [], nextCursor: expect.any(String) });
    expect(await search(`&cursor=${String(first['nextCursor'])}`)).toMatchObject({
      items: [{ name: 'needle' }],
    });
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
