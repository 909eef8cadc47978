import type { TestingModule } from '@nestjs/testing';
import {
  GroupNotFoundError,
  MessagingModule,
  MessagingService,
  TopicFullError,
  type Delivered,
  type Group,
  type Topic,
} from '../../../src/features/messaging/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { topologies } from '../../support/topologies.js';

describe.each(topologies)('consumer groups on %s', (_name, target) => {
  let module: TestingModule;
  let messaging: MessagingService;
  let count = 0;

  beforeAll(async () => {
    const small = { maxLength: 100, maxUnreadLength: 300 };
    const topics = { small, dropping: { ...small, whenFull: 'drop' as const }, narrow: { maxUnsettled: 5 } };
    module = await startModule(target, [MessagingModule.forRoot({ topics })]);
    messaging = module.get(MessagingService);
  });
  afterAll(async () => module?.close());

  const fill = async (topic: Topic<number>, from: number, to: number, key?: (n: number) => string) =>
    topic.publishAll(
      Array.from({ length: to - from + 1 }, (_, i) => ({ data: from + i, key: key?.(from + i) })),
    );
  const fresh = async (settings = {}, name = `topic-${count++}`) => {
    const topic = messaging.topic<number>(name);
    const group = topic.group('workers');
    await group.create({ from: 'start', ...settings });
    return { topic, group };
  };
  const dataOf = ({ messages }: { messages: readonly { data: number }[] }) =>
    messages.map(({ data }) => data);

  it('are told to the metrics while they are there, a hundred of them', async () => {
    const told = async () =>
      (await messaging.metrics()).find(({ name }) => name.endsWith('_lag'))?.samples ?? [];
    const topic = messaging.topic<number>('told');
    const names = Array.from({ length: 100 }, (_, i) => `group-${i}`);
    for (const name of names) await topic.group(name).create();
    messaging.topic('told-too').group('no such group');
    expect(await told()).toHaveLength(100);
    await topic.group('group-0').delete();
    await told();
    await messaging.topic<number>('told-too').group('late').create();
    const groups = (await told()).map(({ labels }) => labels?.['group']);
    expect(groups).toHaveLength(100);
    expect(groups).toContain('late');
    expect(groups).not.toContain('group-0');
  });

  it('with dead letters are listed', async () => {
    const { topic, group } = await fresh();
    await fresh();
    await fill(topic, 1, 3);
    const { messages } = await group.pull({ max: 3 });
    await group.nack({ receipts: messages.slice(1).map(({ receipt }) => receipt), dead: true });
    expect(await messaging.letters()).toEqual([{ topic: topic.name, group: 'workers', dead: 2 }]);
    await group.redrive();
    expect(await messaging.letters()).toEqual([]);
  });
  const receiptsOf = ({ messages }: { messages: readonly { receipt: string }[] }) =>
    messages.map(({ receipt }) => receipt);
  /** The clock of Redis cannot be moved, but what it is compared with can. */
  const endLeases = async (group: Group<number>) => {
    const { client } = module.get(RedisConnection);
    for (const id of await client.zrange(group.keys.leased, '0', '-1'))
      await client.zadd(group.keys.leased, 1, id);
  };

  it('pulls from a backlog of keyed messages that is longer than it may take at once', async () => {
    const { topic, group } = await fresh();
    const [keys, each] = [500, 24];
    for (let n = 0; n < each; n++) await fill(topic, n * keys + 1, (n + 1) * keys, (i) => `key-${i % keys}`);
    const seen = new Map<number, number>();
    for (let handled = 0; handled < keys * each;) {
      const pulled = await group.pull({ max: 1000 });
      expect(pulled.messages.length).toBeGreaterThan(0);
      for (const { data, delivery } of pulled.messages) {
        expect(delivery).toBe(1);
        const before = seen.get(data % keys) ?? (data % keys || keys) - keys;
        expect(data).toBe(before + keys); // the next one of its key
        seen.set(data % keys, data);
      }
      handled += (await group.ack(receiptsOf(pulled))).length;
    }
    expect(await group.info()).toMatchObject({ lag: 0, delivered: 0, parked: 0, dead: 0 });
  });

  it('begins where it is told, and stays where it is', async () => {
    const topic = messaging.topic<number>(`topic-${count++}`);
    const published = await fill(topic, 1, 5);
    const pulled = async (name: string, from?: string) => {
      await topic.group(name).create(from === undefined ? {} : { from });
      return dataOf(await topic.group(name).pull({ max: 10 }));
    };
    expect(await pulled('all', 'start')).toEqual([1, 2, 3, 4, 5]);
    expect(await pulled('after', published[2]?.id)).toEqual([4, 5]);
    expect(await pulled('instant', published[0]?.id.split('-')[0])).toEqual([1, 2, 3, 4, 5]);
    expect(await pulled('end')).toEqual([]);
    expect(await topic.group('all').create({ from: 'start', leaseMs: 1000 })).toBe(false);
    expect(await topic.group('all').info()).toMatchObject({
      delivered: 5,
      lag: 0,
      leaseMs: 1000,
      maxDeliveries: 5,
    });
    expect(await topic.groups()).toEqual(['after', 'all', 'end', 'instant']);
  });

  it('gives each message to one consumer of many, and each group all of them', async () => {
    const { topic, group } = await fresh();
    const other = topic.group('others');
    await other.create({ from: 'start' });
    await fill(topic, 1, 500);
    const got: number[] = [];
    const consume = async () => {
      for (;;) {
        const pulled = await group.pull({ max: 7 });
        if (pulled.messages.length === 0) return;
        got.push(...dataOf(pulled));
        await group.ack(receiptsOf(pulled));
      }
    };
    await Promise.all(Array.from({ length: 8 }, consume));
    expect(got.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
    expect(await group.info()).toMatchObject({
      lag: 0,
      delivered: 0,
      oldestAt: null,
      totals: { acknowledged: 500 },
    });
    expect(dataOf(await other.pull({ max: 1000 }))).toHaveLength(500);
  });

  it('delivers again what a consumer left behind, and takes nothing from it any more', async () => {
    const { topic, group } = await fresh();
    await fill(topic, 1, 2);
    const first = await group.pull({ max: 2 });
    const [kept = '', left = ''] = receiptsOf(first);
    await group.ack([kept]);
    expect(dataOf(await group.pull({ max: 2 }))).toEqual([]);
    await endLeases(group);
    const second = await group.pull({ max: 2 });
    expect(second.messages).toMatchObject([{ data: 2, delivery: 2 }]);
    expect(await group.ack([kept, left])).toEqual([
      { receipt: kept, accepted: false, code: 'LEASE_LOST' },
      { receipt: left, accepted: false, code: 'LEASE_LOST' },
    ]);
    expect(await group.extend({ receipts: [left, ...receiptsOf(second)] })).toMatchObject({
      results: [{ accepted: false }, { accepted: true }],
    });
    expect(await group.ack(receiptsOf(second))).toMatchObject([{ accepted: true }]);
    expect(await group.info()).toMatchObject({ delivered: 0, retrying: 0 });
  });

  it('delivers after a delay what was refused', async () => {
    const { topic, group } = await fresh();
    await fill(topic, 1, 3);
    const [a = '', b = '', c = ''] = receiptsOf(await group.pull({ max: 3 }));
    await group.nack({ receipts: [a], delayMs: 60_000 });
    await group.nack({ receipts: [b] });
    await group.ack([c]);
    expect((await group.pull({ max: 3 })).messages).toMatchObject([{ data: 2, delivery: 2 }]);
    expect(await group.info()).toMatchObject({ retrying: 1, delivered: 1 });
    const topic2 = await fresh();
    await fill(topic2.topic, 1, 1);
    await topic2.group.nack({ receipts: receiptsOf(await topic2.group.pull()), delayMs: 300 });
    const startedAt = performance.now();
    expect(dataOf(await topic2.group.pull({ waitMs: 10_000 }))).toEqual([1]);
    expect(performance.now() - startedAt).toBeLessThan(5000);
  });

  it('moves what cannot be handled to the dead letters, with the reason, and delivers it again when asked', async () => {
    const { topic, group } = await fresh({ maxDeliveries: 2 });
    await fill(topic, 1, 3);
    const first = await group.pull({ max: 3 });
    const [a = '', b = '', c = ''] = receiptsOf(first);
    await group.nack({ receipts: [a], dead: true, reason: 'never' });
    await group.nack({ receipts: [b], reason: 'not yet' });
    const second = await group.pull({ max: 3 });
    expect(second.messages).toMatchObject([{ data: 2, delivery: 2 }]);
    await group.nack({ receipts: receiptsOf(second), reason: 'not now' });
    await endLeases(group); // of c
    await group.pull({ max: 3 });
    await endLeases(group); // and again
    const letters = await group.dead();
    expect(letters).toMatchObject({
      items: [
        { data: 1, deliveries: 1, reason: 'never' },
        { data: 2, deliveries: 2, reason: 'not now' },
        { data: 3, deliveries: 2, reason: 'The lease has ended' },
      ],
      nextCursor: null,
    });
    expect(await group.ack([a, b, c])).toMatchObject([
      { accepted: false },
      { accepted: false },
      { accepted: false },
    ]);
    const page = await group.dead({ limit: 2 });
    expect((await group.dead({ limit: 2, cursor: page.nextCursor ?? '' })).items).toMatchObject([
      { data: 3 },
    ]);
    expect(await group.info()).toMatchObject({
      dead: 3,
      delivered: 0,
      retrying: 0,
      totals: { dead: 3, lost: 0 },
    });
    expect(await group.redrive({ ids: [letters.items[1]?.id ?? ''] })).toBe(1);
    expect(await group.redrive({ limit: 10 })).toBe(2);
    const again = await group.pull({ max: 10 });
    expect(new Set(dataOf(again))).toEqual(new Set([1, 2, 3]));
    expect(await group.ack(receiptsOf(again))).toMatchObject([
      { accepted: true },
      { accepted: true },
      { accepted: true },
    ]);
    expect(await group.info()).toMatchObject({ dead: 0, delivered: 0 });
  });

  it('delivers a dead letter again though its topic has trimmed it', async () => {
    const { topic, group } = await fresh({ maxDeliveries: 1 }, 'small');
    await fill(topic, 1, 1);
    await group.nack({ receipts: receiptsOf(await group.pull()) });
    expect((await group.dead()).items).toHaveLength(1);
    for (let i = 0; i < 5; i++) {
      await fill(topic, 2, 101);
      await group.ack(receiptsOf(await group.pull({ max: 1000 })));
      await group.pull(); // tells the topic how far it is
    }
    expect((await topic.info())?.length).toBeLessThan(400);
    await group.redrive();
    const again = await group.pull();
    expect(again.messages).toMatchObject([{ data: 1, sequence: 1 }]);
    await group.ack(receiptsOf(again));
    expect(await group.info()).toMatchObject({ dead: 0, delivered: 0, totals: { lost: 0 } });
  });

  it('handles messages of one key one after the other, in their order, whatever comes of them', async () => {
    const { topic, group } = await fresh({ maxDeliveries: 3 });
    const keyOf = (n: number) => `key-${n % 5}`;
    await fill(topic, 1, 200, keyOf);
    const done: number[] = [];
    const running = new Set<string>();
    let refused = 0;
    const isOver = async () => {
      const { lag, delivered, retrying, parked } = await group.info();
      return lag + delivered + retrying + parked === 0;
    };
    const handle = async ({ data, key, receipt, delivery }: Delivered<number>) => {
      running.delete(key ?? '');
      const isLate = data % 7 === 0 && delivery === 1;
      if (isLate) refused++;
      if (isLate) return group.nack({ receipts: [receipt] });
      if (data % 50 === 0) return group.nack({ receipts: [receipt], dead: true });
      done.push(data);
      return group.ack([receipt]);
    };
    const consume = async () => {
      for (;;) {
        const { messages } = await group.pull({ max: 3 });
        if (messages.length === 0 && (await isOver())) return;
        for (const { key } of messages) {
          expect(running.has(key ?? '')).toBe(false);
          running.add(key ?? '');
        }
        for (const message of messages) await handle(message);
      }
    };
    await Promise.all(Array.from({ length: 4 }, consume));
    expect(refused).toBe(28);
    expect(done).toHaveLength(196);
    for (const rest of [0, 1, 2, 3, 4]) {
      const own = done.filter((n) => n % 5 === rest);
      expect(own).toEqual(own.toSorted((a, b) => a - b));
    }
    const { client } = module.get(RedisConnection);
    const { keyed, busy, parked, deliveries, freed } = group.keys;
    expect(await client.exists(keyed, busy, parked, deliveries, freed)).toBe(0);
  });

  it('keeps what it needs, and is told what was dropped where that is allowed', async () => {
    const { topic, group } = await fresh({}, `small`);
    await topic.delete();
    await group.create({ from: 'start' });
    await fill(topic, 1, 300);
    await expect(topic.publish(301)).rejects.toThrow(TopicFullError);
    const held = await group.pull({ max: 250 });
    await group.ack(receiptsOf(held).slice(1)); // the oldest is still needed
    await group.pull();
    await expect(fill(topic, 301, 310)).rejects.toThrow(TopicFullError);
    await group.ack(receiptsOf(held).slice(0, 1));
    await group.pull();
    await fill(topic, 301, 310);
    const dropping = await fresh({}, 'dropping');
    await fill(dropping.topic, 1, 300);
    await fill(dropping.topic, 301, 400);
    const rest = await dropping.group.pull({ max: 1000 });
    expect([rest.missed, dataOf(rest)[0], rest.messages.length]).toEqual([100, 101, 300]);
    expect(await dropping.group.info()).toMatchObject({ totals: { lost: 100 } });
  });

  it('has no more than so many unsettled', async () => {
    const { topic, group } = await fresh({}, 'narrow');
    await fill(topic, 1, 10);
    const first = await group.pull({ max: 10 });
    expect(dataOf(first)).toEqual([1, 2, 3, 4, 5]);
    expect(dataOf(await group.pull({ max: 10 }))).toEqual([]);
    await group.ack(receiptsOf(first).slice(0, 2));
    expect(dataOf(await group.pull({ max: 10 }))).toEqual([6, 7]);
  });

  it('waits for a message, and gives back what came for somebody who has gone', async () => {
    const { topic, group } = await fresh({ maxDeliveries: 1 });
    const waiting = group.pull({ waitMs: 20_000 });
    await topic.publish(1);
    const got = await waiting;
    expect(dataOf(got)).toEqual([1]);
    await group.ack(receiptsOf(got));
    const gone = new AbortController();
    const abandoned = group.pull({ waitMs: 20_000 }, gone.signal);
    gone.abort();
    expect(dataOf(await abandoned)).toEqual([]);
    await topic.publish(2);
    const aborted = AbortSignal.abort();
    expect(dataOf(await group.pull({}, aborted))).toEqual([]);
    expect((await group.pull()).messages).toMatchObject([{ data: 2, delivery: 1 }]);
    expect(dataOf(await group.pull({ waitMs: 50 }))).toEqual([]);
  });

  it('is gone with its topic, and by itself', async () => {
    const { topic, group } = await fresh();
    await fill(topic, 1, 2);
    await group.pull({ max: 1 });
    expect(await group.delete()).toBe(true);
    expect(await group.delete()).toBe(false);
    await expect(group.pull()).rejects.toThrow(GroupNotFoundError);
    await expect(group.info()).rejects.toThrow(GroupNotFoundError);
    await group.create({ from: 'start' });
    expect(dataOf(await group.pull({ max: 9 }))).toEqual([1, 2]);
    await topic.delete();
    await eventually(async () => {
      const left = await module.get(RedisConnection).client.exists(...Object.values(group.keys));
      expect(left).toBe(0);
    });
  });
});
