import { defineScript } from '../../../redis/index.js';
import { groups, wake } from './functions.js';

export const putGroup = defineScript({
  lua: new URL('./put-group.lua', import.meta.url),
  uses: [groups, wake],
  keys: ['meta', 'idle'],
  args: ['field', 'value'],
  more: { keys: 'groups', args: 'anew' },
  parse: () => undefined,
});

/** A group as its keys have it. */
export interface GroupRow {
  readonly group: string;
  readonly waiting: number;
  readonly busy: number;
  readonly isPaused: boolean;
  readonly limits: string;
}

const GROUP_FIELDS = 5;

export const readGroups = defineScript({
  lua: new URL('./read-groups.lua', import.meta.url),
  uses: groups,
  keys: ['meta'],
  args: ['which', 'group', 'limit'],
  more: { keys: 'groups' },
  parse: (flat: (string | number)[]): GroupRow[] =>
    Array.from({ length: flat.length / GROUP_FIELDS }, (_, i) => {
      const [group, waiting, busy, isPaused, limits] = flat.slice(i * GROUP_FIELDS, (i + 1) * GROUP_FIELDS);
      return {
        group: String(group),
        waiting: Number(waiting),
        busy: Number(busy),
        isPaused: isPaused === 1,
        limits: String(limits),
      };
    }),
});
