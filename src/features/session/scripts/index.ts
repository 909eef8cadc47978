import { defineScript } from '../../../redis/index.js';

/** A session's hash as Redis answers it: name, value, name, value, ... */
export type FlatSession = readonly string[];

const endSession = new URL('./end-session.lua', import.meta.url);

export const createSession = defineScript({
  lua: new URL('./create-session.lua', import.meta.url),
  keys: ['session', 'expiry', 'online', 'seen', 'user', 'events'],
  args: ['serial', 'userId', 'mac', 'idleMs', 'absoluteMs', 'max', 'onLimit', 'eventsKept'],
  more: { args: 'fields' },
  parse: (raw: ['limit'] | ['created', number, number, number, ...string[]]) => {
    if (raw[0] === 'limit') return undefined;
    const [, now, endsAt, absoluteAt, ...gaveWay] = raw;
    return { now, endsAt, absoluteAt, gaveWay };
  },
});

/** Why a token is refused, or what was found of it: the fields of its session, and since which token it may be used. */
export type Verdict =
  | 'ended'
  | 'wrong_secret'
  | 'rotated'
  | 'reused'
  | readonly [
      by: 'current' | 'previous',
      endsAt: number,
      touched: 0 | 1,
      fields: Readonly<Record<string, string>>,
    ];

export const verifySessions = defineScript({
  lua: new URL('./verify-sessions.lua', import.meta.url),
  uses: endSession,
  keys: [],
  args: ['partitions', 'byUse', 'graceMs', 'eventsKept', 'touchMs'],
  more: { keys: 'places', args: 'tokens' },
  parse: (json: string) => {
    const [now, verdicts] = JSON.parse(json) as [number, readonly Verdict[]];
    return { now, verdicts };
  },
});

type RawLive = [] | [now: number, endsAt: number, flat: FlatSession];
const parseLive = ([now, endsAt, flat]: RawLive) =>
  now === undefined || endsAt === undefined || flat === undefined ? undefined : { now, endsAt, flat };

export const rotateToken = defineScript({
  lua: new URL('./rotate-token.lua', import.meta.url),
  keys: ['session', 'expiry', 'events'],
  args: ['serial', 'mac', 'oldMac', 'newMac', 'graceMs', 'renewal', 'reauthenticated', 'eventsKept'],
  parse: parseLive,
});

export const patchAttributes = defineScript({
  lua: new URL('./patch-attributes.lua', import.meta.url),
  keys: ['session', 'expiry'],
  args: ['serial', 'ifVersion', 'maxFields', 'maxBytes', 'removed'],
  more: { args: 'changes' },
  parse: (raw: ['ended' | 'version' | 'too_large'] | ['patched', number, number, FlatSession]) =>
    raw.length === 1
      ? { refused: raw[0] }
      : { refused: undefined, now: raw[1], endsAt: raw[2], flat: raw[3] },
});

export const readSession = defineScript({
  lua: new URL('./read-session.lua', import.meta.url),
  keys: ['session', 'expiry'],
  args: ['serial'],
  parse: parseLive,
});

export const listSerials = defineScript({
  lua: new URL('./list-serials.lua', import.meta.url),
  keys: ['expiry', 'user'],
  args: ['userId'],
  parse: (serials: string[]) => serials,
});

export const revokeSession = defineScript({
  lua: new URL('./revoke-session.lua', import.meta.url),
  uses: endSession,
  keys: ['session', 'expiry', 'online', 'user', 'events'],
  args: ['serial', 'why', 'eventsKept'],
  parse: (ended: 0 | 1) => ended === 1,
});

export const revokeUser = defineScript({
  lua: new URL('./revoke-user.lua', import.meta.url),
  keys: ['expiry', 'online', 'user', 'events'],
  args: ['userId', 'except', 'why', 'eventsKept'],
  parse: (serials: string[]) => serials,
});

export const revokeEveryone = defineScript({
  lua: new URL('./revoke-everyone.lua', import.meta.url),
  keys: ['expiry', 'online', 'events'],
  args: ['why', 'eventsKept'],
  parse: (live: number) => live,
});

export const sweepExpired = defineScript({
  lua: new URL('./sweep-expired.lua', import.meta.url),
  keys: ['expiry', 'online', 'seen', 'events'],
  args: ['limit', 'seenKeepMs', 'eventsKept'],
  parse: ([sessions, most]: [number, number]) => ({ sessions, most }),
});

export const pageOnline = defineScript({
  lua: new URL('./page-online.lua', import.meta.url),
  keys: ['online', 'seen'],
  args: ['score', 'userId', 'limit'],
  parse: (flat: string[]) =>
    flat.flatMap((userId, i) =>
      i % 3 === 0 ? [{ userId, expiresAt: Number(flat[i + 1]), lastSeenAt: Number(flat[i + 2]) }] : [],
    ),
});

export const readPresence = defineScript({
  lua: new URL('./read-presence.lua', import.meta.url),
  keys: ['online', 'seen'],
  args: [],
  more: { args: 'users' },
  parse: (flat: number[]) =>
    flat.flatMap((online, i) =>
      i % 2 === 0
        ? [{ online: online === 1, lastSeenAt: (flat[i + 1] ?? -1) < 0 ? null : (flat[i + 1] ?? null) }]
        : [],
    ),
});

export const countOnline = defineScript({
  lua: new URL('./count-online.lua', import.meta.url),
  keys: ['expiry', 'online'],
  args: [],
  parse: ([users, sessions]: [number, number]) => ({ users, sessions }),
});

export const saveStored = defineScript({
  lua: new URL('./save-stored.lua', import.meta.url),
  keys: ['stored', 'index', 'gone'],
  args: ['id', 'json', 'ttlMs'],
  parse: (saved: 0 | 1) => saved === 1,
});

export const touchStored = defineScript({
  lua: new URL('./touch-stored.lua', import.meta.url),
  keys: ['stored', 'index'],
  args: ['id', 'ttlMs'],
  parse: (there: 0 | 1) => there === 1,
});

export const removeStored = defineScript({
  lua: new URL('./remove-stored.lua', import.meta.url),
  keys: ['index'],
  args: ['refuseMs'],
  more: { keys: 'sessions', args: 'ids' },
  parse: (removed: number) => removed,
});

export const listStored = defineScript({
  lua: new URL('./list-stored.lua', import.meta.url),
  keys: ['index'],
  args: [],
  parse: (ids: string[]) => ids,
});

export const countStored = defineScript({
  lua: new URL('./count-stored.lua', import.meta.url),
  keys: ['index'],
  args: [],
  parse: (count: number) => count,
});
