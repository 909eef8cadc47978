import { LimitTooLowError } from './queue.errors.js';
import { limitsInput, type LimitsInfo, type LimitsInput, type LimitsSpec } from './queue.limit.schemas.js';
import type { Shard } from './queue.shard.js';
import { holdQueue, putLimits } from './scripts/index.js';

/** The part of the limits that is a shard's, as put-limits.lua takes it; empty where there is no such limit. */
interface Part {
  readonly concurrency: number | '';
  readonly intervalMs: number | '';
  readonly burst: number | '';
}

const NO_PART: Part = { concurrency: '', intervalMs: '', burst: '' };

/**
 * What limits a queue, everywhere together: how many run at a time, how many begin in a time (GCRA), and a hold for a time. Kept in
 * Redis, so that all processes agree at once. The places are the leases themselves: a worker that dies takes none with it.
 */
export class Limits {
  constructor(
    private readonly shards: readonly Shard[],
    private readonly register: () => Promise<void>,
  ) {}

  /**
   * Limits the queue from now on; what runs goes on. Of a sharded queue each shard has its part.
   *
   * @throws LimitTooLowError where a shard would have no part
   */
  async put(input: LimitsInput): Promise<void> {
    const spec = limitsInput.parse(input);
    if (spec.concurrency !== undefined && spec.concurrency < this.shards.length)
      throw new LimitTooLowError(this.shards.length);
    const limits = JSON.stringify(spec);
    const put = this.shards.map(async (shard, i) => limit(shard, limits, this.partOf(spec, i)));
    await Promise.all([...put, this.register()]);
  }

  /** Lifts the limits; a hold stays. */
  async remove(): Promise<void> {
    await Promise.all(this.shards.map(async (shard) => limit(shard, '', NO_PART)));
  }

  /** What limits the queue, and until when it is held. */
  async get(): Promise<LimitsInfo> {
    const [first] = this.shards;
    if (!first) return { heldUntilAt: null };
    const [limits, heldUntil] = await first.redis.client.hmget(first.keys.meta, 'limits', 'heldUntil');
    const heldUntilAt = heldUntil ? Number(heldUntil) : null;
    return { ...(limits ? (JSON.parse(limits) as LimitsSpec) : {}), heldUntilAt };
  }

  /** Hands out no jobs for that long, or for longer if that was said before; 0 ends it. What runs goes on. */
  async hold(delayMs: number): Promise<void> {
    await Promise.all(this.shards.map(async (shard) => hold(shard, delayMs)));
  }

  private partOf({ concurrency, rate }: LimitsSpec, index: number): Part {
    const { length } = this.shards;
    return {
      concurrency:
        concurrency === undefined
          ? ''
          : Math.floor(concurrency / length) + (index < concurrency % length ? 1 : 0),
      intervalMs: rate ? (rate.windowMs / rate.limit) * length : '',
      burst: rate ? Math.max(1, Math.floor(rate.burst / length)) : '',
    };
  }
}

async function limit(shard: Shard, limits: string, part: Part): Promise<void> {
  await putLimits.run(shard.redis.client, shard.keys, { limits, ...part });
  await shard.nudge();
}

async function hold(shard: Shard, delayMs: number): Promise<void> {
  await holdQueue.run(shard.redis.client, shard.keys, { delayMs });
  if (delayMs === 0) await shard.nudge();
}
