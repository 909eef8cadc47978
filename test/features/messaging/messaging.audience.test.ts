import type { ClientProxy } from '@nestjs/microservices';
import type { TestingModule } from '@nestjs/testing';
import { Audience, Channels, MessagingModule } from '../../../src/features/messaging/index.js';
import { messagingKeys } from '../../../src/features/messaging/messaging.keys.js';
import { RedisConnection } from '../../../src/redis/index.js';
import { startModule, startService, type TestService } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { ask, refusal, stockClient } from '../../support/rpc.js';
import { startStandalone, type RedisServer } from '../../support/servers.js';
import { topologies, uniquePrefix, type RedisTarget } from '../../support/topologies.js';

const open = async (target: RedisTarget) => startModule(target, [MessagingModule.forRoot({})]);
const nothing = () => undefined;
const listen = async (module: TestingModule, channel: string, isPattern = false) =>
  module.get(Channels).subscribe(channel, nothing, { isPattern });

const rows = async (module: TestingModule) => {
  const { items } = await module.get(Audience).list();
  return items.map(
    (item) => `${item.channel}${item.pattern ? ' pattern' : ''} ${item.listeners} ${item.processes}`,
  );
};

describe.each(topologies)('the channels that somebody listens to on %s', (_name, target) => {
  it('are those of all processes, with how many listen, until they stop', async () => {
    const shared = { ...target, prefix: uniquePrefix() };
    const [here, there] = await Promise.all([open(shared), open(shared)]);
    expect(await rows(here)).toEqual([]);
    const ends = [
      await listen(here, 'chat:lobby'),
      await listen(here, 'chat:lobby'),
      await listen(here, 'chat:*', true),
      await listen(there, 'chat:lobby'),
      await listen(there, 'chat:*'), // of that very name
    ];
    const all = ['chat:* pattern 1 1', 'chat:* 1 1', 'chat:lobby 3 2'];
    await eventually(async () => expect([await rows(here), await rows(there)]).toEqual([all, all]));
    await ends[0]?.();
    await ends[0]?.(); // once is enough
    await ends[3]?.();
    await eventually(async () =>
      expect(await rows(there)).toEqual(['chat:* pattern 1 1', 'chat:* 1 1', 'chat:lobby 1 1']),
    );
    await here.close();
    expect(await rows(there)).toEqual(['chat:* 1 1']);
    await ends[4]?.();
    expect(await rows(there)).toEqual([]);
    const redis = there.get(RedisConnection);
    const { reports } = messagingKeys(redis.keys('messaging')).audience();
    await eventually(async () => expect(await redis.client.exists(reports)).toBe(0));
    await there.close();
  }, 30_000);

  it('are a page at a time, and of many in one process the most listened to', async () => {
    const shared = { ...target, prefix: uniquePrefix() };
    const [here, there] = await Promise.all([open(shared), open(shared)]);
    const names = Array.from({ length: 250 }, (_, i) => `room:${String(i).padStart(3, '0')}`);
    await Promise.all(names.map(async (name) => listen(here, name)));
    await listen(here, 'room:249');
    const own: string[] = [];
    for (let cursor: string | undefined; ;) {
      const { items, nextCursor, count, untold } = await here.get(Audience).list({ limit: 100, cursor });
      expect({ count, untold }).toEqual({ count: 250, untold: 0 });
      own.push(...items.map(({ channel }) => channel));
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
    expect(own).toEqual(names);
    await eventually(async () =>
      expect(await there.get(Audience).list()).toMatchObject({ count: 200, untold: 50 }),
    );
    const last = await there.get(Audience).list({ cursor: '=room:248' });
    expect(last.items).toEqual([{ channel: 'room:249', pattern: false, listeners: 2, processes: 1 }]);
    await Promise.all([here.close(), there.close()]);
  }, 30_000);

  it('are without those of a process that has not told for 15 s', async () => {
    const module = await open({ ...target, prefix: uniquePrefix() });
    const redis = module.get(RedisConnection);
    const { heard, reports } = messagingKeys(redis.keys('messaging')).audience();
    const told = (channel: string) => JSON.stringify({ channels: [[`=${channel}`, 1]], untold: 0 });
    await redis.client.hset(reports, { dead: told('dead'), alive: told('alive'), other: '[]' });
    await redis.client.zadd(heard, Date.now() - 16_000, 'dead');
    await redis.client.zadd(heard, Date.now() - 10_000, 'alive', Date.now(), 'other');
    expect(await rows(module)).toEqual(['alive 1 1']);
    await module.close();
  });
});

describe('over HTTP and the Redis transport', () => {
  let server: RedisServer;
  let service: TestService;
  let client: ClientProxy;
  beforeAll(async () => {
    server = await startStandalone();
    service = await startService({ url: server.url });
    client = stockClient(server.port);
    await client.connect();
  });
  afterAll(async () => {
    client?.close();
    await service?.stop();
    await server?.stop();
  });

  it('a stream is listed while it is open', async () => {
    const controller = new AbortController();
    const stream = await fetch(`${service.url}/v1/channels/chat:lobby/stream`, { signal: controller.signal });
    const heard = { channel: 'chat:lobby', pattern: false, listeners: 1, processes: 1 };
    const page = { items: [heard], nextCursor: null, count: 1, untold: 0 };
    await eventually(async () => expect((await service.request('GET', '/v1/channels')).body).toEqual(page));
    expect(await ask(client, 'messaging.listChannels', {})).toEqual(page);
    controller.abort();
    await stream.text().catch(nothing);
    await eventually(async () =>
      expect((await service.request('GET', '/v1/channels')).body).toMatchObject({ items: [], count: 0 }),
    );
  });

  it.each([{ limit: 0 }, { limit: 201 }, { cursor: 'lobby' }, { cursor: '=' }, { pattern: true }])(
    'a query that makes no sense is refused: %j',
    async (bad) => {
      const query = new URLSearchParams(
        Object.entries(bad).map(([name, value]): [string, string] => [name, String(value)]),
      );
      expect((await service.request('GET', `/v1/channels?${query.toString()}`)).status).toBe(400);
      expect(await refusal(client, 'messaging.listChannels', bad)).toMatchObject({ code: 'INVALID_INPUT' });
    },
  );

  it('is unavailable while Redis is away', async () => {
    server.freeze();
    expect(await service.request('GET', '/v1/channels')).toMatchObject({ status: 503 });
    server.thaw();
    await eventually(async () => expect((await service.request('GET', '/v1/channels')).status).toBe(200), {
      withinMs: 15_000,
    });
  }, 30_000);
});
