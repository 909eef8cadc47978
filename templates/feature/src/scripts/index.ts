import { defineScript } from '../../../redis/index.js';

export const putEntry = defineScript({
  lua: new URL('./put-entry.lua', import.meta.url),
  keys: ['entries'],
  args: ['name', 'json', 'maxEntries', 'ttlMs'],
  parse: (stored: 0 | 1) => stored === 1,
});
