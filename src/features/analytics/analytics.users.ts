import { dateOf, DAY_MS, dayOfDate, mondayOf, monthOf } from './analytics.calendar.js';
import type { Hit } from './analytics.event.js';
import type { ShardKeys } from './analytics.keys.js';
import type { AnalyticsOptions } from './analytics.options.js';
import { bucketOf, Places } from './analytics.places.js';
import type { Site } from './analytics.sites.js';

/**
 * Into how many hashes the users of a shard are cut. With a million of them there are 244 in each, which Redis still packs
 * into a list: 40 bytes a user in place of 90.
 */
export const USER_BUCKETS = 4096;

/** How far before the last day of a user another one may be: what `note-users` can place. */
const FURTHEST_BACK = 33;

/** How users are counted: a period has a number that the next one follows, and a name. */
export interface Unit {
  readonly indexOf: (day: number) => number;
  readonly nameOf: (day: number) => string;
}

/** Days, weeks from Monday and calendar months. Their numbers are those of `note-users`. */
export const UNITS = {
  day: { indexOf: (day: number) => day, nameOf: dateOf },
  week: {
    indexOf: (day: number) => Math.floor((day + 3) / 7),
    nameOf: (day: number) => `w${dateOf(mondayOf(day))}`,
  },
  month: {
    indexOf: (day: number) => {
      const [year = 0, month = 0] = monthOf(day).split('-').map(Number);
      return year * 12 + month - 3;
    },
    nameOf: monthOf,
  },
} as const satisfies Record<string, Unit>;

/** The first day of a period by its name. */
export const firstDayOf = (name: string): number =>
  dayOfDate(name.length === 7 ? `${name}-01` : name.replace('w', ''));

/** On which days the users of a batch were active. */
export class UsersDraft {
  private readonly places = new Places();
  private readonly users = new Map<string, Set<number>>();
  private readonly placed = { day: new Map(), week: new Map(), month: new Map() } as Record<
    keyof typeof UNITS,
    Map<number, number>
  >;

  constructor(
    private readonly site: Site,
    private readonly keys: ShardKeys,
    private readonly context: { options: AnalyticsOptions; now: number },
  ) {}

  add({ at, who: { user } }: Hit): void {
    if (user === undefined) return;
    const day = this.site.calendar.dayOf(at);
    const known = this.users.get(user) ?? new Set();
    this.users.set(user, known);
    if (known.has(day)) return;
    known.add(day);
    // A day before the first one of a user moves what was counted of those after it.
    const today = this.site.calendar.dayOf(this.context.now);
    for (let each = day; each <= Math.min(day + FURTHEST_BACK, today); each++) this.place(each);
  }

  /** What `note-users` takes; nothing where no event names its user. */
  noteUsers(): { batch: string; keys: string[] } | undefined {
    if (this.users.size === 0) return undefined;
    const users = [...this.users].map(([id, days]) => [
      this.places.plain(this.keys.bucket(bucketOf(id, USER_BUCKETS))),
      id,
      ...days,
    ]);
    const places = Object.values(this.placed).map((of) => Object.fromEntries(of) as unknown);
    const { ends, keys } = this.places;
    return { batch: JSON.stringify({ users, places, ends }), keys };
  }

  private place(day: number): void {
    if (this.placed.day.has(day)) return;
    const { options, now } = this.context;
    const endsAt = this.site.calendar.startOf(day + 1) + options.daysKeepMs;
    for (const unit of ['day', 'week', 'month'] as const) {
      const { indexOf, nameOf } = UNITS[unit];
      const longestMs = { day: 0, week: 7 * DAY_MS, month: 31 * DAY_MS }[unit];
      const place = this.places.of(this.keys.active(nameOf(day)), endsAt + longestMs, now);
      if (place !== 0) this.placed[unit].set(indexOf(day), place);
    }
  }
}
