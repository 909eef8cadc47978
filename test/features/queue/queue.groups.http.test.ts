import { startService, type TestService } from '../../support/app.js';
import { standalone } from '../../support/topologies.js';

describe('groups over HTTP', () => {
  let service: TestService;
  beforeAll(async () => (service = await startService(standalone)));
  afterAll(async () => service.stop());

  const post = async (path: string, body?: unknown) => service.request('POST', `/v1/queues/${path}`, body);
  const get = async (path: string) => service.request('GET', `/v1/queues/${path}`);

  it('limits, pauses, lists and reads groups', async () => {
    const at = (path: string) => `/v1/queues/grouped/${path}`;
    const put = async (path: string, body: unknown) => service.request('PUT', at(path), body);
    expect((await put('group-limits', { concurrency: 1 })).status).toBe(204);
    expect((await put('groups/bolt/limits', { strict: true })).status).toBe(204);
    expect(await put('groups/bolt/limits', { strict: true, concurrency: 3 })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_INPUT' },
    });
    await post('grouped/jobs', {
      jobs: ['acme', 'acme', 'bolt'].map((group) => ({ name: 'job', options: { group } })),
    });
    expect((await post('grouped/groups/acme/pause')).status).toBe(204);
    expect((await post('grouped/lease', { max: 9 })).body['jobs']).toHaveLength(1);
    expect((await post('grouped/groups/acme/resume')).status).toBe(204);
    expect((await post('grouped/lease', { max: 9 })).body['jobs']).toHaveLength(1);
    const acme = { group: 'acme', waiting: 1, busy: 1, paused: false, limits: null };
    expect(await get('grouped/groups?limit=1')).toMatchObject({
      status: 200,
      body: { items: [acme], nextCursor: '0.acme' },
    });
    expect(await get('grouped/groups/acme')).toMatchObject({ body: acme });
    expect(await get('grouped/groups/bolt')).toMatchObject({ body: { busy: 1, limits: { strict: true } } });
    expect(await get('grouped/group-limits')).toMatchObject({ body: { limits: { concurrency: 1 } } });
    expect((await service.request('DELETE', at('groups/bolt/limits'))).status).toBe(204);
    expect((await service.request('DELETE', at('group-limits'))).status).toBe(204);
    expect(await get('grouped/group-limits')).toMatchObject({ body: { limits: null } });
    expect((await post('grouped/lease', { max: 9 })).body['jobs']).toHaveLength(1);
    expect(await get('grouped/jobs?state=active&group=acme')).toMatchObject({
      body: { items: [{ group: 'acme' }, { group: 'acme' }] },
    });
  });

  it('gives groups weights, and refuses more of one than may wait', async () => {
    const limited = await service.request('PUT', '/v1/queues/crowded/groups/dune/limits', {
      maxWaiting: 1,
      weight: 2,
    });
    expect(limited.status).toBe(204);
    expect(await get('crowded/groups/dune')).toMatchObject({
      body: { limits: { maxWaiting: 1, weight: 2 } },
    });
    const job = { name: 'job', options: { group: 'dune' } };
    expect(await post('crowded/jobs', { jobs: [job, job] })).toMatchObject({
      status: 429,
      body: { code: 'GROUP_FULL' },
    });
    expect((await post('crowded/jobs', job)).status).toBe(201);
    expect(await post('crowded/jobs', job)).toMatchObject({ status: 429, body: { code: 'GROUP_FULL' } });
    expect(await get('crowded/groups/dune')).toMatchObject({ body: { waiting: 1 } });
  });
});
