/** What a test sends: by whom, when, and which page or which other event. */
export interface Sent {
  readonly at: number;
  readonly userId: string;
  readonly name: string;
  readonly path?: string;
  readonly referrer?: string;
}

/** What is counted of a day or an hour. */
export interface Counted {
  pageviews: number;
  events: number;
  visits: number;
  bounces: number;
  durationMs: number;
  readonly users: Set<string>;
  readonly pages: Map<string, number>;
  readonly entries: Map<string, number>;
  readonly exits: Map<string, number>;
  readonly referrers: Map<string, number>;
  readonly names: Map<string, number>;
}

interface Visit {
  readonly day: string;
  readonly hour: string;
  lastAt: number;
  hits: number;
  exit: string;
}

const bump = (counts: Map<string, number>, value: string, by = 1) =>
  counts.set(value, (counts.get(value) ?? 0) + by);

/** The date and hour of an instant as `Intl` tells them, by another way than ours. */
export function localTime(timeZone: string): (at: number) => { date: string; hour: string } {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'long',
  });
  const known = new Map<number, { date: string; hour: string }>();
  return (at) => {
    const minute = Math.floor(at / 60_000);
    const found = known.get(minute);
    if (found) return found;
    // "2026-03-29 03:12:00 CEST": the zone's name tells the two hours apart that a clock put back shows twice.
    const [date = '', time = '', ...zone] = format.format(at).split(' ');
    const made = { date, hour: `${date} ${time.slice(0, 2)} ${zone.join(' ')}` };
    known.set(minute, made);
    return made;
  };
}

/** Counts events in the plainest way: all in memory, one after the other. By local day, and by local hour. */
export function bruteForce(
  sent: readonly Sent[],
  timeZone: string,
  gapMs = 30 * 60_000,
): Map<string, Counted> {
  const local = localTime(timeZone);
  const counts = new Map<string, Counted>();
  const visits = new Map<string, Visit>();
  const of = (name: string): Counted => {
    const known = counts.get(name) ?? empty();
    counts.set(name, known);
    return known;
  };
  for (const each of sent) {
    const { date, hour } = local(each.at);
    countEvent(of(date), each);
    countEvent(of(hour), each);
    const known = visits.get(each.userId);
    if (known && each.at < known.lastAt - gapMs) continue; // too late to belong to a visit
    const goesOn = known && each.at <= known.lastAt + gapMs && daysBetween(known.day, date) <= 1;
    const visit = goesOn ? known : { day: date, hour, lastAt: each.at, hits: 0, exit: '' };
    visits.set(each.userId, visit);
    countVisit(of(visit.day), visit, each);
    countVisit(of(visit.hour), visit, each);
    visit.exit = each.path || visit.exit;
    visit.lastAt = Math.max(visit.lastAt, each.at);
    visit.hits += 1;
  }
  return counts;
}

function countEvent(place: Counted, { name, path = '', userId }: Sent): void {
  place.users.add(userId);
  if (name === 'pageview') {
    place.pageviews += 1;
    bump(place.pages, path);
  } else {
    place.events += 1;
    bump(place.names, name);
  }
}

function countVisit(place: Counted, visit: Visit, { at, path = '', referrer = '(direct)' }: Sent): void {
  if (visit.hits === 0) {
    place.visits += 1;
    bump(place.referrers, referrer);
  }
  if (visit.hits === 0) place.bounces += 1;
  if (visit.hits === 1) place.bounces -= 1;
  place.durationMs += Math.max(0, at - visit.lastAt);
  if (path === '' || path === visit.exit) return;
  if (visit.exit === '') bump(place.entries, path);
  else bump(place.exits, visit.exit, -1);
  bump(place.exits, path);
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** Nothing yet. */
export function empty(): Counted {
  const [pages, entries, exits, referrers, names] = Array.from(
    { length: 5 },
    () => new Map<string, number>(),
  );
  const maps = { pages, entries, exits, referrers, names } as Pick<
    Counted,
    'pages' | 'entries' | 'exits' | 'referrers' | 'names'
  >;
  return { pageviews: 0, events: 0, visits: 0, bounces: 0, durationMs: 0, users: new Set(), ...maps };
}

/** The counts above zero, most first, as `top` answers them. */
export const ranked = (counts: ReadonlyMap<string, number>) =>
  [...counts]
    .filter(([, count]) => count > 0)
    .map(([value, count]) => ({ value, count }))
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));

/** A generator of numbers from 0 to 1 that is the same in each run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
