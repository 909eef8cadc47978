import { setTimeout as delay } from 'node:timers/promises';
import {
  MessagingModule,
  MessagingService,
  type Message,
  type MessagingOptions,
  type Topic,
} from '../../../src/features/messaging/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { startProxy } from '../../support/proxy.js';
import { startCluster, startSentinel, startStandalone } from '../../support/servers.js';
import type { RedisTarget } from '../../support/topologies.js';

const open: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function start(target: RedisTarget, options: Partial<MessagingOptions> = {}) {
  const module = await startModule(target, [
    MessagingModule.forRoot({ leaseMs: 1000, maxDeliveries: 100, drainMs: 0, ...options }),
  ]);
  open.push(async () => module.close());
  return { messaging: module.get(MessagingService), redis: module.get(RedisConnection) };
}

/** Reads on as a browser would: when its stream breaks it comes back where it stopped. */
async function follow(topic: Topic<number>, received: Message<number>[], signal: AbortSignal) {
  while (!signal.aborted) {
    const events = topic.tail({ after: received.at(-1)?.id ?? '0', signal });
    const read = async () => {
      for await (const event of events) if (event.type === 'message') received.push(event.message);
    };
    await read().catch(async () => delay(50));
  }
}

/**
 * Publishes, follows and handles the messages of a topic while something is done to Redis, and counts: what was acknowledged to
 * the publisher, what the reader got, what the group handled, and what the topic holds in the end.
 */
async function ledger(target: RedisTarget, disturb: (redis: RedisConnection) => Promise<void>) {
  const { messaging, redis } = await start(target);
  const topic = messaging.topic<number>('ledger');
  const handled = new Set<string>();
  const received: Message<number>[] = [];
  const reading = new AbortController();
  open.push(() => reading.abort());
  await topic.group('g').create({ from: 'start' });
  messaging.consume<number>('ledger', { group: 'g' }, (_data, { id }) => void handled.add(id));
  const following = follow(topic, received, reading.signal);
  let isOver = false;
  const accepted: string[] = [];
  const publish = async () => {
    for (let n = 1; !isOver; n++) {
      const publishing = async () => topic.publish(n, { idempotencyKey: String(n) });
      accepted.push((await eventually(publishing, { withinMs: 30_000 })).id);
    }
  };
  const publishing = publish();
  await eventually(() => expect(received.length).toBeGreaterThan(20));
  await disturb(redis);
  const before = accepted.length;
  await eventually(() => expect(accepted.length).toBeGreaterThan(before + 20), { withinMs: 30_000 });
  isOver = true;
  await publishing;
  await eventually(
    async () => {
      const info = await topic.group('g').info();
      expect(info).toMatchObject({ lag: 0, delivered: 0, retrying: 0, dead: 0, totals: { lost: 0 } });
      expect(received.at(-1)?.id).toBe(accepted.at(-1));
    },
    { withinMs: 30_000 },
  );
  reading.abort();
  await following;
  const stored: Message<number>[] = [];
  for (let after: string | null = '0'; after;) {
    const page = await topic.read({ after, limit: 200 });
    stored.push(...page.items);
    after = page.nextCursor;
  }
  return { accepted, received, handled, stored };
}

const ids = (messages: readonly Message[]) => messages.map(({ id }) => id);

/** Nothing is missing, nothing came twice, all in order: what Redis has kept every word of. */
function expectAll({ accepted, received, handled, stored }: Awaited<ReturnType<typeof ledger>>) {
  expect(ids(stored)).toEqual(accepted);
  expect(ids(received)).toEqual(accepted);
  expect(stored.map(({ data }) => data)).toEqual(accepted.map((_, i) => i + 1));
  expect(accepted.filter((id) => !handled.has(id))).toEqual([]);
}

/** What is there in the end was all got, once, and handled; what the replica had not got is lost, as the README says. */
function expectAllThatIsLeft({ accepted, received, handled, stored }: Awaited<ReturnType<typeof ledger>>) {
  const got = ids(received);
  expect(new Set(got).size).toBe(got.length);
  expect(ids(stored).filter((id) => !got.includes(id))).toEqual([]);
  expect(ids(stored).filter((id) => !handled.has(id))).toEqual([]);
  const left = new Set(ids(stored));
  expect(accepted.slice(0, 20).filter((id) => !left.has(id))).toEqual([]);
  expect(accepted.slice(-20).filter((id) => !left.has(id))).toEqual([]);
}

describe('messages', () => {
  it('are all read, in order and once, though the subscriber is killed again and again', async () => {
    const server = await startStandalone();
    open.push(async () => server.stop());
    const result = await ledger({ url: server.url }, async ({ client }) => {
      for (let i = 0; i < 10; i++) {
        await client.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
        await delay(100);
      }
    });
    expectAll(result);
  }, 40_000);

  it('are all there, read and handled, though Redis is killed and started again and again', async () => {
    const server = await startStandalone({ appendOnly: true });
    open.push(async () => server.stop());
    const result = await ledger({ url: server.url }, async () => {
      for (let i = 0; i < 3; i++) {
        await server.restart();
        await delay(300);
      }
    });
    expectAll(result);
  }, 60_000);

  it('go on by themselves after a failover by Sentinels', async () => {
    const set = await startSentinel();
    open.push(async () => set.stop());
    const target = { sentinels: set.addresses, sentinelName: set.name };
    expectAllThatIsLeft(await ledger(target, async () => set.master.kill()));
  }, 90_000);

  it('go on by themselves when a Cluster loses the node of their topic', async () => {
    const cluster = await startCluster({ replicas: 1 });
    open.push(async () => cluster.stop());
    const result = await ledger({ clusterNodes: cluster.addresses }, async (redis) => {
      const slot = await redis.client.cluster('KEYSLOT', redis.keys('messaging')('ledger', 'stream'));
      await (await cluster.masterOf(slot)).kill();
    });
    expectAllThatIsLeft(result);
  }, 90_000);
});

describe('a replicated publish', () => {
  it.each(['a server', 'a Cluster'])(
    'to %s waits for a replica, and says when there is none',
    async (kind) => {
      const set = kind === 'a server' ? await startSentinel() : await startCluster({ replicas: 1 });
      open.push(async () => set.stop());
      const [target, replicas] =
        'nodes' in set
          ? [{ clusterNodes: set.addresses }, set.nodes.slice(3)]
          : [{ url: set.master.url }, [set.replica]];
      const durable = { durability: 'replicated' as const, replicationTimeoutMs: 200 };
      const { messaging, redis } = await start(target, durable);
      const topic = messaging.topic<number>('t');
      // After a restart of the replicas' links the first confirmation may take a moment.
      await eventually(async () => topic.publish(0, { idempotencyKey: '0' }));
      const many = Array.from({ length: 50 }, async (_, n) => topic.publish(n, { idempotencyKey: `${n}` }));
      expect(await Promise.all(many)).toHaveLength(50);
      for (const replica of replicas) replica.freeze();
      const unsure = async (from: typeof messaging) =>
        from.topic('t').publish(1, { idempotencyKey: 'unsure' });
      await expect(unsure(messaging)).rejects.toMatchObject({ code: 'MESSAGE_NOT_REPLICATED' });
      // Nor does another process take it for safe that finds it there.
      const other = await start({ ...target, prefix: redis.options.prefix }, durable);
      // Its connection may come to a frozen node of the Cluster first, and is away as long as that takes.
      await eventually(async () =>
        expect(unsure(other.messaging)).rejects.toMatchObject({ code: 'MESSAGE_NOT_REPLICATED' }),
      );
      for (const replica of replicas) replica.thaw();
      expect(await eventually(async () => unsure(other.messaging))).toMatchObject({ duplicate: true });
      expect((await topic.info())?.published).toBe(51);
    },
    60_000,
  );
});

describe('a publisher', () => {
  it('whose answer is lost publishes once when it asks again with the same key', async () => {
    const server = await startStandalone();
    open.push(async () => server.stop());
    const proxy = await startProxy(server.port);
    open.push(async () => proxy.stop());
    const { messaging, redis } = await start({ url: proxy.url });
    const direct = await start({ url: server.url, prefix: redis.options.prefix });
    await messaging.topic('t').publish(0);
    proxy.dropReplies();
    const options = { idempotencyKey: 'once' };
    await expect(messaging.topic('t').publish(1, options)).rejects.toMatchObject({
      code: 'REDIS_UNAVAILABLE',
    });
    proxy.heal();
    proxy.cut();
    const again = await eventually(async () => messaging.topic('t').publish(1, options));
    expect(again).toMatchObject({ sequence: 2, duplicate: true });
    expect((await direct.messaging.topic('t').info())?.published).toBe(2);
  });

  it('is told within a second that Redis is away, or full, and consumers’ health tells it', async () => {
    const server = await startStandalone();
    open.push(async () => server.stop());
    const { messaging, redis } = await start({ url: server.url });
    const topic = messaging.topic('t');
    await topic.publish(1);
    await redis.client.config('SET', 'maxmemory', '1mb');
    await expect(topic.publish(2)).rejects.toMatchObject({ code: 'REDIS_FULL' });
    const group = topic.group('g');
    await redis.client.config('SET', 'maxmemory', '0');
    await group.create({ from: 'start' });
    await redis.client.config('SET', 'maxmemory', '1mb');
    const { messages } = await group.pull(); // what is there can be worked off
    expect(await group.ack(messages.map(({ receipt }) => receipt))).toMatchObject([{ accepted: true }]);
    server.freeze();
    const startedAt = performance.now();
    await expect(topic.publish(3)).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE' });
    await expect(group.pull({ waitMs: 10_000 })).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE' });
    expect(performance.now() - startedAt).toBeLessThan(1500);
    server.thaw();
    await redis.client.config('SET', 'maxmemory', '0').catch(() => undefined);
    await eventually(async () => redis.client.config('SET', 'maxmemory', '0'));
    await eventually(async () => topic.publish(4));
  });
});
