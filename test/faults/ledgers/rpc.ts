import { setTimeout as delay } from 'node:timers/promises';
import type { RedisRpcClient } from '../../../src/transport/index.js';
import type { Availability } from '../availability.js';
import { stillUnsure } from './kv.js';
import { Ledger } from './ledger.js';

const TIMEOUT_MS = 1500;

/** Of all replicas exactly one handles a request: what is counted over the Redis transport is counted once. */
export class RpcLedger extends Ledger {
  readonly feature = 'rpc';
  private readonly counted = [0, 0].map(() => ({ value: 0, at: 0, unsure: 0 }));

  constructor(
    private readonly rpc: RedisRpcClient,
    private readonly seen: Availability,
  ) {
    super(async () => Promise.reject(new Error('It asks over Redis')));
  }

  async step(client: number): Promise<void> {
    const counted = this.counted[client];
    if (!counted) return;
    const startedAt = performance.now();
    const value = await this.count(client, 1);
    const tookMs = performance.now() - startedAt;
    if (typeof value !== 'number') {
      const failure = value.code ?? 'no answer';
      this.seen.note(tookMs, failure);
      if (failure === 'REDIS_FULL') return; // says that it did nothing
      counted.unsure += 1;
      this.unsure += 1;
      return;
    }
    this.seen.note(tookMs);
    this.compare(client, value - 1);
    Object.assign(counted, { value, at: Date.now(), unsure: stillUnsure(counted, value) });
    this.acknowledged += 1;
  }

  private async count(client: number, by: number): Promise<number | { code?: string }> {
    const options = { timeoutMs: TIMEOUT_MS };
    const reply = this.rpc.request<{ value: number }>('kv.increment', { key: `rpc-${client}`, by }, options);
    return reply.then(
      ({ value }) => value,
      (error: unknown) => error as { code?: string },
    );
  }

  private compare(client: number, now: number): void {
    const { value, at, unsure } = this.counted[client] ?? { value: 0, at: 0, unsure: 0 };
    for (let lost = now; lost < value; lost++) this.lose(`rpc-${client}: the count to ${lost + 1}`, at);
    if (now > value + unsure)
      this.broken.push(`rpc-${client} is ${now}, after ${value} and ${unsure} that may have counted`);
  }

  async verify(): Promise<void> {
    for (const client of this.counted.keys()) {
      let now = await this.count(client, 0);
      for (let tries = 0; typeof now !== 'number' && tries < 20; tries++) {
        await delay(200);
        now = await this.count(client, 0);
      }
      if (typeof now !== 'number') this.broken.push('nobody answers over the Redis transport');
      else this.compare(client, now);
    }
  }
}
