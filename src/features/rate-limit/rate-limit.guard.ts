import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RedisUnavailableError } from '../../redis/index.js';
import { RateLimitAdmissions, type Admission, type RouteLimit } from './rate-limit.admissions.js';
import { RateLimitedError } from './rate-limit.errors.js';
import { writeHeaders, type Response } from './rate-limit.headers.js';
import { rateLimitOptions, type RateLimitOptions } from './rate-limit.options.js';
import type { Decision } from './rate-limit.schemas.js';

/** Where a route keeps its `RouteLimit`. */
export const USES = Symbol('RouteLimit');

/** What each request that runs was let in with. A class and its method may both bring the guard: a request pays once. */
const admitted = new WeakMap<object, Admission>();

/** What a request was let in with; undefined where nothing limits it. */
export const admissionOf = (context: ExecutionContext) => admitted.get(requestOf(context));

/** Lets a request in as its `@RateLimit` says. Throws {@link RateLimitedError}, or {@link RedisUnavailableError} where a policy is closed without Redis. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly admissions: RateLimitAdmissions,
    @rateLimitOptions.inject() private readonly options: RateLimitOptions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const limit = this.reflector.getAllAndOverride<RouteLimit | undefined>(USES, [
      context.getHandler(),
      context.getClass(),
    ]);
    const request = requestOf(context);
    if (!limit || admitted.has(request)) return true;
    const admission = await this.admissions.admit(limit, context);
    tell(context, admission.decisions, this.options.headers);
    admitted.set(request, admission);
    if (context.getType() === 'http') releaseWhenClosed(context, admission);
    return true;
  }
}

/** Writes the headers, and throws if one of the decisions denies. */
export function tell(
  context: ExecutionContext,
  decisions: readonly Decision[],
  style: RateLimitOptions['headers'],
): void {
  if (context.getType() === 'http')
    writeHeaders(context.switchToHttp().getResponse<Response>(), decisions, style);
  const denials = decisions.filter(({ allowed }) => !allowed);
  if (denials.length === 0) return;
  if (denials.some(({ degraded }) => degraded)) throw new RedisUnavailableError();
  throw new RateLimitedError(Math.max(...denials.map(({ retryAfterMs }) => retryAfterMs)));
}

/** An interceptor would not hear of a guard behind this one that refuses, nor of a caller who hangs up. */
function releaseWhenClosed(context: ExecutionContext, admission: Admission): void {
  const response = context.switchToHttp().getResponse<{ raw?: Closing } & Closing>();
  (response.raw ?? response).once('close', () => void admission.release());
}

interface Closing {
  once(event: 'close', listener: () => void): unknown;
}

function requestOf(context: ExecutionContext): object {
  return context.getType() === 'http'
    ? context.switchToHttp().getRequest<object>()
    : context.switchToRpc().getContext<object>();
}
