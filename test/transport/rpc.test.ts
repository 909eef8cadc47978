import type { ClientProxy } from '@nestjs/microservices';
import { Redis } from 'ioredis';
import { startService, type TestService } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { ask, refusal, stockClient } from '../support/rpc.js';
import { startCluster, startStandalone, type RedisServer } from '../support/servers.js';

type RedisCluster = Awaited<ReturnType<typeof startCluster>>;
type Servers = RedisServer | RedisCluster;

/** Characters of a message that the service here takes at most. */
const MAX_PAYLOAD = 3000;

const portOf = (servers: Servers): number =>
  'nodes' in servers ? (servers.nodes[0]?.port ?? 0) : servers.port;
const targetOf = (servers: Servers) =>
  'nodes' in servers ? { clusterNodes: servers.addresses } : { url: servers.url };

// The channels of the transport have no prefix, so each service here has a Redis to itself.
describe.each([
  ['standalone', startStandalone],
  ['cluster', startCluster],
] as [string, () => Promise<Servers>][])(
  'the Redis transport with an unmodified Nest client, on %s',
  (_name, start) => {
    let servers: Servers;
    let service: TestService;
    let client: ClientProxy;

    beforeAll(async () => {
      servers = await start();
      service = await startService(targetOf(servers), { bodyLimitBytes: MAX_PAYLOAD });
      client = stockClient(portOf(servers));
      await client.connect();
    });
    afterAll(async () => {
      await client.close();
      await service.stop();
      await servers.stop();
    });

    it('serves kv with the same bodies as HTTP', async () => {
      const stored = await ask(client, 'kv.set', {
        key: 'greeting',
        value: { hello: 'world' },
        ttlMs: 60_000,
      });
      const read = await ask(client, 'kv.get', { key: 'greeting' });
      expect(stored).toEqual({ key: 'greeting', version: read['version'] });
      const overHttp = (await service.request('GET', '/v1/kv/greeting')).body;
      expect({ ...read, ttlMs: 0 }).toEqual({ ...overHttp, ttlMs: 0 });
      expect(await ask(client, 'kv.increment', { key: 'n', by: 2 })).toEqual({ value: 2 });
      expect(await ask(client, 'kv.increment', { key: 'n' })).toEqual({ value: 3 });
      expect(await ask(client, 'kv.expire', { key: 'n', ttlMs: 5000 })).toEqual({ key: 'n', ttlMs: 5000 });
      expect(await ask(client, 'kv.delete', { key: 'greeting' })).toEqual({ deleted: true });
      expect(await refusal(client, 'kv.get', { key: 'greeting' })).toMatchObject({
        status: 404,
        code: 'KV_NOT_FOUND',
      });
    });

    it('serves pipelines and collections', async () => {
      const commands = [
        { op: 'rpush', key: 'l', values: [1, 2] },
        { op: 'lrange', key: 'l' },
      ];
      expect(await ask(client, 'pipeline.run', { commands, atomic: true })).toEqual({
        results: [
          { ok: true, value: 2 },
          { ok: true, value: [1, 2] },
        ],
      });
      const { ids } = await ask<{ ids: [string, string] }>(client, 'collections.insert', {
        name: 'c',
        items: [{ a: 1 }, { a: 2 }],
      });
      expect(await ask(client, 'collections.list', { name: 'c', limit: 1 })).toMatchObject({
        items: [{ id: ids[0] }],
        nextCursor: expect.any(String),
      });
      expect(
        await ask(client, 'collections.patch', { name: 'c', id: ids[1], patch: { b: 3 } }),
      ).toMatchObject({ item: { a: 2, b: 3 } });
      expect(await ask(client, 'collections.read', { name: 'c', id: ids[1] })).toMatchObject({
        item: { a: 2, b: 3 },
      });
      expect(await ask(client, 'collections.count', { name: 'c' })).toEqual({ name: 'c', count: 2 });
      expect(await ask(client, 'collections.delete', { name: 'c', id: ids[0] })).toEqual({ deleted: true });
      expect(await ask(client, 'collections.drop', { name: 'c' })).toEqual({ deleted: 1 });
      expect(await ask(client, 'health.redis', {})).toMatchObject({ status: 'up' });
    });

    it.each([
      ['an unknown field', { key: 'bad', value: 1, ttl: 1 }],
      ['no key', { value: 1 }],
      ['a key of 513 bytes', { key: 'k'.repeat(513), value: 1 }],
      ['a control character', { key: 'a\u0000', value: 1 }],
      ['half a millisecond', { key: 'bad', value: 1, ttlMs: 0.5 }],
      ['both conditions', { key: 'bad', value: 1, ifAbsent: true, ifVersion: 'a'.repeat(40) }],
      ['constructor', { key: 'bad', value: { constructor: 1 } }],
      ['__proto__', JSON.parse('{"key":"bad","value":{"__proto__":{"x":1}}}')],
      ['an integer past 2^53', { key: 'bad', value: 2 ** 60 }],
      ['17 levels', { key: 'bad', value: JSON.parse('['.repeat(16) + ']'.repeat(16)) as unknown }],
      ['text', 'bad'],
    ])('refuses %s with the body that HTTP would answer', async (_what, data) => {
      const problem = await refusal(client, 'kv.set', data);
      expect(problem).toMatchObject({
        status: 400,
        code: 'INVALID_INPUT',
        title: 'Invalid request',
        requestId: expect.any(String),
      });
      expect((problem['errors'] as unknown[]).length).toBeGreaterThan(0);
      expect(await refusal(client, 'kv.get', { key: 'bad' })).toMatchObject({ code: 'KV_NOT_FOUND' });
    });

    it('takes a message of as many characters as its limit says, and not one more', async () => {
      const ears = new Redis({ port: portOf(servers) });
      const heard = new Promise<string>((resolve) => ears.once('message', (_channel, text) => resolve(text)));
      await ears.subscribe('kv.set');
      await ask(client, 'kv.set', { key: 'limit', value: '' });
      const around = (await heard).length;
      ears.disconnect();
      const ofLength = (length: number) => ({ key: 'limit', value: 'x'.repeat(length - around) });
      expect(await ask(client, 'kv.set', ofLength(MAX_PAYLOAD))).toMatchObject({ key: 'limit' });
      expect(await refusal(client, 'kv.set', ofLength(MAX_PAYLOAD + 1))).toMatchObject({ status: 413 });
    });

    it('refuses a message over the limit, unread', async () => {
      const problem = await refusal(client, 'kv.set', { key: 'bad', value: 'x'.repeat(3000) });
      expect(problem).toMatchObject({ status: 413, code: 'PAYLOAD_TOO_LARGE' });
    });

    it('goes on after what is no message', async () => {
      const stranger = new Redis({ port: portOf(servers) });
      for (const text of ['', 'no json', '[]', 'null', '{"id":1}', '{"pattern":"kv.set","id":"x"}'])
        await stranger.publish('kv.set', text);
      stranger.disconnect();
      expect(await ask(client, 'kv.increment', { key: 'alive' })).toEqual({ value: 1 });
    });
  },
);

describe('the Redis transport when Redis goes and comes', () => {
  it('hears again by itself, and keeps no connection of its own', async () => {
    const server = await startStandalone();
    const service = await startService({ url: server.url, prefix: 'test.only' });
    const names = async () => {
      const direct = new Redis({ port: server.port });
      const list = String(await direct.client('LIST'));
      direct.disconnect();
      return [...list.matchAll(/ name=(test\.only\S*)/g)]
        .map(([, name = '']) => name)
        .toSorted((a, b) => a.localeCompare(b));
    };
    expect(await names()).toEqual(['test.only', 'test.only:subscriber']);
    await server.restart();
    const client = stockClient(server.port);
    await eventually(async () => expect(await names()).toEqual(['test.only', 'test.only:subscriber']));
    await eventually(async () =>
      expect(await ask(client, 'kv.increment', { key: 'n' })).toMatchObject({ value: expect.any(Number) }),
    );
    await client.close();
    await service.stop();
    await server.stop();
  });
});
