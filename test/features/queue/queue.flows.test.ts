import type { TestingModule } from '@nestjs/testing';
import fc from 'fast-check';
import {
  QueueModule,
  QueueService,
  type FlowChild,
  type FlowIds,
  type Job,
} from '../../../src/features/queue/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies, uniquePrefix } from '../../support/topologies.js';

const HOUR_MS = 3_600_000;
const once = { attempts: 1 };

/** What a job of these tests is to do. */
interface Plan {
  readonly fail?: boolean;
  readonly say?: unknown;
}

describe.each(topologies)('flows on %s', (_name, target) => {
  const prefix = uniquePrefix();
  const modules: TestingModule[] = [];
  let queues: QueueService;
  let redis: RedisConnection;
  let count = 0;

  beforeAll(async () => {
    // Its heartbeat comes every 200 s: who is not told at once fails the test.
    const options = {
      leaseMs: 600_000,
      drainMs: 0,
      backoffMs: 1,
      maxLostLeases: 1,
      queues: { sharded: { shards: 3 }, 'any-sharded': { shards: 3 } },
    };
    for (let i = 0; i < 2; i++)
      modules.push(await startModule({ ...target, prefix }, [QueueModule.forRoot(options)]));
    [queues] = modules.map((module) => module.get(QueueService)) as [QueueService];
    redis = (modules[0] as TestingModule).get(RedisConnection);
  });
  afterAll(async () => Promise.all(modules.map(async (module) => module.close())));

  /** A queue that no other test uses. */
  const fresh = () => queues.queue(`flow-${count++}`);

  /** Works in another process, as it were, on queues; tells what has run, in order, and what each saw of its children. */
  function workOn(...names: string[]) {
    const ran: string[] = [];
    const seen = new Map<string, unknown[]>();
    for (const name of names)
      modules[1]?.get(QueueService).work(name, () => ({
        run: async (job: Job) => {
          ran.push(job.name);
          const children = await job.children();
          seen.set(
            job.name,
            children.map(({ state, result, error }) =>
              state === 'dead' ? (error as { code?: string }).code : result,
            ),
          );
          const { fail, say } = (job.data ?? {}) as Plan;
          if (fail) throw Object.assign(new Error(`${job.name} has failed`), { code: 'NO' });
          return say ?? job.name;
        },
      }));
    return { ran, seen };
  }
  const child = (name: string, plan: Plan = {}, rest: Partial<FlowChild> = {}): FlowChild => ({
    name,
    data: plan,
    options: once,
    ...rest,
  });
  const ended = async ({ queue, id }: { queue: string; id: string }) =>
    queues.queue(queue).finished(id, 15_000);

  it('run a job when its children have ended, and give it their results in order', async () => {
    const queue = fresh();
    const { ran, seen } = workOn(queue.name);
    const flow = await queue.addFlow({
      name: 'parent',
      children: [child('a', { say: 1 }), child('b', { say: { x: 2 } })],
    });
    expect(await ended(flow)).toEqual({ state: 'completed', result: 'parent' });
    expect(ran.toSorted()).toEqual(['a', 'b', 'parent']);
    expect(ran.at(-1)).toBe('parent');
    expect(seen.get('parent')).toEqual([1, { x: 2 }]);
    expect(await queue.children(flow.id)).toMatchObject({ count: 2, left: 0, failed: 0, nextCursor: null });
    expect(await queue.get(flow.children[0]?.id ?? '')).toMatchObject({ state: 'completed', result: 1 });
  });

  it('go across queues and shards, and children may have children', async () => {
    const [top, deep] = [fresh(), fresh()];
    const { ran, seen } = workOn(top.name, 'sharded', deep.name);
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
    expect(await ended(flow)).toMatchObject({ state: 'completed' });
    expect(new Set(ran).size).toBe(41);
    expect(ran).toHaveLength(41);
    for (let n = 0; n < 20; n++) {
      expect(ran.indexOf(`leaf-${n}`)).toBeLessThan(ran.indexOf(`middle-${n}`));
      expect(seen.get(`middle-${n}`)).toEqual([`leaf-${n}`]);
    }
    expect(seen.get('top')).toHaveLength(20);
  });

  it('keep the parent delayed with no due instant until then, to be seen, promoted, cancelled or removed', async () => {
    const queue = fresh();
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
    const { ran } = workOn(queue.name);
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
      const queue = fresh();
      const { ran } = workOn(queue.name);
      const late = child('late', {}, { options: { delayMs: HOUR_MS } });
      const flow = await queue.addFlow({
        name: 'top',
        children: [child('middle', {}, { children: [child('bad', { fail: true }), late] })],
      });
      expect(await ended(flow)).toMatchObject({ state: 'dead', error: { code: 'CHILD_FAILED' } });
      expect(await queue.get(flow.children[0]?.id ?? '')).toMatchObject({
        state: 'dead',
        attempts: 0,
        errors: [{ error: { code: 'CHILD_FAILED', message: expect.stringContaining('bad has failed') } }],
      });
      expect(ran).toEqual(['bad']);
    });

    it('let it wait for the others and see which, with "ignore"', async () => {
      const queue = fresh();
      const { ran, seen } = workOn(queue.name);
      const ignore = { onFailure: 'ignore' as const };
      const flow = await queue.addFlow({
        name: 'parent',
        children: [child('bad', { fail: true }, ignore), child('good', {}, { options: { delayMs: 100 } })],
      });
      expect(await ended(flow)).toMatchObject({ state: 'completed' });
      expect(ran).toEqual(['bad', 'good', 'parent']);
      expect(seen.get('parent')).toEqual(['NO', 'good']);
    });

    it('let it go on at once, with "continue"', async () => {
      const queue = fresh();
      const { ran, seen } = workOn(queue.name);
      const flow = await queue.addFlow({
        name: 'parent',
        children: [
          child('bad', { fail: true }, { onFailure: 'continue' }),
          child('late', {}, { options: { delayMs: HOUR_MS } }),
        ],
      });
      expect(await ended(flow)).toMatchObject({ state: 'completed' });
      expect(ran).toEqual(['bad', 'parent']);
      expect(seen.get('parent')).toEqual(['NO', null]);
    });

    it('count it after its last attempt only; and one that is run again and completes is seen by the next try', async () => {
      const queue = fresh();
      const { ran, seen } = workOn(queue.name);
      const flow = await queue.addFlow({
        name: 'parent',
        children: [child('bad', { fail: true }, { options: { attempts: 3 } })],
      });
      expect(await ended(flow)).toMatchObject({ state: 'dead' });
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
      expect(await ended(flow)).toMatchObject({ state: 'completed' });
      expect(seen.get('parent')).toEqual(['bad']);
    });
  });

  it.each(['cancelled', 'expired', 'removed', 'drained', 'lost', 'obliterated'])(
    'never leave a parent stuck: a child that is %s counts as failed',
    async (how) => {
      const [queue, other] = [fresh(), fresh()];
      workOn(queue.name);
      const options = how === 'expired' ? { startWithinMs: 1 } : {};
      const flow = await queue.addFlow({
        name: 'parent',
        children: [child('c', {}, { queue: other.name, options })],
      });
      const id = flow.children[0]?.id ?? '';
      const leases = queues.leases(other.name);
      const ends: Record<string, () => Promise<unknown>> = {
        cancelled: async () => other.cancel(id),
        expired: async () =>
          eventually(async () => expect((await leases.lease(), await other.get(id))?.state).toBe('dead')),
        removed: async () => other.remove(id),
        drained: async () => other.drain(),
        lost: async () => {
          await leases.lease();
          await redis.client.zadd(redis.keys('queue')(other.name, 'active'), 1, id);
          await leases.lease();
        },
        obliterated: async () => queues.obliterate(other.name),
      };
      await ends[how]?.();
      expect(await ended(flow)).toMatchObject({ state: 'dead', error: { code: 'CHILD_FAILED' } });
    },
  );

  describe('whoever dies when', () => {
    /** As if the process had died there: nothing is delivered. */
    const silent = { deliver: async () => false, lookAfter: async () => undefined };
    /** Makes one pass over a queue as any worker of it does. */
    const tend = async (name: string) =>
      Promise.all(queues.queue(name).shards.map(async (shard) => shard.flush()));
    const lengthOf = async (name: string) => redis.client.llen(redis.keys('queue')(name, 'outbox'));

    it('a flow whose adder died after its first step is added by who works on its queue', async () => {
      const [queue, other] = [fresh(), fresh()];
      const { courier } = Reflect.get(queue, 'parts') as { courier: { deliver: unknown } };
      const { deliver } = courier;
      courier.deliver = silent.deliver;
      const flow = await queue.addFlow({
        name: 'parent',
        children: [
          child(
            'a',
            {},
            { queue: other.name, children: [child('b'), child('c', {}, { queue: queue.name })] },
          ),
        ],
      });
      courier.deliver = deliver;
      expect(await lengthOf(queue.name)).toBe(1);
      expect((await other.info()).counts.delayed).toBe(0);
      const { ran } = workOn(queue.name, other.name);
      expect(await ended(flow)).toMatchObject({ state: 'completed' });
      expect(ran.toSorted()).toEqual(['a', 'b', 'c', 'parent']);
      expect(await lengthOf(queue.name)).toBe(0);
    });

    it('a parent is told by who works on the queue of the child, when that was settled and its worker died then', async () => {
      const [queue, other] = [fresh(), fresh()];
      const flow = await queue.addFlow({ name: 'parent', children: [child('a', {}, { queue: other.name })] });
      const [job] = await queues.leases(other.name).lease();
      const { id = '', token = '' } = job ?? {};
      await other.shards[0]?.settle([], [{ id, token, verb: 'complete', json: '"x"' }]);
      expect(await queue.children(flow.id)).toMatchObject({ left: 1 });
      expect(await lengthOf(other.name)).toBe(1);
      await tend(other.name);
      expect(await queue.children(flow.id)).toMatchObject({
        left: 0,
        items: [{ state: 'completed', result: 'x' }],
      });
      expect(await queue.get(flow.id)).toMatchObject({ state: 'waiting' });
      expect(await lengthOf(other.name)).toBe(0);
    });

    it('what is told twice counts once', async () => {
      const [queue, other] = [fresh(), fresh()];
      const flow = await queue.addFlow({
        name: 'parent',
        children: [child('a', {}, { queue: other.name }), child('b', {}, { queue: other.name })],
      });
      const outbox = redis.keys('queue')(other.name, 'outbox');
      const [job] = await queues.leases(other.name).lease();
      const { id = '', token = '' } = job ?? {};
      await other.shards[0]?.settle([], [{ id, token, verb: 'complete', json: '"x"' }]);
      const [letter = ''] = await redis.client.lrange(outbox, 0, -1);
      await redis.client.rpush(outbox, letter, letter);
      await tend(other.name);
      await redis.client.rpush(outbox, letter);
      await tend(other.name);
      expect(await queue.children(flow.id)).toMatchObject({ left: 1 });
      expect((await queue.get(flow.id))?.state).toBe('delayed');
    });

    it('a parent finds by itself what nobody could tell it, and takes no child for gone that has yet to be added', async () => {
      const [queue, other, gone] = [fresh(), fresh(), fresh()];
      const ignore = { onFailure: 'ignore' as const };
      const flow = await queue.addFlow({
        name: 'parent',
        children: [
          child('completed', {}, { queue: other.name }),
          child('dead', {}, { queue: other.name, ...ignore }),
          child('gone', {}, { queue: gone.name, ...ignore }),
          child('open', {}, { queue: other.name, options: { delayMs: HOUR_MS }, ...ignore }),
        ],
      });
      const lookAgain = async () => {
        await redis.client.zadd(redis.keys('queue')(queue.name, 'parents'), 1, flow.id);
        await tend(queue.name);
        return (await queue.children(flow.id)).items.map(({ state }) => state);
      };
      expect(await lookAgain()).toEqual(['open', 'open', 'open', 'open']);
      const [a, b] = await queues.leases(other.name).lease({ max: 2 });
      await other.shards[0]?.settle(
        [],
        [
          { id: a?.id ?? '', token: a?.token ?? '', verb: 'complete', json: '1' },
          { id: b?.id ?? '', token: b?.token ?? '', verb: 'bury', json: '"no"' },
        ],
      );
      // As a failover would, it loses what was to be told; and what was in the other queue.
      await redis.client.del(redis.keys('queue')(other.name, 'outbox'));
      await gone.shards[0]?.forget();
      expect(await lookAgain()).toEqual(['completed', 'dead', 'dead', 'open']);
      expect((await queue.children(flow.id)).items[2]).toMatchObject({ error: { code: 'CHILD_GONE' } });
      await other.remove(flow.children[3]?.id ?? '');
      await eventually(async () => expect((await queue.get(flow.id))?.state).toBe('waiting'));
    });

    it('a letter that can never be told holds no others up', async () => {
      const [queue, other] = [fresh(), fresh()];
      const outbox = redis.keys('queue')(queue.name, 'outbox');
      const notice = { parent: 'p', at: 0, ending: 'dead', json: '1' };
      await redis.client.rpush(outbox, JSON.stringify({ to: 'bad#name', ...notice }));
      await redis.client.rpush(outbox, JSON.stringify({ to: other.name, ...notice }));
      await tend(queue.name);
      expect(await lengthOf(queue.name)).toBe(0);
    });
  });

  it('are added once, with an id of their own, and leave nothing behind', async () => {
    const queue = fresh();
    const add = async () =>
      queue.addFlow({ name: 'parent', options: { id: 'mine' }, children: [child('a'), child('b')] });
    const first = await add();
    expect(await add()).toEqual(first);
    expect((await queue.info()).counts).toMatchObject({ waiting: 2, delayed: 1 });
    const { ran } = workOn(queue.name);
    await ended(first);
    expect(ran).toHaveLength(3);
    await queue.remove('mine');
    const parts = ['flows', 'outcomes', 'outbox', 'parents'].map((part) =>
      redis.keys('queue')(queue.name, part),
    );
    expect(await redis.client.exists(...parts)).toBe(0);
  });

  it('refuse what makes no sense, and add nothing then', async () => {
    const queue = fresh();
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

  describe('batches', () => {
    const callbacks = {
      onSuccess: { name: 'success' },
      onFailure: { name: 'failure' },
      onComplete: { name: 'complete' },
    };
    const jobs = (...fails: boolean[]) =>
      fails.map((fail, n) => ({ name: `job-${n}`, data: { fail }, options: once }));

    it('call on success and on completion when all have completed, and tell how many', async () => {
      const [queue, other] = [fresh(), fresh()];
      const { ran } = workOn(queue.name, other.name);
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
      const queue = fresh();
      const { ran } = workOn(queue.name);
      const late = { name: 'late', options: { delayMs: 300 } };
      const { id } = await queue.addBatch({ jobs: [...jobs(true, true, false), late], ...callbacks });
      await eventually(() => expect(ran).toContain('failure'));
      expect(ran).not.toContain('late');
      expect(await queue.finished(id)).toEqual({ state: 'completed', result: { completed: 2, failed: 2 } });
      await eventually(() => expect(ran).toContain('complete'));
      expect(ran.toSorted()).toEqual(['complete', 'failure', 'job-0', 'job-1', 'job-2', 'late']);
    });

    it('may be added again with the same id, and are done again by nobody', async () => {
      const queue = fresh();
      const { ran } = workOn(queue.name);
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
    const { ran } = workOn(...names);
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
      const { state } = await queues.queue(ids.queue).finished(ids.id, 15_000);
      expect(endings(one)).toContain(state);
      await Promise.all(one.children.map(async (below, n) => check(below, ids.children[n] as FlowIds)));
    };
    await fc.assert(
      fc.asyncProperty(fc.array(tree, { minLength: 1, maxLength: 3 }), async (children) => {
        const name = `run-${run++}`;
        const root: Tree = { queue: 'any-a', fail: false, onFailure: 'fail', children };
        const { children: specs } = specOf(root, name);
        const flow = await queues
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
