import { isEarly, type EntryOptions } from './cache.entry.js';
import { isRedisAway, type Fill, type Filler, type Grant } from './cache.fill.js';
import { Flight, type Flights, type Landing } from './cache.flights.js';
import type { MemoryLayer } from './cache.layer.js';
import type { Loader } from './cache.loader.js';
import { decode, type Found, type Present } from './cache.lookup.js';
import type { CacheOptions } from './cache.options.js';
import type { Ring } from './cache.ring.js';
import { settle, tagsBefore, type Settings } from './cache.settings.js';
import type { CacheStatistics } from './cache.statistics.js';

/** What a namespace is made of. */
export interface Parts {
  readonly ring: Ring;
  readonly layer: MemoryLayer;
  readonly flights: Flights;
  readonly filler: Filler;
  readonly statistics: CacheStatistics;
  readonly options: CacheOptions;
}

/** An entry that is asked for, and how to load it. */
export interface Request {
  readonly name: string;
  readonly load: Loader<unknown>;
  readonly settings: Settings;
  /** Called once it is known whether this process loads the entry for this caller. */
  readonly onDecided?: (() => void) | undefined;
}

type Fallback = Fill['fallback'];

/** What callers are served while it is loaded anew. */
type Served = Pick<Present, 'seen' | 'give'>;

/** What a load is given where Redis cannot be asked: no lease, and so nothing to store. */
const ALONE: Grant = { token: '', stamp: undefined };

/** How long nobody in this process tries to refresh what another one refreshes. */
const HANDS_OFF_MS = 50;

/** Reading through the cache: memory, then Redis, then one load for all; see {@link CacheNamespace.getOrSet}. */
export class ReadThrough {
  private readonly refreshing = new Set<string>();

  constructor(private readonly parts: Parts) {}

  /** What memory has for this caller, if it is fresh; `value` may be a promise. */
  fromMemory(
    name: string,
    load: Loader<unknown> | undefined,
    options: EntryOptions<never>,
  ): { value: unknown } | undefined {
    const { layer, statistics, options: defaults } = this.parts;
    if (options.memory === false || !layer.isInUse) return undefined;
    const now = performance.now();
    const kept = layer.get(name, now, options);
    if (!kept) return undefined;
    statistics.memoryHits++;
    if (load && isEarly(kept.freshUntil - now, kept.loadMs, options.earlyRefresh ?? defaults.earlyRefresh)) {
      const served = { seen: kept.born, give: () => layer.valueOf(kept, options.codec) };
      this.refresh({ name, load, settings: settle(options, defaults) }, served);
    }
    return { value: layer.valueOf(kept, options.codec) };
  }

  /** The value, from wherever it can be had. */
  async ask(request: Request): Promise<unknown> {
    const { name, settings } = request;
    const found = await this.look(name, settings);
    if (!found) return this.withoutRedis(request);
    if (found.freshness === 'expired' || found.freshness === 'grace') {
      const fallback = found.freshness === 'grace' ? { value: await found.give() } : undefined;
      this.parts.statistics.misses++;
      return this.join(request, { seen: found.seen, fallback });
    }
    const leftMs = found.freshForMs;
    if (found.freshness === 'stale' || isEarly(leftMs, found.entry.loadMs, settings.earlyRefresh))
      this.refresh(request, found);
    return this.serve(name, found, settings);
  }

  /** The entry in Redis, without loading it; undefined when Redis is away. */
  async look(name: string, settings: Settings): Promise<Found | undefined> {
    const member = this.parts.ring.of(name);
    try {
      const reading = await member.shard.reader.read(name, settings.tags !== undefined);
      member.observe(reading);
      const found = decode(reading, settings);
      return found instanceof Promise ? await found : found;
    } catch (error) {
      if (!isRedisAway(error)) throw error;
      this.parts.statistics.withoutRedis++;
      return undefined;
    }
  }

  /** Counts a hit in Redis, keeps it in memory while it is fresh, and gives it. */
  serve(name: string, found: Present, { memory }: Settings): unknown {
    const { layer, ring, statistics } = this.parts;
    if (found.freshness === 'fresh') {
      statistics.hits++;
      if (memory) layer.keepFound(ring, name, found);
    } else statistics.staleHits++;
    return found.give();
  }

  /** What memory may serve while Redis is away. */
  inGrace(name: string, settings: Settings): { value: unknown } | undefined {
    if (!settings.memory) return undefined;
    const kept = this.parts.layer.getInGrace(name, performance.now(), settings);
    if (!kept) return undefined;
    this.parts.statistics.graceHits++;
    return { value: this.parts.layer.valueOf(kept, settings.codec) };
  }

  private async withoutRedis(request: Request): Promise<unknown> {
    const graced = this.inGrace(request.name, request.settings);
    return graced ? graced.value : this.join(request, undefined);
  }

  /** Waits for the load that is under way, or begins one. `given` is undefined where Redis cannot be asked. */
  private async join(
    request: Request,
    given: { seen: number; fallback: Fallback } | undefined,
  ): Promise<unknown> {
    const { name, settings, load } = request;
    const underWay = this.parts.flights.get(name);
    const flight = underWay ?? new Flight(name, tagsBefore(settings));
    if (underWay) request.onDecided?.();
    else {
      this.parts.flights.begin(flight);
      const { seen = 0, fallback } = given ?? {};
      const shard = this.parts.ring.of(name).shard;
      const fill: Fill = { flight, shard, settings, load, seen, fallback, onDecided: request.onDecided };
      this.complete(fill, given ? undefined : ALONE).then(flight.landed.resolve, flight.landed.reject);
    }
    return this.follow(flight, given?.fallback, settings.softTimeoutMs);
  }

  /** The value of a load; the older one if the load fails, or takes longer than the caller cares to wait. */
  private async follow(
    flight: Flight,
    fallback: Fallback,
    softTimeoutMs: number | undefined,
  ): Promise<unknown> {
    if (!fallback) return (await flight.landed.promise).give();
    try {
      const { promise } = flight.landed;
      const landing = await (softTimeoutMs === undefined
        ? promise
        : Promise.race([promise, after(softTimeoutMs)]));
      if (landing) return landing.give();
    } catch {
      // The older value is what grace is for; the failure is counted where it happened.
    }
    this.parts.statistics.graceHits++;
    return fallback.value;
  }

  private async complete(fill: Fill, given: Grant | undefined): Promise<Landing> {
    const { filler } = this.parts;
    const grant = given ?? (await this.grant(fill));
    fill.onDecided?.();
    return 'give' in grant ? grant : filler.load(fill, grant);
  }

  /** The lease, or what another process has stored; neither where Redis has gone away meanwhile. */
  private async grant(fill: Fill): Promise<Grant | Landing> {
    const { flight, settings } = fill;
    const look = async () => {
      const found = await this.look(flight.name, settings);
      return found?.freshness === 'fresh' || found?.freshness === 'stale' ? found : (found?.seen ?? 0);
    };
    try {
      return await this.parts.filler.grant(fill, look);
    } catch (error) {
      if (!isRedisAway(error)) throw error;
      this.parts.statistics.withoutRedis++;
      return ALONE;
    }
  }

  /** Loads an entry anew behind its callers, who are served the one that is there, if nobody in any process does. */
  private refresh({ name, load, settings }: Request, served: Served): void {
    if (this.refreshing.has(name) || this.parts.flights.get(name)) return;
    this.refreshing.add(name);
    void this.tryRefresh({ name, load, settings }, served)
      .catch(() => undefined) // counted where it happened; the callers have been served
      .finally(() => this.refreshing.delete(name));
  }

  private async tryRefresh({ name, load, settings }: Request, served: Served): Promise<void> {
    const { flights, filler, ring } = this.parts;
    const { shard } = ring.of(name);
    const token = filler.token();
    const { seen } = served;
    // Before anybody can wait for this load: a value that cannot be read fails nobody.
    const fallback = { value: await served.give() };
    const lease = await shard.lease(name, { token, seen, leaseMs: settings.hardTimeoutMs });
    if (lease.outcome !== 'granted') return after(HANDS_OFF_MS);
    const flight = new Flight(name, tagsBefore(settings));
    flights.begin(flight);
    const fill: Fill = { flight, shard, settings, load, seen, fallback };
    filler.load(fill, { token, stamp: lease.stamp }).then(flight.landed.resolve, flight.landed.reject);
    await flight.landed.promise;
  }
}

/** Resolves to nothing after `ms`, and keeps no process alive. */
async function after(ms: number): Promise<undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  setTimeout(() => resolve(undefined), ms).unref();
  return promise;
}
