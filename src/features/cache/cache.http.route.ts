import { SetMetadata, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { IncomingHttpHeaders } from 'node:http';

/** A request of Fastify or Express, as far as the cache looks at it. */
export interface CachedRequest {
  readonly method: string;
  readonly url: string;
  readonly originalUrl?: string;
  readonly headers: IncomingHttpHeaders;
  readonly user?: unknown;
}

/** How the answers of a GET route are cached; what is left out is as the module's options say. */
export interface CacheAnswerOptions {
  /** How long an answer is fresh, in milliseconds; less where its `Cache-Control` says so. */
  readonly ttlMs?: number;
  /** One answer for all users. Only for what is the same for everybody: nothing is left then to keep them apart. */
  readonly shared?: boolean;
  /** Names of request headers that change the answer, `['accept-language']`; so does what `@Header('Vary', ...)` names. */
  readonly vary?: readonly string[];
  /** By which answers can be invalidated, with `CacheService.invalidateTags`. */
  readonly tags?: readonly string[] | ((request: CachedRequest) => readonly string[]);
  /** Caches objects of classes as JSON writes them, which a serializer outside of the cache would then not see. */
  readonly instances?: boolean;
}

const ROUTE = 'rookery:cache-answer';
/** What Nest notes at routes that answer otherwise: by a stream of events, a page, another place. */
const ANSWERS_OTHERWISE = ['__sse__', '__renderTemplate__', '__redirect__'];

/** How answers of this route, or of all routes of a controller, are cached; `false` for not at all. */
export const CacheAnswer = (options: CacheAnswerOptions | false): MethodDecorator & ClassDecorator =>
  SetMetadata(ROUTE, options);

/** What {@link CacheAnswer} says of the route, undefined where its answers are not to be cached. */
export function routeOf(reflector: Reflector, context: ExecutionContext): CacheAnswerOptions | undefined {
  const handler = context.getHandler();
  const told = reflector.getAllAndOverride<CacheAnswerOptions | false | undefined>(ROUTE, [
    handler,
    context.getClass(),
  ]);
  const otherwise = ANSWERS_OTHERWISE.some((key) => Reflect.hasMetadata(key, handler));
  return told === false || otherwise ? undefined : (told ?? {});
}
