import { defineScript } from '../../../redis/index.js';

export const addJobs = defineScript({
  lua: new URL('./add-jobs.lua', import.meta.url),
  keys: ['jobs', 'waiting', 'prioritized', 'delayed', 'removed', 'meta', 'idle'],
  args: ['count'],
  more: { args: 'rows' },
  parse: (added: number) => added,
});

export const leaseJobs = defineScript({
  lua: new URL('./lease-jobs.lua', import.meta.url),
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
  ],
  args: ['max', 'leaseMs', 'holder', 'waiter', 'staleMs'],
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
  ],
  args: ['limit', 'maxLost', 'keepDeadMs'],
  runsWhenFull: true,
  parse: ([ready, lost, removed]: [number, number, number]) => ({ ready, lost, removed }),
});

export const settleJobs = defineScript({
  lua: new URL('./settle-jobs.lua', import.meta.url),
  keys: ['jobs', 'active', 'tokens', 'state', 'delayed', 'completed', 'dead', 'meta'],
  args: ['policy', 'seed', 'forgotten'],
  more: { args: 'outcomes' },
  runsWhenFull: true,
  parse: ([lost, verdicts]: [lost: number[], verdicts: Verdict[]]) => ({ lost, verdicts }),
});

/** What a settled job is now; `lost` when the lease was no longer the caller's, and nothing was changed. */
export type Verdict = 'completed' | 'delayed' | 'dead' | 'lost';

export const extendLeases = defineScript({
  lua: new URL('./extend-leases.lua', import.meta.url),
  keys: ['active', 'tokens'],
  args: ['leaseMs', 'count'],
  more: { args: 'leases' },
  runsWhenFull: true,
  parse: ([leaseUntilAt = 0, ...lost]: number[]) => ({ leaseUntilAt, lost }),
});

export const leaveIdle = defineScript({
  lua: new URL('./leave-idle.lua', import.meta.url),
  keys: ['waiting', 'prioritized', 'delayed', 'idle', 'timer'],
  args: ['waiter'],
  parse: (woken: 0 | 1) => woken === 1,
});

export const readJobs = defineScript({
  lua: new URL('./read-jobs.lua', import.meta.url),
  keys: ['jobs', 'state', 'active', 'delayed', 'completed', 'dead'],
  args: [],
  more: { args: 'ids' },
  parse: (rows: ([] | [record: string, state: string, place: JobState, score: string])[]) => rows,
});

/** Where a job is. */
export type JobState = 'waiting' | 'delayed' | 'active' | 'completed' | 'dead';

export const listJobs = defineScript({
  lua: new URL('./list-jobs.lua', import.meta.url),
  keys: ['place'],
  args: ['after', 'skip', 'limit'],
  parse: (flat: (string | number)[]) =>
    flat.flatMap((id, i) => (i % 2 === 0 ? [{ id: String(id), at: Number(flat[i + 1]) }] : [])),
});

export const removeJobs = defineScript({
  lua: new URL('./remove-jobs.lua', import.meta.url),
  keys: ['jobs', 'state', 'waiting', 'removed', 'tokens'],
  args: [],
  more: { keys: 'sets', args: 'ids' },
  parse: (count: number) => count,
});

export const reviveJobs = defineScript({
  lua: new URL('./revive-jobs.lua', import.meta.url),
  keys: ['jobs', 'state', 'from', 'delayed'],
  args: ['afresh'],
  more: { args: 'ids' },
  runsWhenFull: true,
  parse: (count: number) => count,
});

export const updateJob = defineScript({
  lua: new URL('./update-job.lua', import.meta.url),
  keys: ['jobs'],
  args: ['id', 'data'],
  parse: (found: 0 | 1) => found === 1,
});

export const noteProgress = defineScript({
  lua: new URL('./note-progress.lua', import.meta.url),
  keys: ['tokens', 'state'],
  args: ['id', 'token', 'progress'],
  parse: (held: 0 | 1) => held === 1,
});

export const appendLog = defineScript({
  lua: new URL('./append-log.lua', import.meta.url),
  keys: ['log'],
  args: ['line', 'most', 'ttlMs'],
  parse: (lines: number) => lines,
});

export const drainQueue = defineScript({
  lua: new URL('./drain-queue.lua', import.meta.url),
  keys: ['jobs', 'state', 'waiting', 'removed'],
  args: ['limit'],
  more: { keys: 'sets' },
  parse: ([removed, more]: [number, 0 | 1]) => ({ removed, more: more === 1 }),
});

export const countJobs = defineScript({
  lua: new URL('./count-jobs.lua', import.meta.url),
  keys: ['waiting', 'removed', 'prioritized', 'delayed', 'active', 'completed', 'dead', 'meta'],
  args: [],
  parse: (numbers: number[]) => numbers,
});
