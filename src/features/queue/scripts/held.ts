import { defineScript } from '../../../redis/index.js';
import { finish, groups, kin, refuse, release, stop, tell, wake } from './functions.js';

/** Why a lease is void. */
export type Refusal = 'LEASE_LOST' | 'JOB_CANCELLED' | 'JOB_EXPIRED';

export const noteProgress = defineScript({
  lua: new URL('./note-progress.lua', import.meta.url),
  uses: [refuse, tell],
  keys: ['tokens', 'state', 'meta'],
  args: ['id', 'token', 'progress'],
  parse: (refusal: '' | Refusal) => refusal,
});

export const noteStep = defineScript({
  lua: new URL('./note-step.lua', import.meta.url),
  uses: refuse,
  keys: ['tokens', 'state'],
  args: ['id', 'token', 'step', 'result', 'most'],
  parse: (verdict: 'noted' | 'full' | Refusal) => verdict,
});

export const appendLog = defineScript({
  lua: new URL('./append-log.lua', import.meta.url),
  uses: refuse,
  keys: ['log', 'tokens', 'state'],
  args: ['id', 'token', 'most', 'ttlMs'],
  more: { args: 'lines' },
  parse: (refusal: '' | Refusal) => refusal,
});

const ENDING_KEYS = [
  'jobs',
  'waiting',
  'prioritized',
  'delayed',
  'removed',
  'meta',
  'idle',
  'state',
  'active',
  'tokens',
  'completed',
  'dead',
  'unique',
  'uniqueOf',
  'deadlines',
] as const;

export const cancelJobs = defineScript({
  lua: new URL('./cancel-jobs.lua', import.meta.url),
  uses: [groups, release, kin, finish, stop, wake, tell],
  keys: ENDING_KEYS,
  args: ['error', 'keepDead', 'channel'],
  more: { keys: 'groups', args: 'ids' },
  runsWhenFull: true,
  parse: ([places, reports]: [
    places: ('waiting' | 'delayed' | 'active' | 'ended' | '')[],
    reports: number,
  ]) => ({ places, reports }),
});

export const expireJobs = defineScript({
  lua: new URL('./expire-jobs.lua', import.meta.url),
  uses: [groups, release, kin, finish, stop, wake, tell],
  keys: ENDING_KEYS,
  args: ['limit', 'late', 'over', 'keepDead', 'channel'],
  more: { keys: 'groups' },
  runsWhenFull: true,
  parse: ([ended, reports]: [ended: number, reports: number]) => ({ ended, reports }),
});
