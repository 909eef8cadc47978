import { callInTurn, compare, type Contender, type Row, type Sample, type Table } from './rounds.js';
import type { Server } from './processes.js';
import { startPeer } from './servers.js';

const IN_FLIGHT = 100;

/** Sends a request to the servers of a pattern. */
export type Ask = (pattern: string, data: unknown) => Promise<unknown>;

/** How a client asks. */
interface Clients {
  readonly stock: Ask;
  readonly ours: Ask;
}

/** Requests by Nest's own client and by ours, to servers of each, one and two of them. */
export async function* requests({ stock, ours }: Clients): AsyncGenerator<Table> {
  const start = async (kind: string, replicas: number) => {
    const pattern = `${kind}.${replicas}`;
    const peers = Array.from({ length: replicas }, async (_, i) =>
      startPeer({
        name: 'rpc-server',
        probe: '/',
        env: { KIND: kind, PATTERN: pattern, INDEX: String(i) },
      }),
    );
    return { pattern, servers: await Promise.all(peers) };
  };
  const contender = (name: string, target: number | undefined, round: Contender['round']): Contender => ({
    name,
    ...(target !== undefined && { target }),
    round,
  });
  for (const replicas of [1, 2]) {
    const mine = await start('ours', replicas);
    const theirs = await start('stock', replicas);
    // What is in the way of a request at least: one question to Redis; or of two replicas, that both hear it.
    const floor = await start(replicas === 1 ? 'asking' : 'sharing', replicas);
    const of =
      ({ pattern, servers }: typeof mine, ask: Ask) =>
      async (seconds: number) =>
        asking(servers, seconds, async (i) => ask(pattern, i));
    const title = `request and reply, ${IN_FLIGHT} in flight, ${replicas} replica${replicas > 1 ? 's' : ''}`;
    yield await compare({
      title: `${title}, Nest’s own client`,
      unit: 'requests/s',
      seconds: 1,
      contenders: [
        contender('RedisServerStrategy', undefined, of(mine, stock)),
        contender('Nest’s server', replicas === 1 ? 0.9 : 1.5, of(theirs, stock)),
        contender(
          replicas === 1
            ? 'Nest’s server that asks Redis for one thing first'
            : 'Nest’s servers that each leave out half, unasked',
          undefined,
          of(floor, stock),
        ),
      ],
    });
    yield await compare({
      title: `${title}, our client`,
      unit: 'requests/s',
      seconds: 1,
      contenders: [
        contender('RedisServerStrategy and RedisRpcClient', undefined, of(mine, ours)),
        contender('Nest’s server and client', replicas === 1 ? 1.2 : 1.5, of(theirs, stock)),
      ],
    });
    if (replicas === 1)
      yield await roundTrips([mine.pattern, theirs.pattern, floor.pattern], { stock, ours });
    await Promise.all(
      [...mine.servers, ...theirs.servers, ...floor.servers].map(async (server) => server.stop()),
    );
  }
}

/** Calls, and counts how often handlers ran for them. */
async function asking(
  servers: readonly Server[],
  seconds: number,
  ask: (i: number) => Promise<unknown>,
): Promise<Sample> {
  const runs = async () => {
    const counts = servers.map(async ({ url }) => Number(await (await fetch(url)).text()));
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  };
  const before = await runs();
  let calls = 0;
  const { rate, columns } = await callInTurn(IN_FLIGHT, seconds, async (i) => {
    await ask(i);
    calls++;
  });
  return { rate, columns: { ...columns, 'runs / request': ((await runs()) - before) / calls } };
}

async function roundTrips(
  [mine, theirs, floor]: [mine: string, theirs: string, floor: string],
  { stock, ours }: Clients,
) {
  return {
    title: 'request and reply, one after the other',
    unit: 'ms, p50',
    lowerIsBetter: true,
    rows: [
      await timesOf('RedisServerStrategy and RedisRpcClient', async (i) => ours(mine, i)),
      await timesOf('RedisServerStrategy, Nest’s client', async (i) => stock(mine, i)),
      await timesOf('Nest’s server and client', async (i) => stock(theirs, i)),
      await timesOf('Nest’s server that asks Redis for one thing first', async (i) => stock(floor, i)),
    ],
  };
}

/** How long calls take, one after the other. */
export async function timesOf(
  name: string,
  call: (i: number) => Promise<unknown>,
  count = 3000,
): Promise<Row> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const startedAt = performance.now();
    await call(i);
    if (i >= count / 10) times.push(performance.now() - startedAt);
  }
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
  return { name, value: at(0.5), columns: { 'p99 ms': at(0.99) } };
}
