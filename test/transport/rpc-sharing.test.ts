import { setTimeout as delay } from 'node:timers/promises';
import { ClientProxyFactory, ServerRedis, Transport, type ClientProxy } from '@nestjs/microservices';
import { firstValueFrom, from, of, timeout, toArray } from 'rxjs';
import { RedisConnection, redisOptions } from '../../src/redis/index.js';
import { RedisRpcClient, RedisServerStrategy, type RedisServerOptions } from '../../src/transport/index.js';
import { eventually } from '../support/eventually.js';
import { startCluster, startStandalone } from '../support/servers.js';

const open: { close(): Promise<unknown> | undefined }[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).toReversed()) await thing.close();
});

type Options = Parameters<typeof redisOptions.check>[0];

async function connect(options: Options): Promise<RedisConnection> {
  const connection = new RedisConnection('default', redisOptions.check(options));
  open.push(connection);
  await connection.open();
  return connection;
}

type Handlers = Record<string, (data: unknown) => Promise<unknown>>;

/** A replica of our own in this process, over a connection of its own. */
async function replica(target: Options, handlers: Handlers, options: RedisServerOptions = {}) {
  const server = new RedisServerStrategy(await connect(target), options);
  for (const [pattern, handler] of Object.entries(handlers)) server.addHandler(pattern, handler as never);
  await listen(server);
  open.push(server);
  return server;
}

async function listen(server: ServerRedis): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  void server.listen((error?: unknown) => (error ? reject(error) : resolve()));
  await promise;
}

async function ourClient(target: Options, timeoutMs = 5000): Promise<RedisRpcClient> {
  const client = new RedisRpcClient(await connect(target), { timeoutMs });
  open.push(client);
  await client.connect();
  return client;
}

function stockClient(port: number): ClientProxy {
  const options = { host: '127.0.0.1', port, retryAttempts: 10, retryDelay: 50 };
  const client = ClientProxyFactory.create({ transport: Transport.REDIS, options });
  open.push({ close: async () => client.close() as Promise<void> });
  return client;
}

async function redis() {
  const server = await startStandalone();
  open.push({ close: async () => server.stop() });
  return server;
}

const ask = async (client: ClientProxy, pattern: string, data: unknown) =>
  firstValueFrom(client.send<unknown>(pattern, data).pipe(timeout(5000)));

describe('replicas of one service', () => {
  it.each(['stock', 'ours'])('handle each request exactly once, for a client that is %s', async (kind) => {
    const server = await redis();
    const runs = new Map<unknown, number>();
    const by = [0, 0, 0];
    for (const i of by.keys())
      await replica(
        { url: server.url },
        {
          work: async (data) => {
            runs.set(data, (runs.get(data) ?? 0) + 1);
            by[i] = (by[i] ?? 0) + 1;
            return of(data);
          },
        },
      );
    const client = kind === 'stock' ? stockClient(server.port) : await ourClient({ url: server.url });
    const sent = Array.from({ length: 300 }, (_, i) => i + 1);
    expect(await Promise.all(sent.map(async (i) => ask(client, 'work', i)))).toEqual(sent);
    await delay(150); // until the others have had their turn, 40 and 80 ms later
    expect([...runs.values()]).toEqual(sent.map(() => 1));
    for (const count of by) expect(count).toBeGreaterThan(30); // and all of them work
  });

  it('lose no request when one of them is gone without a word', async () => {
    const server = await redis();
    const handler = async (data: unknown) => of(data);
    const survivor = await connect({ url: server.url });
    await replica({ url: server.url }, { work: handler });
    // As after kill -9: others count on it still, and it hears nothing.
    const dead = new RedisServerStrategy(survivor, {});
    dead.addHandler('work', handler as never);
    await listen(dead);
    await survivor.subscriptions.close();
    const client = await ourClient({ url: server.url });
    const sent = Array.from({ length: 100 }, (_, i) => i + 1);
    const startedAt = performance.now();
    expect(await Promise.all(sent.map(async (i) => client.request('work', i)))).toEqual(sent);
    // A step of 40 ms for those whose turn was the dead one's; the rest is for a busy machine.
    expect(performance.now() - startedAt).toBeLessThan(500);
    await dead.close();
  });

  it('all answer where the handler says so, and one of each group takes an event', async () => {
    const server = await redis();
    const heard: string[] = [];
    for (const name of ['a', 'b']) {
      const strategy = new RedisServerStrategy(await connect({ url: server.url }));
      strategy.addHandler('size', (async () => of(name)) as never, false, { delivery: 'all' });
      strategy.addHandler('news', (async () => of(heard.push(`all ${name}`))) as never, true);
      const once = (async (data: unknown) => of(heard.push(`one ${String(data)}`))) as never;
      strategy.addHandler('once', once, true, { delivery: 'group' });
      await listen(strategy);
      open.push(strategy);
    }
    const client = await ourClient({ url: server.url });
    const sizes = await client.gather<string>('size', {});
    expect(new Set(sizes.map((answer) => answer.status === 'fulfilled' && answer.value))).toEqual(
      new Set(['a', 'b']),
    );
    await firstValueFrom(client.emit('news', {}), { defaultValue: 0 });
    for (const i of [1, 2, 3, 4, 5]) await firstValueFrom(client.emit('once', i), { defaultValue: 0 });
    await eventually(() => expect(heard).toHaveLength(7));
    expect(heard.toSorted()).toEqual(['all a', 'all b', 'one 1', 'one 2', 'one 3', 'one 4', 'one 5']);
  });
});

it('our client and a stock server understand each other, streams too', async () => {
  const server = await redis();
  const stock = new ServerRedis({ host: '127.0.0.1', port: server.port, retryAttempts: 5, retryDelay: 50 });
  stock.addHandler('work', async (data) => of(data));
  stock.addHandler('count', async () => from([1, 2, 3]));
  await listen(stock);
  open.push(stock);
  const client = await ourClient({ url: server.url });
  await eventually(async () => expect(await client.request('work', { a: 1 })).toEqual({ a: 1 }));
  expect(await firstValueFrom(client.send('count', {}).pipe(toArray()))).toEqual([1, 2, 3]);
});

it('our client reads each answer of a stock server once, however many calls wait, and then stops to listen', async () => {
  const server = await redis();
  const stock = new ServerRedis({ host: '127.0.0.1', port: server.port, retryAttempts: 5, retryDelay: 50 });
  stock.addHandler('work', async (data) => of(data));
  await listen(stock);
  open.push(stock);
  let read = 0;
  const deserializer = { deserialize: (reply: object) => ({ ...reply, read: read++ }) };
  const connection = await connect({ url: server.url });
  const client = new RedisRpcClient(connection, { deserializer: deserializer as never });
  open.push(client);
  await eventually(async () => expect(await client.request('work', 0)).toBe(0));
  read = 0;
  const sent = Array.from({ length: 50 }, (_, i) => i + 1);
  expect(await Promise.all(sent.map(async (i) => client.request('work', i)))).toEqual(sent);
  expect(read).toBe(50);
  await eventually(async () =>
    expect(await connection.client.pubsub('NUMSUB', 'work.reply')).toEqual(['work.reply', 0]),
  );
});

describe('our client', () => {
  it.each([
    ['standalone', startStandalone],
    ['cluster', startCluster],
  ] as const)(
    'says at once that nobody listens, and in time that nobody answers, on %s',
    async (_name, start) => {
      const servers = await start();
      open.push({ close: async () => servers.stop() });
      const target = 'addresses' in servers ? { clusterNodes: servers.addresses } : { url: servers.url };
      const client = await ourClient(target, 60_000);
      const begun = Promise.withResolvers<void>();
      await expect(client.request('nobody', {})).rejects.toMatchObject({ code: 'RPC_NO_RESPONDERS' });
      await replica(
        target,
        {
          slow: async (data) => {
            if (data === 'last') begun.resolve();
            return new Promise(() => undefined);
          },
          echo: async (data) => of(data),
        },
        { drainMs: 0 },
      );
      expect(await client.request('echo', 7)).toBe(7);
      await expect(client.request('slow', {}, { timeoutMs: 50 })).rejects.toMatchObject({
        code: 'RPC_TIMEOUT',
      });
      const given = AbortSignal.abort(new Error('enough'));
      await expect(client.request('slow', {}, { signal: given })).rejects.toThrow('enough');
      const waiting = client.request('slow', 'last');
      await begun.promise;
      const closed = expect(waiting).rejects.toMatchObject({ code: 'RPC_CLOSED' });
      await client.close();
      await closed;
    },
  );

  it('is the only one that its answers reach', async () => {
    const server = await redis();
    await replica({ url: server.url }, { secret: async (data) => of(data) });
    const other = await connect({ url: server.url });
    const overheard: string[] = [];
    await other.subscriptions.subscribe('secret.reply', (text) => overheard.push(text));
    const client = await ourClient({ url: server.url });
    expect(await client.request('secret', 42)).toBe(42);
    expect(await ask(stockClient(server.port), 'secret', 43)).toBe(43); // in which case all hear it
    await eventually(() => expect(overheard.at(-1)).toContain('43'));
    expect(overheard).toHaveLength(1);
  });
});

it('with wildcards the most specific pattern answers, once, and no answer is taken for a request', async () => {
  const server = await redis();
  const ran: string[] = [];
  const note = (name: string) => async () => of(ran.push(name));
  // In which order Redis tells patterns is by chance: of several pairs not each is lucky.
  const areas = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const patterns = areas.flatMap((area) => [`${area}.*`, `${area}.one`, `${area}.t*`]);
  const handlers = Object.fromEntries(patterns.map((pattern) => [pattern, note(pattern)]));
  await replica({ url: server.url }, handlers, { wildcards: true });
  const client = stockClient(server.port);
  for (const area of areas)
    for (const name of ['one', 'two', 'else']) await ask(client, `${area}.${name}`, {});
  expect(ran).toEqual(areas.flatMap((area) => [`${area}.one`, `${area}.t*`, `${area}.*`]));
});

it('more than a replica takes is refused, and what waits is handled', async () => {
  const server = await redis();
  const gate = Promise.withResolvers<void>();
  const work = async (data: unknown) => gate.promise.then(() => of(data));
  await replica({ url: server.url }, { work }, { maxInFlight: 2, maxWaiting: 2 });
  const client = await ourClient({ url: server.url });
  const outcomes = Promise.allSettled([1, 2, 3, 4, 5].map(async (i) => client.request('work', i)));
  await expect(client.request('work', 6)).rejects.toMatchObject({ code: 'RPC_OVERLOADED' });
  gate.resolve();
  expect(
    (await outcomes).map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : outcome.reason.code)),
  ).toEqual([1, 2, 3, 4, 'RPC_OVERLOADED']);
});
