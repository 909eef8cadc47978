import { DAY_MS } from './analytics.calendar.js';
import type { Hit } from './analytics.event.js';
import type { FollowedFunnel } from './analytics.funnel.js';
import type { ShardKeys } from './analytics.keys.js';
import type { AnalyticsOptions } from './analytics.options.js';
import { bucketOf, type Places } from './analytics.places.js';

/** Into how many hashes those who are in a funnel are cut. */
export const FUNNEL_BUCKETS = 512;

/** What is counted of a funnel is kept by so many days: more than its window may have, so that two of them are enough. */
export const FUNNEL_DAYS = 32;

interface Followed {
  readonly blocks: Map<number, number>;
  readonly people: Map<string, (number | string)[]>;
}

/** Which steps of funnels a batch of events may be. */
export class StepsDraft {
  private readonly funnels = new Map<FollowedFunnel, Followed>();

  constructor(
    private readonly keys: ShardKeys,
    private readonly places: Places,
    private readonly context: { options: AnalyticsOptions; now: number },
  ) {}

  add(hit: Hit, day: number, funnels: readonly FollowedFunnel[]): void {
    const person = hit.who.user ?? hit.who.visitor;
    if (person === undefined) return;
    for (const funnel of funnels) {
      const steps = funnel.stepsOf(hit);
      if (steps.length === 0) continue;
      const { blocks, people } = this.of(funnel);
      // Who comes to a step may have begun in the days before.
      const block = Math.floor(day / FUNNEL_DAYS);
      for (const each of [block - 1, block])
        if (!blocks.has(each)) blocks.set(each, this.place(funnel, each));
      const known = people.get(person) ?? [this.bucket(funnel, person), person];
      people.set(person, known);
      for (const step of steps) known.push(hit.at, day, step);
    }
  }

  /** What the script follows. */
  flat(): unknown[] {
    return [...this.funnels].map(([{ windowMs }, { blocks, people }]) => ({
      window: windowMs,
      blocks: Object.fromEntries(blocks) as unknown,
      people: [...people.values()],
    }));
  }

  private of(funnel: FollowedFunnel): Followed {
    const known = this.funnels.get(funnel) ?? { blocks: new Map(), people: new Map() };
    this.funnels.set(funnel, known);
    return known;
  }

  private bucket({ id }: FollowedFunnel, person: string): number {
    return this.places.plain(this.keys.inFunnel(id, bucketOf(person, FUNNEL_BUCKETS)));
  }

  private place({ id }: FollowedFunnel, block: number): number {
    const { options, now } = this.context;
    // A day more than its last one has in any time zone.
    const endsAt = ((block + 1) * FUNNEL_DAYS + 1) * DAY_MS + options.daysKeepMs;
    return this.places.of(this.keys.funnel(id, block), endsAt, now);
  }
}
