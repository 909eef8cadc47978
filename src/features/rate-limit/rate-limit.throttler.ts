import { Injectable } from '@nestjs/common';
import type { ThrottlerStorage } from '@nestjs/throttler';
import { Charger, type Decided } from './rate-limit.charger.js';
import { CompiledPolicy } from './rate-limit.rules.js';
import { policyInput } from './rate-limit.schemas.js';

/** What a throttler's guard asks its storage. Times in milliseconds. */
export interface ThrottlerAsk {
  /** Who and where, as the guard's `generateKey` says it; a `{tag}` in it decides the Cluster slot. */
  readonly key: string;
  readonly ttl: number;
  readonly limit: number;
  /** How long to deny everything after a denial; 0 to deny until the window ends. */
  readonly blockDuration: number;
  readonly throttlerName: string;
}

/** What the storage answers: hits, and times in whole seconds. */
export type ThrottlerAnswer = Awaited<ReturnType<ThrottlerStorage['increment']>>;

/** Limits that are functions could make any number of policies; these many are kept ready. */
const MAX_COMPILED = 1000;

/**
 * The storage of `@nestjs/throttler` in Redis: `ThrottlerModule.forRootAsync({ inject: [RedisThrottlerStorage],
 * useFactory: (storage) => ({ throttlers, storage }) })`. A hit that is denied neither counts nor asks Redis again, and
 * while Redis is away `whenAway` decides instead of an error.
 */
@Injectable()
export class RedisThrottlerStorage implements ThrottlerStorage {
  private readonly compiled = new Map<string, CompiledPolicy>();

  constructor(private readonly charger: Charger) {}

  /** One hit, counted in a window that begins with the first. Five parameters, as the interface has them. */
  async increment(
    ...[key, ttl, limit, blockDuration, throttlerName]: Parameters<ThrottlerStorage['increment']>
  ) {
    const [answer] = await this.incrementAll([{ key, ttl, limit, blockDuration, throttlerName }]);
    return answer as ThrottlerAnswer;
  }

  /** A hit of several throttlers in one step, counted by all or by none; the answers in the same order. */
  async incrementAll(asks: readonly ThrottlerAsk[]): Promise<ThrottlerAnswer[]> {
    const asked = asks.map((ask) => ({ compiled: this.policyFor(ask), subject: ask.key }));
    const { decided } = await this.charger.take(asked, 1);
    return asks.map((ask, i) => {
      const own = decided.find(
        ({ rule }) => rule.compiled === asked[i]?.compiled && rule.subject === ask.key,
      );
      return toAnswer(ask, own);
    });
  }

  private policyFor({ ttl, limit, blockDuration, throttlerName }: ThrottlerAsk): CompiledPolicy {
    const key = `${ttl} ${limit} ${blockDuration} ${throttlerName}`;
    const known = this.compiled.get(key);
    if (known) return known;
    if (this.compiled.size >= MAX_COMPILED) this.compiled.clear();
    const policy = policyInput.parse({
      algorithm: 'fixed-window',
      limit: Math.max(1, Math.floor(limit)),
      windowMs: Math.max(1, Math.ceil(ttl)),
      ...(blockDuration > 0 && { blockMs: Math.ceil(blockDuration) }),
    });
    // No name of a policy has a tilde, so these are in nobody's way.
    const fresh = new CompiledPolicy(`throttler~${throttlerName}`, { ...policy, limit });
    this.compiled.set(key, fresh);
    return fresh;
  }
}

/** A throttler of which nothing is said is not the one that denies: an earlier denial of another still holds. */
function toAnswer({ limit, ttl }: ThrottlerAsk, decided: Decided | undefined): ThrottlerAnswer {
  if (!decided) return { totalHits: 0, timeToExpire: seconds(ttl), isBlocked: false, timeToBlockExpire: 0 };
  const { enough, remaining, retryMs, resetMs } = decided.state;
  return {
    totalHits: enough ? limit - remaining : limit + 1,
    timeToExpire: seconds(resetMs),
    isBlocked: !enough,
    timeToBlockExpire: enough ? 0 : seconds(retryMs),
  };
}

function seconds(ms: number): number {
  return Math.ceil(ms / 1000);
}
