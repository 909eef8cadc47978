import { defineScript } from '../../../redis/index.js';
import {
  childError,
  deadlines,
  enterGroup,
  finish,
  groups,
  kin,
  outcome,
  put,
  release,
  tell,
  wake,
} from './functions.js';

/** Which child of a job it is, and once it has ended how. As JSON in Redis. */
export interface Child {
  readonly queue: string;
  readonly id: string;
  readonly onFailure: 'fail' | 'ignore' | 'continue';
  readonly state?: 'completed' | 'dead';
  /** The result or the error. */
  readonly json?: string;
}

export const addFlow = defineScript({
  lua: new URL('./add-flow.lua', import.meta.url),
  uses: [groups, enterGroup, put, deadlines, wake],
  keys: ['jobs', 'waiting', 'prioritized', 'delayed', 'removed', 'meta', 'idle', 'deadlines'],
  args: ['checkMs'],
  more: { keys: 'groups', args: 'rows' },
  parse: (known: string[]) => known,
});

export const noteChildren = defineScript({
  lua: new URL('./note-children.lua', import.meta.url),
  uses: [groups, release, kin, finish, childError, outcome, tell],
  keys: ['jobs', 'state', 'delayed', 'completed', 'dead', 'meta', 'unique', 'uniqueOf', 'deadlines'],
  args: ['policy'],
  more: { keys: 'groups', args: 'notices' },
  runsWhenFull: true,
  parse: (isMoved: 0 | 1) => isMoved === 1,
});

export const readFlow = defineScript({
  lua: new URL('./read-flow.lua', import.meta.url),
  keys: ['flows', 'outcomes'],
  args: ['id', 'from', 'limit'],
  parse: ([flow, ...children]: string[]) =>
    flow === undefined
      ? undefined
      : {
          ...(JSON.parse(flow) as { count: number; left: number; failed: number }),
          children: children.map((child) => JSON.parse(child) as Child),
        },
});
