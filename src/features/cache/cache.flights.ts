import type { Change } from './cache.coherence.js';

/** What a load came to, for all who wait for it. */
export interface Landing {
  /** The value for this caller: a copy of its own, or one that is frozen. */
  give(): unknown;
}

/** A load that is under way in this process, or that this process waits for. */
export class Flight {
  readonly landed = Promise.withResolvers<Landing>();
  /** Whether something has happened since it began that its value may not know of. */
  isOutdated = false;
  /** When its value began to be loaded; undefined while that is not known, and where another process loads it. */
  stamp: number | undefined;
  /** Stamp of the last change that concerned it while its own was not known. */
  changedAt = 0;
  private wake: (() => void) | undefined;

  constructor(
    readonly name: string,
    /** Encoded; undefined where they follow from the value. */
    readonly tags: readonly string[] | undefined,
  ) {
    this.landed.promise.catch(() => undefined); // a background load may have nobody waiting
  }

  /** Resolves when something has happened to the entry, or after `ms`. */
  async change(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.wake = resolve;
    await promise;
    clearTimeout(timer);
  }

  /** Something has happened to the entry. */
  stir(): void {
    this.wake?.();
  }
}

/** One load for all who ask, within this process. Nobody joins a load that began before an invalidation. */
export class Flights {
  private readonly flights = new Map<string, Flight>();

  get(name: string): Flight | undefined {
    return this.flights.get(name);
  }

  begin(flight: Flight): void {
    this.flights.set(flight.name, flight);
    const end = () => {
      if (this.flights.get(flight.name) === flight) this.flights.delete(flight.name);
    };
    flight.landed.promise.then(end, end);
  }

  /** The load of `flight` begins, under a lease of this stamp. */
  depart(flight: Flight, stamp: number): void {
    Object.assign(flight, { stamp });
    if (stamp <= flight.changedAt) this.leave(flight);
  }

  /** Something has changed: loads that began before are left to those who wait for them. */
  onChange({ kind, names, stamp }: Change): void {
    if (kind === 'cleared' || kind === 'invalidated') {
      for (const flight of this.flights.values())
        if (kind === 'cleared' || !flight.tags || flight.tags.some((tag) => names.includes(tag)))
          this.outdate(flight, stamp);
      return;
    }
    for (const name of names) {
      const flight = this.flights.get(name);
      flight?.stir();
      if (flight) this.outdate(flight, stamp);
    }
  }

  /** The entry may have changed, whatever Redis says. */
  leaveOne(name: string): void {
    const flight = this.flights.get(name);
    if (flight) this.leave(flight);
  }

  /** Anything may have changed. */
  leaveAll(): void {
    for (const flight of this.flights.values()) this.leave(flight);
  }

  private outdate(flight: Flight, stamp: number): void {
    if (flight.stamp === undefined) Object.assign(flight, { changedAt: stamp });
    else if (flight.stamp < stamp) this.leave(flight);
  }

  private leave(flight: Flight): void {
    Object.assign(flight, { isOutdated: true });
    if (this.flights.get(flight.name) === flight) this.flights.delete(flight.name);
  }
}
