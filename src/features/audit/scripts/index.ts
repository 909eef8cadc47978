import { defineScript } from '../../../redis/index.js';

export const appendEntry = defineScript({
  lua: new URL('./append-entry.lua', import.meta.url),
  keys: ['log'],
  args: ['sequence', 'prev', 'mac', 'entry', 'maxEntries'],
  parse: ([done, sequence = 0, mac = '']: [0 | 1, number?, string?]) => ({
    done: done === 1,
    end: { sequence, mac },
  }),
});
