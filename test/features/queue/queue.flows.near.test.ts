import type { TestingModule } from '@nestjs/testing';
import { QueueModule, QueueService, type Job } from '../../../src/features/queue/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies, uniquePrefix } from '../../support/topologies.js';
import { child, FlowWorld } from './flow-world.js';

const HOUR_MS = 3_600_000;

describe.each(topologies)('flows of one shard on %s', (_name, target) => {
  const world = new FlowWorld();
  beforeAll(async () => world.start(target));
  afterAll(async () => world.stop());

  it('are added in one step, with no letters, and told in the step that settles a child', async () => {
    const queue = world.fresh();
    const { courier } = Reflect.get(queue, 'parts') as { courier: { deliver: unknown } };
    const { deliver } = courier;
    courier.deliver = async () => false;
    const below = [child('a'), child('b', {}, { onFailure: 'ignore' })];
    const flow = await queue.addFlow({ name: 'top', children: [child('middle', {}, { children: below })] });
    expect(await world.outboxOf(queue)).toEqual([]);
    expect((await queue.info()).counts).toMatchObject({ waiting: 2, delayed: 2 });
    await world.settleAndDie(queue, { verb: 'complete', json: '"x"' }, { verb: 'bury', json: '"no"' });
    courier.deliver = deliver;
    expect(await world.outboxOf(queue)).toEqual([]);
    const middle = flow.children[0]?.id ?? '';
    expect(await queue.children(middle)).toMatchObject({
      left: 0,
      failed: 1,
      items: [
        { state: 'completed', result: 'x' },
        { state: 'dead', error: 'no' },
      ],
    });
    expect((await queue.get(middle))?.dueAt).toBeLessThanOrEqual(Date.now() + 1000);
    expect(await queue.get(flow.id)).toMatchObject({ state: 'delayed', dueAt: null });
  });

  it('go up through all levels in one step, where a child is dead', async () => {
    const queue = world.fresh();
    const flow = await queue.addFlow({
      name: 'top',
      children: [child('middle', {}, { children: [child('low', {}, { children: [child('bad')] })] })],
    });
    const heard: string[] = [];
    const stop = await queue.events.listen(({ event, id }) => heard.push(`${event} ${id}`));
    await world.settleAndDie(queue, { verb: 'bury', json: '"no"' });
    expect((await queue.info()).counts).toMatchObject({ dead: 4, delayed: 0 });
    expect(await queue.get(flow.id)).toMatchObject({
      state: 'dead',
      errors: [{ error: { code: 'CHILD_FAILED', message: expect.stringMatching(/: no$/) } }],
    });
    const ids = (one: { id: string; children: readonly unknown[] }): string[] => [
      one.id,
      ...one.children.flatMap((below) => ids(below as typeof one)),
    ];
    await eventually(() =>
      expect(heard).toEqual(
        ids(flow)
          .toReversed()
          .map((id) => `dead ${id}`),
      ),
    );
    await stop();
  });

  it('put each job where its options say: late, first, in its group, in time', async () => {
    const queue = world.fresh();
    const flow = await queue.addFlow({
      name: 'parent',
      children: [
        child('plain'),
        child('late', {}, { options: { delayMs: HOUR_MS } }),
        child('first', {}, { options: { priority: 5 } }),
        child('grouped', {}, { options: { group: 'acme' } }),
        child('over', {}, { onFailure: 'ignore', options: { delayMs: HOUR_MS, endWithinMs: 1 } }),
      ],
    });
    const states = await Promise.all(flow.children.map(async ({ id }) => (await queue.get(id))?.state));
    expect(states.slice(0, 4)).toEqual(['waiting', 'delayed', 'waiting', 'waiting']);
    expect((await queue.groups.get('acme')).waiting).toBe(1);
    const zscores = await world.redis.client.zrange(world.keyOf(queue, 'deadlines'), '0', '-1');
    expect(zscores).toEqual([`e${flow.children[4]?.id}`]);
    const { ran } = world.workOn(queue.name);
    await eventually(() => expect(ran.toSorted()).toEqual(['first', 'grouped', 'plain']));
  });

  it('add nothing below a job that is there already', async () => {
    const [queue, other] = [world.fresh(), world.fresh()];
    const options = { id: 'known', attempts: 1 };
    const below = (name: string) => [child(name), child(`${name}-far`, {}, { queue: other.name })];
    const known = await queue.addFlow({ name: 'known', options, children: below('first') });
    const flow = await queue.addFlow({
      name: 'parent',
      children: [{ name: 'known', options, children: below('second') }, child('c')],
    });
    expect((await queue.info()).counts).toMatchObject({ waiting: 2, delayed: 2 });
    expect((await other.info()).counts.waiting).toBe(1);
    const { ran } = world.workOn(queue.name, other.name);
    expect(await world.ended(known)).toMatchObject({ state: 'completed' });
    await eventually(() => expect(ran.toSorted()).toEqual(['c', 'first', 'first-far', 'known']));
    expect(await queue.children(flow.id)).toMatchObject({ left: 1 });
    expect(await world.outboxOf(queue)).toEqual([]);
  });

  it('count a job that is removed as failed, whether it had children or not', async () => {
    const [queue, other] = [world.fresh(), world.fresh()];
    const options = { delayMs: HOUR_MS };
    const far = child('far', {}, { queue: other.name, options });
    for (const below of [child('leaf', {}, { options }), child('middle', {}, { children: [far] })]) {
      await world.redis.client.hdel(world.keyOf(queue, 'meta'), 'linked');
      const flow = await queue.addFlow({ name: 'parent', children: [below] });
      await queue.remove(flow.children[0]?.id ?? '');
      expect(await world.ended(flow)).toMatchObject({ state: 'dead', error: { code: 'CHILD_FAILED' } });
    }
  });

  it('let who waits for work have the parent, when a worker of another process settles the last child', async () => {
    const queue = world.fresh();
    const flow = await queue.addFlow({ name: 'parent', children: [child('a')] });
    const leases = world.queues.leases(queue.name);
    const [job] = await leases.lease();
    const { ran } = world.workOn(queue.name);
    await eventually(async () => expect(await world.redis.client.zcard(world.keyOf(queue, 'idle'))).toBe(1));
    const { id = '', token = '' } = job ?? {};
    await leases.settle([{ id, token, status: 'completed', result: 1 }]);
    expect(await world.ended(flow)).toMatchObject({ state: 'completed' });
    expect(ran).toEqual(['parent']);
  });
});

describe.each(topologies)('flows and batches in a queue that keeps nothing, on %s', (_name, target) => {
  const prefix = uniquePrefix();
  let module: TestingModule;
  const work = (...names: string[]) => {
    const ran: [name: string, seen: unknown][] = [];
    const run = async (job: Job) => {
      const children = await job.children();
      ran.push([job.name, children.map(({ result }) => result)]);
      return job.name;
    };
    for (const name of names) module.get(QueueService).work(name, () => ({ run }));
    return ran;
  };
  beforeAll(async () => {
    const options = { keepCompletedMs: 0, drainMs: 0, leaseMs: 600_000 };
    module = await startModule({ ...target, prefix }, [QueueModule.forRoot(options)]);
  });
  afterAll(async () => module.close());

  it('give a parent the results of its children, and nothing is left then', async () => {
    const queue = module.get(QueueService).queue('forgetful');
    const ran = work('forgetful');
    await queue.addFlow({ name: 'top', children: [{ name: 'm', children: [{ name: 'a' }, { name: 'b' }] }] });
    await eventually(() => expect(ran).toHaveLength(4));
    expect(ran.slice(2)).toEqual([
      ['m', ['a', 'b']],
      ['top', ['m']],
    ]);
    await eventually(async () => expect((await queue.info()).totals.completed).toBe(4));
    const redis = module.get(RedisConnection);
    const parts = [
      'jobs',
      'state',
      'completed',
      'delayed',
      'flows',
      'outcomes',
      'outbox',
      'parents',
      'tokens',
    ];
    const keys = parts.map((part) => redis.keys('queue')('forgetful', part));
    await eventually(async () => expect(await redis.client.exists(...keys)).toBe(0));
  });

  it('add a callback once, also where that is told again after it has run', async () => {
    const queue = module.get(QueueService).queue('once');
    const redis = module.get(RedisConnection);
    const { id } = await queue.addBatch({ jobs: [{ name: 'a' }], onComplete: { name: 'complete' } });
    const outcomes = redis.keys('queue')('once', 'outcomes');
    const letter = (await redis.client.hget(outcomes, `${id}\ncomplete`)) ?? '';
    const ran = work('once');
    await eventually(() => expect(ran.map(([name]) => name)).toEqual(['a', 'complete']));
    await eventually(async () => expect((await queue.info()).totals.completed).toBe(3));
    await redis.client.rpush(redis.keys('queue')('once', 'outbox'), letter);
    for (const shard of queue.shards) await shard.flush();
    expect(await redis.client.llen(redis.keys('queue')('once', 'outbox'))).toBe(0);
    expect((await queue.info()).counts.waiting).toBe(0);
    expect(ran).toHaveLength(2);
  });
});
