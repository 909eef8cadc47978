import { defineScript } from '../../../redis/index.js';

/** A schedule as its keys have it. */
export interface ScheduleRow {
  readonly id: string;
  readonly schedule: string;
  readonly plan: string;
}

/** Rows as a script answers them, one value after the other. */
export const scheduleRows = (flat: readonly string[]): ScheduleRow[] =>
  flat.flatMap((id, i) =>
    i % 3 === 0 ? [{ id, schedule: flat[i + 1] ?? '', plan: flat[i + 2] ?? '' }] : [],
  );

export const putSchedule = defineScript({
  lua: new URL('./put-schedule.lua', import.meta.url),
  keys: ['scheduleIds', 'schedules', 'plans', 'ticks', 'meta'],
  args: ['id', 'times', 'rest'],
  parse: (isNew: 0 | 1) => isNew === 1,
});

export const readSchedules = defineScript({
  lua: new URL('./read-schedules.lua', import.meta.url),
  keys: ['scheduleIds', 'schedules', 'plans'],
  args: ['from', 'to', 'limit'],
  parse: scheduleRows,
});

export const fireSchedule = defineScript({
  lua: new URL('./fire-schedule.lua', import.meta.url),
  keys: ['jobs', 'delayed', 'schedules', 'plans', 'ticks'],
  args: ['id', 'schedule', 'plan', 'newPlan', 'nextAt', 'record'],
  more: { args: 'slots' },
  parse: (fired: 0 | 1) => fired === 1,
});

export const removeSchedule = defineScript({
  lua: new URL('./remove-schedule.lua', import.meta.url),
  keys: ['scheduleIds', 'schedules', 'plans', 'ticks'],
  args: ['id'],
  parse: (removed: 0 | 1) => removed === 1,
});
