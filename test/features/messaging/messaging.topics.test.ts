import { setTimeout as delay } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import {
  MessageTooLargeError,
  MessagingModule,
  MessagingService,
  TopicFullError,
  type FeedEvent,
  type Topic,
} from '../../../src/features/messaging/index.js';
import { publishMessages } from '../../../src/features/messaging/scripts/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule } from '../../support/app.js';
import { topologies } from '../../support/topologies.js';

const small = { maxLength: 100, maxUnreadLength: 300 };

describe.each(topologies)('topics on %s', (_name, target) => {
  let module: TestingModule;
  let messaging: MessagingService;
  let count = 0;
  const fresh = (kind = 'topic') => messaging.topic<number>(`${kind}-${count++}`);
  const redis = () => module.get(RedisConnection).client;

  beforeAll(async () => {
    const topics = { small, dropping: { ...small, whenFull: 'drop' as const }, young: { maxAgeMs: 1000 } };
    module = await startModule(target, [MessagingModule.forRoot({ maxPayloadBytes: 1000, topics })]);
    messaging = module.get(MessagingService);
  });
  afterAll(async () => module?.close());

  const fill = async (topic: Topic<number>, from: number, to: number) =>
    topic.publishAll(Array.from({ length: to - from + 1 }, (_, i) => ({ data: from + i })));

  it('keeps a thousand topics in memory, whatever names there are, and loses nothing of the others', async () => {
    const first = messaging.topic<number>('named-0');
    await first.publish(1);
    for (let i = 1; i <= 1000; i++) messaging.topic(`named-${i}`);
    const anew = messaging.topic<number>('named-0');
    expect(anew).not.toBe(first);
    await first.publish(2);
    expect((await anew.read()).items.map(({ data }) => data)).toEqual([1, 2]);
  });

  it('gives each message an id and the next sequence', async () => {
    const topic = fresh();
    const first = await topic.publish(1, { key: 'k', headers: { trace: 't' } });
    const [second, third] = await topic.publishAll([{ data: 2 }, { data: 3 }]);
    expect([first, second, third].map((published) => published?.sequence)).toEqual([1, 2, 3]);
    const { items } = await topic.read();
    expect(items).toEqual([
      {
        id: first.id,
        sequence: 1,
        publishedAt: expect.any(Number),
        data: 1,
        key: 'k',
        headers: { trace: 't' },
      },
      expect.objectContaining({ id: second?.id, data: 2, key: null, headers: {} }),
      expect.objectContaining({ id: third?.id, data: 3 }),
    ]);
    expect(Math.abs((items[0]?.publishedAt ?? 0) - Date.now())).toBeLessThan(5000);
    expect(await topic.info()).toEqual({
      name: topic.name,
      length: 3,
      firstId: first.id,
      lastId: third?.id,
      published: 3,
      settings: expect.objectContaining({ maxLength: 100_000, whenFull: 'refuse' }),
      createdAt: items[0]?.publishedAt,
    });
  });

  it('publishes once for an idempotency key, in a batch and by many at the same time', async () => {
    const topic = fresh();
    const all = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => topic.publish(i, { idempotencyKey: 'once' })),
    );
    expect(all.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    const batch = await topic.publishAll([
      { data: 2, idempotencyKey: 'two' },
      { data: 3 },
      { data: 2, idempotencyKey: 'two' },
      { data: 1, idempotencyKey: 'once' },
    ]);
    expect(batch.map(({ sequence, duplicate }) => [sequence, duplicate])).toEqual([
      [2, false],
      [3, false],
      [2, true],
      [1, true],
    ]);
    expect((await topic.read()).items.map(({ data }) => data)).toEqual([
      all.findIndex((one) => !one.duplicate),
      2,
      3,
    ]);
  });

  it('stores again what was published to a topic that is gone', async () => {
    const topic = fresh();
    await topic.publish(1, { idempotencyKey: 'a' });
    await messaging.delete(topic.name);
    await delay(2); // a topic that begins in the millisecond of its end cannot be told from it
    expect(await topic.publish(2, { idempotencyKey: 'a' })).toMatchObject({ duplicate: false, sequence: 1 });
    expect((await topic.read()).items).toMatchObject([{ data: 2 }]);
  });

  it('gives ids that grow, also when the clock was set back', async () => {
    const topic = fresh();
    await topic.publish(1);
    const ahead = Date.now() + 3_600_000; // where the clock was before
    await redis().hset(topic.keys.meta, 'last', `${ahead}-1`);
    const { id } = await topic.publish(2);
    expect(id).toBe(`${ahead}-2`);
  });

  it('reads pages after an id, from an instant and from the start', async () => {
    const topic = fresh();
    await fill(topic, 1, 5);
    const first = await topic.read({ limit: 2 });
    expect(first.items.map(({ data }) => data)).toEqual([1, 2]);
    const second = await topic.read({ limit: 3, after: first.nextCursor ?? '' });
    expect(second.items.map(({ data }) => data)).toEqual([3, 4, 5]);
    const end = await topic.read({ after: second.nextCursor ?? '' });
    expect(end).toEqual({ items: [], nextCursor: null, missed: 0, reset: false });
    const at = first.items[0]?.publishedAt ?? 0;
    expect((await topic.read({ after: String(at) })).items).toHaveLength(5);
    expect((await topic.read({ after: String(at + 60_000) })).items).toEqual([]);
  });

  it('keeps the newest messages, and says how many a reader has missed', async () => {
    const topic = messaging.topic<number>('small');
    await topic.delete();
    const [one] = await fill(topic, 1, 100);
    await fill(topic, 101, 600);
    const { length = 0 } = (await topic.info()) ?? {};
    expect(length).toBeGreaterThanOrEqual(100);
    expect(length).toBeLessThan(300);
    const page = await topic.read({ after: one?.id ?? '', limit: 1 });
    expect(page).toMatchObject({ missed: 600 - length - 1, reset: false });
    expect(page.items[0]?.sequence).toBe(600 - length + 1);
  });

  it('never trims what a group still needs: it refuses instead, and publishes again when the group has read on', async () => {
    const topic = messaging.topic<number>('small');
    await topic.delete();
    const [one] = await fill(topic, 1, 1);
    await redis().hset(topic.keys.floors, 'slow', one?.id ?? '');
    await fill(topic, 2, 250);
    await expect(fill(topic, 251, 350)).rejects.toThrow(TopicFullError);
    expect(await topic.info()).toMatchObject({ length: 250, firstId: one?.id });
    await fill(topic, 251, 300);
    await expect(topic.publish(301)).rejects.toThrow(TopicFullError);
    await redis().hset(topic.keys.floors, 'slow', (await topic.info())?.lastId ?? '');
    expect(await topic.publish(301)).toMatchObject({ sequence: 301 });
  });

  it('drops the oldest instead where it is told to', async () => {
    const topic = messaging.topic<number>('dropping');
    const [one] = await fill(topic, 1, 200);
    await redis().hset(topic.keys.floors, 'slow', one?.id ?? '');
    await fill(topic, 201, 400);
    expect(await topic.info()).toMatchObject({ length: 300, published: 400 });
  });

  it('forgets what is too old with the messages that come', async () => {
    const topic = messaging.topic<number>('young');
    const old = Date.now() - 10_000;
    await redis().xadd(topic.keys.stream, `${old}-1`, 'd', '1');
    for (let i = 2; i < 150; i++) await redis().xadd(topic.keys.stream, `${old}-${i}`, 'd', '1');
    expect(await topic.publish(1)).toMatchObject({ sequence: 150 }); // goes on where the stream is, too
    await fill(topic, 2, 64);
    expect((await topic.info())?.length).toBeLessThan(130);
  });

  it('tells a reader of a topic that was deleted since', async () => {
    const topic = fresh();
    await fill(topic, 1, 3);
    const { lastId } = (await topic.info()) ?? {};
    expect(await messaging.delete(topic.name)).toBe(true);
    expect(await messaging.delete(topic.name)).toBe(false);
    expect(await topic.info()).toBeUndefined();
    expect(await topic.read({ after: lastId ?? '' })).toMatchObject({
      items: [],
      reset: true,
      nextCursor: '0-0',
    });
    await fill(topic, 1, 5);
    const page = await topic.read({ after: lastId ?? '' });
    expect(page).toMatchObject({ reset: true, missed: 0 });
    expect(page.items.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
  });

  it('lists topics in pages', async () => {
    const names = ['list-a', 'list-b', 'list-c'];
    for (const name of names) await messaging.topic(name).publish(1);
    const first = await messaging.list({ limit: 2, cursor: 'list-' });
    expect(first.items.map(({ name }) => name)).toEqual(['list-a', 'list-b']);
    const second = await messaging.list({ limit: 1, cursor: first.nextCursor ?? '' });
    expect(second.items.map(({ name }) => name)).toEqual(['list-c']);
  });

  it('refuses what is too large, and changes nothing', async () => {
    const topic = messaging.topic<string>(`large-${count++}`);
    await expect(topic.publish('x'.repeat(1000))).rejects.toThrow(MessageTooLargeError);
    expect(await topic.info()).toBeUndefined();
  });

  describe('followed', () => {
    /** Reads on until a message with this data; answers everything that came. */
    const until = async (events: AsyncGenerator<FeedEvent<number>>, last: number) => {
      const got: FeedEvent<number>[] = [];
      for (;;) {
        const { value, done } = await events.next();
        if (done) throw new Error('The stream has ended');
        got.push(value);
        if (value.type === 'message' && value.message.data === last) return got;
      }
    };
    const dataOf = (events: readonly FeedEvent<number>[]) =>
      events.flatMap((event) => (event.type === 'message' ? [event.message.data] : []));
    const upTo = (n: number, from = 1) => Array.from({ length: n - from + 1 }, (_, i) => from + i);

    it('gives everything in order, once, while two publish; to readers from the start, the middle and from now', async () => {
      const topic = fresh();
      const early = await fill(topic, 1, 50);
      const readers = [topic.tail({ after: '0' }), topic.tail({ after: early[19]?.id }), topic.tail()];
      for (const reader of readers) expect((await reader.next()).value).toMatchObject({ type: 'ready' });
      const reading = readers.map(async (reader) => until(reader, 1050));
      for (let i = 0; i < 10; i++) await fill(topic, 51 + 100 * i, 150 + 100 * i);
      const [all = [], rest = [], fresh_ = []] = await Promise.all(reading);
      expect(dataOf(all)).toEqual(upTo(1050));
      expect(dataOf(rest)).toEqual(upTo(1050, 21));
      expect(dataOf(fresh_)).toEqual(upTo(1050, 51));
      for (const reader of readers) await reader.return(undefined);
    });

    it('continues where its reader stopped, even one that had got nothing yet', async () => {
      const topic = fresh();
      const first = topic.tail();
      const { value } = await first.next();
      await first.return(undefined);
      await fill(topic, 1, 3);
      const again = topic.tail({ after: value?.type === 'ready' ? value.position : undefined });
      expect(dataOf(await until(again, 3))).toEqual([1, 2, 3]);
      await again.return(undefined);
    });

    it('tells of messages that are no longer kept', async () => {
      const topic = messaging.topic<number>('small');
      await topic.delete();
      const [one] = await fill(topic, 1, 100);
      await fill(topic, 101, 600);
      const missed = 600 - ((await topic.info())?.length ?? 0) - 1;
      const reader = topic.tail({ after: one?.id });
      const got = await until(reader, 600);
      expect(got[1]).toEqual({ type: 'gap', missed });
      expect(dataOf(got)).toEqual(upTo(600, missed + 2));
      await reader.return(undefined);
    });

    it('tells those who follow that the topic begins anew', async () => {
      const topic = fresh();
      await fill(topic, 1, 2);
      const reader = topic.tail();
      await reader.next();
      await delay(2); // within one millisecond nobody could tell
      await topic.delete();
      await fill(topic, 1, 3);
      const got = await until(reader, 3);
      expect(got[0]).toEqual({ type: 'reset' });
      expect(dataOf(got)).toEqual([1, 2, 3]);
      await reader.return(undefined);
    });

    it('holds nothing for a reader that is slow, and harms no other', async () => {
      const topic = fresh();
      const slow = topic.tail();
      const fast = topic.tail();
      await Promise.all([slow.next(), fast.next()]);
      const reading = until(fast, 3000);
      for (let i = 0; i < 30; i++) await fill(topic, 1 + 100 * i, 100 + 100 * i);
      expect(dataOf(await reading)).toEqual(upTo(3000));
      expect(dataOf(await until(slow, 3000))).toEqual(upTo(3000));
      await Promise.all([slow.return(undefined), fast.return(undefined)]);
    });

    it('finds within seconds what nobody told it of', async () => {
      const topic = fresh();
      const reader = topic.tail();
      await reader.next();
      // As if the call had been lost.
      const { maxLength, maxAgeMs, maxUnreadLength, whenFull } = topic.settings;
      const limits = { maxLength, maxAgeMs, maxUnread: maxUnreadLength, whenFull, onceMs: 1 };
      const args = { ...limits, news: 'test.nobody-hears-this' };
      await publishMessages.run(redis(), topic.keys, args, { keys: [], args: ['7', '', '', '0'] });
      expect((await reader.next()).value).toMatchObject({ message: { data: 7 } });
      await reader.return(undefined);
    }, 10_000);

    it('ends at once when it is told to', async () => {
      const controller = new AbortController();
      const reader = fresh().tail({ signal: controller.signal });
      await reader.next();
      const next = reader.next();
      controller.abort();
      expect(await next).toEqual({ done: true, value: undefined });
    });
  });
});
