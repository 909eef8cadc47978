import { LRUCache } from 'lru-cache';

const MINUTE_MS = 60_000;
/** Clocks of the world are put forward and back at whole quarters of an hour of UTC. */
const QUARTER_MS = 15 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** A day as UTC has them. Those of a time zone may have 23 or 25 hours. */
export const DAY_MS = 24 * HOUR_MS;

/** No place is further from UTC, and a day more for what moved over the date line. */
const FURTHEST_MS = 39 * HOUR_MS;

/**
 * Days and hours of a time zone, across changes of its clock. A day is a number: days since 1970-01-01 of the local date.
 */
export class Calendar {
  private readonly format: Intl.DateTimeFormat;
  private readonly offsets = new LRUCache<number, number>({ max: 20_000 });
  private readonly starts = new LRUCache<number, number>({ max: 5000 });

  constructor(readonly timeZone: string) {
    this.format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  }

  /** The local day of an instant. */
  dayOf(at: number): number {
    return Math.floor((at + this.offsetMs(at)) / DAY_MS);
  }

  /** The instant with which a local day begins. */
  startOf(day: number): number {
    const known = this.starts.get(day);
    if (known !== undefined) return known;
    // The first quarter of an hour whose local day it is; midnight itself is left out by some changes of clocks.
    let before = Math.floor((day * DAY_MS - FURTHEST_MS) / QUARTER_MS);
    let from = Math.ceil((day * DAY_MS + FURTHEST_MS) / QUARTER_MS);
    while (from - before > 1) {
      const middle = Math.floor((before + from) / 2);
      if (this.dayOf(middle * QUARTER_MS) >= day) from = middle;
      else before = middle;
    }
    this.starts.set(day, from * QUARTER_MS);
    return from * QUARTER_MS;
  }

  /** The instant with which the local hour of an instant begins; a clock that is changed within an hour begins another. */
  hourOf(at: number): number {
    const offset = this.offsetMs(at);
    let start = Math.floor((at + offset) / HOUR_MS) * HOUR_MS - offset;
    while (this.offsetMs(start) !== offset) start += QUARTER_MS;
    return start;
  }

  /** Which quarter of its local day an instant's hour begins with: 0, 4, 8, ... on days without a change of clocks. */
  slotOf(at: number): number {
    return Math.round((this.hourOf(at) - this.startOf(this.dayOf(at))) / QUARTER_MS);
  }

  /** The instant with which a slot of a day begins. */
  startOfSlot(day: number, slot: number): number {
    return this.startOf(day) + slot * QUARTER_MS;
  }

  /** The beginnings of the local hours from `fromAt` until before `toAt`. */
  hours(fromAt: number, toAt: number): number[] {
    const found = new Set<number>();
    for (let at = this.hourOf(fromAt); at < toAt; at += QUARTER_MS) found.add(this.hourOf(at));
    return [...found];
  }

  private offsetMs(at: number): number {
    const quarter = Math.floor(at / QUARTER_MS);
    const known = this.offsets.get(quarter);
    if (known !== undefined) return known;
    const offset = this.readOffset(quarter * QUARTER_MS);
    this.offsets.set(quarter, offset);
    return offset;
  }

  private readOffset(at: number): number {
    const name = this.format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d+):(\d+)/.exec(name) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE_MS;
  }
}

// Asked several times for each event, of the same few days.
const dates = new LRUCache<number, string>({ max: 1000 });

/** `2026-03-29` for a day. */
export function dateOf(day: number): string {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  dates.set(day, date);
  return date;
}

/** `2026-03` for a day. */
export const monthOf = (day: number): string => dateOf(day).slice(0, 7);

/** The Monday of a day's week. */
export const mondayOf = (day: number): number => day - ((((day + 3) % 7) + 7) % 7);

/** The first day of a day's month. */
export const firstOfMonth = (day: number): number => dayOfDate(`${monthOf(day)}-01`);

/** The day of `2026-03-29`. */
export const dayOfDate = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
