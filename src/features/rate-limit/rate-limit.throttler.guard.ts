import { hash } from 'node:crypto';
import { Injectable, type ExecutionContext } from '@nestjs/common';
import { ThrottlerGuard, type ThrottlerOptions } from '@nestjs/throttler';
import { RedisThrottlerStorage, type ThrottlerAnswer, type ThrottlerAsk } from './rate-limit.throttler.js';

/** A named throttler as it holds for one request. */
interface Applied extends ThrottlerAsk {
  readonly tracker: string;
  readonly setHeaders: boolean;
}

type Metadata = 'LIMIT' | 'TTL' | 'BLOCK_DURATION' | 'TRACKER' | 'KEY_GENERATOR' | 'SKIP';

/**
 * The guard of `@nestjs/throttler` with the same decorators and options, but all named throttlers in one step:
 *
 * - A request that one of them denies is counted by none; the stock guard charges those before it, one trip each.
 * - Without a `blockDuration` a denied caller waits for the end of the window, not for a whole `ttl` from the denial.
 * - `Retry-After` is there under its own name, too, so that clients understand it.
 * - `@SkipThrottle()` skips named throttlers as well.
 *
 * Needs {@link RedisThrottlerStorage}; with another storage it is the stock guard.
 */
@Injectable()
export class OneTripThrottlerGuard extends ThrottlerGuard {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const storage = this.storageService;
    if (!(storage instanceof RedisThrottlerStorage)) return super.canActivate(context);
    if (await this.shouldSkip(context)) return true;
    const applied: Applied[] = [];
    for (const throttler of this.throttlers) {
      if (!this.skips(throttler, context)) applied.push(await this.apply(throttler, context));
    }
    if (applied.length === 0) return true;
    const answers = await storage.incrementAll(applied);
    const decided = applied.flatMap((throttler, i) => {
      const answer = answers[i];
      return answer ? [{ throttler, answer }] : [];
    });
    this.writeHeaders(context, decided);
    const denied = decided.find(({ answer }) => answer.isBlocked);
    if (denied) {
      const { ttl, limit, key, tracker } = denied.throttler;
      await this.throwThrottlingException(context, { ttl, limit, key, tracker, ...denied.answer });
    }
    return true;
  }

  private skips(throttler: ThrottlerOptions, context: ExecutionContext): boolean {
    const name = nameOf(throttler);
    const skip = this.told('SKIP', name, context) ?? this.told('SKIP', 'default', context);
    const skipIf = throttler.skipIf ?? this.commonOptions.skipIf;
    if (skip || skipIf?.(context)) return true;
    const { req } = this.getRequestResponse(context);
    const { 'user-agent': agent = '' } = (req['headers'] ?? {}) as Record<string, string>;
    const ignored = throttler.ignoreUserAgents ?? this.commonOptions.ignoreUserAgents ?? [];
    return ignored.some((pattern) => agent.search(pattern) >= 0);
  }

  private async apply(throttler: ThrottlerOptions, context: ExecutionContext): Promise<Applied> {
    const name = nameOf(throttler);
    const { req } = this.getRequestResponse(context);
    const number = async (which: Metadata, fallback: unknown) =>
      toNumber(await resolved(this.told(which, name, context) ?? fallback, context), `${name}: ${which}`);
    const getTracker =
      (this.told('TRACKER', name, context) as Tracker | undefined) ??
      throttler.getTracker ??
      this.commonOptions.getTracker;
    const generateKey =
      (this.told('KEY_GENERATOR', name, context) as Generator | undefined) ??
      throttler.generateKey ??
      this.commonOptions.generateKey;
    const tracker = String(await getTracker?.(req, context));
    return {
      tracker,
      // All of one tracker in one slot, without telling who it is.
      key: `{${hash('sha256', tracker).slice(0, 20)}}:${generateKey?.(context, tracker, name)}`,
      throttlerName: name,
      limit: await number('LIMIT', throttler.limit),
      ttl: await number('TTL', throttler.ttl),
      blockDuration: await number('BLOCK_DURATION', throttler.blockDuration ?? 0),
      setHeaders: throttler.setHeaders ?? this.commonOptions.setHeaders ?? true,
    };
  }

  private told(which: Metadata, name: string, context: ExecutionContext): unknown {
    const key = `THROTTLER:${which}${name}`;
    return this.reflector.getAllAndOverride<unknown>(key, [context.getHandler(), context.getClass()]);
  }

  private writeHeaders(
    context: ExecutionContext,
    decided: readonly { throttler: Applied; answer: ThrottlerAnswer }[],
  ): void {
    const { res } = this.getRequestResponse(context);
    const told = decided.filter(({ throttler }) => throttler.setHeaders);
    const denials = told.filter(({ answer }) => answer.isBlocked);
    for (const { throttler, answer } of denials)
      this.setResponseHeader(res, `Retry-After${suffix(throttler)}`, answer.timeToBlockExpire);
    if (denials.length > 0) {
      const longest = Math.max(...denials.map(({ answer }) => answer.timeToBlockExpire));
      return this.setResponseHeader(res, 'Retry-After', longest);
    }
    for (const { throttler, answer } of told) {
      const named = (what: string) => `${this.headerPrefix}-${what}${suffix(throttler)}`;
      this.setResponseHeader(res, named('Limit'), throttler.limit);
      this.setResponseHeader(res, named('Remaining'), Math.max(0, throttler.limit - answer.totalHits));
      this.setResponseHeader(res, named('Reset'), answer.timeToExpire);
    }
  }
}

type Tracker = NonNullable<ThrottlerOptions['getTracker']>;
type Generator = NonNullable<ThrottlerOptions['generateKey']>;

const nameOf = ({ name = 'default' }: ThrottlerOptions) => name;
const suffix = ({ throttlerName }: Applied) => (throttlerName === 'default' ? '' : `-${throttlerName}`);

async function resolved(value: unknown, context: ExecutionContext): Promise<unknown> {
  return typeof value === 'function' ? (value as (context: ExecutionContext) => unknown)(context) : value;
}

function toNumber(value: unknown, what: string): number {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && !Number.isNaN(number)) return number;
  throw new Error(`The throttler ${what} is no number: ${JSON.stringify(value)}`);
}
