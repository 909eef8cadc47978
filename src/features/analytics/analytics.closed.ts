import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DAY_MS } from './analytics.calendar.js';
import { AnalyticsSites, type Site } from './analytics.sites.js';

/** An import in another process may add to a day that is over. */
const BELIEVED_MS = 60_000;

/** What stays to be done on a day after its last event could come. */
const MARGIN_MS = 3_600_000;

/** Knows which days are over for good, and keeps what is read of them for a minute. */
@Injectable()
export class AnalyticsClosed {
  private readonly memories: { clear(): void }[] = [];

  constructor(readonly sites: AnalyticsSites) {}

  /** Whether nothing of a day can change any more: late events are rejected, and visits that went on over midnight are over. */
  has({ calendar }: Site, day: number): boolean {
    const late = Math.max(this.sites.options.maxLateMs, DAY_MS) + MARGIN_MS;
    return calendar.startOf(day + 1) + late < this.sites.clock.now();
  }

  /** Where something of such days is kept. */
  memory<T extends object>(max: number): LRUCache<string, T> {
    const memory = new LRUCache<string, T>({ max, ttl: BELIEVED_MS });
    this.memories.push(memory);
    return memory;
  }

  /** Such days get more: what was read of them is read anew. */
  forget(): void {
    for (const memory of this.memories) memory.clear();
  }
}
