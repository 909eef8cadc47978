import { Inject } from '@nestjs/common';
import type { Family } from './cache.family.js';
import { isRedisAway } from './cache.fill.js';
import { CacheService } from './cache.service.js';

type Method<A extends unknown[], R> = (...args: A) => Promise<R>;
type MethodDecoratorOf<A extends unknown[], R> = (
  target: object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<Method<A, R>>,
) => void;

type AnyMethodDecoratorOf<A extends unknown[]> = <R>(
  target: object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<Method<A, R>>,
) => void;

/** How the arguments of a method become those of a family; as they are, unless told. */
export interface MethodCache<A extends unknown[], K extends readonly unknown[]> {
  readonly args?: (...args: A) => K;
}

/** What a method that changes something puts out of date. */
export interface EvictOptions<A extends unknown[]> {
  /** Tags to invalidate, by the arguments of the method. */
  readonly tags?: readonly string[] | ((...args: A) => readonly string[]);
  /** The whole cache. */
  readonly all?: boolean;
}

const CACHE = Symbol('CacheService');

/** Has Nest inject the cache into the instances of a decorated method's class. One made by hand has none, and works without. */
function injected(target: object): void {
  Inject(CacheService)(target, CACHE);
}

const cacheOf = (instance: unknown) => (instance as { [CACHE]?: CacheService })[CACHE];

/** Wraps a method; `around` is given the cache, the arguments and the call itself. */
function wrap<A extends unknown[], R>(
  around: (cache: CacheService, args: A, proceed: () => Promise<R>) => Promise<R>,
): MethodDecoratorOf<A, R> {
  return (target, _name, descriptor) => {
    injected(target);
    const method = descriptor.value;
    if (!method) return;
    Object.assign(descriptor, {
      async value(this: unknown, ...args: A): Promise<R> {
        const cache = cacheOf(this);
        const proceed = async () => method.apply(this, args);
        return cache ? around(cache, args, proceed) : proceed();
      },
    });
  };
}

/** The method's answer is cached as an entry of `family`, which its arguments name. Calls of the class to itself are cached, too. */
export function Cacheable<K extends readonly unknown[], V, A extends unknown[] = [...K]>(
  family: Family<K, V>,
  { args: argsOf }: MethodCache<A, K> = {},
): MethodDecoratorOf<A, V> {
  return wrap(async (cache, args, proceed) =>
    cache.of(family).getOrSet(argsOf ? argsOf(...args) : (args as unknown as K), proceed),
  );
}

/** The method's answer, when it has succeeded, becomes the entry of `family` that its arguments name. */
export function CachePut<K extends readonly unknown[], V, A extends unknown[] = [...K]>(
  family: Family<K, V>,
  { args: argsOf }: MethodCache<A, K> = {},
): MethodDecoratorOf<A, V> {
  return wrap(async (cache, args, proceed) => {
    const value = await proceed();
    await told(cache.of(family).set(argsOf ? argsOf(...args) : (args as unknown as K), value));
    return value;
  });
}

/** When the method has succeeded, the entry of `family` that its arguments name is deleted; or what `tags` or `all` say. */
export function CacheEvict<K extends readonly unknown[], V, A extends unknown[] = [...K]>(
  family: Family<K, V>,
  how?: MethodCache<A, K>,
): AnyMethodDecoratorOf<A>;
export function CacheEvict<A extends unknown[]>(what: EvictOptions<A>): AnyMethodDecoratorOf<A>;
export function CacheEvict<K extends readonly unknown[], V, A extends unknown[]>(
  what: Family<K, V> | EvictOptions<A>,
  { args: argsOf }: MethodCache<A, K> = {},
): AnyMethodDecoratorOf<A> {
  const evict = async (cache: CacheService, args: A) => {
    if ('key' in what) await cache.of(what).delete(...(argsOf ? argsOf(...args) : (args as unknown as K)));
    else if (what.all) await cache.clear();
    else
      await cache.invalidateTags(
        ...(typeof what.tags === 'function' ? what.tags(...args) : (what.tags ?? [])),
      );
  };
  return <R>(target: object, name: string | symbol, descriptor: TypedPropertyDescriptor<Method<A, R>>) =>
    wrap<A, R>(async (cache, args, proceed) => {
      const result = await proceed();
      await told(evict(cache, args));
      return result;
    })(target, name, descriptor);
}

/** The method has done its work: that the cache cannot be told is no reason to fail it. It is told as soon as Redis is back. */
async function told(telling: Promise<unknown>): Promise<void> {
  try {
    await telling;
  } catch (error) {
    if (!isRedisAway(error)) throw error;
  }
}
