import { defineScript } from '../../../redis/index.js';

/** `[ttlMs, name, value, ...]` as the scripts answer an item. */
type RawItem = [] | [ttlMs: number, ...flat: string[]];

const parseItem = ([ttlMs, ...flat]: RawItem) => {
  if (ttlMs === undefined) return undefined;
  const item: Record<string, unknown> = {};
  for (let i = 0; i < flat.length; i += 2) {
    const [name = '', json = 'null'] = flat.slice(i, i + 2);
    if (name !== '') item[name] = JSON.parse(json);
  }
  return { item, ttlMs: ttlMs < 0 ? null : ttlMs };
};

export const insertItems = defineScript({
  lua: new URL('./insert-items.lua', import.meta.url),
  keys: ['index', 'expiry'],
  args: ['ttlMs'],
  more: { keys: 'items', args: 'rows' },
  parse: (done: 1) => done === 1,
});

export const listIds = defineScript({
  lua: new URL('./list-ids.lua', import.meta.url),
  keys: ['index', 'expiry'],
  args: ['after', 'limit', 'newest'],
  parse: (flat: string[]) =>
    flat.flatMap((id, i) => (i % 2 === 0 ? [{ id, place: Number(flat[i + 1]) }] : [])),
});

export const readItem = defineScript({
  lua: new URL('./read-item.lua', import.meta.url),
  keys: ['item'],
  args: [],
  parse: parseItem,
});

export const patchItem = defineScript({
  lua: new URL('./patch-item.lua', import.meta.url),
  keys: ['item'],
  args: ['maxBytes', 'maxFields', 'removed'],
  more: { args: 'changes' },
  parse: (raw: RawItem | ['too_large']) => (raw[0] === 'too_large' ? raw[0] : parseItem(raw)),
});

export const deleteItems = defineScript({
  lua: new URL('./delete-items.lua', import.meta.url),
  keys: ['index', 'expiry'],
  args: [],
  more: { keys: 'items', args: 'ids' },
  parse: (deleted: number) => deleted,
});

export const countItems = defineScript({
  lua: new URL('./count-items.lua', import.meta.url),
  keys: ['index', 'expiry'],
  args: [],
  parse: (count: number) => count,
});
