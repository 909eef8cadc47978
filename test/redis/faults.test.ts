import { Redis } from 'ioredis';
import { fromRedis, RedisConnection, type RedisClient } from '../../src/redis/index.js';
import { redisOptions } from '../../src/redis/redis.options.js';
import { eventually } from '../support/eventually.js';
import { startProxy } from '../support/proxy.js';
import { startCluster, startSentinel, startStandalone, type RedisServer } from '../support/servers.js';

const open: { close(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).toReversed()) await thing.close();
});

async function connect(options: Parameters<typeof redisOptions.check>[0]): Promise<RedisConnection> {
  const connection = new RedisConnection('default', redisOptions.check(options));
  open.push(connection);
  await connection.open();
  return connection;
}

async function serve(options?: Parameters<typeof startStandalone>[0]): Promise<RedisServer> {
  const server = await startStandalone(options);
  open.push({ close: async () => server.stop() });
  return server;
}

/** Far below the deadline of 700 ms that a command waits for which nobody knows better. */
const AT_ONCE_MS = 200;

/** Fails as it should, and in which time; a pause of the whole process, in which nobody could tell anything, counts little. */
async function refusedWithin(command: () => Promise<unknown>): Promise<number> {
  let tookMs = 0;
  let lastAt = performance.now();
  const tick = () => {
    const now = performance.now();
    tookMs += Math.min(now - lastAt, 25);
    lastAt = now;
  };
  const timer = setInterval(tick, 5);
  await expect(command()).rejects.toMatchObject({ code: 'REDIS_UNAVAILABLE', kind: 'unavailable' });
  clearInterval(timer);
  tick();
  return tookMs;
}

async function answersWithin(client: RedisClient, withinMs: number): Promise<void> {
  const startedAt = performance.now();
  await eventually(async () => client.exists('any'), { withinMs });
  expect(performance.now() - startedAt).toBeLessThan(withinMs);
}

describe('Redis killed', () => {
  it('is an error within a second, at once after the first, and heals without a restart', async () => {
    const server = await serve({ appendOnly: true });
    const { client } = await connect({ url: server.url });
    await client.set('kept', '1');
    await server.kill();
    expect(await refusedWithin(async () => client.get('kept'))).toBeLessThan(1000);
    await eventually(async () =>
      expect(await refusedWithin(async () => client.get('kept'))).toBeLessThan(AT_ONCE_MS),
    );
    await refusedWithin(async () => client.set('late', '1'));
    await server.start();
    await answersWithin(client, 2000);
    expect(await client.get('kept')).toBe('1');
    // What was refused must not happen after all.
    expect(await client.exists('late')).toBe(0);
  });

  it('fails what is on its way, scripts and pipelines too', async () => {
    const server = await serve();
    const { client } = await connect({ url: server.url });
    server.freeze();
    const onTheirWay = [
      refusedWithin(async () => client.get('a')),
      refusedWithin(async () => client.eval('return 1', 0)),
      client.pipeline().get('a').set('b', '1').exec(),
    ] as const;
    await server.kill();
    await Promise.all([onTheirWay[0], onTheirWay[1]]);
    const results = await onTheirWay[2];
    expect(results?.map(([error]) => error)).toEqual([
      expect.objectContaining({ code: 'REDIS_UNAVAILABLE' }),
      expect.objectContaining({ code: 'REDIS_UNAVAILABLE' }),
    ]);
  });
});

describe('a connection for blocking reads', () => {
  it('goes on with its read when Redis has been restarted', async () => {
    const server = await serve();
    const connection = await connect({ url: server.url });
    const reader = connection.duplicate('reader');
    open.push({ close: () => reader.disconnect() });
    const read = reader.blpop('queue', 30);
    const blocked = async () => expect(await connection.client.info('clients')).toMatch(/blocked_clients:1/);
    await eventually(blocked);
    await server.restart();
    await eventually(blocked);
    await connection.client.rpush('queue', 'x');
    expect(await read).toEqual(['queue', 'x']);
  });

  it('can be asked again when a Cluster has lost and regained its node', async () => {
    const cluster = await startCluster();
    open.push({ close: async () => cluster.stop() });
    const connection = await connect({ clusterNodes: cluster.addresses });
    const reader = connection.duplicate('reader');
    open.push({ close: () => reader.disconnect() });
    const node = await cluster.masterOf(15495); // the slot of "a"
    const direct = new Redis({ port: node.port, retryStrategy: () => 50 });
    direct.on('error', () => undefined);
    open.push({ close: () => direct.disconnect() });
    const read = reader.blpop('a', 30).catch(fromRedis);
    await eventually(async () => expect(await direct.info('clients')).toMatch(/blocked_clients:1/));
    await node.restart();
    // ioredis gives the read up after some attempts; whether it has, depends on how long the node was away.
    const withinMs = 15_000;
    const again = eventually(async () => expect(await reader.blpop('a', 30)).toEqual(['a', 'x']), {
      withinMs,
    });
    await eventually(async () => connection.client.rpush('a', 'x', 'x'), { withinMs }); // one for each
    await again;
    const outcome = await read;
    if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'REDIS_UNAVAILABLE' });
    else expect(outcome).toEqual(['a', 'x']);
  }, 40_000);
});

describe('Redis frozen: it accepts connections and never answers', () => {
  it('is an error within a second, at once after the first, and heals when it goes on', async () => {
    const server = await serve();
    const { client } = await connect({ url: server.url });
    server.freeze();
    expect(await refusedWithin(async () => client.get('a'))).toBeLessThan(1000);
    expect(await refusedWithin(async () => client.get('a'))).toBeLessThan(AT_ONCE_MS);
    server.thaw();
    await answersWithin(client, 2000);
  });

  it('heals also after the connection was given up', async () => {
    const server = await serve();
    const { client } = await connect({ url: server.url });
    server.freeze();
    const closed = new Promise((resolve) => client.once('close', resolve));
    await refusedWithin(async () => client.get('a'));
    await closed;
    // New attempts meet a server that accepts and says nothing.
    await refusedWithin(async () => client.get('a'));
    server.thaw();
    await answersWithin(client, 2000);
  });

  it('counts time of its own: a slow command of another does not fail ours before the deadline', async () => {
    const server = await serve();
    const { client } = await connect({ url: server.url, deadlineMs: 2000 });
    const other = await connect({ url: server.url, deadlineMs: 5000 });
    await client.set('a', '1');
    const slow = other.client.eval(
      "local t = redis.call('TIME')[1] while redis.call('TIME')[1] - t < 1.5 do end",
      0,
    );
    expect(await client.get('a')).toBe('1');
    await slow;
  });
});

describe('a reply that is lost', () => {
  it('is an error, and the command is not sent twice', async () => {
    const server = await serve();
    const proxy = await startProxy(server.port);
    open.push({ close: async () => proxy.stop() });
    const direct = await connect({ url: server.url });
    const { client } = await connect({ url: `redis://127.0.0.1:${proxy.port}` });
    proxy.dropReplies();
    const lost = refusedWithin(async () => client.incr('hits'));
    await eventually(async () => expect(await direct.client.get('hits')).toBe('1'));
    proxy.heal();
    proxy.cut();
    await lost;
    await answersWithin(client, 2000);
    expect(await client.get('hits')).toBe('1');
  });
});

describe('Sentinel', () => {
  it('leads to the new master after a failover, without a restart', async () => {
    const set = await startSentinel();
    open.push({ close: async () => set.stop() });
    const { client } = await connect({ sentinels: set.addresses, sentinelName: set.name });
    await client.set('before', '1');
    // A failover loses what the replica has not got yet.
    const replica = new Redis({ port: set.replica.port });
    await eventually(async () => expect(await replica.get('before')).toBe('1'));
    replica.disconnect();
    const { master } = set;
    await set.master.kill();
    expect(await refusedWithin(async () => client.set('during', '1'))).toBeLessThan(1000);
    await set.waitForMaster({ not: master });
    await eventually(async () => expect(await client.set('after', '1')).toBe('OK'), { withinMs: 2000 });
    expect(await client.get('before')).toBe('1');
  }, 45_000);

  it('leads away from a master that is frozen', async () => {
    const set = await startSentinel();
    open.push({ close: async () => set.stop() });
    const { client } = await connect({ sentinels: set.addresses, sentinelName: set.name });
    const { master } = set;
    set.master.freeze();
    expect(await refusedWithin(async () => client.set('during', '1'))).toBeLessThan(1000);
    await set.waitForMaster({ not: master });
    await eventually(async () => expect(await client.set('after', '1')).toBe('OK'), { withinMs: 5000 });
    set.master.thaw();
  }, 45_000);
});

describe('Cluster', () => {
  // One key for each third of the slots, that is for each of three masters.
  const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

  it.each(['kill', 'freeze'] as const)(
    'goes on elsewhere when a master is gone (%s), and there after the failover',
    async (how) => {
      const cluster = await startCluster({ replicas: 1 });
      open.push({ close: async () => cluster.stop() });
      const { client } = await connect({ clusterNodes: cluster.addresses });
      await Promise.all(keys.map(async (key) => client.set(key, key)));
      const lost = await cluster.masterOf(15495); // the slot of "a"
      if (how === 'kill') await lost.kill();
      else lost.freeze();
      expect(await refusedWithin(async () => client.get('a'))).toBeLessThan(1000);
      const survivors = await Promise.allSettled(keys.map(async (key) => client.get(key)));
      expect(survivors.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
      await eventually(async () => expect(await client.get('a')).toBe('a'), { withinMs: 15_000 });
      await eventually(async () =>
        expect(await Promise.all(keys.map(async (key) => client.get(key)))).toEqual(keys),
      );
      if (how === 'freeze') lost.thaw();
    },
    40_000,
  );

  it('answers all the while slots move', async () => {
    const cluster = await startCluster();
    open.push({ close: async () => cluster.stop() });
    const { client } = await connect({ clusterNodes: cluster.addresses });
    const [from, to] = cluster.nodes;
    if (!from || !to) throw new Error('no nodes');
    let moving = true;
    const moved = cluster
      .moveSlots(
        from,
        to,
        Array.from({ length: 200 }, (_, i) => i),
      )
      .finally(() => (moving = false));
    let count = 0;
    while (moving) {
      await Promise.all(Array.from({ length: 100 }, async (_, i) => client.incr(`n${i}`)));
      count++;
    }
    await moved;
    expect(await Promise.all(Array.from({ length: 100 }, async (_, i) => client.get(`n${i}`)))).toEqual(
      Array.from({ length: 100 }, () => String(count)),
    );
  });

  it('does not send a command twice when its connection is lost', async () => {
    const cluster = await startCluster();
    open.push({ close: async () => cluster.stop() });
    const { client } = await connect({ clusterNodes: cluster.addresses, deadlineMs: 1500 });
    await client.set('a', '0');
    const node = await cluster.masterOf(15495);
    const direct = new Redis({ port: node.port });
    open.push({ close: () => direct.disconnect() });
    // Written to a frozen server, then the server is cut off: whether it ran is not known, so it may not run again.
    node.freeze();
    const lost = refusedWithin(async () => client.incr('a'));
    await eventually(() => expect((client as { status: string }).status).toBe('ready'));
    for (const connection of (
      client as unknown as { nodes(): { options: { port: number }; stream: { destroy(): void } }[] }
    ).nodes())
      if (connection.options.port === node.port) connection.stream.destroy();
    expect(await lost).toBeLessThan(1000); // at once, not by the deadline
    // This one waits for the new connection, in vain: when that comes about, it must not run late.
    await refusedWithin(async () => client.set('{a}:late', '1'));
    node.thaw();
    await eventually(async () => expect(await direct.ping()).toBe('PONG'));
    expect(Number(await client.get('a'))).toBeLessThanOrEqual(1);
    expect(await client.get('{a}:late')).toBeNull();
  });
});
