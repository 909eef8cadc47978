import { hash } from 'node:crypto';
import type { ExecutionContext } from '@nestjs/common';
import type { CacheOptions } from './cache.options.js';
import type { CacheAnswerOptions, CachedRequest } from './cache.http.route.js';

/** Where credentials are looked for; others have to be told by the option `userOf`. */
const CREDENTIALS = [
  'authorization',
  'proxy-authorization',
  'cookie',
  'x-api-key',
  'x-auth-token',
  'x-access-token',
];

/**
 * What an app behind a proxy may build its answer from without saying so. Who sends one of these gets answers of their
 * own, instead of having theirs served to others (Kettle, "Practical Web Cache Poisoning", 2018).
 */
const FORWARDED = [
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-prefix',
  'x-original-url',
  'x-rewrite-url',
  'x-http-method-override',
];

const pathOf = (request: CachedRequest) => request.originalUrl ?? request.url;
const hostOf = ({ headers }: CachedRequest) =>
  [headers[':authority'] ?? headers.host ?? ''].flat().join(',').toLowerCase();
const digest = (parts: unknown) => hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 32);
const valuesOf = ({ headers }: CachedRequest, names: readonly string[]) =>
  names.map((name) => headers[name] ?? null);

/** Whether the client lets its request be answered out of a cache, and it is one that can be. */
export function mayBeAnswered({ method, headers }: CachedRequest): boolean {
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0;
  const wants = `${headers['cache-control'] ?? ''},${headers.pragma ?? ''}`;
  return (
    method === 'GET' &&
    !hasBody &&
    headers.range === undefined &&
    headers.upgrade === undefined &&
    !/\b(no-store|no-cache|max-age=0)\b/i.test(wants)
  );
}

/**
 * Who asks: the user that the app knows, else the credentials of the request. Undefined where there is somebody, but
 * nothing to tell them by.
 */
export function askerOf(request: CachedRequest, { userOf }: Pick<CacheOptions, 'userOf'>): unknown {
  const user = userOf?.(request);
  if (user !== undefined) return ['user', user];
  const credentials = valuesOf(request, CREDENTIALS);
  const anonymous = credentials.every((value) => value === null);
  if (!anonymous) return ['credentials', credentials];
  return request.user === undefined || request.user === null ? 'nobody' : undefined;
}

/** The name under which an answer is kept: by all that it may depend on. */
export function nameOf(
  request: CachedRequest,
  context: ExecutionContext,
  { asker, vary }: { asker: unknown; vary: readonly string[] },
): string {
  const route = [context.getClass().name, context.getHandler().name];
  const told = vary.map((name) => [name, request.headers[name] ?? null]);
  const parts = [hostOf(request), pathOf(request), route, asker, valuesOf(request, FORWARDED), told];
  return `answer:${digest(parts)}`;
}

/** The tag of all answers of a path, whatever their query and whoever they are for. */
export function pathTagOf(request: CachedRequest): string {
  return `path:${digest([hostOf(request), pathOf(request).split('?', 1)[0]])}`;
}

/** The tags that a route gives its answers. */
export function tagsOf(request: CachedRequest, { tags = [] }: CacheAnswerOptions): string[] {
  return [...(typeof tags === 'function' ? tags(request) : tags), pathTagOf(request)];
}

/** Names in a `Vary` header, in lower case; `*` among them is nothing that can be kept. */
export function varyNames(...values: unknown[]): string[] {
  const names = values
    .flat()
    .flatMap((value) => (typeof value === 'string' ? value.split(',') : []))
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
  return [...new Set(names)].toSorted();
}

const opaque = (tag: string) => tag.trim().replace(/^W\//, '');

/** Whether the client has this answer already: `If-None-Match` by weak comparison (RFC 9110, 13.1.2). */
export function hasAlready({ headers }: CachedRequest, etag: string): boolean {
  const known = headers['if-none-match'];
  if (known === undefined) return false;
  return known.trim() === '*' || known.split(',').some((tag) => opaque(tag) === opaque(etag));
}
