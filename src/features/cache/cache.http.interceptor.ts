import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { defer, from, lastValueFrom, type Observable } from 'rxjs';
import { CacheLoadTimeoutError } from './cache.errors.js';
import { isRedisAway } from './cache.fill.js';
import { answerOf, headersOf, type Answer, type CachedResponse, type Terms } from './cache.http.answer.js';
import {
  askerOf,
  hasAlready,
  mayBeAnswered,
  nameOf,
  pathTagOf,
  tagsOf,
  varyNames,
} from './cache.http.request.js';
import { routeOf, type CacheAnswerOptions, type CachedRequest } from './cache.http.route.js';
import { CacheService } from './cache.service.js';

const CHANGES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** A request that may be answered out of the cache, and what its handler does if it has to run. */
interface Asked {
  readonly request: CachedRequest;
  readonly response: CachedResponse;
  readonly name: string;
  readonly terms: Terms;
  readonly tags: readonly string[];
  readonly handle: () => Promise<unknown>;
}

/**
 * Caches whole answers of GET routes, of Fastify and Express: on a route, a controller, or as APP_INTERCEPTOR on all.
 * Each user has their own unless {@link CacheAnswer} says `shared`; guards run first, for every request. Of concurrent
 * requests for one answer a single one runs the handler. Put it outside of what changes answers, a serializer for one.
 */
@Injectable()
export class HttpCacheInterceptor implements NestInterceptor {
  constructor(
    private readonly cache: CacheService,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<CachedRequest>();
    const handle = async () => lastValueFrom(next.handle(), { defaultValue: undefined });
    if (CHANGES.has(request.method)) return from(this.change(request, context, handle));
    const route = routeOf(this.reflector, context);
    if (!route || !mayBeAnswered(request)) return next.handle();
    const asked = this.asked(context, route, handle);
    return asked ? defer(async () => this.answer(asked)) : next.handle();
  }

  private asked(
    context: ExecutionContext,
    route: CacheAnswerOptions,
    handle: () => Promise<unknown>,
  ): Asked | undefined {
    const http = context.switchToHttp();
    const [request, response] = [http.getRequest<CachedRequest>(), http.getResponse<CachedResponse>()];
    const { shared = false, instances = false, ttlMs = this.cache.defaults.ttlMs } = route;
    const asker = shared ? 'everybody' : askerOf(request, this.cache.defaults);
    const vary = varyNames(route.vary, response.getHeader('vary'));
    if (asker === undefined || vary.includes('*') || response.getHeader('set-cookie') !== undefined)
      return undefined;
    const name = nameOf(request, context, { asker, vary });
    const terms = { shared, instances, ttlMs, vary };
    return { request, response, name, terms, tags: tagsOf(request, route), handle };
  }

  private async answer(asked: Asked): Promise<unknown> {
    const { request, response, terms } = asked;
    const own = new OwnRun(asked);
    const kept = await this.kept(asked, own);
    if (!kept) return own.run();
    if (!own.ran)
      for (const [name, value] of [...kept.headers, ['Age', ageOf(kept)] as const])
        response.header(name, value);
    response.header('ETag', kept.etag);
    const vary = varyNames(terms.vary, response.getHeader('vary'));
    if (vary.length > 0) response.header('Vary', vary.join(', '));
    if (response.getHeader('cache-control') === undefined)
      response.header('Cache-Control', terms.shared ? 'no-cache' : 'private, no-cache');
    if (!hasAlready(request, kept.etag)) return own.ran ? own.run() : kept.value;
    response.status(304);
    return undefined;
  }

  /** The answer that was kept, or that this or another request gives now; undefined where each has to give its own. */
  private async kept({ name, terms, tags }: Asked, own: OwnRun): Promise<Answer | undefined> {
    // No refreshing behind the answer: the handler could no longer write to a response that is gone.
    const options = {
      ttlMs: terms.ttlMs,
      staleMs: 0,
      graceMs: 0,
      earlyRefresh: 0,
      tags,
      copies: true,
    };
    try {
      const kept = await this.cache.getOrSet<Answer | null>(
        name,
        async (context) => {
          const given = await own.answer();
          if (given) context.keepFor(given.ttlMs);
          else context.skip();
          return given?.answer ?? null;
        },
        options,
      );
      return kept ?? undefined;
    } catch (error) {
      // It takes longer than the cache waits for; the client may be more patient.
      if (error instanceof CacheLoadTimeoutError) return undefined;
      throw error;
    }
  }

  /** A change that has succeeded puts the answers of its path out of date (RFC 9111, 4.4). */
  private async change(
    request: CachedRequest,
    context: ExecutionContext,
    handle: () => Promise<unknown>,
  ): Promise<unknown> {
    const result = await handle();
    if (context.switchToHttp().getResponse<CachedResponse>().statusCode < 400)
      await this.cache.invalidateTags(pathTagOf(request)).catch((error: unknown) => {
        // The change is done; the cache tells Redis of it as soon as it is back.
        if (!isRedisAway(error)) throw error;
      });
    return result;
  }
}

/** The handler of one request, which runs once at most. */
class OwnRun {
  private running: Promise<unknown> | undefined;

  constructor(private readonly asked: Asked) {}

  get ran(): boolean {
    return this.running !== undefined;
  }

  async run(): Promise<unknown> {
    return (this.running ??= this.asked.handle());
  }

  async answer() {
    const { response, terms } = this.asked;
    const before = headersOf(response);
    return answerOf(response, before, { value: await this.run(), terms });
  }
}

const ageOf = ({ at }: Answer) => `${Math.max(0, Math.floor((Date.now() - at) / 1000))}`;
