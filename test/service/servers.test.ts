import { Cluster, Redis } from 'ioredis';
import { eventually } from '../support/eventually.js';
import { startProxy } from '../support/proxy.js';
import { startCluster, startSentinel } from '../support/servers.js';

const nodesOf = (addresses = '') =>
  addresses.split(',').map((address) => {
    const [host = '', port = ''] = address.split(':');
    return { host, port: Number(port) };
  });

describe('the servers that all tests share', () => {
  test('answer', async () => {
    const clients = [
      new Redis(process.env['TEST_REDIS_URL'] ?? ''),
      new Cluster(nodesOf(process.env['TEST_CLUSTER_NODES'])),
      new Redis({
        sentinels: nodesOf(process.env['TEST_SENTINELS']),
        name: process.env['TEST_SENTINEL_NAME'] ?? '',
      }),
    ];
    for (const client of clients) {
      expect(await client.set('commands-test', '1', 'EX', 10)).toBe('OK');
      client.disconnect();
    }
  });
});

test('a cluster moves slots while a client writes to them, and loses nothing', async () => {
  const cluster = await startCluster();
  const client = new Cluster(nodesOf(cluster.addresses));
  const slot = await client.cluster('KEYSLOT', '{moved}');
  const from = await cluster.masterOf(slot);
  const to = cluster.nodes.find((node) => node !== from) ?? from;
  let stop = false;
  let written = 0;
  const writing = (async () => {
    for (; !stop; written += 1) await client.rpush(`{moved}:${written % 50}`, written);
  })();
  await eventually(() => expect(written).toBeGreaterThan(200));
  await cluster.moveSlots(from, to, [slot]);
  const writtenBefore = written;
  await eventually(() => expect(written).toBeGreaterThan(writtenBefore + 200));
  stop = true;
  await writing;
  expect(await cluster.masterOf(slot)).toBe(to);
  const lengths = await Promise.all(
    Array.from({ length: 50 }, (_, index) => client.llen(`{moved}:${index}`)),
  );
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(written);
  client.disconnect();
  await cluster.stop();
});

test('a cluster with replicas gets over the loss of a master', async () => {
  const cluster = await startCluster({ replicas: 1 });
  const master = await cluster.masterOf(0);
  await master.kill();
  await eventually(async () => expect(await cluster.masterOf(0)).not.toBe(master), { withinMs: 10_000 });
  await cluster.stop();
});

test('Sentinels make the replica the master when the master dies', async () => {
  const set = await startSentinel();
  expect(await set.waitForMaster()).toBe(set.master);
  await set.master.kill();
  expect(await set.waitForMaster({ not: set.master })).toBe(set.replica);
  await set.stop();
});

describe('the proxy', () => {
  const port = Number(new URL(process.env['TEST_REDIS_URL'] ?? '').port);

  async function connectThroughProxy() {
    const proxy = await startProxy(port);
    const client = new Redis(proxy.url, {
      commandTimeout: 200,
      retryStrategy: () => 20,
      enableReadyCheck: false,
    });
    client.on('error', () => {});
    await client.ping();
    proxy.resetCounts();
    return {
      proxy,
      client,
      async [Symbol.asyncDispose]() {
        client.disconnect();
        proxy.stop();
      },
    };
  }

  test('counts round trips: one for a pipeline, one for each command awaited', async () => {
    await using given = await connectThroughProxy();
    const { client, proxy } = given;
    await client.pipeline().ping().ping().ping().exec();
    expect(proxy.counts).toMatchObject({ roundTrips: 1, toServer: { chunks: 1 }, toClient: { chunks: 1 } });
    for (let round = 0; round < 3; round += 1) await client.ping();
    expect(proxy.counts.roundTrips).toBe(4);
    expect(proxy.counts.toClient.bytes).toBe('+PONG\r\n'.length * 6);
  });

  test('holds back what it passes on, each way', async () => {
    await using given = await connectThroughProxy();
    given.proxy.delayMs = 40;
    const startedAt = performance.now();
    await given.client.ping();
    expect(performance.now() - startedAt).toBeGreaterThan(75);
  });

  test('swallows the replies to commands that did reach the server', async () => {
    await using given = await connectThroughProxy();
    const { client, proxy } = given;
    proxy.dropReplies();
    await expect(client.set('commands-test:lost-reply', '1', 'EX', 10)).rejects.toThrow('timed out');
    proxy.heal();
    proxy.cut();
    expect(await client.get('commands-test:lost-reply')).toBe('1');
  });

  test('cuts connections and refuses new ones', async () => {
    await using given = await connectThroughProxy();
    const { client, proxy } = given;
    expect(proxy.clientCount).toBe(1);
    proxy.refuse();
    expect(await client.ping()).toBe('PONG');
    proxy.cut();
    await expect(client.ping()).rejects.toThrow();
    await proxy.accept();
    await eventually(async () => expect(await client.ping()).toBe('PONG'));
  });
});
