import { KeyvAdapter } from 'cache-manager';
import { redisInsStore } from 'cache-manager-ioredis-yet';
import { textCodec } from './cache.codec.js';
import type { CacheNamespace } from './cache.namespace.js';
import type { CacheService } from './cache.service.js';

// cache-manager takes no time to live for "for ever"; here nothing is kept longer than a month unless told.
const MONTH_MS = 2_592_000_000;

/** Before each value: text that begins so is revived as nothing but text. */
const MARK = '=';

/**
 * The few commands of ioredis that `redisInsStore` gives, spoken to a namespace of ours: its FLUSHDB becomes a clear
 * of that namespace alone, keys of many slots can be asked for together, and nothing of it closes a connection.
 */
class CommandsOfNamespace {
  constructor(private readonly namespace: () => CacheNamespace) {}

  async get(key: string): Promise<string | null> {
    const text = await this.namespace().get<string>(key, { codec: textCodec, memory: false });
    return text !== undefined && isOurs(text) ? text : null;
  }

  async set(key: string, text: string, ...[, ttlMs = MONTH_MS]: [px?: 'PX', ttlMs?: number]): Promise<'OK'> {
    await this.namespace().set(key, text, {
      codec: textCodec,
      ttlMs: Math.max(1, ttlMs),
      memory: false,
    });
    return 'OK';
  }

  async mget(keys: readonly string[]): Promise<(string | null)[]> {
    return Promise.all(keys.map(async (key) => this.get(key)));
  }

  async flushdb(): Promise<void> {
    await this.namespace().clear();
  }
}

/**
 * The store's parser revives functions out of strings, whoever put them there. It is given JSON strings that begin with
 * our mark and nothing else, which it takes for the text that they are.
 */
function isOurs(text: string): boolean {
  if (!text.startsWith(`"${MARK}`)) return false;
  try {
    return typeof JSON.parse(text) === 'string';
  } catch {
    return false;
  }
}

/**
 * `cache-manager-ioredis-yet` behind cache-manager's `KeyvAdapter`, made safe. Each Keyv namespace is a cache of its own.
 */
export class CacheManagerStore extends KeyvAdapter {
  override opts = {};
  private readonly caches: (name: string) => CacheNamespace;

  constructor(cache: Pick<CacheService, 'namespace'>) {
    const commands = new CommandsOfNamespace(() => this.cache);
    super(redisInsStore(commands, { isCacheable: () => true }));
    this.caches = (name) => cache.namespace(name);
  }

  private get cache(): CacheNamespace {
    return this.caches(`cache-manager.${this.namespace ?? 'keyv'}`);
  }

  override async get<T>(key: string) {
    return unmarked(await super.get<string>(key)) as T | undefined;
  }

  override async getMany<T>(keys: string[]) {
    const texts = (await super.getMany?.<string>(keys)) ?? [];
    return texts.map((text) => unmarked(text) as T | undefined);
  }

  override async set(key: string, value: string, ttl?: number): Promise<boolean> {
    return super.set(key, MARK + value, ttl);
  }

  /** Whether there was one; the adapter itself would always say yes. */
  override async delete(key: string): Promise<boolean> {
    return this.cache.delete(key);
  }

  override async deleteMany(keys: string[]): Promise<boolean> {
    const existed = await Promise.all(keys.map(async (key) => this.cache.delete(key)));
    return existed.includes(true);
  }

  override async has(key: string): Promise<boolean> {
    return (await super.get(key)) !== undefined;
  }

  /** The connection is shared, and not ours to close. */
  override async disconnect(): Promise<void> {}
}

/** A store for Keyv 5 and cache-manager 7 over the shared connection. */
export const cacheManagerStore = (cache: Pick<CacheService, 'namespace'>): KeyvAdapter =>
  new CacheManagerStore(cache);

function unmarked(text: unknown): string | undefined {
  return typeof text === 'string' ? text.slice(MARK.length) : undefined;
}
