import { defineScript } from '../../../redis/index.js';
import { scheduleRows } from './schedules.js';

import type { Refusal } from './held.js';
import {
  childError,
  deadlines,
  enterGroup,
  finish,
  forget,
  groups,
  kin,
  lend,
  limits,
  outcome,
  put,
  refuse,
  release,
  room,
  tell,
  take,
  takeGroups,
  wake,
} from './functions.js';

export { fireSchedule, putSchedule, readSchedules, removeSchedule, type ScheduleRow } from './schedules.js';
export * from './changing.js';
export * from './flows.js';
export * from './groups.js';
export * from './held.js';
export * from './reading.js';

export const addJobs = defineScript({
  lua: new URL('./add-jobs.lua', import.meta.url),
  uses: [groups, enterGroup, room, put, deadlines, wake],
  keys: ['jobs', 'waiting', 'prioritized', 'delayed', 'removed', 'meta', 'idle', 'deadlines'],
  args: ['count'],
  more: { keys: 'groups', args: 'rows' },
  parse: ([added, refused]: [added: number, refused: number[]]) => ({ added, refused }),
});

export const addUnique = defineScript({
  lua: new URL('./add-unique.lua', import.meta.url),
  uses: [groups, enterGroup, room, put, deadlines, wake],
  keys: [
    'jobs',
    'waiting',
    'prioritized',
    'delayed',
    'removed',
    'meta',
    'idle',
    'state',
    'active',
    'completed',
    'dead',
    'unique',
    'uniqueOf',
    'uniqueUntil',
    'deadlines',
  ],
  args: ['id', 'record', 'place', 'key', 'scope', 'forMs', 'onConflict'],
  more: { keys: 'groups', args: 'limits' },
  parse: ([id, done]: [id: string, done: UniqueVerdict]) => ({ id, done }),
});

/** What adding under a key came to. */
export type UniqueVerdict = 'added' | 'kept' | 'rejected' | 'replaced' | 'rescheduled' | 'full';

export const leaseJobs = defineScript({
  lua: new URL('./lease-jobs.lua', import.meta.url),
  uses: [groups, take, takeGroups, lend, deadlines, limits, wake],
  keys: [
    'jobs',
    'waiting',
    'prioritized',
    'delayed',
    'active',
    'tokens',
    'state',
    'removed',
    'meta',
    'idle',
    'timer',
    'ticks',
    'deadlines',
  ],
  args: ['max', 'leaseMs', 'holder', 'waiter', 'staleMs'],
  more: { keys: 'groups' },
  runsWhenFull: true,
  parse: ([token, isNoted, hasMore, dueInMs, ids, records, states]: [
    token: string,
    isNoted: 0 | 1,
    hasMore: 0 | 1,
    dueInMs: number,
    ids: string[],
    records: (string | null)[],
    states: (string | null)[],
  ]) => ({ token, isNoted: isNoted === 1, hasMore: hasMore === 1, dueInMs, ids, records, states }),
});

export const tendQueue = defineScript({
  lua: new URL('./tend-queue.lua', import.meta.url),
  uses: [groups, enterGroup, release, kin, finish, tell],
  keys: [
    'jobs',
    'waiting',
    'prioritized',
    'delayed',
    'active',
    'tokens',
    'state',
    'completed',
    'dead',
    'meta',
    'schedules',
    'plans',
    'ticks',
    'unique',
    'uniqueOf',
    'deadlines',
    'removed',
  ],
  args: ['limit', 'maxLost', 'keepDead'],
  more: { keys: 'groups' },
  runsWhenFull: true,
  parse: ([ready, lost, removed, now, come, over, letters, parents]: [
    ready: number,
    lost: number,
    removed: number,
    now: number,
    come: string[],
    over: number,
    letters: string[],
    parents: string[],
  ]) => ({ done: [ready, lost, removed], now, come: scheduleRows(come), isOver: over > 0, letters, parents }),
});

export const settleJobs = defineScript({
  lua: new URL('./settle-jobs.lua', import.meta.url),
  uses: [groups, enterGroup, release, kin, forget, finish, childError, outcome, refuse, wake, tell],
  keys: [
    'jobs',
    'active',
    'tokens',
    'state',
    'delayed',
    'completed',
    'dead',
    'meta',
    'idle',
    'unique',
    'uniqueOf',
    'deadlines',
  ],
  args: ['policy', 'seed', 'forgotten'],
  more: { keys: 'groups', args: 'outcomes' },
  runsWhenFull: true,
  parse: ([lost, verdicts, reports]: [lost: number[], verdicts: Verdict[], reports: number]) => ({
    lost,
    verdicts,
    reports,
  }),
});

/** What a settled job is now, or the code of why nothing was changed: the lease was no longer the caller's. */
export type Verdict = 'completed' | 'delayed' | 'dead' | Refusal;

export const extendLeases = defineScript({
  lua: new URL('./extend-leases.lua', import.meta.url),
  uses: refuse,
  keys: ['active', 'tokens', 'state'],
  args: ['leaseMs', 'count'],
  more: { args: 'leases' },
  runsWhenFull: true,
  parse: ([leaseUntilAt, ...rest]: [leaseUntilAt: number, ...rest: (number | Refusal)[]]) => ({
    leaseUntilAt,
    lost: rest.flatMap((at, i) => (typeof at === 'number' ? [{ at, code: rest[i + 1] as Refusal }] : [])),
  }),
});

export const leaveIdle = defineScript({
  lua: new URL('./leave-idle.lua', import.meta.url),
  uses: [wake],
  keys: ['waiting', 'prioritized', 'delayed', 'idle', 'timer', 'ticks', 'deadlines', 'ring'],
  args: ['waiter'],
  parse: (woken: 0 | 1) => woken === 1,
});

export const removeJobs = defineScript({
  lua: new URL('./remove-jobs.lua', import.meta.url),
  uses: [groups, release, kin, wake],
  keys: ['jobs', 'state', 'removed', 'tokens', 'unique', 'uniqueOf', 'deadlines', 'meta', 'idle'],
  args: [],
  more: { keys: 'more', args: 'ids' },
  parse: ([removed, reports]: [removed: number, reports: number]) => ({ removed, reports }),
});

export const drainQueue = defineScript({
  lua: new URL('./drain-queue.lua', import.meta.url),
  uses: [groups, release, kin],
  keys: ['jobs', 'state', 'waiting', 'removed', 'unique', 'uniqueOf', 'deadlines', 'meta'],
  args: ['limit'],
  more: { keys: 'more' },
  parse: ([removed, more, reports]: [number, 0 | 1, number]) => ({ removed, more: more === 1, reports }),
});

export const putLimits = defineScript({
  lua: new URL('./put-limits.lua', import.meta.url),
  keys: ['meta'],
  args: ['limits', 'concurrency', 'intervalMs', 'burst'],
  parse: () => undefined,
});

export const holdQueue = defineScript({
  lua: new URL('./hold-queue.lua', import.meta.url),
  keys: ['meta'],
  args: ['delayMs'],
  parse: (heldUntil: number) => heldUntil,
});

export const watchQueue = defineScript({
  lua: new URL('./watch-queue.lua', import.meta.url),
  keys: ['meta'],
  args: ['channel', 'forMs'],
  parse: () => undefined,
});
