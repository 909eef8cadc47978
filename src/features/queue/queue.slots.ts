import { Cron } from 'croner';

/** When a schedule runs. */
export interface Timing {
  readonly cron?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly everyMs?: number | undefined;
  readonly startAt?: number | undefined;
  readonly endAt?: number | undefined;
  /** How many slots in all. */
  readonly limit?: number | undefined;
}

/** What becomes of slots that nobody was there for. */
export type CatchUp = 'one' | 'all' | 'none';

/** How far a schedule has come. */
export interface Plan {
  readonly createdAt: number;
  /** Slots that have been fired. */
  readonly runs?: number;
  readonly lastAt?: number;
  /** The next slot; null when there is none any more, nothing when nobody has worked it out yet. */
  readonly nextAt?: number | null;
}

/** A slot that is later than this was missed. */
export const LATE_MS = 60_000;

/** Most slots that are fired in one step. */
const MAX_SLOTS = 100;

/** The slots that are to be fired now, oldest first, and how far the schedule has come then. */
export function advance(
  timing: Timing & { readonly catchUp: CatchUp },
  plan: Plan,
  now: number,
): { slots: number[]; plan: Plan } {
  const { runs = 0, createdAt, lastAt } = plan;
  if (plan.nextAt === undefined)
    return { slots: [], plan: { createdAt, runs, nextAt: slotAfter(timing, plan, now) } };
  const left = (timing.limit ?? Infinity) - runs;
  const { due, next } = dueSlots(timing, plan, { now, most: Math.min(MAX_SLOTS, left) });
  const slots = timing.catchUp === 'none' ? due.filter((slot) => now - slot <= LATE_MS) : due;
  const last = slots.at(-1) ?? lastAt;
  const moved = { createdAt, runs: runs + slots.length, nextAt: slots.length < left ? next : null };
  return { slots, plan: last === undefined ? moved : { ...moved, lastAt: last } };
}

/** The slots that have come, and the one after them. */
function dueSlots(
  timing: Timing & { readonly catchUp: CatchUp },
  plan: Plan,
  { now, most }: { now: number; most: number },
): { due: number[]; next: number | null } {
  const due: number[] = [];
  let next = plan.nextAt ?? null;
  while (next !== null && next <= now && due.length < most) {
    // One catch-up is enough: what was missed before is passed over in one step, however long that was.
    if (timing.catchUp !== 'all') next = Math.max(next, lastSlotUntil(timing, plan, now) ?? next);
    due.push(next);
    next = slotAfter(timing, plan, next);
  }
  return { due, next };
}

/** The next slots of a plan, up to `count`. */
export function upcoming(timing: Timing, plan: Plan, count: number): number[] {
  const slots: number[] = [];
  const left = Math.min(count, (timing.limit ?? Infinity) - (plan.runs ?? 0));
  for (let next = plan.nextAt ?? null; next !== null && slots.length < left;) {
    slots.push(next);
    next = slotAfter(timing, plan, next);
  }
  return slots;
}

/** What is wrong with a pattern or a time zone; nothing when there will be a slot. */
export function faultOf(timing: Timing): string | undefined {
  const { cron } = timing;
  if (cron === undefined) return undefined;
  // The library would take an instant or a year as well.
  if (!/^(@\w+|\S+( +\S+){4,5})$/.test(cron)) return 'must be a pattern of five or six fields';
  try {
    return cronOf(timing).nextRun() ? undefined : 'never comes';
  } catch (error) {
    return error instanceof Error ? error.message.split(' Original error')[0] : String(error);
  }
}

/** The first slot after an instant; null when there is none. */
function slotAfter(timing: Timing, plan: Plan, after: number): number | null {
  const { cron, startAt = 0, endAt = Infinity } = timing;
  const from = Math.max(after, startAt - 1);
  const slot =
    cron === undefined ? distantAfter(timing, plan, from) : cronOf(timing).nextRun(new Date(from))?.getTime();
  return slot === undefined || slot > endAt ? null : slot;
}

/** The latest slot that is not after an instant. */
function lastSlotUntil(timing: Timing, { createdAt }: Plan, now: number): number | undefined {
  const { cron, everyMs = 0, startAt = createdAt, endAt = Infinity } = timing;
  const until = Math.min(now, endAt);
  // Runs fall on whole seconds, and what lies before is meant without the instant itself.
  if (cron !== undefined)
    return cronOf(timing)
      .previousRuns(1, new Date(until + 1))[0]
      ?.getTime();
  return startAt + Math.floor((until - startAt) / everyMs) * everyMs;
}

/** A slot falls on `startAt`, but none on the instant at which a schedule was made. */
function distantAfter({ everyMs = 0, startAt }: Timing, { createdAt }: Plan, from: number): number {
  const anchor = startAt ?? createdAt;
  return (
    anchor + Math.max(startAt === undefined ? 1 : 0, Math.floor((from - anchor) / everyMs) + 1) * everyMs
  );
}

// To read a pattern takes some 10 µs; a process has few of them.
const crons = new Map<string, Cron>();
const MAX_CRONS = 1000;

function cronOf({ cron: pattern = '', timeZone = 'UTC' }: Timing): Cron {
  const key = `${timeZone} ${pattern}`;
  let cron = crons.get(key);
  if (!cron) {
    cron = new Cron(pattern, { timezone: timeZone, paused: true, mode: '5-or-6-parts' });
    if (crons.size >= MAX_CRONS) crons.clear();
    crons.set(key, cron);
  }
  return cron;
}
