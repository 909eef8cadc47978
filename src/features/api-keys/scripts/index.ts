import { defineScript } from '../../../redis/index.js';

export const createKey = defineScript({
  lua: new URL('./create-key.lua', import.meta.url),
  keys: ['key', 'index', 'forget'],
  args: ['id', 'maxKeys', 'forgetAt'],
  more: { args: 'fields' },
  parse: (createdAt: number) => createdAt,
});

export const readKeyRecord = defineScript({
  lua: new URL('./read-key.lua', import.meta.url),
  keys: ['key'],
  args: [],
  parse: ([now, ...flat]: [number, ...string[]]) => {
    const fields: Record<string, string> = {};
    for (let i = 0; i < flat.length; i += 2) fields[flat[i] ?? ''] = flat[i + 1] ?? '';
    return { now, fields: flat.length === 0 ? undefined : fields };
  },
});

export const rotateKey = defineScript({
  lua: new URL('./rotate-key.lua', import.meta.url),
  keys: ['key'],
  args: ['mac', 'seal', 'graceMs'],
  parse: (outcome: 'missing' | 'ended' | 'rotated') => outcome,
});

export const revokeKey = defineScript({
  lua: new URL('./revoke-key.lua', import.meta.url),
  keys: ['key', 'forget'],
  args: ['id', 'keepMs'],
  runsWhenFull: true,
  parse: (found: 0 | 1) => found === 1,
});

export const noteUse = defineScript({
  lua: new URL('./note-use.lua', import.meta.url),
  keys: ['key'],
  args: [],
  parse: (found: 0 | 1) => found === 1,
});
