import { defineScript } from '../../../redis/index.js';

export const readJobs = defineScript({
  lua: new URL('./read-jobs.lua', import.meta.url),
  keys: ['jobs', 'state', 'active', 'delayed', 'completed', 'dead'],
  args: [],
  more: { args: 'ids' },
  parse: (rows: ([] | JobRow)[]) => rows,
});

/** A job as its keys have it: its record, what has happened to it as JSON or nothing, where it is, and its score there. */
export type JobRow = [record: string, state: string, place: JobState, score: string];

/** Where a job is. */
export type JobState = 'waiting' | 'delayed' | 'active' | 'completed' | 'dead';

export const listJobs = defineScript({
  lua: new URL('./list-jobs.lua', import.meta.url),
  keys: ['place', 'removed'],
  args: ['after', 'skip', 'limit'],
  parse: ([now, ...flat]: [now: number, ...rows: (string | number)[]]) => ({
    now,
    rows: flat.flatMap((id, i) => (i % 2 === 0 ? [{ id: String(id), at: scoreOf(flat[i + 1]) }] : [])),
  }),
});

export const countJobs = defineScript({
  lua: new URL('./count-jobs.lua', import.meta.url),
  keys: [
    'waiting',
    'removed',
    'prioritized',
    'delayed',
    'active',
    'completed',
    'dead',
    'meta',
    'jobs',
    'grouped',
    'ring',
  ],
  args: [],
  parse: (numbers: number[]) => numbers,
});

/** What waits for others has no due instant: it comes after all that have one. */
const scoreOf = (score: string | number | undefined): number =>
  score === 'inf' ? Number.MAX_SAFE_INTEGER : Number(score);
