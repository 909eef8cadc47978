import { defineScript } from '../../../redis/index.js';

export const makeSite = defineScript({
  lua: new URL('./make-site.lua', import.meta.url),
  keys: ['sites', 'names'],
  args: ['site', 'made', 'maxSites'],
  parse: ([now, made]: [number] | [number, string]) => ({ now, made }),
});

const funnels = new URL('./funnels.lua', import.meta.url);
const visits = new URL('./visits.lua', import.meta.url);
const months = new URL('./months.lua', import.meta.url);

export const countEvents = defineScript({
  lua: new URL('./count-events.lua', import.meta.url),
  uses: [visits, funnels],
  keys: ['ids', 'idsBefore', 'pulse'],
  args: ['id', 'limits', 'batch'],
  more: { keys: 'counted' },
  parse: ([now, outcome, withoutVisit, astray]: [number, 'counted' | 'before' | 'full', number, number]) => ({
    now,
    outcome,
    withoutVisit,
    astray,
  }),
});

export const noteUsers = defineScript({
  lua: new URL('./note-users.lua', import.meta.url),
  uses: months,
  keys: [],
  args: ['room', 'keepDays', 'batch'],
  more: { keys: 'noted' },
  parse: (lost: number) => lost,
});

export const noteSeen = defineScript({
  lua: new URL('./note-seen.lua', import.meta.url),
  keys: ['live'],
  args: ['liveMs', 'maxLive', 'batch'],
  more: { keys: 'noted' },
  parse: (removed: number) => removed,
});

export const countVisitors = defineScript({
  lua: new URL('./count-visitors.lua', import.meta.url),
  keys: [],
  args: [],
  more: { keys: 'visitors' },
  parse: (counts: number[]) => counts,
});

export const setSite = defineScript({
  lua: new URL('./set-site.lua', import.meta.url),
  keys: ['sites', 'names'],
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

export const readRanking = defineScript({
  lua: new URL('./read-ranking.lua', import.meta.url),
  keys: ['ranking', 'packed', 'losses'],
  args: ['dimension', 'keep'],
  parse: ([json, rare]: [string, string | null]) => {
    const flat = JSON.parse(json) as string[];
    const counts = new Map<string, number>();
    // A page that was left again by all who had been on it last stands at nothing.
    for (let i = 0; i < flat.length; i += 2) {
      const count = Number(flat[i + 1]);
      if (count > 0) counts.set(flat[i] ?? '', count);
    }
    return { counts, rare: Number(rare ?? 0) };
  },
});
