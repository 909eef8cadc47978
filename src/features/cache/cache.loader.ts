import { InvalidInputError } from '../../kernel/errors.js';
import { within } from './cache.breaker.js';
import { CacheLoadTimeoutError } from './cache.errors.js';

/** What a loader is told, and may say about what it loads. */
export interface LoadContext<V = unknown> {
  /** Aborted when the load has taken longer than its `hardTimeoutMs`. */
  readonly signal: AbortSignal;
  /** The value that is served meanwhile, if there is one. */
  readonly stale: V | undefined;
  /** Overrides `ttlMs` for this value, in milliseconds. */
  keepFor(ttlMs: number): void;
  /** Adds tags to this value. */
  tag(...tags: string[]): void;
  /** Returns the value to those who wait for it, and stores it nowhere. */
  skip(): void;
}

/** Loads what is to be cached, from where it truly is. What it throws goes to those who asked, unless an older value may be served. */
export type Loader<V> = (context: LoadContext<V>) => Promise<V> | V;

/** A value fresh from the source, with what its loader said about it. */
export interface Loaded {
  readonly value: unknown;
  readonly ttlMs: number | undefined;
  readonly tags: readonly string[];
  readonly skipped: boolean;
}

/**
 * Runs a loader. After `timeoutMs` its callers hear {@link CacheLoadTimeoutError}; it may still finish, and `onLoaded`
 * is then called all the same, so that the next caller finds the value.
 */
export async function runLoader<T>(
  load: Loader<unknown>,
  { stale, timeoutMs }: { stale: unknown; timeoutMs: number },
  onLoaded: (loaded: Loaded) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let ttl: number | undefined;
  let skipped = false;
  const tags: string[] = [];
  const context: LoadContext = {
    signal: controller.signal,
    stale,
    keepFor: (ttlMs) => {
      if (Number.isNaN(ttlMs)) throw new InvalidInputError('keepFor needs a number of milliseconds');
      ttl = ttlMs;
    },
    tag: (...more) => void tags.push(...more),
    skip: () => (skipped = true),
  };
  const loading = (async () => {
    const value = await load(context);
    return onLoaded({ value, ttlMs: ttl, tags, skipped });
  })();
  return within(loading, timeoutMs, () => {
    const error = new CacheLoadTimeoutError(timeoutMs);
    controller.abort(error);
    return error;
  });
}
