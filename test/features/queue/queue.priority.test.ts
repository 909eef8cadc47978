import { QueueService, type Queue } from '../../../src/features/queue/index.js';
import { startService, type TestService } from '../../support/app.js';
import { topologies, uniquePrefix } from '../../support/topologies.js';

const HOUR_MS = 3_600_000;

describe.each(topologies)('another priority on %s', (_name, target) => {
  let service: TestService;
  let queues: QueueService;
  beforeAll(async () => {
    service = await startService({ ...target, prefix: uniquePrefix() });
    queues = service.app.get(QueueService);
  });
  afterAll(async () => service.stop());

  const prioritize = async (path: string, body: unknown) =>
    service.request('POST', `/v1/queues/${path}/priority`, body);
  const add = async (queue: Queue, ids: readonly string[], options = {}) =>
    queue.addBulk(ids.map((id) => ({ name: 'job', data: id, options: { id, ...options } })));
  const leased = async (queue: Queue) =>
    (await queues.leases(queue.name).lease({ max: 100 })).map(({ id }) => id);

  it('is the order in which jobs that wait are taken, each once, and what they tell of themselves', async () => {
    const queue = queues.queue('order');
    await add(queue, ['a', 'b', 'c', 'd', 'e']);
    await add(queue, ['high'], { priority: 10 });
    expect(await prioritize('order/jobs/d', { priority: 10 })).toMatchObject({ status: 204 });
    await queue.prioritize('a', -1);
    await queue.prioritize('e', 20);
    await queue.prioritize('high', 10);
    expect(await queue.get('d')).toMatchObject({ state: 'waiting', priority: 10, data: 'd' });
    const page = await queue.list({ state: 'waiting', limit: 100 });
    expect(page.items.map(({ id }) => id).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e', 'high']);
    expect((await queue.info()).counts.waiting).toBe(6);
    expect(await leased(queue)).toEqual(['e', 'high', 'd', 'b', 'c', 'a']);
  });

  it('goes back to none, and into the place in the list if that is still there', async () => {
    const queue = queues.queue('back');
    await add(queue, ['a', 'b']);
    for (const priority of [5, 0, -5, 0]) await queue.prioritize('a', priority);
    await queue.prioritize('b', 3);
    expect(await leased(queue)).toEqual(['b', 'a']);
    await add(queue, ['c'], { priority: 5 });
    await add(queue, ['d']);
    await queue.prioritize('c', 0);
    expect(await leased(queue)).toEqual(['d', 'c']);
  });

  it('counts within a group, for jobs that wait there and for those that come back', async () => {
    const queue = queues.queue('groups');
    await add(queue, ['a', 'b', 'c'], { group: 'acme' });
    await queue.prioritize('c', 1);
    const leases = queues.leases('groups');
    const [first] = await leases.lease();
    expect(first).toMatchObject({ id: 'c' });
    await queue.prioritize('c', -1);
    await leases.settle([{ id: 'c', token: first?.token ?? '', status: 'released' }]);
    expect(await leased(queue)).toEqual(['a', 'b', 'c']);
  });

  it('is kept of a job that is delayed, runs or has ended, for when it waits', async () => {
    const queue = queues.queue('later');
    await add(queue, ['delayed'], { delayMs: HOUR_MS });
    await add(queue, ['dead']);
    await queue.cancel('dead');
    await add(queue, ['other'], { priority: 5 });
    for (const id of ['delayed', 'dead']) await queue.prioritize(id, id === 'dead' ? 7 : 6);
    expect(await queue.get('delayed')).toMatchObject({ state: 'delayed', priority: 6 });
    await queue.promote('delayed');
    await queue.retry('dead');
    expect(await leased(queue)).toEqual(['dead', 'delayed', 'other']);
  });

  it('is refused where there is no such job, and what makes no sense changes nothing', async () => {
    const id = await queues.queue('refused').add('job', 1, { priority: 2 });
    expect(await prioritize('refused/jobs/none', { priority: 1 })).toMatchObject({ status: 404 });
    for (const body of [
      {},
      { priority: 1001 },
      { priority: 1.5 },
      { priority: '1' },
      { priority: 1, more: 1 },
    ])
      expect(await prioritize(`refused/jobs/${id}`, body)).toMatchObject({ status: 400 });
    await expect(queues.queue('refused').prioritize(id, 5000)).rejects.toThrow('1000');
    expect((await queues.queue('refused').get(id))?.priority).toBe(2);
  });

  it('is given by a unique job that replaces another, which is in the list once whatever happens to it', async () => {
    const queue = queues.queue('unique');
    const put = async (options: object) =>
      queue.add('job', 1, { ...options, unique: { key: 'ada', onConflict: 'replace' } });
    await put({});
    const id = await put({ delayMs: HOUR_MS });
    await queue.promote(id);
    await queues
      .leases('unique')
      .lease({ max: 0 })
      .catch(() => []);
    await put({});
    expect((await queue.info()).counts.waiting).toBe(1);
    expect(await leased(queue)).toEqual([id]);
    expect(await leased(queue)).toEqual([]);
  });
});
