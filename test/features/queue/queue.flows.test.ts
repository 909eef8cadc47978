import type { FlowChild } from '../../../src/features/queue/index.js';
import { eventually } from '../../support/eventually.js';
import { topologies } from '../../support/topologies.js';
import { child, FlowWorld } from './flow-world.js';

const HOUR_MS = 3_600_000;

describe.each(topologies)('flows on %s', (_name, target) => {
  const world = new FlowWorld();
  beforeAll(async () => world.start(target));
  afterAll(async () => world.stop());

  it('run a job when its children have ended, and give it their results in order', async () => {
    const queue = world.fresh();
    const { ran, seen } = world.workOn(queue.name);
    const flow = await queue.addFlow({
      name: 'parent',
      children: [child('a', { say: 1 }), child('b', { say: { x: 2 } })],
    });
    expect(await world.ended(flow)).toEqual({ state: 'completed', result: 'parent' });
    expect(ran.toSorted()).toEqual(['a', 'b', 'parent']);
    expect(ran.at(-1)).toBe('parent');
    expect(seen.get('parent')).toEqual([1, { x: 2 }]);
    expect(await queue.children(flow.id)).toMatchObject({ count: 2, left: 0, failed: 0, nextCursor: null });
    expect(await queue.get(flow.children[0]?.id ?? '')).toMatchObject({ state: 'completed', result: 1 });
  });

  it('go across queues and shards, and children may have children', async () => {
    const [top, deep] = [world.fresh(), world.fresh()];
    const { ran, seen } = world.workOn(top.name, 'sharded', deep.name);
    const flow = await top.addFlow({
      name: 'top',
      children: Array.from({ length: 20 }, (_, n) =>
        child(
          `middle-${n}`,
          {},
          { queue: 'sharded', children: [child(`leaf-${n}`, {}, { queue: deep.name })] },
        ),
      ),
    });
    expect(await world.ended(flow)).toMatchObject({ state: 'completed' });
    expect(new Set(ran).size).toBe(41);
    expect(ran).toHaveLength(41);
    for (let n = 0; n < 20; n++) {
      expect(ran.indexOf(`leaf-${n}`)).toBeLessThan(ran.indexOf(`middle-${n}`));
      expect(seen.get(`middle-${n}`)).toEqual([`leaf-${n}`]);
    }
    expect(seen.get('top')).toHaveLength(20);
  });

  it('keep the parent delayed with no due instant until then, to be seen, promoted, cancelled or removed', async () => {
    const queue = world.fresh();
    const waiting = async () =>
      queue.addFlow({ name: 'parent', children: [child('late', {}, { options: { delayMs: HOUR_MS } })] });
    const [promoted, cancelled, removed] = [await waiting(), await waiting(), await waiting()];
    expect(await queue.get(promoted.id)).toMatchObject({ state: 'delayed', dueAt: null });
    expect((await queue.list({ state: 'delayed', limit: 200 })).items).toHaveLength(6);
    const { items, nextCursor } = await queue.list({ state: 'delayed', limit: 4 });
    expect(items.map(({ dueAt }) => dueAt === null)).toEqual([false, false, false, true]);
    const next = await queue.list({ state: 'delayed', limit: 4, cursor: nextCursor ?? '' });
    expect(next.items).toHaveLength(2);
    expect(await queue.children(promoted.id)).toMatchObject({
      left: 1,
      items: [{ state: 'open', onFailure: 'fail' }],
    });
    const { ran } = world.workOn(queue.name);
    await queue.promote(promoted.id);
    await queue.cancel(cancelled.id);
    await queue.remove(removed.id);
    await eventually(() => expect(ran).toEqual(['parent']));
    for (const { children } of [promoted, cancelled, removed]) await queue.promote(children[0]?.id ?? '');
    await eventually(async () =>
      expect((await queue.info()).counts).toMatchObject({ completed: 4, dead: 1, delayed: 0 }),
    );
    expect(await queue.get(cancelled.id)).toMatchObject({ state: 'dead' });
    await expect(queue.children(removed.id)).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
  });

  describe('when a child is dead', () => {
    it('let the parent fail, by default, without waiting for others, and the parent of that', async () => {
      const queue = world.fresh();
      const { ran } = world.workOn(queue.name);
      const late = child('late', {}, { options: { delayMs: HOUR_MS } });
      const flow = await queue.addFlow({
        name: 'top',
        children: [child('middle', {}, { children: [child('bad', { fail: true }), late] })],
      });
      expect(await world.ended(flow)).toMatchObject({ state: 'dead', error: { code: 'CHILD_FAILED' } });
      expect(await queue.get(flow.children[0]?.id ?? '')).toMatchObject({
        state: 'dead',
        attempts: 0,
        errors: [{ error: { code: 'CHILD_FAILED', message: expect.stringContaining('bad has failed') } }],
      });
      expect(ran).toEqual(['bad']);
    });

    it('let it wait for the others and see which, with "ignore"', async () => {
      const queue = world.fresh();
      const { ran, seen } = world.workOn(queue.name);
      const ignore = { onFailure: 'ignore' as const };
      const flow = await queue.addFlow({
        name: 'parent',
        children: [child('bad', { fail: true }, ignore), child('good', {}, { options: { delayMs: 100 } })],
      });
      expect(await world.ended(flow)).toMatchObject({ state: 'completed' });
      expect(ran).toEqual(['bad', 'good', 'parent']);
      expect(seen.get('parent')).toEqual(['NO', 'good']);
    });

    it('let it go on at once, with "continue"', async () => {
      const queue = world.fresh();
      const { ran, seen } = world.workOn(queue.name);
      const flow = await queue.addFlow({
        name: 'parent',
        children: [
          child('bad', { fail: true }, { onFailure: 'continue' }),
          child('late', {}, { options: { delayMs: HOUR_MS } }),
        ],
      });
      expect(await world.ended(flow)).toMatchObject({ state: 'completed' });
      expect(ran).toEqual(['bad', 'parent']);
      expect(seen.get('parent')).toEqual(['NO', null]);
    });

    it('count it after its last attempt only; and one that is run again and completes is seen by the next try', async () => {
      const queue = world.fresh();
      const { ran, seen } = world.workOn(queue.name);
      const flow = await queue.addFlow({
        name: 'parent',
        children: [child('bad', { fail: true }, { options: { attempts: 3 } })],
      });
      expect(await world.ended(flow)).toMatchObject({ state: 'dead' });
      expect(ran).toEqual(['bad', 'bad', 'bad']);
      const id = flow.children[0]?.id ?? '';
      await queue.update(id, { fail: false });
      await queue.retry(id);
      expect(await queue.finished(id)).toMatchObject({ state: 'completed' });
      await eventually(async () =>
        expect(await queue.children(flow.id)).toMatchObject({
          left: 0,
          failed: 1,
          items: [{ state: 'completed' }],
        }),
      );
      await queue.retry(flow.id);
      expect(await world.ended(flow)).toMatchObject({ state: 'completed' });
      expect(seen.get('parent')).toEqual(['bad']);
    });
  });

  it('may have a time limit, in which their children have to end', async () => {
    const queue = world.fresh();
    const { ran } = world.workOn(queue.name);
    const flow = await queue.addFlow({
      name: 'parent',
      options: { endWithinMs: 100 },
      children: [child('late', {}, { options: { delayMs: HOUR_MS } })],
    });
    expect(await world.ended(flow)).toMatchObject({ state: 'dead', error: { code: 'JOB_EXPIRED' } });
    expect(ran).toEqual([]);
  });

  it('are added once, with an id of their own, and leave nothing behind', async () => {
    const queue = world.fresh();
    const add = async () =>
      queue.addFlow({ name: 'parent', options: { id: 'mine' }, children: [child('a'), child('b')] });
    const first = await add();
    expect(await add()).toEqual(first);
    expect((await queue.info()).counts).toMatchObject({ waiting: 2, delayed: 1 });
    const { ran } = world.workOn(queue.name);
    await world.ended(first);
    expect(ran).toHaveLength(3);
    await queue.remove('mine');
    const parts = ['flows', 'outcomes', 'outbox', 'parents'].map((part) => world.keyOf(queue, part));
    expect(await world.redis.client.exists(...parts)).toBe(0);
  });

  it('refuse what makes no sense, and add nothing then', async () => {
    const queue = world.fresh();
    const parent = (children: FlowChild[], options = {}) => ({ name: 'parent', options, children });
    const deep = (levels: number): FlowChild =>
      levels === 0 ? child('leaf') : child('inner', {}, { children: [deep(levels - 1)] });
    const many = Array.from({ length: 501 }, () => child('a', {}, { children: [child('b')] }));
    const unique = { options: { unique: { key: 'k' } } } as Partial<FlowChild>;
    for (const input of [
      parent([]),
      parent([child('a')], { delayMs: 1 }),
      parent([child('a', {}, unique)]),
      parent([child('a', {}, { queue: 'no#' })]),
      parent([deep(5)]),
      parent(many),
    ])
      await expect(queue.addFlow(input)).rejects.toThrow();
    expect((await queue.info()).counts).toMatchObject({ waiting: 0, delayed: 0 });
    const { id } = await queue.addFlow(parent([deep(4)]));
    expect(await queue.children(id)).toMatchObject({ left: 1 });
  });
});
