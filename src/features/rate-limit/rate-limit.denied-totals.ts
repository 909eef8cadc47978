import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { RedisConnection, Heartbeat } from '../../redis/index.js';
import { rateLimitKeys } from './rate-limit.keys.js';
import { RateLimitService } from './rate-limit.service.js';
import type { Denied } from './rate-limit.top-denied.js';

/** Of how many a process tells: some 10 KB. */
const MOST_TOLD = 100;

const report = z.array(
  z.object({ policy: z.string(), subject: z.string(), count: z.int().min(1), lastAt: z.int() }),
);

/** Whom limits have denied most, the most denied first. */
export interface MostDenied {
  readonly items: readonly Denied[];
  /** Whether all processes are in it; while Redis does not answer it is this one alone. */
  readonly everywhere: boolean;
}

/**
 * Whom limits have denied most in all processes that run, each since it started. Each tells of the 100 whom it has denied most, every
 * 5 s: who is never among those is missing, and a count may be too low by what processes denied that did not tell of it.
 */
@Injectable()
export class DeniedTotals implements OnModuleInit, OnModuleDestroy {
  private readonly heartbeat: Heartbeat;

  constructor(
    redis: RedisConnection,
    private readonly limits: RateLimitService,
  ) {
    const keys = rateLimitKeys(redis.keys('rate-limit')).denied();
    this.heartbeat = new Heartbeat(redis, keys, () => {
      const told = limits.topDenied(MOST_TOLD);
      return told.length === 0 ? undefined : told;
    });
  }

  /** The most denied first. Answers whatever state Redis is in. */
  async list(limit = 50): Promise<MostDenied> {
    const own = this.limits.topDenied(MOST_TOLD);
    const others = await this.heartbeat.othersIfTold();
    const all = [own, ...(others ?? []).map((what) => report.safeParse(what).data ?? [])];
    return { items: sumOf(all).slice(0, limit), everywhere: others !== undefined };
  }

  onModuleInit(): void {
    this.heartbeat.start();
  }

  onModuleDestroy(): void {
    this.heartbeat.stop();
  }
}

function sumOf(lists: readonly (readonly Denied[])[]): Denied[] {
  const all = new Map<string, Denied>();
  for (const denied of lists.flat()) {
    const { policy, subject, count, lastAt } = denied;
    const before = all.get(`${policy} ${subject}`) ?? { count: 0, lastAt: 0 };
    all.set(`${policy} ${subject}`, {
      policy,
      subject,
      count: before.count + count,
      lastAt: Math.max(before.lastAt, lastAt),
    });
  }
  return [...all.values()].toSorted((a, b) => b.count - a.count);
}
