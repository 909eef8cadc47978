import { EventEmitter } from 'node:events';
import type { RedisConnection } from '../../redis/index.js';
import { countStored, listStored, removeStored, saveStored, touchStored } from './scripts/index.js';
import { sessionKeys } from './session.keys.js';
import { ownerOf, partitionOf, PARTITIONS } from './session.token.js';

/** A session as express-session and @fastify/session keep it: any JSON, and when its cookie ends. */
export type StoredSession = object & { cookie?: { expires?: Date | string | null | undefined } };

/** How {@link createSessionStore} keeps sessions. */
export interface SessionStoreOptions<S> {
  /** `session.Store` of express-session, which wants its own kind of store. @fastify/session needs none. */
  readonly Store?: S;
  /** Tells stores of several apps apart. */
  readonly name?: string;
  /** How long a session is kept whose cookie says nothing of it; a day unless told. */
  readonly ttlMs?: number;
}

type Callback<T> = (error: unknown, value?: T) => void;

/** What these two ask of a store. Each answers by its callback if it is given one, and by a promise if not. */
export interface SessionStoreMethods {
  get(id: string, callback?: Callback<never>): Promise<StoredSession | null>;
  set(id: string, session: StoredSession, callback?: Callback<void>): Promise<void>;
  touch(id: string, session: StoredSession, callback?: Callback<void>): Promise<void>;
  destroy(id: string, callback?: Callback<void>): Promise<void>;
  clear(callback?: Callback<void>): Promise<void>;
  length(callback?: Callback<number>): Promise<number>;
  ids(callback?: Callback<string[]>): Promise<string[]>;
  all(callback?: Callback<never>): Promise<StoredSession[]>;
}

const DAY_MS = 86_400_000;
// Longer than any request takes that had loaded the session before it was destroyed.
const REFUSE_SAVE_MS = 600_000;
const BATCH = 500;

/**
 * A store for express-session and @fastify/session on the shared connection, so that an app moves by one line. It
 * behaves as connect-redis does, and beside that works on a Cluster, lists without scanning, and does not let a save
 * that comes late bring a destroyed session back.
 */
export function createSessionStore<S extends abstract new () => object = typeof EventEmitter>(
  redis: RedisConnection,
  { Store, name = 'default', ttlMs = DAY_MS }: SessionStoreOptions<S> = {},
): InstanceType<S> & SessionStoreMethods {
  const stored = new StoredSessions(redis, name, ttlMs);
  const methods: SessionStoreMethods = {
    get: async (id, callback) => answer(stored.get(id), callback),
    set: async (id, session, callback) => answer(stored.set(id, session), callback),
    touch: async (id, session, callback) => answer(stored.touch(id, session), callback),
    destroy: async (id, callback) => answer(stored.destroy([id], REFUSE_SAVE_MS), callback),
    clear: async (callback) => answer(stored.clear(), callback),
    length: async (callback) => answer(stored.count(), callback),
    ids: async (callback) => answer(stored.ids(), callback),
    all: async (callback) => answer(stored.all(), callback),
  };
  const base = Reflect.construct(Store ?? EventEmitter, []) as InstanceType<S>;
  return Object.assign(base, methods);
}

/** Who gave a callback hears of errors there, and what the callback throws is not ours. */
async function answer<T>(work: Promise<T>, callback: Callback<never> | undefined): Promise<T> {
  if (!callback) return work;
  const tell = callback as Callback<T>;
  try {
    const value = await work;
    setImmediate(tell, null, value);
    return value;
  } catch (error) {
    setImmediate(tell, error);
    return undefined as T;
  }
}

class StoredSessions {
  private readonly keys;

  constructor(
    private readonly redis: RedisConnection,
    private readonly name: string,
    private readonly ttlMs: number,
  ) {
    this.keys = sessionKeys(redis.keys('session'));
  }

  async get(id: string): Promise<StoredSession | null> {
    const json = await this.redis.client.get(this.placeOf(id).stored);
    return json === null ? null : (JSON.parse(json) as StoredSession);
  }

  async set(id: string, session: StoredSession): Promise<void> {
    const ttlMs = this.ttlOf(session);
    if (ttlMs <= 0) return this.destroy([id], 0);
    await saveStored.run(this.redis.client, this.placeOf(id), { id, json: JSON.stringify(session), ttlMs });
  }

  async touch(id: string, session: StoredSession): Promise<void> {
    const ttlMs = this.ttlOf(session);
    if (ttlMs <= 0) return this.destroy([id], 0);
    await touchStored.run(this.redis.client, this.placeOf(id), { id, ttlMs });
  }

  /** Ids of one partition only. */
  async destroy(ids: readonly string[], refuseMs: number): Promise<void> {
    const places = ids.map((id) => this.placeOf(id));
    const [first] = places;
    if (!first) return;
    const keys = places.flatMap(({ stored, gone }) => [stored, gone]);
    await removeStored.run(this.redis.client, first, { refuseMs }, { keys, args: ids });
  }

  async clear(): Promise<void> {
    await this.inEachPartition(async (_, ids) => {
      for (let i = 0; i < ids.length; i += BATCH) await this.destroy(ids.slice(i, i + BATCH), REFUSE_SAVE_MS);
      return [];
    });
  }

  async count(): Promise<number> {
    const counts = await Promise.all(
      this.indexes().map(async (index) => countStored.run(this.redis.client, { index }, {})),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  async ids(): Promise<string[]> {
    return this.inEachPartition(async (_, ids) => ids);
  }

  async all(): Promise<StoredSession[]> {
    return this.inEachPartition(async (partition, ids) => {
      const sessions: StoredSession[] = [];
      for (let i = 0; i < ids.length; i += BATCH) {
        const batch = ids.slice(i, i + BATCH);
        const values = await this.redis.client.mget(
          batch.map((id) => this.keys.stored(partition, this.name, id)),
        );
        for (const [at, json] of values.entries())
          if (json !== null)
            sessions.push({ ...(JSON.parse(json) as StoredSession), id: batch[at] } as StoredSession);
      }
      return sessions;
    });
  }

  private async inEachPartition<T>(work: (partition: number, ids: string[]) => Promise<T[]>): Promise<T[]> {
    const lists = await Promise.all(
      this.indexes().map(async (index, partition) =>
        work(partition, await listStored.run(this.redis.client, { index }, {})),
      ),
    );
    return lists.flat();
  }

  private indexes(): string[] {
    return Array.from({ length: PARTITIONS }, (_, partition) => this.keys.storedIndex(partition, this.name));
  }

  private placeOf(id: string) {
    const partition = partitionOf(ownerOf(id));
    return {
      stored: this.keys.stored(partition, this.name, id),
      gone: this.keys.storedGone(partition, this.name, id),
      index: this.keys.storedIndex(partition, this.name),
    };
  }

  private ttlOf({ cookie }: StoredSession): number {
    const expires = cookie?.expires;
    return expires ? Math.ceil(new Date(expires).getTime() - Date.now()) : this.ttlMs;
  }
}
