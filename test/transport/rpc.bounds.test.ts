import { jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { interval, of, take } from 'rxjs';
import { RedisConnection, redisOptions } from '../../src/redis/index.js';
import { RedisRpcClient, RedisServerStrategy } from '../../src/transport/index.js';
import { eventually } from '../support/eventually.js';
import { startStandalone } from '../support/servers.js';

const open: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  jest.restoreAllMocks();
  for (const close of open.splice(0).toReversed()) await close();
});

type Handler = (data: number) => Promise<unknown>;

/** A replica with one handler, a client, and a Redis of their own. */
async function start(work: Handler, maxInFlight?: number) {
  const server = await startStandalone();
  open.push(async () => server.stop());
  const connect = async () => {
    const connection = new RedisConnection('default', redisOptions.check({ url: server.url }));
    open.push(async () => connection.close());
    await connection.open();
    return connection;
  };
  const strategy = new RedisServerStrategy(await connect(), maxInFlight ? { maxInFlight } : {});
  strategy.addHandler('work', work as never);
  await new Promise<void>((resolve, reject) => {
    void strategy.listen((error) => (error ? reject(error) : resolve()));
  });
  open.push(async () => strategy.close());
  const connection = await connect();
  const client = new RedisRpcClient(connection);
  open.push(async () => client.close());
  return { client, connection, strategy };
}

describe('a replica', () => {
  it('begins nothing that its caller no longer waits for', async () => {
    const gate = Promise.withResolvers<void>();
    const begun: number[] = [];
    const work: Handler = async (n) => {
      begun.push(n);
      await gate.promise;
      return of(n);
    };
    const { client } = await start(work, 1);
    const first = client.request('work', 1);
    await eventually(() => expect(begun).toEqual([1]));
    await expect(client.request('work', 2, { timeoutMs: 50 })).rejects.toMatchObject({ code: 'RPC_TIMEOUT' });
    const third = client.request('work', 3);
    gate.resolve();
    expect(await Promise.all([first, third])).toEqual([1, 3]);
    expect(begun).toEqual([1, 3]);
  });

  it('lets go for a second what it reads after it stood still for long: others may have handled it', async () => {
    const begun: number[] = [];
    const { client } = await start(async (n) => of(begun.push(n)));
    await client.request('work', 1);
    const now = performance.now.bind(performance);
    jest.spyOn(performance, 'now').mockImplementation(() => now() + 20_000);
    await expect(client.request('work', 2, { timeoutMs: 300 })).rejects.toMatchObject({
      code: 'RPC_TIMEOUT',
    });
    await delay(1000);
    await client.request('work', 3);
    expect(begun).toEqual([1, 3]);
  });

  it('answers nowhere but where callers listen, whatever a request says', async () => {
    const { connection } = await start(async (n) => of(n));
    const heard: string[] = [];
    for (const channel of ['elsewhere', 'work.reply'])
      await connection.subscriptions.subscribe(channel, () => heard.push(channel));
    const request = { pattern: 'work', data: 1, metadata: { replyTo: 'elsewhere' }, id: 'a' };
    await connection.client.publish('work', JSON.stringify(request));
    await eventually(() => expect(heard.length).toBeGreaterThan(0));
    expect(heard).toEqual(['work.reply']);
  });

  it('finishes what it has begun when it is closed, and the answer arrives', async () => {
    const gate = Promise.withResolvers<void>();
    let begun = 0;
    const { client, connection, strategy } = await start(async (n) => {
      begun++;
      await gate.promise;
      return of(n);
    });
    const asked = client.request('work', 7);
    await eventually(() => expect(begun).toBe(1));
    const closed = strategy.close();
    await eventually(async () =>
      expect(await connection.client.pubsub('NUMSUB', 'work')).toEqual(['work', 0]),
    );
    await expect(client.request('work', 8)).rejects.toMatchObject({ code: 'RPC_NO_RESPONDERS' });
    gate.resolve();
    await closed;
    expect(await asked).toBe(7);
  });
});

it('a request is given up when its signal says so', async () => {
  const { client } = await start(async () => new Promise(() => undefined));
  const given = new AbortController();
  const asked = client.request('work', 1, { signal: given.signal });
  setTimeout(() => given.abort(new Error('enough')), 20);
  await expect(asked).rejects.toThrow('enough');
});

it('the timeout is for each part of an answer, not for all of them', async () => {
  const { client } = await start(async () => interval(400).pipe(take(4)));
  expect(await client.request('work', 1, { timeoutMs: 1000 })).toBe(3);
});
