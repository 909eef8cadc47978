import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Request } from 'autocannon';
import type { Bench } from './support/bench.js';
import { LoadGenerator } from './support/load.js';
import type { Server } from './support/processes.js';
import { progress } from './support/progress.js';
import { whereTimeGoes, type Profile } from './support/profile.js';
import type { Row, Table } from './support/rounds.js';
import { startService } from './support/servers.js';

const SECONDS = 2;
const CONNECTIONS = [1, 8, 64, 256];
const STARTS = 5;

const json = { 'content-type': 'application/json' };
const post = (path: string, body: object): Request => ({
  method: 'POST',
  path,
  headers: json,
  body: JSON.stringify(body),
});
/** As many requests as there are connections at most, each with another key. */
const each = (make: (i: number) => Request) => Array.from({ length: 512 }, (_, i) => make(i));

/** The load curve of the service itself: it has no peers, so its rows have no ratios. */
export const bench: Bench = {
  packages: ['@nestjs/core', 'fastify', 'autocannon'],
  async *tables() {
    const generators = [new LoadGenerator(), new LoadGenerator()] as const;
    const replicas = [await startService(), await startService()] as const;
    yield await starts();
    for (const [route, requests] of Object.entries(await routes(replicas[0]))) {
      const rows: Row[] = [];
      for (const connections of CONNECTIONS) {
        progress(`${route}: ${connections} connections`);
        rows.push(
          await measured(`${connections} connections`, [generators[0]], {
            replicas: [replicas[0]],
            connections,
            requests,
          }),
        );
      }
      const most = CONNECTIONS.at(-1) ?? 1;
      rows.push(
        await measured(`${most} connections, two replicas`, generators, {
          replicas,
          connections: most / 2,
          requests,
        }),
      );
      progress('');
      yield { title: route, unit: 'requests/s', rows };
    }
    yield memory(replicas[0]);
    await Promise.all(replicas.map(async (replica) => replica.stop()));
    yield await profiled(generators[0]);
    for (const generator of generators) generator.stop();
  },
};

/** The main routes; what they need is made before. */
async function routes(service: Server): Promise<Record<string, Request[]>> {
  const ask = async ({ method, path, body }: Request): Promise<Record<string, unknown>> => {
    const response = await fetch(service.url + path, { method, headers: json, ...(body && { body }) });
    return (await response.json()) as Record<string, unknown>;
  };
  const value = { id: 7, name: 'A name', roles: ['reader', 'writer'] };
  const put = (path: string, body: object): Request => ({ ...post(path, body), method: 'PUT' });
  await Promise.all(each((i) => put(`/v1/kv/k${i}`, { value })).map(ask));
  await ask(put('/v1/rate-limits/load', { limit: 1_000_000, windowMs: 1000 }));
  const sessions = await Promise.all(each((i) => post('/v1/sessions', { userId: `u${i}` })).map(ask));
  return {
    'GET /v1/kv/:key': each((i) => ({ method: 'GET', path: `/v1/kv/k${i}` })),
    'PUT /v1/kv/:key': each((i) => put(`/v1/kv/k${i}`, { value })),
    'POST /v1/queues/:queue/jobs': each((i) => post('/v1/queues/load/jobs', { name: 'job', data: { i } })),
    'POST /v1/rate-limits/:policy/take': each((i) => post('/v1/rate-limits/load/take', { subject: `s${i}` })),
    'POST /v1/sessions/verify': sessions.map(({ token }) => post('/v1/sessions/verify', { token })),
    'POST /v1/topics/:topic/messages': each((i) => post('/v1/topics/load/messages', { data: { i } })),
  };
}

interface Aim {
  readonly replicas: readonly Server[];
  /** To each replica. */
  readonly connections: number;
  readonly requests: readonly Request[];
}

async function measured(
  name: string,
  generators: readonly LoadGenerator[],
  { replicas, connections, requests }: Aim,
): Promise<Row> {
  const cpuBefore = replicas.map((replica) => replica.cpuMs() ?? 0);
  const results = await Promise.all(
    replicas.map(async ({ url }, i) => {
      const load = { url, seconds: SECONDS, connections, requests };
      const result = await generators[i]?.fire(load);
      if (!result) throw new Error('Each replica needs a load generator of its own');
      return result;
    }),
  );
  const cpuMs = replicas.reduce((sum, replica, i) => sum + (replica.cpuMs() ?? 0) - (cpuBefore[i] ?? 0), 0);
  const answered = results.reduce((sum, result) => sum + result['2xx'], 0);
  const worst = (of: (result: (typeof results)[number]) => number) => Math.max(...results.map(of));
  return {
    name,
    value: results.reduce((sum, result) => sum + result['2xx'] / result.duration, 0),
    columns: {
      'p50 ms': worst(({ latency }) => latency.p50),
      'p99 ms': worst(({ latency }) => latency.p99),
      'p99.9 ms': worst(({ latency }) => latency.p99_9),
      'server CPU µs': (cpuMs * 1000) / answered,
      'cores that the service used': cpuMs / 1000 / SECONDS,
    },
  };
}

/** From the start of the process to the first answer of /readyz. */
async function starts(): Promise<Table> {
  const times: number[] = [];
  const memories: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const startedAt = performance.now();
    const service = await startService();
    times.push(performance.now() - startedAt);
    memories.push(service.memoryMib() ?? Number.NaN);
    await service.stop();
  }
  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(STARTS / 2)] ?? 0;
  return {
    title: 'a start',
    unit: 'ms or MiB',
    lowerIsBetter: true,
    rows: [
      { name: 'from the process to /readyz, ms', value: middle(times) },
      { name: 'resident memory then, MiB', value: middle(memories) },
    ],
  };
}

function memory(replica: Server): Table {
  const rows = [{ name: 'resident memory after all of the above', value: replica.memoryMib() ?? Number.NaN }];
  return { title: 'memory of a replica under load', unit: 'MiB', lowerIsBetter: true, rows };
}

/** What the CPU does that is the first to be used up: one replica, saturated, under a sampling profiler. */
async function profiled(generator: LoadGenerator): Promise<Table> {
  const dir = mkdtempSync(join(tmpdir(), 'rookery-profile-'));
  try {
    const startedAt = performance.now();
    const service = await startService(['--cpu-prof', `--cpu-prof-dir=${dir}`]);
    const { 'GET /v1/kv/:key': requests = [] } = await routes(service);
    const fromMs = performance.now() - startedAt;
    await generator.fire({ url: service.url, seconds: 3, connections: 64, requests });
    await service.stop();
    const [file] = readdirSync(dir);
    if (!file) throw new Error('Node left no profile');
    const profile = JSON.parse(readFileSync(join(dir, file), 'utf8')) as Profile;
    return {
      title: 'GET /v1/kv/:key, 64 connections: where one replica spends its time',
      unit: '% of the time it is busy',
      rows: whereTimeGoes(profile, fromMs),
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
