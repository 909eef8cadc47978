import { defineScript } from '../../../redis/index.js';
import { enterGroup, groups, kin, put, wake } from './functions.js';

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

export const delayJob = defineScript({
  lua: new URL('./delay-job.lua', import.meta.url),
  uses: [kin, wake],
  keys: ['jobs', 'delayed', 'deadlines', 'idle'],
  args: ['id', 'delayMs', 'runAt'],
  parse: (done: 'delayed' | 'other' | '') => done,
});

export const prioritizeJob = defineScript({
  lua: new URL('./prioritize-job.lua', import.meta.url),
  uses: [groups, enterGroup, kin, put],
  keys: ['jobs', 'waiting', 'prioritized', 'removed', 'meta', 'active', 'delayed', 'completed', 'dead'],
  args: ['id', 'priority'],
  more: { keys: 'groups' },
  parse: (found: 0 | 1) => found === 1,
});
