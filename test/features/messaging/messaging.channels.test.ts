import { once } from 'node:events';
import { get } from 'node:http';
import type { TestingModule } from '@nestjs/testing';
import {
  ChannelPresence,
  Channels,
  ListenerLaggedError,
  MessagingModule,
  type ChannelEvent,
} from '../../../src/features/messaging/index.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule, startService, type TestService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { standalone, topologies, uniquePrefix } from '../../support/topologies.js';
import { follow } from './follow.js';

describe.each(topologies)('channels on %s', (_name, target) => {
  let module: TestingModule;
  let channels: Channels;
  const prefix = uniquePrefix();
  beforeAll(async () => {
    module = await startModule({ ...target, prefix }, [
      MessagingModule.forRoot({ bufferLength: 10, bufferBytes: 10_000 }),
    ]);
    channels = module.get(Channels);
  });
  afterAll(async () => module?.close());

  /** Reads on until a message with this data; answers everything that came. */
  const until = async (events: AsyncGenerator<ChannelEvent<number>>, last: number) => {
    const got: ChannelEvent<number>[] = [];
    for (;;) {
      const { value, done } = await events.next();
      if (done) throw new Error('The listening has ended');
      got.push(value);
      if (value.type === 'message' && value.message.data === last) return got;
    }
  };
  const ready = async (events: AsyncGenerator<ChannelEvent<number>>) => {
    expect((await events.next()).value).toEqual({ type: 'ready' });
    return events;
  };
  const dataOf = (events: readonly ChannelEvent<number>[]) =>
    events.flatMap((event) => (event.type === 'message' ? [event.message.data] : []));

  it('tells all who listen, by name and by pattern, what is said, in order', async () => {
    const listeners = [
      await ready(channels.listen('room:1')),
      await ready(channels.listen('room:1')),
      await ready(channels.listen('room:*', { isPattern: true })),
    ];
    const other = await ready(channels.listen('room:2'));
    for (const n of [1, 2, 3]) await channels.say('room:1', n);
    await channels.say('room:2', 4);
    for (const listener of listeners.slice(0, 2)) expect(dataOf(await until(listener, 3))).toEqual([1, 2, 3]);
    expect(dataOf(await until(other, 4))).toEqual([4]);
    const byPattern = await until(listeners[2] ?? other, 4);
    expect(byPattern.at(-1)).toEqual({ type: 'message', message: { channel: 'room:2', data: 4 } });
    for (const listener of [...listeners, other]) await listener.return(undefined);
  });

  it('has one subscription for all who listen to the same, and none when nobody does', async () => {
    const a = await ready(channels.listen('shared'));
    const b = await ready(channels.listen('shared'));
    const said = await channels.say('shared', 1);
    expect(said).toBeLessThanOrEqual(1); // one process; on a Cluster 0 where it listens at another node
    await a.return(undefined);
    await until(b, 1);
    await channels.say('shared', 2);
    expect(dataOf(await until(b, 2))).toEqual([2]);
    await b.return(undefined);
    await eventually(async () => expect(await channels.say('shared', 3)).toBe(0));
  });

  it.each([
    ['drop-oldest' as const, 16, [991, 1000]],
    ['drop-newest' as const, 16, [1, 10]],
  ])(
    'with %s keeps a bounded number for who is slow, and tells how many it dropped',
    async (overflow, _n, [first, last]) => {
      const name = `flood-${overflow}`;
      const slow = await ready(channels.listen<number>(name, { overflow }));
      const fast = await ready(channels.listen<number>(name));
      for (let n = 1; n <= 1000; n++) {
        await channels.say(name, n);
        const { value } = await fast.next();
        expect(value).toMatchObject({ type: 'message', message: { data: n } });
      }
      const got = await until(slow, last ?? 0);
      expect(got[0]).toEqual({ type: 'dropped', count: 990 });
      expect(dataOf(got)).toEqual(Array.from({ length: 10 }, (_, i) => (first ?? 0) + i));
      await Promise.all([slow.return(undefined), fast.return(undefined)]);
    },
  );

  it('with disconnect ends the listening of who is slow', async () => {
    const slow = await ready(channels.listen('lagging', { overflow: 'disconnect' }));
    const fast = await ready(channels.listen<number>('lagging'));
    const reading = until(fast, 10);
    for (let n = 0; n <= 10; n++) await channels.say('lagging', n);
    await reading;
    await expect(slow.next()).rejects.toThrow(ListenerLaggedError);
    await fast.return(undefined);
  });

  it('says that something may be missing when the connection was lost', async () => {
    const listener = await ready(channels.listen('gap'));
    const { client } = module.get(RedisConnection);
    const nodes = 'nodes' in client ? client.nodes('master') : [client];
    // Our own subscriber alone: others test on the same servers.
    const own = new RegExp(String.raw`^id=(\d+) .* name=${prefix}:subscriber `, 'gm');
    for (const node of nodes)
      for (const [, id = ''] of String(await node.call('CLIENT', 'LIST')).matchAll(own))
        await node.call('CLIENT', 'KILL', 'ID', id);
    expect((await listener.next()).value).toEqual({ type: 'gap' });
    await channels.say('gap', 1);
    expect(dataOf(await until(listener, 1))).toEqual([1]);
    await listener.return(undefined);
  });

  it('knows who is present, in pages by name, as long as somebody tells so', async () => {
    const presence = module.get(ChannelPresence);
    const leaves = await Promise.all(
      ['cleo', 'ada', 'bob', 'ada'].map(async (who) => presence.join('lobby', who)),
    );
    const page = await presence.list('lobby', { limit: 2 });
    expect(page).toEqual({
      items: [
        { member: 'ada', untilAt: expect.any(Number) },
        { member: 'bob', untilAt: expect.any(Number) },
      ],
      nextCursor: 'bob',
      count: 3,
    });
    expect(await presence.list('lobby', { cursor: 'bob' })).toMatchObject({
      items: [{ member: 'cleo' }],
      count: 3,
    });
    for (const leave of leaves) leave();
    const redis = module.get(RedisConnection);
    const { client } = redis;
    const present = redis.keys('messaging')('lobby', 'present');
    expect(await client.pttl(present)).toBeGreaterThan(5000);
    expect(await client.pttl(present)).toBeLessThanOrEqual(15_000);
    await client.zadd(present, 1, 'bob'); // whose time is over
    expect(await presence.list('lobby')).toMatchObject({
      items: [{ member: 'ada' }, { member: 'cleo' }],
      count: 2,
    });
  });
});

describe('channels over HTTP', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(standalone);
  });
  afterAll(async () => service?.stop());
  const say = async (channel: string, data: unknown) =>
    service.request('POST', `/v1/channels/${encodeURIComponent(channel)}/messages`, { data });

  it('streams what is said, by name and by pattern, and says who listens', async () => {
    const url = `${service.url}/v1/channels`;
    const one = await follow(`${url}/chat:1/stream?member=ada`);
    const all = await follow(`${url}/chat:*/stream?pattern=true`);
    expect([await one.next(), await all.next()]).toMatchObject([{ event: 'ready' }, { event: 'ready' }]);
    expect(await say('chat:1', { text: 'Hello' })).toMatchObject({ status: 200, body: { receivers: 2 } });
    const heard = { event: 'message', data: { channel: 'chat:1', data: { text: 'Hello' } } };
    expect([await one.next(), await all.next()]).toMatchObject([heard, heard]);
    expect(await service.request('GET', '/v1/channels/chat:1/presence')).toMatchObject({
      status: 200,
      body: { items: [{ member: 'ada' }], count: 1, nextCursor: null },
    });
    one.close();
    all.close();
    await eventually(async () => expect((await say('chat:1', 1)).body).toEqual({ receivers: 0 }));
  });

  it('keeps bounded memory for a browser that does not read', async () => {
    const request = get(`${service.url}/v1/channels/stuck/stream`, { agent: false });
    const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream];
    response.pause();
    await eventually(async () => expect((await say('stuck', 0)).body).toEqual({ receivers: 1 }));
    const before = process.memoryUsage().heapUsed;
    const channels = service.app.get(Channels);
    const data = 'x'.repeat(50_000);
    for (let i = 0; i < 400; i++) await channels.say('stuck', data); // 20 MB
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(60 * 1024 * 1024);
    let dropped = false;
    response.on('data', (chunk: Buffer) => (dropped ||= chunk.includes('event: dropped')));
    response.resume();
    await eventually(() => expect(dropped).toBe(true), { withinMs: 10_000 });
    request.destroy();
  }, 40_000);

  it('does not wait at shutdown for a browser that does not read', async () => {
    const other = await startService(standalone);
    const request = get(`${other.url}/v1/channels/stuck/stream`, { agent: false });
    const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream];
    response.pause();
    const channels = other.app.get(Channels);
    await eventually(async () => expect(await channels.say('stuck', 0)).toBe(1));
    for (let i = 0; i < 200; i++) await channels.say('stuck', 'x'.repeat(50_000));
    const startedAt = performance.now();
    await other.stop();
    expect(performance.now() - startedAt).toBeLessThan(5000);
    request.destroy();
  }, 40_000);

  it('refuses what it cannot do', async () => {
    const bad = { status: 400, body: { code: 'INVALID_INPUT' } };
    expect(await service.request('POST', '/v1/channels/a/messages', {})).toMatchObject(bad);
    expect(await say('a\n', 1)).toMatchObject(bad);
    expect(await service.request('GET', '/v1/channels/a/stream?pattern=true&member=ada')).toMatchObject(bad);
    expect(await say('a', 'x'.repeat(300_000))).toMatchObject({ body: { code: 'MESSAGE_TOO_LARGE' } });
  });

  it('asks services on the Redis transport, its own included', async () => {
    const call = async (body: object) => service.request('POST', '/v1/rpc', body);
    await service.request('POST', '/v1/topics/t/messages', { data: 1 });
    expect(await call({ pattern: 'messaging.info', data: { topic: 't' } })).toMatchObject({
      status: 200,
      body: { response: { name: 't', length: 1 } },
    });
    expect(await call({ pattern: 'messaging.info', data: { topic: 'none' } })).toMatchObject({
      status: 409,
      body: { code: 'RPC_FAILED', detail: expect.stringContaining('TOPIC_NOT_FOUND') },
    });
    expect(await call({ pattern: 'nobody.there', data: 1 })).toMatchObject({
      status: 503,
      body: { code: 'RPC_NO_RESPONDERS' },
    });
    expect(await call({ pattern: '', data: 1 })).toMatchObject({ status: 400 });
  });
});
