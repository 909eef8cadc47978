import { setImmediate as turn } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { RedisConnection } from '../../src/redis/index.js';
import { redisOptions } from '../../src/redis/redis.options.js';
import { eventually } from '../support/eventually.js';
import { startCluster, startSentinel, startStandalone } from '../support/servers.js';
import { topologies, uniquePrefix, type RedisTarget } from '../support/topologies.js';

const open: { close(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).toReversed()) await thing.close();
});

async function connect(target: RedisTarget): Promise<RedisConnection> {
  const connection = new RedisConnection(
    'default',
    redisOptions.check({ prefix: uniquePrefix(), ...target }),
  );
  open.push(connection);
  await connection.open();
  return connection;
}

/** What a subscriber has heard, gaps as `-`. */
function recorder() {
  const heard: string[] = [];
  return { heard, onMessage: (text: string) => heard.push(text), onGap: () => heard.push('-') };
}

/** The connections to a server that subscribe to something. */
async function subscribersAt(port: number): Promise<{ count: number; kill(): Promise<void> }> {
  const direct = new Redis({ port });
  const list = String(await direct.client('LIST'));
  const ids = [...list.matchAll(/^id=(\d+).* name=\S+:subscriber .* sub=[1-9]/gm)].map(([, id = '']) => id);
  const kill = async () => {
    for (const id of ids) await direct.client('KILL', 'ID', id);
  };
  open.push({ close: () => direct.disconnect() });
  return { count: ids.length, kill };
}

describe.each(topologies)('subscriptions on %s', (_name, target) => {
  it('hear what is published from the moment they resolve, each channel its own, in order', async () => {
    const { subscriptions, client, options } = await connect(target);
    const [one, two] = [recorder(), recorder()];
    await subscriptions.subscribe(`${options.prefix}:one`, one.onMessage);
    await subscriptions.subscribe(`${options.prefix}:two`, two.onMessage);
    await client.publish(`${options.prefix}:one`, 'a');
    await client.publish(`${options.prefix}:two`, 'b');
    await client.publish(`${options.prefix}:one`, 'c');
    await eventually(() => expect([one.heard, two.heard]).toEqual([['a', 'c'], ['b']]));
  });

  it('share one subscription of Redis, which ends with the last of them', async () => {
    const { subscriptions, client, options } = await connect(target);
    const channel = `${options.prefix}:shared`;
    const [one, two] = [recorder(), recorder()];
    const endOne = await subscriptions.subscribe(channel, one.onMessage);
    const endTwo = await subscriptions.subscribe(channel, two.onMessage);
    await client.publish(channel, 'both');
    await eventually(() => expect([one.heard, two.heard]).toEqual([['both'], ['both']]));
    await endOne();
    await endOne();
    await client.publish(channel, 'two');
    await eventually(() => expect(two.heard).toEqual(['both', 'two']));
    await endTwo();
    // The last one leaves, another comes at once: in the order in which they were sent.
    const three = recorder();
    const endThree = await subscriptions.subscribe(channel, three.onMessage);
    await client.publish(channel, 'three');
    await eventually(() => expect(three.heard).toEqual(['three']));
    await endThree();
    await subscriptions.subscribe(`${options.prefix}:later`, () => undefined);
    expect(one.heard).toEqual(['both']);
    expect(two.heard).toEqual(['both', 'two']);
  });

  it('take patterns, and tell the channel', async () => {
    const { subscriptions, client, options } = await connect(target);
    const heard: string[] = [];
    await subscriptions.psubscribe(`${options.prefix}:*:x`, (text, channel) => heard.push(channel + text));
    await client.publish(`${options.prefix}:1:x`, '!');
    await client.publish(`${options.prefix}:1:y`, '!');
    await client.publish(`${options.prefix}:2:x`, '!');
    await eventually(() => expect(heard).toEqual([`${options.prefix}:1:x!`, `${options.prefix}:2:x!`]));
  });

  it('harm no other when one throws', async () => {
    const { subscriptions, client, options } = await connect(target);
    const channel = `${options.prefix}:loud`;
    const { heard, onMessage } = recorder();
    await subscriptions.subscribe(channel, () => {
      throw new Error('not my day');
    });
    await subscriptions.subscribe(channel, onMessage);
    await client.publish(channel, 'a');
    await eventually(() => expect(heard).toEqual(['a']));
  });
});

describe('a lost subscription', () => {
  /** Publishes until something arrives again: then the gap must have been told, just before. */
  async function hearsAgain({ client }: RedisConnection, channel: string, heard: string[]): Promise<void> {
    await eventually(
      async () => {
        await client.publish(channel, 'again');
        await turn();
        expect(heard).toContain('again');
        expect(heard).toContain('-');
      },
      { withinMs: 15_000 },
    );
  }

  it('is taken up again when its connection is killed, and the gap is told: once', async () => {
    const server = await startStandalone();
    open.push({ close: async () => server.stop() });
    const connection = await connect({ url: server.url });
    const { heard, onMessage, onGap } = recorder();
    await connection.subscriptions.subscribe('news', onMessage, onGap);
    await (await subscribersAt(server.port)).kill();
    await hearsAgain(connection, 'news', heard);
    expect(heard.filter((text) => text === '-')).toHaveLength(1);
    expect((await subscribersAt(server.port)).count).toBe(1);
  });

  it('is taken up again after a restart of Redis', async () => {
    const server = await startStandalone();
    open.push({ close: async () => server.stop() });
    const connection = await connect({ url: server.url });
    const { heard, onMessage, onGap } = recorder();
    await connection.subscriptions.subscribe('news', onMessage, onGap);
    await server.restart();
    await hearsAgain(connection, 'news', heard);
  });

  it('is noticed when Redis goes silent without closing the connection', async () => {
    const server = await startStandalone();
    open.push({ close: async () => server.stop() });
    const { subscriptions } = await connect({ url: server.url });
    const { heard, onMessage, onGap } = recorder();
    await subscriptions.subscribe('news', onMessage, onGap);
    server.freeze();
    await eventually(() => expect(subscriptions.status.value).toBe('disconnected'), { withinMs: 10_000 });
    server.thaw();
    await eventually(() => expect(heard).toEqual(['-']), { withinMs: 10_000 });
    expect(subscriptions.status.value).toBe('connected');
  });

  it('cannot begin while Redis is away: an error within a second, and nothing is left subscribed', async () => {
    const server = await startStandalone();
    open.push({ close: async () => server.stop() });
    const connection = await connect({ url: server.url });
    const { heard, onMessage } = recorder();
    await server.kill();
    const startedAt = performance.now();
    await expect(connection.subscriptions.subscribe('news', onMessage)).rejects.toMatchObject({
      code: 'REDIS_UNAVAILABLE',
    });
    expect(performance.now() - startedAt).toBeLessThan(1000);
    await server.start();
    await eventually(async () => {
      const other = recorder();
      const end = await connection.subscriptions.subscribe('other', other.onMessage);
      await connection.client.publish('news', 'a');
      await connection.client.publish('other', 'b');
      await eventually(() => expect(other.heard).toContain('b'));
      await end();
    });
    expect(heard).toEqual([]);
  });

  it('is refused with the reason when the ACL forbids the channel', async () => {
    const server = await startStandalone();
    open.push({ close: async () => server.stop() });
    const admin = new Redis({ port: server.port });
    await admin.call('ACL', 'SETUSER', 'app', 'on', '>secret', '~*', '&mine:*', '+@all');
    admin.disconnect();
    const url = `redis://app:secret@127.0.0.1:${server.port}`;
    const { subscriptions } = await connect({ url });
    await expect(subscriptions.subscribe('yours:1', () => undefined)).rejects.toThrow(/NOPERM/);
    await (
      await subscriptions.subscribe('mine:1', () => undefined)
    )();
  });

  it('moves to the new master after a failover', async () => {
    const servers = await startSentinel();
    open.push({ close: async () => servers.stop() });
    const connection = await connect({ sentinels: servers.addresses, sentinelName: servers.name });
    const { heard, onMessage, onGap } = recorder();
    await connection.subscriptions.subscribe('news', onMessage, onGap);
    const master = await servers.waitForMaster();
    await master.kill();
    await hearsAgain(connection, 'news', heard);
  });

  it('moves to another node when that of the Cluster to which it listened dies', async () => {
    const servers = await startCluster();
    open.push({ close: async () => servers.stop() });
    const connection = await connect({ clusterNodes: servers.addresses });
    const { heard, onMessage, onGap } = recorder();
    await connection.subscriptions.subscribe('news', onMessage, onGap);
    const counts = await Promise.all(
      servers.nodes.map(async (node) => ({ node, ...(await subscribersAt(node.port)) })),
    );
    const home = counts.find(({ count }) => count > 0);
    await home?.node.kill();
    await hearsAgain(connection, 'news', heard);
  });
});
