import { defineScript } from '../../../redis/index.js';

export const makeSite = defineScript({
  lua: new URL('./make-site.lua', import.meta.url),
  keys: ['sites'],
  args: ['site', 'made', 'maxSites'],
  parse: ([now, made]: [number] | [number, string]) => ({ now, made }),
});

export const countEvents = defineScript({
  lua: new URL('./count-events.lua', import.meta.url),
  keys: ['ids', 'idsBefore', 'pulse'],
  args: ['id', 'maxIds', 'gapMs', 'maxVisits', 'batch'],
  more: { keys: 'counted' },
  parse: ([now, counted, withoutVisit]: [number, 0 | 1, number]) => ({
    now,
    counted: counted === 1,
    withoutVisit,
  }),
});

export const noteSeen = defineScript({
  lua: new URL('./note-seen.lua', import.meta.url),
  keys: ['live'],
  args: ['liveMs', 'maxLive', 'batch'],
  more: { keys: 'noted' },
  parse: (removed: number) => removed,
});

export const setSite = defineScript({
  lua: new URL('./set-site.lua', import.meta.url),
  keys: ['sites'],
  args: ['site', 'settings', 'maxSites'],
  parse: ([outcome, before]: ['set' | 'full'] | ['differs', string]) => ({ outcome, before }),
});

export const noteLosses = defineScript({
  lua: new URL('./note-losses.lua', import.meta.url),
  keys: ['losses'],
  args: ['endsAt'],
  more: { args: 'losses' },
  parse: () => undefined,
});
