import { InvalidInputError } from '../../kernel/errors.js';
import { DAY_MS, dayOfDate } from './analytics.calendar.js';
import type { Range } from './analytics.report.schemas.js';
import type { Site } from './analytics.sites.js';

/** A stretch of time: from an instant until before another. */
export interface Period {
  readonly fromAt: number;
  readonly toAt: number;
}

/** How far a question goes back that does not say from when: to the beginning of the day so many days ago. */
const DAYS_BACK = 29;

/**
 * Reads a range: a date is a whole day of the site, at the end too.
 *
 * @throws InvalidInputError where it ends before it begins
 */
export function readPeriod({ calendar }: Site, { from, to }: Range, now: number): Period {
  const toAt = to === undefined ? now + 1 : instantOf(to, (day) => calendar.startOf(day + 1));
  const fromAt =
    from === undefined
      ? calendar.startOf(calendar.dayOf(toAt - 1) - DAYS_BACK)
      : instantOf(from, (day) => calendar.startOf(day));
  if (toAt <= fromAt) refuse('to', 'must be after from');
  return { fromAt, toAt };
}

/** The period of the same length before it: as many local days where it begins with one, else as long a time. */
export function periodBefore({ calendar }: Site, { fromAt, toAt }: Period): Period {
  const first = calendar.dayOf(fromAt);
  if (calendar.startOf(first) !== fromAt) return { fromAt: fromAt - (toAt - fromAt), toAt: fromAt };
  const days = calendar.dayOf(toAt - 1) - first + 1;
  return { fromAt: calendar.startOf(first - days), toAt: fromAt };
}

/** The local days that a period touches. @throws InvalidInputError where they are more than `max` */
export function daysOf({ calendar }: Site, { fromAt, toAt }: Period, max: number): number[] {
  // Told apart before they are looked up one by one: the bounds are a caller's.
  if ((toAt - fromAt) / DAY_MS > max + 1) refuse('from', `must not be more than ${max} days before the end`);
  const first = calendar.dayOf(fromAt);
  const days = Array.from({ length: calendar.dayOf(toAt - 1) - first + 1 }, (_, i) => first + i);
  if (days.length > max) refuse('from', `must not be more than ${max} days before the end`);
  return days;
}

function instantOf(text: number | string, ofDay: (day: number) => number): number {
  if (typeof text === 'number') return text;
  return /^\d{4}-\d\d-\d\d$/.test(text) ? ofDay(dayOfDate(text)) : readNumber(text);
}

function readNumber(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : Date.parse(text);
}

function refuse(path: string, message: string): never {
  throw new InvalidInputError('The range is not one that can be answered', [{ path, message }]);
}
