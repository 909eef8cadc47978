import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { Request, Result } from 'autocannon';
import type { Load } from './load-process.js';
import type { Server } from './processes.js';
import type { Sample } from './rounds.js';

const CONNECTIONS = 50;

/** Makes HTTP requests from one process of its own, which ends with this one. */
export class LoadGenerator {
  private readonly child = fork(new URL('load-process.js', import.meta.url), { detached: true });
  private readonly died = once(this.child, 'exit').then(() => {
    throw new Error('The load generator died: see above');
  });

  /** As many requests as the server answers, over 50 connections without HTTP pipelining. */
  async round(server: Server, requests: readonly Request[], seconds: number): Promise<Sample> {
    const cpuBefore = server.cpuMs();
    const result = await this.fire({ url: server.url, seconds, connections: CONNECTIONS, requests });
    const cpuAfter = server.cpuMs();
    return {
      rate: result['2xx'] / result.duration,
      columns: {
        'p99 ms': result.latency.p99,
        ...(cpuBefore !== undefined &&
          cpuAfter !== undefined && { 'server CPU µs': ((cpuAfter - cpuBefore) * 1000) / result['2xx'] }),
      },
    };
  }

  /** Makes requests for some seconds; fails if one of them does. */
  async fire(load: Load): Promise<Result> {
    this.child.send(load);
    const [result] = (await Promise.race([once(this.child, 'message'), this.died])) as [Result];
    const answered = result['2xx'];
    const failed = result.non2xx + result.errors + result.timeouts;
    if (failed > 0 || answered === 0)
      throw new Error(`${failed} of ${answered + failed} requests to ${load.url} failed: nothing to compare`);
    return result;
  }

  stop(): void {
    this.child.disconnect();
  }
}
