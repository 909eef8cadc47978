import { defineScript } from '../../../redis/index.js';
import type { Entry } from '../messaging.message.js';
import { START } from '../messaging.position.js';

export const publishMessages = defineScript({
  lua: new URL('./publish-messages.lua', import.meta.url),
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
  parse: ([createdAt, lastId, length, firstId]: [
    createdAt: string | null,
    lastId: string | null,
    length: number,
    firstId: string | null,
  ]) => (createdAt === null ? undefined : { createdAt: Number(createdAt), lastId, length, firstId }),
});
