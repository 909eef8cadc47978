import { defineScript } from '../../../redis/index.js';

export const readEntry = defineScript({
  lua: new URL('./read-entry.lua', import.meta.url),
  keys: ['value'],
  args: [],
  parse: ([json, ttlMs = -1]: [string, number] | []) =>
    json === undefined ? undefined : { json, ttlMs: ttlMs < 0 ? null : ttlMs },
});

export const replaceVersion = defineScript({
  lua: new URL('./replace-version.lua', import.meta.url),
  keys: ['value'],
  args: ['version', 'json', 'ttlMs'],
  parse: (stored: 0 | 1) => stored === 1,
});

export const increment = defineScript({
  lua: new URL('./increment.lua', import.meta.url),
  keys: ['counter'],
  args: ['field', 'by', 'ttlMs'],
  parse: ([value]: [string]) =>
    value === 'not_a_number' || value === 'out_of_range' ? value : Number(value),
});

export const runAtomic = defineScript({
  lua: new URL('./run-atomic.lua', import.meta.url),
  keys: [],
  args: [],
  more: { keys: 'keys', args: 'commands' },
  parse: (reply: ['done', ...unknown[]] | ['wrong_type' | 'not_a_number' | 'out_of_range', number]) => reply,
});
