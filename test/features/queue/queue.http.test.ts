import { request as httpRequest } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { QueueService } from '../../../src/features/queue/index.js';
import { startService, type TestService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { standalone } from '../../support/topologies.js';

describe('queues over HTTP', () => {
  let service: TestService;
  beforeAll(async () => (service = await startService(standalone)));
  afterAll(async () => service.stop());

  const post = async (path: string, body?: unknown) => service.request('POST', `/v1/queues/${path}`, body);
  const get = async (path: string) => service.request('GET', path ? `/v1/queues/${path}` : '/v1/queues');

  it('adds, tells of, changes and removes jobs', async () => {
    const one = await post('emails/jobs', {
      name: 'welcome',
      data: { to: 'ada' },
      options: { delayMs: 60_000 },
    });
    expect(one).toMatchObject({ status: 201, body: { id: expect.any(String) } });
    const id = String(one.body['id']);
    const many = await post('emails/jobs', { jobs: [{ name: 'a' }, { name: 'b', data: [1] }] });
    expect(many).toMatchObject({ status: 201, body: { ids: [expect.any(String), expect.any(String)] } });
    expect(await get('emails')).toMatchObject({
      status: 200,
      body: { name: 'emails', paused: false, counts: { waiting: 2, delayed: 1, active: 0 } },
    });
    expect(await get('')).toMatchObject({ body: { items: [{ name: 'emails' }] } });
    expect(await get('emails/jobs?state=waiting&limit=1')).toMatchObject({
      body: { items: [{ name: 'a', data: null }], nextCursor: expect.any(String) },
    });
    expect(await get(`emails/jobs/${id}`)).toMatchObject({ body: { state: 'delayed', data: { to: 'ada' } } });
    expect(
      (await service.request('PUT', `/v1/queues/emails/jobs/${id}`, { data: { to: 'bob' } })).status,
    ).toBe(204);
    expect((await post(`emails/jobs/${id}/promote`)).status).toBe(204);
    expect(await get(`emails/jobs/${id}`)).toMatchObject({ body: { state: 'waiting', data: { to: 'bob' } } });
    expect(await post(`emails/jobs/${id}/promote`)).toMatchObject({
      status: 409,
      body: { code: 'JOB_STATE' },
    });
    expect(await get(`emails/jobs/${id}/logs`)).toMatchObject({ status: 200, body: { lines: [] } });
    expect((await service.request('DELETE', `/v1/queues/emails/jobs/${id}`)).status).toBe(204);
    expect(await get(`emails/jobs/${id}`)).toMatchObject({ status: 404, body: { code: 'JOB_NOT_FOUND' } });
    expect(await post('emails/drain')).toMatchObject({ status: 200, body: { removed: 2 } });
    expect(await service.request('DELETE', '/v1/queues/emails')).toMatchObject({ body: { removed: 0 } });
  });

  it('limits a queue, tells of it, lifts the limits, and holds it', async () => {
    const at = '/v1/queues/limited/limits';
    const limits = { concurrency: 2, rate: { limit: 10, windowMs: 1000, burst: 5 } };
    expect((await service.request('PUT', at, limits)).status).toBe(204);
    expect(await service.request('GET', at)).toMatchObject({
      status: 200,
      body: { ...limits, heldUntilAt: null },
    });
    expect(await service.request('PUT', at, {})).toMatchObject({
      status: 400,
      body: { code: 'INVALID_INPUT' },
    });
    await post('limited/jobs', { jobs: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] });
    const { body } = await post('limited/lease', { max: 3 });
    expect(body['jobs']).toHaveLength(2);
    expect((await service.request('DELETE', at)).status).toBe(204);
    expect((await post('limited/hold', { delayMs: 60_000 })).status).toBe(204);
    expect(await service.request('GET', at)).toMatchObject({ body: { heldUntilAt: expect.any(Number) } });
    expect((await post('limited/lease', { max: 3 })).body).toEqual({ jobs: [] });
    await post('limited/hold', { delayMs: 0 });
    expect((await post('limited/lease', { max: 3 })).body['jobs']).toHaveLength(1);
  });

  it('cancels jobs, one or many, and tells the worker that holds one', async () => {
    const jobs = ['a', 'b', 'c', 'd'].map((id) => ({ name: 'job', options: { id } }));
    await post('unwanted/jobs', { jobs });
    const { body } = await post('unwanted/lease', {});
    const [lease] = (body['jobs'] as { id: string; token: string }[]).map(({ id, token }) => ({ id, token }));
    expect((await post('unwanted/jobs/a/cancel', { reason: 'withdrawn' })).status).toBe(204);
    expect((await post('unwanted/jobs/a/cancel')).status).toBe(204);
    expect(await post('unwanted/extend', { leases: [lease] })).toMatchObject({
      body: { results: [{ id: 'a', accepted: false, code: 'JOB_CANCELLED' }] },
    });
    expect(await post('unwanted/settle', { outcomes: [{ ...lease, status: 'completed' }] })).toMatchObject({
      body: { results: [{ id: 'a', accepted: false, code: 'JOB_CANCELLED' }] },
    });
    expect(await get('unwanted/jobs/a')).toMatchObject({
      body: { state: 'dead', errors: [{ error: { code: 'JOB_CANCELLED', message: 'withdrawn' } }] },
    });
    expect(await post('unwanted/cancel', { ids: ['b', 'none'] })).toMatchObject({
      status: 200,
      body: { cancelled: 1 },
    });
    expect(await post('unwanted/cancel', { name: 'job', states: ['waiting'], limit: 1 })).toMatchObject({
      body: { cancelled: 1 },
    });
    expect(await post('unwanted/cancel', {})).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
    expect(await post('unwanted/jobs/none/cancel')).toMatchObject({ status: 404 });
    expect(await get('unwanted')).toMatchObject({ body: { counts: { waiting: 1, dead: 3 } } });
  });

  it('ends jobs that have not begun in their time, and tells a worker how long it may take', async () => {
    await post('timed/jobs', { name: 'job', options: { id: 'late', startWithinMs: 1 } });
    await post('timed/jobs', { name: 'job', options: { id: 'timely', timeoutMs: 5000 } });
    await delay(10);
    expect(await post('timed/lease', { max: 5 })).toMatchObject({
      body: { jobs: [{ id: 'timely', timeoutMs: 5000 }] },
    });
    expect(await get('timed/jobs/late')).toMatchObject({
      body: { state: 'dead', errors: [{ error: { code: 'JOB_EXPIRED' } }] },
    });
    expect(await post('timed/jobs', { name: 'job', options: { endWithinMs: 0 } })).toMatchObject({
      status: 400,
    });
  });

  it('remembers steps and a checkpoint of a leased job for the next attempt', async () => {
    await post('steps/jobs', { name: 'job', options: { id: 'a' } });
    const lease = async () => {
      const { body } = await post('steps/lease', {});
      const [job] = body['jobs'] as { token: string }[];
      return job;
    };
    const first = await lease();
    expect(first).not.toHaveProperty('steps');
    const { token } = first ?? {};
    const step = { token, name: 'charge', result: { id: 'ch_17' } };
    expect(await post('steps/jobs/a/steps', step)).toMatchObject({ status: 200, body: { accepted: true } });
    expect((await post('steps/jobs/a/checkpoint', { token, value: 3 })).body).toEqual({ accepted: true });
    expect((await post('steps/jobs/a/steps', { ...step, token: 'forged' })).body).toEqual({
      accepted: false,
      code: 'LEASE_LOST',
    });
    const large = { token, name: 'large', result: 'x'.repeat(70_000) };
    expect((await post('steps/jobs/a/steps', large)).status).toBe(200);
    expect(await post('steps/jobs/a/steps', { ...large, name: 'larger' })).toMatchObject({
      status: 400,
      body: { code: 'JOB_STEPS_TOO_LARGE' },
    });
    await post('steps/settle', { outcomes: [{ id: 'a', token, status: 'failed', retry: { delayMs: 0 } }] });
    expect(await lease()).toMatchObject({ attempt: 2, steps: { charge: { id: 'ch_17' } }, checkpoint: 3 });
  });

  it('adds flows and batches, and tells of their children', async () => {
    const added = await post('flows/flows', {
      name: 'publish',
      data: { page: 1 },
      options: { id: 'page' },
      children: [
        { queue: 'images', name: 'resize', data: 1 },
        { name: 'index', onFailure: 'ignore' },
      ],
    });
    expect(added).toMatchObject({
      status: 201,
      body: { queue: 'flows', id: 'page', children: [{ queue: 'images', children: [] }, { queue: 'flows' }] },
    });
    expect(await get('flows/jobs/page')).toMatchObject({ body: { state: 'delayed', dueAt: null } });
    const work = async (queue: string, outcome: object) => {
      const { body } = await post(`${queue}/lease`, {});
      const [job] = body['jobs'] as { id: string; token: string; name: string }[];
      await post(`${queue}/settle`, { outcomes: [{ id: job?.id, token: job?.token, ...outcome }] });
      return job?.name;
    };
    expect(await work('images', { status: 'completed', result: 'small' })).toBe('resize');
    expect(await work('flows', { status: 'failed', error: 'no', retry: false })).toBe('index');
    expect(await get('flows/jobs/page/children?limit=1')).toMatchObject({
      status: 200,
      body: {
        count: 2,
        left: 0,
        failed: 1,
        items: [{ state: 'completed', result: 'small' }],
        nextCursor: '1',
      },
    });
    expect(await get('flows/jobs/page/children?cursor=1')).toMatchObject({
      body: { items: [{ state: 'dead', error: 'no', onFailure: 'ignore' }], nextCursor: null },
    });
    expect(await work('flows', { status: 'completed' })).toBe('publish');
    expect(await get('flows/jobs/none/children')).toMatchObject({
      status: 404,
      body: { code: 'JOB_NOT_FOUND' },
    });
    expect(await post('flows/flows', { name: 'a', children: [] })).toMatchObject({ status: 400 });
    const batch = await post('flows/batches', { jobs: [{ name: 'one' }], onComplete: { name: 'report' } });
    expect(batch).toMatchObject({ status: 201, body: { id: expect.any(String), ids: [expect.any(String)] } });
    expect(await work('flows', { status: 'completed' })).toBe('one');
    expect(await get(`flows/jobs/${String(batch.body['id'])}`)).toMatchObject({
      body: { state: 'completed', result: { completed: 1, failed: 0 } },
    });
    expect(await work('flows', { status: 'completed' })).toBe('report');
  });

  it('makes, tells of and removes schedules', async () => {
    const at = (path = '') => `/v1/queues/planned/schedules${path}`;
    const spec = { name: 'digest', cron: '0 7 * * MON-FRI', timeZone: 'Europe/Berlin', data: { to: 'all' } };
    const made = await service.request('PUT', at('/daily'), spec);
    expect(made).toMatchObject({
      status: 200,
      body: { id: 'daily', ...spec, runs: 0, catchUp: 'one', nextAt: expect.any(Number) },
    });
    expect(await service.request('GET', at('/daily'))).toMatchObject({ status: 200, body: made.body });
    expect(await service.request('GET', at('?limit=10'))).toMatchObject({
      body: { items: [{ id: 'daily' }], nextCursor: null },
    });
    const wrong = await service.request('PUT', at('/daily'), { ...spec, cron: '99 * * * *' });
    expect(wrong).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
    expect(await service.request('GET', at('/daily'))).toMatchObject({ body: made.body });
    expect((await service.request('DELETE', at('/daily'))).status).toBe(204);
    expect(await service.request('DELETE', at('/daily'))).toMatchObject({
      status: 404,
      body: { code: 'SCHEDULE_NOT_FOUND' },
    });
    await service.request('PUT', at('/soon'), { name: 'soon', everyMs: 100, limit: 1 });
    const { body } = await post('planned/lease', { waitMs: 5000 });
    expect(body['jobs']).toMatchObject([
      { name: 'soon', data: null, id: expect.stringMatching(/^schedule:soon:\d+$/) },
    ]);
  });

  it('lets a worker in any language lease, extend and settle, and refuses who lost the lease', async () => {
    await post('outside/jobs', {
      jobs: [1, 2, 3].map((data) => ({ name: 'job', data, options: { attempts: 1 } })),
    });
    const { body } = await post('outside/lease', { max: 3, leaseMs: 30_000 });
    expect(body['jobs']).toMatchObject(
      [1, 2, 3].map((data) => ({ data, attempt: 1, leaseUntilAt: expect.any(Number) })),
    );
    const [a, b, c] = (body['jobs'] as { id: string; token: string }[]).map(({ id, token }) => ({
      id,
      token,
    }));
    const forged = { ...a, token: 'forged' };
    const extended = await post('outside/extend', { leases: [a, forged], leaseMs: 60_000 });
    expect(extended.body['results']).toMatchObject([
      { accepted: true },
      { accepted: false, code: 'LEASE_LOST' },
    ]);
    expect(extended.body['leaseUntilAt']).toBeGreaterThan(Date.now() + 50_000);
    const settle = async (outcome: object) =>
      (await post('outside/settle', { outcomes: [outcome] })).body['results'];
    const lost = [{ accepted: false, code: 'LEASE_LOST' }];
    const completed = { ...a, status: 'completed', result: { ok: true } };
    expect(await settle({ ...forged, status: 'completed' })).toMatchObject(lost);
    expect(await settle(completed)).toMatchObject([{ accepted: true, state: 'completed' }]);
    expect(await settle(completed)).toMatchObject(lost);
    expect(await settle({ ...b, status: 'failed', error: 'no' })).toMatchObject([{ state: 'dead' }]);
    expect(await settle({ ...c, status: 'snoozed', delayMs: 60_000 })).toMatchObject([{ state: 'delayed' }]);
    const { body: page } = await get('outside/jobs?state=dead');
    expect(page).toMatchObject({ items: [{ data: 2, errors: [{ error: 'no' }] }] });
    expect(await get('outside/jobs?state=completed')).toMatchObject({
      body: { items: [{ result: { ok: true } }] },
    });
  });

  it('runs dead letters again, and hands out nothing while paused', async () => {
    await post('dead/jobs', {
      jobs: [1, 2].map((data) => ({ name: 'job', data, options: { id: `${data}` } })),
    });
    const { body } = await post('dead/lease', { max: 2 });
    const leases = (body['jobs'] as { id: string; token: string }[]).map(({ id, token }) => ({ id, token }));
    await post('dead/settle', {
      outcomes: leases.map((lease) => ({ ...lease, status: 'failed', retry: false })),
    });
    expect((await post('dead/jobs/2/retry')).status).toBe(204);
    expect(await post('dead/redrive', {})).toMatchObject({ status: 200, body: { moved: 1 } });
    expect((await post('dead/pause')).status).toBe(204);
    expect(await post('dead/lease', {})).toMatchObject({ body: { jobs: [] } });
    expect((await post('dead/resume')).status).toBe(204);
    expect(await post('dead/lease', { max: 2 })).toMatchObject({
      body: {
        jobs: [
          { data: 2, attempt: 1 },
          { data: 1, attempt: 1 },
        ],
      },
    });
  });

  it('finds jobs by what they are, and changes many of them step by step', async () => {
    await post('many/jobs', {
      jobs: [1, 2, 3, 4].map((n) => ({
        name: `n${n % 2}`,
        data: { user: { id: n } },
        options: { delayMs: 60_000 },
      })),
    });
    const search = async (query: Record<string, string>) =>
      get(`many/jobs?${new URLSearchParams(query).toString()}`);
    expect(await search({ data: '{"user":{"id":3}}', maxAgeMs: '60000' })).toMatchObject({
      status: 200,
      body: { items: [{ name: 'n1', data: { user: { id: 3 } } }], nextCursor: null },
    });
    expect(await search({ name: 'n0', minAgeMs: '60000' })).toMatchObject({ body: { items: [] } });
    for (const [field, value] of [
      ['data', '[1]'],
      ['data', '{'],
      ['minAgeMs', 'old'],
      ['state', 'gone'],
    ] as const)
      expect(await search({ [field]: value })).toMatchObject({
        status: 400,
        body: { code: 'INVALID_INPUT' },
      });
    const promote = { action: 'promote', name: 'n1', limit: 1 };
    const first = await post('many/bulk', promote);
    expect(first).toMatchObject({ status: 200, body: { changed: 1, nextCursor: expect.any(String) } });
    expect(
      await post('many/bulk', { ...promote, limit: 10, cursor: first.body['nextCursor'] }),
    ).toMatchObject({
      body: { changed: 1, seen: 3, nextCursor: null },
    });
    expect(await get('many')).toMatchObject({
      body: { counts: { waiting: 2, delayed: 2 }, oldestWaitingMs: expect.any(Number) },
    });
    expect(await post('many/bulk', { action: 'remove' })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_INPUT' },
    });
    expect(await post('many/bulk', { action: 'remove', state: 'delayed' })).toMatchObject({
      body: { changed: 2 },
    });
    const cancel = { action: 'cancel', reason: 'withdrawn', limit: 1 };
    const step = await post('many/bulk', cancel);
    expect(step).toMatchObject({ status: 200, body: { changed: 1, nextCursor: expect.any(String) } });
    expect(await get('many')).toMatchObject({ body: { counts: { waiting: 1, dead: 1 } } });
    expect(await post('many/bulk', { ...cancel, cursor: step.body['nextCursor'] })).toMatchObject({
      body: { changed: 1 },
    });
    expect(await post('many/bulk', { action: 'cancel', state: 'completed' })).toMatchObject({ status: 400 });
  });

  it('lets a worker wait for a job, and takes nothing for one that hangs up', async () => {
    const waiting = post('awaited/lease', { waitMs: 20_000 });
    const queue = service.app.get(QueueService).queue('awaited');
    await queue.add('job', 'now');
    expect(await waiting).toMatchObject({ body: { jobs: [{ data: 'now' }] } });
    const url = `${service.url}/v1/queues/awaited/lease`;
    const headers = { 'content-type': 'application/json' };
    const hung = httpRequest(url, { method: 'POST', headers }, () => undefined).on('error', () => undefined);
    hung.end('{"waitMs":20000}');
    // It is listed as waiting before it hangs up.
    await eventually(async () => expect(await idleOf('awaited')).toBe(1));
    hung.destroy();
    await eventually(async () => expect(await idleOf('awaited')).toBe(0));
    await queue.add('job', 'later');
    expect((await queue.info()).counts.waiting).toBe(1);
  });

  const idleOf = async (name: string) => {
    const [shard] = service.app.get(QueueService).queue(name).shards;
    return shard ? shard.redis.client.zcard(shard.keys.idle) : -1;
  };

  it.each([
    ['a job without a name', 'bad/jobs', { data: 1 }],
    ['an empty batch', 'bad/jobs', { jobs: [] }],
    ['an unknown option', 'bad/jobs', { name: 'a', options: { prio: 1 } }],
    ['two due times', 'bad/jobs', { name: 'a', options: { delayMs: 1, runAt: 1 } }],
    ['an id with control characters', 'bad/jobs', { name: 'a', options: { id: 'a\nb' } }],
    ['a queue with #', 'bad%231/jobs', { name: 'a' }],
    ['a lease of too many', 'bad/lease', { max: 501 }],
    ['a wait that is too long', 'bad/lease', { waitMs: 60_000 }],
    ['outcomes of no known kind', 'bad/settle', { outcomes: [{ id: 'a', token: 'b', status: 'done' }] }],
  ])('refuses %s', async (_what, path, body) => {
    expect(await post(path, body)).toMatchObject({ status: 400, body: { code: 'INVALID_INPUT' } });
    expect((await service.app.get(QueueService).queue('bad').info()).counts.waiting).toBe(0);
  });

  it('refuses a job that is too large', async () => {
    const answer = await post('bad/jobs', { name: 'a', data: 'x'.repeat(200_000) });
    expect(answer).toMatchObject({ status: 400, body: { code: 'JOB_TOO_LARGE' } });
  });
});

describe('shutdown', () => {
  it('answers who waits for a job, at once', async () => {
    const service = await startService(standalone);
    const waiting = service.request('POST', '/v1/queues/closing/lease', { waitMs: 30_000 });
    const [shard] = service.app.get(QueueService).queue('closing').shards;
    await eventually(async () => expect(await shard?.redis.client.zcard(shard.keys.idle)).toBe(1));
    const startedAt = performance.now();
    await service.stop();
    expect(await waiting).toMatchObject({ status: 200, body: { jobs: [] } });
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});
