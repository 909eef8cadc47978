import { eventually } from '../../support/eventually.js';
import { topologies } from '../../support/topologies.js';
import { child, FlowWorld } from './flow-world.js';

const HOUR_MS = 3_600_000;

describe.each(topologies)('flows, whatever is lost, on %s', (_name, target) => {
  const world = new FlowWorld();
  beforeAll(async () => world.start(target));
  afterAll(async () => world.stop());

  it.each(['cancelled', 'expired', 'removed', 'drained', 'lost', 'obliterated'])(
    'never leave a parent stuck: a child that is %s counts as failed',
    async (how) => {
      const [queue, other] = [world.fresh(), world.fresh()];
      world.workOn(queue.name);
      const options = how === 'expired' ? { runAt: Date.now() - 60_000, startWithinMs: 1 } : {};
      const flow = await queue.addFlow({
        name: 'parent',
        children: [child('c', {}, { queue: other.name, options })],
      });
      const id = flow.children[0]?.id ?? '';
      const leases = world.queues.leases(other.name);
      const ends: Record<string, () => Promise<unknown>> = {
        cancelled: async () => other.cancel(id),
        expired: async () =>
          eventually(async () => expect((await leases.lease(), await other.get(id))?.state).toBe('dead')),
        removed: async () => other.remove(id),
        drained: async () => other.drain(),
        lost: async () => {
          await leases.lease();
          await world.redis.client.zadd(world.keyOf(other, 'active'), 1, id);
          await leases.lease();
        },
        obliterated: async () => world.queues.obliterate(other.name),
      };
      await ends[how]?.();
      expect(await world.ended(flow)).toMatchObject({ state: 'dead', error: { code: 'CHILD_FAILED' } });
    },
  );

  describe('whoever dies when', () => {
    it('a flow whose adder died after its first step is added by who works on its queue', async () => {
      const [queue, other] = [world.fresh(), world.fresh()];
      const { courier } = Reflect.get(queue, 'parts') as { courier: { deliver: unknown } };
      const { deliver } = courier;
      courier.deliver = async () => false;
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
      expect(await world.outboxOf(queue)).toHaveLength(1);
      expect((await other.info()).counts.delayed).toBe(0);
      const { ran } = world.workOn(queue.name, other.name);
      expect(await world.ended(flow)).toMatchObject({ state: 'completed' });
      expect(ran.toSorted()).toEqual(['a', 'b', 'c', 'parent']);
      expect(await world.outboxOf(queue)).toHaveLength(0);
    });

    it('a parent is told by who works on the queue of the child, when that was settled and its worker died then', async () => {
      const [queue, other] = [world.fresh(), world.fresh()];
      const flow = await queue.addFlow({ name: 'parent', children: [child('a', {}, { queue: other.name })] });
      await world.settleAndDie(other, { verb: 'complete', json: '"x"' });
      expect(await queue.children(flow.id)).toMatchObject({ left: 1 });
      expect(await world.outboxOf(other)).toHaveLength(1);
      await world.tend(other);
      expect(await queue.children(flow.id)).toMatchObject({
        left: 0,
        items: [{ state: 'completed', result: 'x' }],
      });
      expect(await queue.get(flow.id)).toMatchObject({ state: 'waiting' });
      expect(await world.outboxOf(other)).toHaveLength(0);
    });

    it('what is told twice counts once', async () => {
      const [queue, other] = [world.fresh(), world.fresh()];
      const flow = await queue.addFlow({
        name: 'parent',
        children: [child('a', {}, { queue: other.name }), child('b', {}, { queue: other.name })],
      });
      const outbox = world.keyOf(other, 'outbox');
      await world.settleAndDie(other, { verb: 'complete', json: '"x"' });
      const [letter = ''] = await world.redis.client.lrange(outbox, 0, -1);
      await world.redis.client.rpush(outbox, letter, letter);
      await world.tend(other);
      await world.redis.client.rpush(outbox, letter);
      await world.tend(other);
      expect(await queue.children(flow.id)).toMatchObject({ left: 1 });
      expect((await queue.get(flow.id))?.state).toBe('delayed');
    });

    it('a parent finds by itself what nobody could tell it, and takes no child for gone that has yet to be added', async () => {
      const [queue, other, gone] = [world.fresh(), world.fresh(), world.fresh()];
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
        await world.redis.client.zadd(world.keyOf(queue, 'parents'), 1, flow.id);
        await world.tend(queue);
        return (await queue.children(flow.id)).items.map(({ state }) => state);
      };
      expect(await lookAgain()).toEqual(['open', 'open', 'open', 'open']);
      await world.settleAndDie(other, { verb: 'complete', json: '1' }, { verb: 'bury', json: '"no"' });
      // As a failover would, it loses what was to be told; and what was in the other queue.
      await world.redis.client.del(world.keyOf(other, 'outbox'));
      await gone.shards[0]?.forget();
      expect(await lookAgain()).toEqual(['completed', 'dead', 'dead', 'open']);
      expect((await queue.children(flow.id)).items[2]).toMatchObject({ error: { code: 'CHILD_GONE' } });
      await other.remove(flow.children[3]?.id ?? '');
      await eventually(async () => expect((await queue.get(flow.id))?.state).toBe('waiting'));
    });

    it('is looked after half a minute after it was added, and then less and less often', async () => {
      const [queue, other] = [world.fresh(), world.fresh()];
      const { id } = await queue.addFlow({
        name: 'parent',
        children: [child('a', {}, { queue: other.name })],
      });
      const { client } = world.redis;
      const [parents, jobs] = [world.keyOf(queue, 'parents'), world.keyOf(queue, 'jobs')];
      const inMs = async () => Number(await client.zscore(parents, id)) - Date.now();
      const lookAgain = async () => {
        await client.zadd(parents, 1, id);
        await world.tend(queue);
        return inMs();
      };
      const near = (ms: number) => [ms - 5000, ms + 5000] as const;
      const expectNear = (ms: number, [from, to]: readonly [number, number]) => {
        expect(ms).toBeGreaterThan(from);
        expect(ms).toBeLessThan(to);
      };
      expectNear(await inMs(), near(30_000));
      expectNear(await lookAgain(), near(30_000));
      const record = (await client.hget(jobs, id)) ?? '';
      const added = async (agoMs: number) =>
        client.hset(jobs, id, String(Number(record.slice(0, 13)) - agoMs) + record.slice(13));
      await added(200_000);
      expectNear(await lookAgain(), near(100_000));
      await added(HOUR_MS);
      expectNear(await lookAgain(), near(600_000));
    });

    it('a child that has ended and is kept no longer counts as it ended, also where that is told late', async () => {
      const [queue, other] = [world.fresh(), world.fresh()];
      const flow = await queue.addFlow({ name: 'parent', children: [child('a', {}, { queue: other.name })] });
      await world.settleAndDie(other, { verb: 'complete', json: '"x"' });
      await world.redis.client.hdel(world.keyOf(other, 'jobs'), flow.children[0]?.id ?? '');
      await world.redis.client.zadd(world.keyOf(queue, 'parents'), 1, flow.id);
      await world.tend(queue);
      expect(await queue.children(flow.id)).toMatchObject({
        left: 0,
        failed: 0,
        items: [{ state: 'completed', result: 'x' }],
      });
    });

    it('a letter that can never be told holds no others up', async () => {
      const [queue, other] = [world.fresh(), world.fresh()];
      const outbox = world.keyOf(queue, 'outbox');
      const notice = { parent: 'p', at: 0, ending: 'dead', json: '1' };
      await world.redis.client.rpush(outbox, JSON.stringify({ to: 'bad#name', ...notice }));
      await world.redis.client.rpush(outbox, JSON.stringify({ to: other.name, ...notice }));
      await world.tend(queue);
      expect(await world.outboxOf(queue)).toHaveLength(0);
    });
  });
});
