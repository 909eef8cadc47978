import { ServerRedis } from '@nestjs/microservices';
import { of } from 'rxjs';
import { RedisConnection, redisOptions } from '../../src/redis/index.js';
import { rpcKeys } from '../../src/transport/rpc.keys.js';
import { RedisRpcClient, RedisServerStrategy, type RedisServerOptions } from '../../src/transport/index.js';
import { eventually } from '../support/eventually.js';
import { startStandalone, type RedisServer } from '../support/servers.js';

const open: { close(): Promise<unknown> | undefined }[] = [];
let server: RedisServer;
beforeEach(async () => {
  server = await startStandalone();
  open.push({ close: async () => server.stop() });
});
afterEach(async () => {
  for (const thing of open.splice(0).toReversed()) await thing.close();
});

async function connect(prefix = 'rookery'): Promise<RedisConnection> {
  const connection = new RedisConnection('default', redisOptions.check({ url: server.url, prefix }));
  open.push(connection);
  await connection.open();
  return connection;
}

type Handler = (data: unknown) => Promise<unknown>;

async function listen<S extends ServerRedis>(strategy: S, handler: Handler): Promise<S> {
  strategy.addHandler('work', handler as never);
  await new Promise<void>((resolve, reject) => {
    void strategy.listen((error?: unknown) => (error ? reject(error) : resolve()));
  });
  open.push({ close: async () => strategy.close().catch(() => undefined) }); // a test may have closed it
  return strategy;
}

const ours = async (handler: Handler, options: RedisServerOptions = {}, prefix?: string) =>
  listen(new RedisServerStrategy(await connect(prefix), options), handler);

async function stock(handler: Handler): Promise<ServerRedis> {
  const options = { host: '127.0.0.1', port: server.port, retryAttempts: 5, retryDelay: 50 };
  return listen(new ServerRedis(options), handler);
}

/** A client of ours, and what is published for the pattern, as it is and packed. */
async function caller() {
  const connection = await connect();
  const client = new RedisRpcClient(connection);
  open.push(client);
  const heard = { plain: 0, packed: [] as number[] };
  const packed = rpcKeys(connection.keys('rpc')).packed('work');
  const ear = await connect();
  // By a pattern, as nobody has to who serves them.
  const deafen = await ear.subscriptions.psubscribe(packed.replaceAll(/[[\]]/g, '?') + '*', (text) =>
    heard.packed.push(text.split('\n').length),
  );
  const sent = Array.from({ length: 50 }, (_, i) => `line ${i}\nand another`);
  const askAll = async () => Promise.all(sent.map(async (data) => client.request('work', data)));
  const untilPacked = async () =>
    eventually(async () => {
      expect(await askAll()).toEqual(sent);
      expect(heard.packed.length).toBeGreaterThan(0);
    });
  return { client, heard, sent, askAll, untilPacked, deafen };
}

const echo: Handler = async (data) => of(data);

it('requests of one turn travel in few messages, each is handled once, and each is answered', async () => {
  const runs = new Map<unknown, number>();
  const count: Handler = async (data) => {
    runs.set(data, (runs.get(data) ?? 0) + 1);
    return of(data);
  };
  for (let i = 0; i < 2; i++) await ours(count);
  const { heard, sent, askAll, untilPacked } = await caller();
  await untilPacked();
  runs.clear();
  heard.packed.length = 0;
  expect(await askAll()).toEqual(sent);
  expect(heard.packed.reduce((sum, lines) => sum + lines, 0)).toBe(50);
  expect(heard.packed.length).toBeLessThanOrEqual(3);
  expect([...runs.values()]).toEqual(sent.map(() => 1));
});

it('a server of Nest that begins to listen hears the requests as it knows them', async () => {
  await ours(echo);
  const { askAll, untilPacked } = await caller();
  await untilPacked();
  let runs = 0;
  await stock(async (data) => {
    runs++;
    return of(data);
  });
  await eventually(async () => {
    await askAll();
    expect(runs).toBeGreaterThan(0);
  });
  runs = 0;
  await askAll();
  await eventually(() => expect(runs).toBe(50));
});

it('a service under another key prefix hears the requests as well', async () => {
  await ours(echo);
  const { askAll, untilPacked } = await caller();
  await untilPacked();
  let runs = 0;
  await ours(
    async (data) => {
      runs++;
      return of(data);
    },
    {},
    'another',
  );
  await eventually(async () => {
    await askAll();
    expect(runs).toBeGreaterThan(0);
  });
});

it('who served has gone: a server of Nest beside it answers, or the caller hears at once that nobody does', async () => {
  const strategy = await ours(echo);
  const { client, heard, sent, askAll, untilPacked } = await caller();
  await untilPacked();
  let runs = 0;
  const nest = await stock(async (data) => {
    runs++;
    return of(data);
  });
  await eventually(async () => {
    await askAll();
    expect(runs).toBeGreaterThan(0);
  });
  heard.packed.length = 0;
  await strategy.close();
  expect(await askAll()).toEqual(sent);
  expect(heard.packed).toEqual([]);
  await nest.close();
  await expect(client.request('work', 1)).rejects.toMatchObject({ code: 'RPC_NO_RESPONDERS' });
});

it('when all have gone who read it, the caller hears at once that nobody listens', async () => {
  const strategy = await ours(echo);
  const { client, untilPacked, deafen } = await caller();
  await untilPacked();
  await deafen();
  await strategy.close();
  const outcomes = await Promise.allSettled([1, 2, 3].map(async (i) => client.request('work', i)));
  const codes = outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason.code);
  expect(codes).toEqual(codes.map(() => 'RPC_NO_RESPONDERS'));
});

it('who gathers answers is not packed: it has to know how many hear it', async () => {
  await ours(echo);
  const { client, untilPacked } = await caller();
  await untilPacked();
  const answers = await client.gather('work', 1, { timeoutMs: 60_000 });
  expect(answers).toEqual([{ status: 'fulfilled', value: 1 }]);
});

it('one that is too long is refused alone', async () => {
  await ours(echo, { maxPayload: 1000 });
  const { client, sent, askAll, untilPacked } = await caller();
  await untilPacked();
  const [outcome, answers] = await Promise.all([
    client.request('work', 'x'.repeat(1000)).catch((error: unknown) => error),
    askAll(),
  ]);
  expect(outcome).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
  expect(answers).toEqual(sent);
});
