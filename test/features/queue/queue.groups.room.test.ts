import type { TestingModule } from '@nestjs/testing';
import { QueueModule, QueueService, type Queue } from '../../../src/features/queue/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies, uniquePrefix } from '../../support/topologies.js';
import { of, turnsOf } from './group-jobs.js';

describe.each(topologies)('groups with weights and with a largest backlog, on %s', (_name, target) => {
  const prefix = uniquePrefix();
  const modules: TestingModule[] = [];
  let queues: QueueService;

  beforeAll(async () => {
    const options = { leaseMs: 600_000, drainMs: 0, queues: { 'sharded-full': { shards: 3 } } };
    for (let i = 0; i < 3; i++)
      modules.push(await startModule({ ...target, prefix }, [QueueModule.forRoot(options)]));
    queues = modules[0]?.get(QueueService) as QueueService;
  });
  afterAll(async () => Promise.all(modules.map(async (module) => module.close())));

  const turns = async (queue: Queue, count: number) => turnsOf(queues, queue, count);

  it('have as many turns as their weight says for each of one of weight 1', async () => {
    const queue = queues.queue('weighted');
    await queue.groups.put({ weight: 3 }, 'bolt');
    await queue.addBulk(['acme', 'bolt', 'crux'].flatMap((group) => of(group, 12)));
    // One lease after the other as in one: where a turn is broken off by the end of a lease, the next one goes on.
    const one = await turns(queue, 5);
    const many = await queues.leases('weighted').lease({ max: 10 });
    const seen = [...one, ...(await Promise.all(many.map(async ({ id }) => (await queue.get(id))?.group)))];
    const round = ['acme', 'bolt', 'bolt', 'bolt', 'crux'];
    expect(seen).toEqual([...round, ...round, ...round]);
    expect(await queue.groups.get('bolt')).toMatchObject({ limits: { weight: 3 }, busy: 9 });
    await queue.groups.remove('bolt');
    expect((await turns(queue, 6)).toSorted()).toEqual(['acme', 'acme', 'bolt', 'bolt', 'crux', 'crux']);
    await queue.obliterate();
  });

  it('begin a turn anew that was broken off', async () => {
    const queue = queues.queue('broken-off');
    await queue.groups.put({ weight: 3 }, 'bolt');
    await queue.addBulk([...of('bolt', 9), ...of('acme', 3)]);
    expect(await turns(queue, 2)).toEqual(['bolt', 'bolt']);
    await queue.groups.pause('bolt');
    await queue.groups.resume('bolt');
    expect(await turns(queue, 6)).toEqual(['acme', 'bolt', 'bolt', 'bolt', 'acme', 'bolt']);
    await queue.obliterate();
  });

  it.each(['full', 'sharded-full'])(
    'take no more than may wait in them, from however many processes, in queue "%s"',
    async (name) => {
      const queue = queues.queue(name);
      await queue.groups.put({ maxWaiting: 7 });
      await queue.groups.put({ maxWaiting: 3 }, 'bolt');
      const adds = modules.flatMap((module) =>
        Array.from({ length: 10 }, (_, n) =>
          ['acme', 'bolt', undefined].map(async (group) =>
            module
              .get(QueueService)
              .queue(name)
              .add('job', n, group === undefined ? {} : { group }),
          ),
        ).flat(),
      );
      const done = await Promise.allSettled(adds);
      const refused = done.filter(({ status }) => status === 'rejected');
      expect(refused).toHaveLength(60 - 10);
      for (const one of refused) expect(one).toMatchObject({ reason: { code: 'GROUP_FULL', status: 429 } });
      expect((await queue.groups.list()).items.map(({ group, waiting }) => [group, waiting])).toEqual(
        expect.arrayContaining([
          ['acme', 7],
          ['bolt', 3],
        ]),
      );
      // Those of no group that went in the same call were added all the same.
      expect((await queue.info()).counts.waiting).toBe(40);
      await queue.obliterate();
    },
  );

  it('that are full take all of a bulk or nothing, and what they know already', async () => {
    const queue = queues.queue('full-bulk');
    await queue.groups.put({ maxWaiting: 3 }, 'acme');
    const full = { code: 'GROUP_FULL' };
    const bulk = (...groups: string[]) =>
      groups.map((group, n) => ({ name: 'job', data: n, options: { group, id: `${group}-${n}` } }));
    await queue.addBulk(bulk('acme', 'acme'));
    const both = [queue.addBulk(bulk('bolt', 'bolt', 'acme', 'acme')), queue.addBulk(bulk('crux', 'crux'))];
    expect(await Promise.allSettled(both)).toMatchObject([{ reason: full }, { status: 'fulfilled' }]);
    expect((await queue.groups.list()).items.map(({ group, waiting }) => [group, waiting])).toEqual([
      ['acme', 2],
      ['crux', 2],
    ]);
    await queue.add('job', 1, { group: 'acme', id: 'last' });
    await expect(queue.add('job', 1, { group: 'acme' })).rejects.toMatchObject(full);
    // An answer was lost, say: what is there is there.
    expect(await queue.add('job', 1, { group: 'acme', id: 'last' })).toBe('last');
    await queue.addBulk(bulk('acme', 'acme'));
    await queues.leases('full-bulk').lease();
    await queue.add('job', 1, { group: 'acme' });
    await queue.groups.remove('acme');
    await queue.add('job', 1, { group: 'acme' });
    expect((await queue.groups.get('acme')).waiting).toBe(4);
  });

  it('that are full let in what comes again, is due, or was promised, and no unique job that is new', async () => {
    const queue = queues.queue('full-otherwise');
    await queue.groups.put({ maxWaiting: 1 }, 'acme');
    const full = { code: 'GROUP_FULL' };
    const acme = { group: 'acme' };
    await queue.add('job', 'first', acme);
    const [first] = await queues.leases('full-otherwise').lease();
    const unique = { key: 'k', onConflict: 'replace' } as const;
    const id = await queue.add('job', 'second', { ...acme, unique });
    await expect(queue.add('job', 'other', { ...acme, unique: { key: 'l' } })).rejects.toMatchObject(full);
    expect(await queue.add('job', 'again', { ...acme, unique })).toBe(id);
    expect((await queue.get(id))?.data).toBe('again');
    await queue.groups.put({ maxWaiting: 1 }, 'bolt');
    await queue.add('job', 'in the way', { group: 'bolt' });
    await expect(queue.add('job', 'moved', { group: 'bolt', unique })).rejects.toMatchObject(full);
    expect(await queue.get(id)).toMatchObject({ data: 'again', group: 'acme', state: 'waiting' });
    await queue.add('job', 'due', { ...acme, delayMs: 1 });
    await queue.addFlow({ name: 'parent', children: [{ name: 'child', options: acme }] });
    const { id: held = '', token = '' } = first ?? {};
    await queues.leases('full-otherwise').settle([{ id: held, token, status: 'released' }]);
    await eventually(async () => {
      for (const shard of queue.shards) await shard.flush();
      expect((await queue.groups.get('acme')).waiting).toBe(4);
    });
    await queue.obliterate();
  });
});
