import { dateOf, DAY_MS, mondayOf, monthOf } from './analytics.calendar.js';
import type { Hit } from './analytics.event.js';
import type { ShardKeys } from './analytics.keys.js';
import type { AnalyticsOptions } from './analytics.options.js';
import { Places } from './analytics.places.js';
import { StepsDraft } from './analytics.steps.js';
import type { Site } from './analytics.sites.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Sums by key and field. */
class Sums {
  private readonly byKey = new Map<number, Map<string, number>>();

  add(key: number, field: string, by = 1): void {
    if (key === 0) return;
    const fields = this.byKey.get(key) ?? new Map<string, number>();
    if (fields.size === 0) this.byKey.set(key, fields);
    fields.set(field, (fields.get(field) ?? 0) + by);
  }

  flat(): (number | string)[] {
    return [...this.byKey].flatMap(([key, fields]) => [...fields].flatMap(([field, by]) => [key, field, by]));
  }

  get keys(): number[] {
    return [...this.byKey.keys()];
  }
}

/** Where the counts of a day go. */
interface DayPlaces {
  readonly date: string;
  readonly dayOfMonth: string;
  readonly endOfDay: number;
  readonly hours: number;
  readonly days: number;
  /** Its rankings by dimension, 0 for those that would have ended by now. */
  readonly rankings: Map<string, number>;
  readonly seen: { readonly visitors: Set<string>; readonly users: readonly Set<string>[] };
}

/** What is counted of a batch of events in one shard, added up as far as it can be without knowing what Redis holds. */
export class Draft {
  private readonly counted = new Places();
  private readonly noted = new Places();
  private readonly sums = new Sums();
  private readonly ranks = new Sums();
  private readonly seen = new Map<string, { endsAt: number; ids: Set<string> }>();
  private readonly live = new Map<string, number>();
  private readonly days = new Map<number, DayPlaces>();
  private readonly minutes = new Map<number, number>();
  private readonly visits = new Map<string, unknown[]>();
  private readonly steps: StepsDraft;
  private readonly visitKinds = new Map<string, [place: number, by: (number | string)[]]>();

  constructor(
    private readonly site: Site,
    private readonly keys: ShardKeys,
    private readonly context: { options: AnalyticsOptions; now: number },
  ) {
    this.steps = new StepsDraft(keys, this.counted, context);
  }

  add(hit: Hit): void {
    const { calendar } = this.site;
    const dayNumber = calendar.dayOf(hit.at);
    const day = this.dayOf(dayNumber);
    const slot = calendar.slotOf(hit.at);
    const metric = hit.name === 'pageview' ? 'p' : 'e';
    const hour = Math.floor(hit.at / HOUR_MS);
    this.sums.add(this.minutesOf(hour), `${Math.floor(hit.at / MINUTE_MS) % 60}${metric}`);
    this.sums.add(day.hours, `${slot}${metric}`);
    this.sums.add(day.days, `${day.dayOfMonth}${metric}`);
    if (metric === 'p') this.ranks.add(this.ranking('page', day), hit.page);
    else this.ranks.add(this.ranking('event', day), hit.name);
    for (let i = 0; i < hit.properties.length; i += 2)
      this.ranks.add(this.ranking(hit.properties[i] ?? '', day), hit.properties[i + 1] ?? '');
    this.note(hit, day);
    this.steps.add(hit, dayNumber, this.site.followed);
    if (hit.who.visit !== undefined) this.visit(hit, { dayNumber, slot });
  }

  /** What `count-events` takes. */
  count(): { batch: string; keys: string[] } {
    // A visit may go on that began on the day before, and is counted there; or, if events come late, on the day after.
    const today = this.site.calendar.dayOf(this.context.now);
    const seenDays = Array.from(this.days.keys());
    if (this.visits.size > 0)
      for (const day of seenDays) for (const each of [day - 1, Math.min(day + 1, today)]) this.dayOf(each);
    const days = [...this.days].map(([number, day]) => [
      number,
      [day.hours, day.days, day.dayOfMonth, this.ranking('entry', day), this.ranking('exit', day)],
    ]);
    const { counted } = this;
    const batch = {
      add: this.sums.flat(),
      rank: this.ranks.flat(),
      ends: counted.ends,
      days: Object.fromEntries(days) as unknown,
      of: [...this.visitKinds.values()].map(([, by]) => by),
      visits: [...this.visits.values()],
      funnels: this.steps.flat(),
    };
    return { batch: JSON.stringify(batch), keys: counted.keys };
  }

  /** What `note-seen` takes; asked after {@link count}, which knows what is ranked. */
  noteSeen(): { batch: string; keys: string[] } {
    const { noted } = this;
    const { options, now } = this.context;
    const seen = [...this.seen].flatMap(([key, { endsAt, ids }]) => {
      const place = ids.size > 0 ? noted.of(key, endsAt, now) : 0;
      return place === 0 ? [] : [[place, ...ids]];
    });
    const rankings = [...this.days.values()].flatMap((day) =>
      [...day.rankings].flatMap(([dimension, place]) => (place === 0 ? [] : [{ dimension, day }])),
    );
    const keep = rankings.flatMap(({ dimension, day }) => {
      const losses = noted.of(this.keys.losses(day.date), day.endOfDay + options.daysKeepMs, now);
      const ranking = noted.plain(this.keys.ranking(dimension, day.date));
      return losses === 0 ? [] : [ranking, this.keptOf(dimension), losses, `o:${dimension}`];
    });
    const live = [...this.live].flatMap(([visitor, at]) => [at, visitor]);
    return { batch: JSON.stringify({ seen, live, keep, ends: noted.ends }), keys: noted.keys };
  }

  private keptOf(dimension: string): number {
    const { keptPages, keptValues } = this.context.options;
    return ['page', 'entry', 'exit'].includes(dimension) ? keptPages : keptValues;
  }

  private place(key: string, endsAt: number): number {
    return this.counted.of(key, endsAt, this.context.now);
  }

  private dayOf(number: number): DayPlaces {
    const known = this.days.get(number);
    if (known) return known;
    const { options } = this.context;
    const date = dateOf(number);
    const endOfDay = this.site.calendar.startOf(number + 1);
    const day = {
      date,
      dayOfMonth: date.slice(8),
      endOfDay,
      hours: this.place(this.keys.hours(date), endOfDay + options.hoursKeepMs),
      days: this.place(this.keys.days(monthOf(number)), endOfDay + 31 * DAY_MS + options.daysKeepMs),
      rankings: new Map<string, number>(),
      seen: this.seenOn(number, date, endOfDay),
    };
    this.days.set(number, day);
    return day;
  }

  private ranking(dimension: string, day: DayPlaces): number {
    const known = day.rankings.get(dimension);
    if (known !== undefined) return known;
    const endsAt = day.endOfDay + this.context.options.hoursKeepMs;
    const place = this.place(this.keys.ranking(dimension, day.date), endsAt);
    day.rankings.set(dimension, place);
    return place;
  }

  private minutesOf(hour: number): number {
    const known = this.minutes.get(hour);
    if (known !== undefined) return known;
    const endsAt = (hour + 1) * HOUR_MS + this.context.options.minutesKeepMs;
    const place = this.place(this.keys.minutes(hour), endsAt);
    this.minutes.set(hour, place);
    return place;
  }

  private note({ at, who: { visitor, user } }: Hit, day: DayPlaces): void {
    const { options, now } = this.context;
    if (visitor !== undefined) {
      day.seen.visitors.add(visitor);
      if (at > now - options.liveMs) this.live.set(visitor, Math.max(at, this.live.get(visitor) ?? 0));
    }
    if (user !== undefined) for (const users of day.seen.users) users.add(user);
  }

  /** Who was seen on a day, and the users of its week and month, which other days of the batch share. */
  private seenOn(number: number, date: string, endOfDay: number): DayPlaces['seen'] {
    const endsAt = endOfDay + this.context.options.daysKeepMs;
    const ids = (key: string, keptUntil: number) => {
      const known = this.seen.get(key) ?? { endsAt: keptUntil, ids: new Set<string>() };
      this.seen.set(key, known);
      return known.ids;
    };
    return {
      visitors: ids(this.keys.visitors(date), endsAt),
      users: [
        ids(this.keys.users(date), endsAt),
        ids(this.keys.users(`w${dateOf(mondayOf(number))}`), endsAt + 7 * DAY_MS),
        ids(this.keys.users(monthOf(number)), endsAt + 31 * DAY_MS),
      ],
    };
  }

  private visit(
    { at, page, visit, who }: Hit,
    { dayNumber, slot }: { dayNumber: number; slot: number },
  ): void {
    const { id, earlier } = who.visit ?? { id: '' };
    const kind = this.kindOf(visit, dayNumber);
    const known = this.visits.get(id) ?? [
      this.counted.plain(this.keys.visit(id)),
      earlier === undefined ? 0 : this.counted.plain(this.keys.visit(earlier)),
    ];
    // The first event of a batch may be too late in the day to look further back, and the next one not.
    if (known[1] === 0 && earlier !== undefined) known[1] = this.counted.plain(this.keys.visit(earlier));
    this.visits.set(id, known);
    known.push([at, String(dayNumber), slot, page, kind]);
  }

  /** Most visits of a batch are ranked alike, so each kind is told once. Places in Lua begin at 1. */
  private kindOf(visit: readonly string[], dayNumber: number): number {
    const name = `${dayNumber} ${visit.join('\n')}`;
    const known = this.visitKinds.get(name);
    if (known) return known[0];
    const day = this.dayOf(dayNumber);
    const by: (number | string)[] = [];
    for (let i = 0; i < visit.length; i += 2) by.push(this.ranking(visit[i] ?? '', day), visit[i + 1] ?? '');
    this.visitKinds.set(name, [this.visitKinds.size + 1, by]);
    return this.visitKinds.size;
  }
}
