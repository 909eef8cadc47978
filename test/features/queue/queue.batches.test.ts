import fc from 'fast-check';
import type { FlowChild, FlowIds } from '../../../src/features/queue/index.js';
import { eventually } from '../../support/eventually.js';
import { topologies } from '../../support/topologies.js';
import { FlowWorld } from './flow-world.js';

const once = { attempts: 1 };

describe.each(topologies)('batches and trees on %s', (_name, target) => {
  const world = new FlowWorld();
  beforeAll(async () => world.start(target));
  afterAll(async () => world.stop());

  describe('batches', () => {
    const callbacks = {
      onSuccess: { name: 'success' },
      onFailure: { name: 'failure' },
      onComplete: { name: 'complete' },
    };
    const jobs = (...fails: boolean[]) =>
      fails.map((fail, n) => ({ name: `job-${n}`, data: { fail }, options: once }));

    it('call on success and on completion when all have completed, and tell how many', async () => {
      const [queue, other] = [world.fresh(), world.fresh()];
      const { ran } = world.workOn(queue.name, other.name);
      const { id, ids } = await queue.addBatch({
        jobs: [...jobs(false, false), { queue: other.name, name: 'elsewhere' }],
        ...callbacks,
      });
      expect(ids).toHaveLength(3);
      expect(await queue.finished(id)).toEqual({ state: 'completed', result: { completed: 3, failed: 0 } });
      await eventually(() => expect(ran).toHaveLength(5));
      expect(ran.slice(0, 3).toSorted()).toEqual(['elsewhere', 'job-0', 'job-1']);
      expect(ran.slice(3).toSorted()).toEqual(['complete', 'success']);
    });

    it('call once on the first failure, at once, and on completion, but not on success', async () => {
      const queue = world.fresh();
      const { ran } = world.workOn(queue.name);
      const late = { name: 'late', options: { delayMs: 300 } };
      const { id } = await queue.addBatch({ jobs: [...jobs(true, true, false), late], ...callbacks });
      await eventually(() => expect(ran).toContain('failure'));
      expect(ran).not.toContain('late');
      expect(await queue.finished(id)).toEqual({ state: 'completed', result: { completed: 2, failed: 2 } });
      await eventually(() => expect(ran).toContain('complete'));
      expect(ran.toSorted()).toEqual(['complete', 'failure', 'job-0', 'job-1', 'job-2', 'late']);
    });

    it('may be added again with the same id, and are done again by nobody', async () => {
      const queue = world.fresh();
      const { ran } = world.workOn(queue.name);
      const add = async () =>
        queue.addBatch({ id: 'import', jobs: jobs(false, false), onComplete: { name: 'complete' } });
      const first = await add();
      expect(await add()).toEqual(first);
      await queue.finished('import');
      expect(await add()).toEqual(first);
      await eventually(() => expect(ran).toHaveLength(3));
      expect(await queue.get('import:complete')).toMatchObject({ name: 'complete' });
    });
  });

  it('end each job as a model of plain words says, whatever the tree and whatever fails', async () => {
    const names = ['any-a', 'any-b', 'any-sharded'];
    const { ran } = world.workOn(...names);
    interface Tree {
      readonly queue: string;
      readonly fail: boolean;
      readonly onFailure: 'fail' | 'ignore' | 'continue';
      readonly children: readonly Tree[];
    }
    const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.record({
        queue: fc.constantFrom(...names),
        fail: fc.boolean(),
        onFailure: fc.constantFrom('fail', 'ignore', 'continue'),
        children: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie('tree'), { maxLength: 3 })),
      }),
    }));
    /** How it may end: a child that makes it fail and one that makes it go on are in a race. */
    const endings = ({ fail, children }: Tree): Set<'completed' | 'dead'> => {
      const own = fail ? ('dead' as const) : ('completed' as const);
      const may = children.map((one) => ({ ...one, endings: endings(one) }));
      const mayFail = may.some((one) => one.onFailure === 'fail' && one.endings.has('dead'));
      const isFailed = may.some((one) => one.onFailure === 'fail' && !one.endings.has('completed'));
      const mayGoOn = may.some((one) => one.onFailure === 'continue' && one.endings.has('dead'));
      const result = new Set<'completed' | 'dead'>();
      if (mayFail) result.add('dead');
      if (!isFailed || mayGoOn) result.add(own);
      return result;
    };
    let run = 0;
    const specOf = (one: Tree, name: string): FlowChild => ({
      queue: one.queue,
      name,
      data: { fail: one.fail },
      options: once,
      onFailure: one.onFailure,
      ...(one.children.length > 0 && {
        children: one.children.map((below, n) => specOf(below, `${name}.${n}`)),
      }),
    });
    const check = async (one: Tree, ids: FlowIds): Promise<void> => {
      const { state } = await world.queues.queue(ids.queue).finished(ids.id, 15_000);
      expect(endings(one)).toContain(state);
      await Promise.all(one.children.map(async (below, n) => check(below, ids.children[n] as FlowIds)));
    };
    await fc.assert(
      fc.asyncProperty(fc.array(tree, { minLength: 1, maxLength: 3 }), async (children) => {
        const name = `run-${run++}`;
        const root: Tree = { queue: 'any-a', fail: false, onFailure: 'fail', children };
        const { children: specs } = specOf(root, name);
        const flow = await world.queues
          .queue('any-a')
          .addFlow({ name, options: once, children: [...(specs ?? [])] });
        await check(root, flow);
        // None is run twice.
        const own = ran.filter((one) => one.startsWith(`${name}.`) || one === name);
        expect(own).toHaveLength(new Set(own).size);
      }),
      { numRuns: 25 },
    );
  }, 60_000);
});
