import { hash } from 'node:crypto';
import { varyNames } from './cache.http.request.js';

/** A response of Fastify or Express, as far as the cache looks at it. */
export interface CachedResponse {
  readonly statusCode: number;
  status(code: number): unknown;
  header(name: string, value: string): unknown;
  getHeader(name: string): unknown;
  getHeaders(): Readonly<Record<string, unknown>>;
}

/** An answer as it is kept: the headers that the handler has set, and its value. */
export interface Answer {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly value: unknown;
  readonly etag: string;
  /** When it was made, in epoch milliseconds. */
  readonly at: number;
}

/** What an answer has to meet to be kept. */
export interface Terms {
  readonly shared: boolean;
  readonly instances: boolean;
  readonly ttlMs: number;
  /** Names of the request headers by which it is kept. */
  readonly vary: readonly string[];
}

/** Of one request or one connection, and written anew for each. */
const OF_THE_MOMENT =
  /^(age|connection|content-encoding|content-length|date|etag|keep-alive|proxy-.*|ratelimit.*|retry-after|server-timing|set-cookie|trailer|transfer-encoding|upgrade|x-ratelimit-.*|x-request-id|x-response-time)$/;

/** Headers of a response, to see later which of them the handler has set. */
export function headersOf(response: CachedResponse): Map<string, string> {
  const headers = Object.entries(response.getHeaders()).map(([name, value]): [string, string] => [
    name.toLowerCase(),
    [value].flat().join(', '),
  ]);
  return new Map(headers);
}

/**
 * The answer that the handler has given, to be kept for so long; undefined where it is for this request alone: not a
 * plain 200, one with a cookie, one that its `Cache-Control` or `Vary` keeps back.
 */
export function answerOf(
  response: CachedResponse,
  before: ReadonlyMap<string, string>,
  { value, terms }: { value: unknown; terms: Terms },
): { answer: Answer; ttlMs: number } | undefined {
  const after = headersOf(response);
  const ttlMs = ttlOf(after.get('cache-control') ?? '', terms);
  const hasCookie = after.has('set-cookie');
  const varies = varyNames(after.get('vary')).some((name) => !terms.vary.includes(name));
  if (response.statusCode !== 200 || hasCookie || varies || after.has('content-range')) return undefined;
  if (ttlMs < 1 || !isPlain(value, terms.instances)) return undefined;
  const headers = [...after].filter(([name, set]) => before.get(name) !== set && !OF_THE_MOMENT.test(name));
  const etag = after.get('etag') ?? `W/"${hash('sha256', JSON.stringify(value), 'base64url').slice(0, 27)}"`;
  return { answer: { headers, value, etag, at: Date.now() }, ttlMs };
}

/** How long an answer may be kept: as its route says, and no longer than it says itself (RFC 9111, 5.2.2). */
function ttlOf(cacheControl: string, { shared, ttlMs }: Terms): number {
  if (/\b(no-store|no-cache)\b/i.test(cacheControl)) return 0;
  if (shared && /\bprivate\b/i.test(cacheControl)) return 0;
  const seconds =
    (shared ? /\bs-maxage="?(\d+)/i.exec(cacheControl) : null) ??
    /(?:^|[\s,])max-age="?(\d+)/i.exec(cacheControl);
  return seconds ? Math.min(ttlMs, Number(seconds[1]) * 1000) : ttlMs;
}

/**
 * Whether a value is the same after JSON. One of a class is not: a serializer further out, which is to leave a password
 * away, would see an object like any other and let it through. Streams, buffers and nothing are no values.
 */
function isPlain(value: unknown, instances: boolean): boolean {
  if (value === null || value instanceof Date) return true;
  if (typeof value === 'object') return isPlainObject(value, instances);
  return typeof value === 'number' ? Number.isFinite(value) : ['string', 'boolean'].includes(typeof value);
}

function isPlainObject(value: object, instances: boolean): boolean {
  if (Array.isArray(value)) return value.every((item) => isPlain(item, instances));
  if (ArrayBuffer.isView(value) || ['pipe', 'getStream', 'subscribe'].some((method) => method in value))
    return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (!instances && prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((item) => item === undefined || isPlain(item, instances));
}
