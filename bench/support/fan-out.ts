import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Topic } from 'rookery';
import type { Server } from './processes.js';
import type { Row } from './rounds.js';

/** How many follow, and how often something is published to them. */
export interface FanOut {
  readonly clients: number;
  readonly perSecond: number;
  readonly seconds: number;
}

/** Lets many clients follow a topic over server-sent events, and tells what of it arrived, and when. */
export async function fanOut(server: Server, topic: Topic<number>, load: FanOut): Promise<Row> {
  const { clients, perSecond, seconds } = load;
  const delays: number[] = [];
  let received = 0;
  const note = (line: string) => {
    if (!line.startsWith('data: {"id"')) return;
    received++;
    // Each carries the instant at which it was published by this very process.
    if (received % 50 === 0) delays.push(Date.now() - (JSON.parse(line.slice(6)) as { data: number }).data);
  };
  const url = `${server.url}/v1/topics/${topic.name}/stream`;
  const streams: IncomingMessage[] = [];
  for (let i = 0; i < clients; i += 50)
    streams.push(...(await Promise.all(Array.from({ length: 50 }, async () => follow(url, note)))));
  await delay(500);
  const rssBefore = rssOf(server.pid);
  const cpuBefore = server.cpuMs() ?? 0;
  const startedAt = performance.now();
  const total = perSecond * seconds;
  for (let n = 0; n < total; n++) {
    await delay(Math.max(0, startedAt + (n * 1000) / perSecond - performance.now()));
    await topic.publish(Date.now());
  }
  const expected = total * clients;
  // What is late still counts; what is lost does not come in three seconds either.
  const isComplete = () => received >= expected;
  for (let waited = 0; !isComplete() && waited < 3000; waited += 50) await delay(50);
  const tookSeconds = (performance.now() - startedAt) / 1000;
  const cpu = ((server.cpuMs() ?? 0) - cpuBefore) / 1000 / tookSeconds;
  const rss = rssOf(server.pid);
  for (const stream of streams) stream.destroy();
  const sorted = delays.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? 0;
  return {
    name: `${perSecond} messages/s to ${clients} clients`,
    value: received / tookSeconds,
    columns: {
      'lost %': ((expected - received) / expected) * 100,
      'p50 ms': at(0.5),
      'p99 ms': at(0.99),
      'server CPU %': cpu * 100,
      'RSS MB before': rssBefore,
      'RSS MB after': rss,
    },
  };
}

async function follow(url: string, note: (line: string) => void): Promise<IncomingMessage> {
  const request = get(url, { agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let text = '';
  response.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) note(line);
  });
  response.on('error', () => undefined);
  return response;
}

function rssOf(pid: number): number {
  const [, kb = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kb) / 1024;
}
