import { setTimeout as delay } from 'node:timers/promises';
import { of } from 'rxjs';
import { RedisConnection, redisOptions } from '../../src/redis/index.js';
import { RedisRpcClient, RedisServerStrategy } from '../../src/transport/index.js';
import { eventually } from '../support/eventually.js';
import { startCluster, startSentinel, startStandalone } from '../support/servers.js';
import { uniquePrefix, type RedisTarget } from '../support/topologies.js';

const open: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

/**
 * Two replicas, asked a hundred times a second while something is done to Redis. Every request ends; then all is well again
 * without a restart of anybody.
 */
async function askWhile(target: RedisTarget, disturb: (redis: RedisConnection) => Promise<void>) {
  const options = { prefix: uniquePrefix(), ...target };
  const connect = async () => {
    const connection = new RedisConnection('default', redisOptions.check(options));
    open.push(async () => connection.close());
    await connection.open();
    return connection;
  };
  const runs = new Map<number, number>();
  for (let i = 0; i < 2; i++) {
    const strategy = new RedisServerStrategy(await connect());
    const work = async (n: number) => of(runs.set(n, (runs.get(n) ?? 0) + 1) && n);
    strategy.addHandler('work', work as never);
    await new Promise<void>((resolve, reject) => {
      void strategy.listen((error) => (error ? reject(error) : resolve()));
    });
    open.push(async () => strategy.close());
  }
  const connection = await connect();
  const client = new RedisRpcClient(connection, { timeoutMs: 2000 });
  open.push(async () => client.close());
  await client.request('work', 0);

  const outcomes: Promise<string>[] = [];
  const ask = async (n: number) => {
    try {
      return (await client.request('work', n)) === n ? 'answered' : 'wrongly answered';
    } catch (error) {
      return String((error as { code?: unknown }).code ?? error);
    }
  };
  let isOver = false;
  let n = 1;
  const asking = (async () => {
    for (; !isOver; n++) {
      outcomes.push(ask(n));
      await delay(10);
    }
  })();
  await disturb(connection);
  isOver = true;
  await asking;
  const codes = await Promise.all(outcomes);
  const afterwards = async () => {
    const again = Array.from({ length: 20 }, async () => ask(++n));
    expect(new Set(await Promise.all(again))).toEqual(new Set(['answered']));
  };
  await eventually(afterwards, { withinMs: 30_000 });
  return { codes: new Set(codes), twice: [...runs.values()].filter((count) => count > 1).length };
}

/** What a caller may be told while Redis is away. A subscriber that is not back yet listens to nothing. */
const TYPED = new Set(['answered', 'REDIS_UNAVAILABLE', 'RPC_TIMEOUT', 'RPC_NO_RESPONDERS']);
const untyped = ({ codes }: { codes: ReadonlySet<string> }) => [...codes].filter((code) => !TYPED.has(code));

describe('requests', () => {
  it('end, and none is handled twice, though the subscribers are killed again and again', async () => {
    const server = await startStandalone();
    open.push(async () => server.stop());
    const result = await askWhile({ url: server.url }, async ({ client }) => {
      for (let i = 0; i < 10; i++) {
        await client.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
        await delay(150);
      }
    });
    expect([untyped(result), result.twice]).toEqual([[], 0]);
    expect(result.codes).toContain('answered');
  }, 40_000);

  it('end, and none is handled twice, though Redis is killed and started again', async () => {
    // A Redis that forgets what it had, forgets claims as well.
    const server = await startStandalone({ appendOnly: true });
    open.push(async () => server.stop());
    const result = await askWhile({ url: server.url }, async () => {
      for (let i = 0; i < 2; i++) {
        await server.restart();
        await delay(500);
      }
    });
    expect([untyped(result), result.twice]).toEqual([[], 0]);
  }, 60_000);

  it('are answered again after a failover by Sentinels', async () => {
    const set = await startSentinel();
    open.push(async () => set.stop());
    const target = { sentinels: set.addresses, sentinelName: set.name };
    const { master } = set;
    const result = await askWhile(target, async () => {
      await delay(200);
      await master.kill();
      await set.waitForMaster({ not: master });
    });
    expect(untyped(result)).toEqual([]);
  }, 90_000);

  it('are answered again when a Cluster has lost a node', async () => {
    const cluster = await startCluster({ replicas: 1 });
    open.push(async () => cluster.stop());
    const result = await askWhile({ clusterNodes: cluster.addresses }, async () => {
      await delay(200);
      await cluster.nodes[0]?.kill();
      await delay(3000);
    });
    expect(untyped(result)).toEqual([]);
  }, 90_000);
});
