import type { RedisConnection } from '../../redis/index.js';
import { pack } from './cache.codec.js';
import type { Change } from './cache.coherence.js';
import { Collector } from './cache.collector.js';
import { encodeTags, type EntryOptions } from './cache.entry.js';
import { CacheValueTooLargeError } from './cache.errors.js';
import { bodyOf, Filler, share } from './cache.fill.js';
import { Flights } from './cache.flights.js';
import { MemoryLayer } from './cache.layer.js';
import type { Loader } from './cache.loader.js';
import type { CacheOptions } from './cache.options.js';
import { ReadThrough } from './cache.read-through.js';
import { Ring } from './cache.ring.js';
import { settle, tagsOf } from './cache.settings.js';
import { EVERYTHING } from './cache.shard.js';
import { CacheStatistics } from './cache.statistics.js';

/** One cache: entries by name, in Redis and in the memory of this process. */
export class CacheNamespace {
  /** What this process has done with it. */
  readonly statistics = new CacheStatistics();
  private readonly layer: MemoryLayer;
  private readonly flights = new Flights();
  private readonly ring: Ring;
  private readonly reads: ReadThrough;

  constructor(
    redis: RedisConnection,
    readonly name: string,
    protected readonly options: CacheOptions,
  ) {
    const { flights, statistics } = this;
    const layer = (this.layer = new MemoryLayer(options));
    const onChange = (change: Change) => {
      layer.onChange(change);
      flights.onChange(change);
    };
    const onGap = () => {
      statistics.gaps++;
      flights.leaveAll();
    };
    const hooks = { onChange, onGap, isInUse: () => layer.isInUse };
    const ring = (this.ring = new Ring(redis, name, { options, hooks }));
    const filler = new Filler({ options, statistics, flights, ring, layer });
    this.reads = new ReadThrough({ ring, layer, flights, filler, statistics, options });
  }

  /** Begins to listen to changes, which memory needs. Never fails: without them all else works. */
  async start(): Promise<void> {
    await this.ring.start();
  }

  async stop(): Promise<void> {
    await this.ring.stop();
  }

  /**
   * The value under `name`, loaded by one caller of all processes if it is not there. With Redis away it is served
   * from memory within `graceMs`, or loaded straight. What memory keeps is frozen, unless `copies` is set.
   *
   * @throws what the loader throws, where no older value may be served; CacheLoadTimeoutError
   */
  async getOrSet<V>(name: string, load: Loader<V>, options: EntryOptions<V> = {}): Promise<V> {
    // Memory is asked here already: a hit there is mostly the price of the promises on its way.
    const kept = this.reads.fromMemory(name, load as Loader<unknown>, options);
    if (kept) return kept.value as V;
    const settings = settle(options, this.options);
    // Awaited, and not returned: what an async function does with a promise that it returns takes three turns.
    const value = await this.reads.ask({ name, load: load as Loader<unknown>, settings });
    return value as V;
  }

  /** The value under `name` if it is fresh, or stale within `staleMs`; undefined else, and when Redis is away. */
  async get<V = unknown>(name: string, options: EntryOptions<V> = {}): Promise<V | undefined> {
    const { reads, statistics } = this;
    const kept = reads.fromMemory(name, undefined, options);
    if (kept) return kept.value as V;
    const settings = settle(options, this.options);
    const found = await reads.look(name, settings);
    if (found?.freshness === 'fresh' || found?.freshness === 'stale')
      return reads.serve(name, found, settings) as V;
    const graced = found ? undefined : reads.inGrace(name, settings);
    if (!graced) statistics.misses++;
    return graced?.value as V | undefined;
  }

  /**
   * The values under `names`, in their order. Those that are missing everywhere are loaded by one call of
   * `loadMissing`, which is asked for them in that order, and answers in it.
   */
  async getMany<V>(
    names: readonly string[],
    loadMissing: (missing: readonly string[]) => Promise<readonly V[]>,
    options: EntryOptions<V> = {},
  ): Promise<V[]> {
    return this.collect(
      new Collector(names, loadMissing),
      names.map((name) => ({ name, options })),
    );
  }

  /** The same, for entries that each have options of their own. */
  async collect<V>(
    collector: Pick<Collector<never, V>, 'decide' | 'load'>,
    entries: readonly Named<V>[],
  ): Promise<V[]> {
    const ask = async ({ name, options }: Named<V>, i: number) => {
      const onDecided = () => collector.decide(i);
      const load = async () => collector.load(i);
      const kept = this.reads.fromMemory(name, load, options);
      if (!kept) {
        const settings = settle(options, this.options);
        return this.reads.ask({ name, load, settings, onDecided }).finally(onDecided);
      }
      onDecided();
      return kept.value;
    };
    return (await Promise.all(entries.map(ask))) as V[];
  }

  /**
   * Stores a value that is newer than all before: loads that are under way store nothing any more.
   *
   * @throws CacheValueTooLargeError; RedisUnavailableError, and then what was there is deleted as soon as Redis is back
   */
  async set<V>(name: string, value: V, options: EntryOptions<V> = {}): Promise<void> {
    const settings = settle(options, this.options);
    const packed = await pack(value, settings.codec, this.options);
    if (!packed) throw new CacheValueTooLargeError(this.options.maxValueBytes);
    const { ttlMs, graceMs } = settings;
    const tags = tagsOf(settings, value, []);
    const { shard, coherence } = this.ring.of(name);
    this.layer.drop(name);
    const askedAt = performance.now();
    const entry = { name, ...bodyOf(packed, settings, { ttlMs, tags }) };
    const { born, changed } = await this.orForget(name, async () => shard.overwrite(entry));
    this.statistics.stores++;
    coherence.apply({ before: 0, at: changed, stamp: born, kind: 'stored', names: [name] });
    if (!settings.memory) return;
    const shared = await share(packed, settings, this.options.maxValueBytes);
    const sighting = { changed, askedAt };
    this.layer.keepFilled(this.ring, name, {
      packed,
      shared,
      tags,
      ttlMs,
      graceMs,
      loadMs: 0,
      born,
      sighting,
    });
  }

  /**
   * Deletes an entry; false where there was none. Once it resolves, nobody stores what was loaded before.
   *
   * @throws RedisUnavailableError; this process then serves the old value no more, and tells Redis as soon as it is back
   */
  async delete(name: string): Promise<boolean> {
    const { shard, coherence } = this.ring.of(name);
    const { existed, changed } = await this.orForget(name, async () => shard.delete(name));
    coherence.apply({ before: 0, at: changed, stamp: changed, kind: 'deleted', names: [name] });
    return existed;
  }

  /**
   * Invalidates all entries with one of the tags, whatever their number. Once it resolves, nobody stores what was
   * loaded before, and nobody is served it, but out of another process' memory for some milliseconds.
   *
   * @throws RedisUnavailableError; this process then serves the old values no more, and tells Redis as soon as it is back
   */
  async invalidateTags(...tags: string[]): Promise<void> {
    if (tags.length > 0) await this.invalidate('invalidated', encodeTags(tags));
  }

  /** Invalidates everything in this cache, and nothing else, whatever the number of entries; see {@link invalidateTags}. */
  async clear(): Promise<void> {
    await this.invalidate('cleared', [EVERYTHING]);
  }

  /** Where Redis cannot be told, this process at least serves nothing more of what was there, nor of what is being loaded. */
  private async orForget<T>(name: string, tell: () => Promise<T>): Promise<T> {
    try {
      return await tell();
    } catch (error) {
      this.layer.drop(name);
      this.flights.leaveOne(name);
      throw error;
    }
  }

  /** In all shards, since entries with a tag are in all of them; those that fail are told later. */
  private async invalidate(kind: 'invalidated' | 'cleared', names: readonly string[]): Promise<void> {
    const invalidateOne = async ({ shard, coherence }: Ring['members'][number]) => {
      try {
        const at = await shard.invalidate(names);
        coherence.apply({ before: 0, at, stamp: at, kind, names });
      } catch (error) {
        coherence.lose(); // memory then begins anew
        throw error;
      }
    };
    const outcomes = await Promise.allSettled(this.ring.members.map(invalidateOne));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  }
}

interface Named<V> {
  readonly name: string;
  readonly options: EntryOptions<V>;
}
