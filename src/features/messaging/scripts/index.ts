import { defineScript } from '../../../redis/index.js';
import type { Entry } from '../messaging.message.js';
import { START } from '../messaging.position.js';

export const publishMessages = defineScript({
  lua: new URL('./publish-messages.lua', import.meta.url),
  uses: new URL('./trim-topic.lua', import.meta.url),
  keys: ['stream', 'meta', 'floors'],
  args: ['maxLength', 'maxAgeMs', 'maxUnread', 'whenFull', 'onceMs', 'news'],
  more: { keys: 'once', args: 'rows' },
  parse: (reply: [ids: string[], duplicates: (0 | 1)[]] | []) =>
    reply[0]?.map((id, i) => ({ id, isDuplicate: reply[1]?.[i] === 1 })),
});

export const readMessages = defineScript({
  lua: new URL('./read-messages.lua', import.meta.url),
  keys: ['stream', 'meta'],
  args: ['after', 'limit'],
  parse: ([createdAt, last, entries]: [createdAt: string | null, last: string | null, entries: Entry[]]) => ({
    createdAt: Number(createdAt ?? 0),
    last: last ?? START,
    entries,
  }),
});

export const readTopic = defineScript({
  lua: new URL('./read-topic.lua', import.meta.url),
  keys: ['stream', 'meta'],
  args: [],
  more: { args: 'names' },
  parse: ([createdAt, lastId, length, firstId, settings]: [
    createdAt: string | null,
    lastId: string | null,
    length: number,
    firstId: string | null,
    settings: (string | null)[],
  ]) =>
    createdAt === null ? undefined : { createdAt: Number(createdAt), lastId, length, firstId, settings },
});

export const configureTopic = defineScript({
  lua: new URL('./configure-topic.lua', import.meta.url),
  keys: ['meta'],
  args: [],
  more: { args: 'settings' },
  parse: (made: 0 | 1) => made === 1,
});

export const createGroup = defineScript({
  lua: new URL('./create-group.lua', import.meta.url),
  keys: ['stream', 'meta', 'floors', 'state'],
  args: ['group', 'from', 'leaseMs', 'maxDeliveries', 'thenLeaseMs', 'thenMax', 'maxGroups'],
  parse: (code: 1 | 0 | -1) => (code < 0 ? undefined : { created: code === 1 }),
});

export const tendGroup = defineScript({
  lua: new URL('./tend-group.lua', import.meta.url),
  keys: [
    'stream',
    'state',
    'unsettled',
    'leased',
    'retry',
    'deliveries',
    'keyed',
    'busy',
    'parked',
    'dead',
    'letters',
    'freed',
    'doomed',
  ],
  args: ['limit', 'maxDead'],
  runsWhenFull: true,
  parse: (buried: number) => buried,
});

export const pullMessages = defineScript({
  lua: new URL('./pull-messages.lua', import.meta.url),
  keys: [
    'stream',
    'floors',
    'state',
    'unsettled',
    'leased',
    'retry',
    'deliveries',
    'keyed',
    'busy',
    'parked',
    'letters',
    'freed',
  ],
  args: ['group', 'max', 'leaseMs', 'maxUnsettled'],
  runsWhenFull: true,
  parse: (reply: [deliveries: Delivery[], leaseUntilAt: number, dueInMs: number, missed: number] | []) =>
    reply.length === 0
      ? undefined
      : { deliveries: reply[0], leaseUntilAt: reply[1], dueInMs: reply[2], missed: reply[3] },
});

/** A message handed out, and for the how many-th time. */
type Delivery = readonly [id: string, delivery: number, fields: string[]];

export const settleMessages = defineScript({
  lua: new URL('./settle-messages.lua', import.meta.url),
  keys: ['state', 'unsettled', 'leased', 'retry', 'deliveries', 'keyed', 'letters', 'freed', 'doomed'],
  args: ['news'],
  more: { args: 'rows' },
  runsWhenFull: true,
  parse: (verdicts: (0 | 1)[]) => verdicts.map((verdict) => verdict === 1),
});

export const extendMessages = defineScript({
  lua: new URL('./extend-messages.lua', import.meta.url),
  keys: ['state', 'leased', 'deliveries'],
  args: ['leaseMs'],
  more: { args: 'rows' },
  runsWhenFull: true,
  parse: ([leaseUntilAt = 0, ...held]: number[]) => ({ leaseUntilAt, held: held.map((one) => one === 1) }),
});

export const readGroup = defineScript({
  lua: new URL('./read-group.lua', import.meta.url),
  keys: ['meta', 'floors', 'state', 'unsettled', 'leased', 'retry', 'parked', 'dead'],
  args: ['group'],
  parse: (
    reply:
      | [
          last: string | null,
          state: string[],
          oldest: string | null,
          ...counts: [number, number, number, number],
        ]
      | [],
  ) => {
    const [last, flat, oldest, leased = 0, retry = 0, parked = 0, dead = 0] = reply;
    if (!flat) return undefined;
    const pairs = flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1] ?? ''] as const] : []));
    return {
      last: last ?? START,
      state: new Map(pairs),
      oldest: oldest ?? undefined,
      leased,
      retry,
      parked,
      dead,
    };
  },
});

export const listDead = defineScript({
  lua: new URL('./list-dead.lua', import.meta.url),
  keys: ['dead', 'letters'],
  args: ['after', 'limit'],
  parse: ([ids, letters]: [ids: string[], letters: (string | null)[]]) =>
    ids.flatMap((id, i) => {
      const letter = letters[i];
      return letter ? [{ id, ...(JSON.parse(letter) as Letter) }] : [];
    }),
});

/** A message as it is kept when it is dead. */
interface Letter {
  readonly fields: string[];
  readonly deliveries: number;
  readonly reason: string;
  readonly at: number;
}

export const redriveMessages = defineScript({
  lua: new URL('./redrive-messages.lua', import.meta.url),
  keys: ['dead', 'letters', 'unsettled', 'retry', 'deliveries', 'state'],
  args: ['limit', 'news'],
  more: { args: 'ids' },
  parse: (moved: number) => moved,
});

export const dropLetters = defineScript({
  lua: new URL('./drop-letters.lua', import.meta.url),
  keys: ['dead', 'letters'],
  args: [],
  more: { args: 'ids' },
  runsWhenFull: true,
  parse: (dropped: number) => dropped,
});

export const deleteGroup = defineScript({
  lua: new URL('./delete-group.lua', import.meta.url),
  keys: ['floors'],
  args: ['group'],
  more: { keys: 'own' },
  parse: (found: 0 | 1) => found === 1,
});

export const beatPresence = defineScript({
  lua: new URL('./beat-presence.lua', import.meta.url),
  keys: ['present', 'members'],
  args: ['ttlMs'],
  more: { args: 'who' },
  parse: (noted: number) => noted,
});

export const readPresence = defineScript({
  lua: new URL('./read-presence.lua', import.meta.url),
  keys: ['present', 'members'],
  args: ['after', 'limit'],
  runsWhenFull: true,
  parse: ([count, names, instants]: [count: number, names: string[], instants: (string | null)[]]) => ({
    count,
    members: names.map((member, i) => ({ member, untilAt: Number(instants[i] ?? 0) })),
  }),
});

export const sayMessage = defineScript({
  lua: new URL('./say-message.lua', import.meta.url),
  keys: ['channel'],
  args: ['text'],
  parse: (receivers: number) => receivers,
});
