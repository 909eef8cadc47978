import {
  Calendar,
  dateOf,
  dayOfDate,
  firstOfMonth,
  mondayOf,
} from '../../../src/features/analytics/analytics.calendar.js';
import { localTime } from './analytics.model.js';

const HOUR = 3_600_000;

describe.each([
  ['Europe/Berlin', '2026-03-29', 23],
  ['Europe/Berlin', '2026-10-25', 25],
  ['America/New_York', '2026-03-08', 23],
  ['America/New_York', '2026-11-01', 25],
  ['Australia/Lord_Howe', '2026-04-05', 24.5], // half an hour back
  ['America/Sao_Paulo', '2018-11-04', 23], // at midnight: the day begins at one
  ['America/Sao_Paulo', '2018-02-17', 25], // and the one before ended twice
  ['Pacific/Apia', '2011-12-29', 24], // the next one was left out
  ['Asia/Kathmandu', '2026-06-01', 24],
  ['UTC', '2026-06-01', 24],
])('%s on %s', (timeZone, date, hours) => {
  const calendar = new Calendar(timeZone);
  const day = dayOfDate(date);
  const startsAt = calendar.startOf(day);
  const endsAt = startsAt + hours * HOUR;
  const local = localTime(timeZone);

  it(`has ${hours} hours`, () => {
    expect(calendar.dayOf(startsAt)).toBe(day);
    expect(calendar.dayOf(startsAt - 1)).toBe(day - 1);
    expect(calendar.dayOf(endsAt - 1)).toBe(day);
    expect(calendar.dayOf(endsAt)).toBeGreaterThan(day);
  });

  it('agrees with the clock on the wall, minute by minute', () => {
    for (let at = startsAt - 30 * HOUR; at < endsAt + 30 * HOUR; at += 60_000)
      expect(dateOf(calendar.dayOf(at))).toBe(local(at).date);
  });

  it('cuts the day into hours without a gap, each told by its slot', () => {
    const starts = calendar.hours(startsAt, endsAt);
    expect(starts[0]).toBe(startsAt);
    expect(starts).toHaveLength(Math.ceil(hours));
    for (const start of starts) expect(calendar.startOfSlot(day, calendar.slotOf(start))).toBe(start);
    for (let at = startsAt; at < endsAt; at += 60_000)
      expect(starts.findLast((start) => start <= at)).toBe(calendar.hourOf(at));
  });
});

it('knows Mondays and months', () => {
  expect(dateOf(mondayOf(dayOfDate('2026-11-29')))).toBe('2026-11-23');
  expect(dateOf(mondayOf(dayOfDate('2026-11-23')))).toBe('2026-11-23');
  expect(dateOf(firstOfMonth(dayOfDate('2026-02-28')))).toBe('2026-02-01');
});
