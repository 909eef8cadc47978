import { MessageTooLargeError } from './messaging.errors.js';
import { placeOf } from './messaging.position.js';
import type { Message, PublishOptions } from './messaging.schemas.js';

/** An entry of a stream, as Redis answers it. */
export type Entry = readonly [id: string, fields: readonly string[]];

/** What is not there is an empty text: no JSON is empty, and no key. */
export function encodeMessage(data: unknown, { key, headers }: PublishOptions, maxBytes: number): string[] {
  return [encodePayload(data, maxBytes), key ?? '', headers ? JSON.stringify(headers) : ''];
}

/** Any JSON value as text; undefined counts as null. */
export function encodePayload(value: unknown, maxBytes: number): string {
  const json = JSON.stringify(value) ?? 'null';
  // A character of UTF-16 is at most three bytes of UTF-8: short texts need no counting.
  if (json.length * 3 > maxBytes && Buffer.byteLength(json) > maxBytes)
    throw new MessageTooLargeError(maxBytes);
  return json;
}

export function decodeMessage([id, fields]: Entry): Message {
  const { at, sequence } = placeOf(id);
  let [data, key, headers]: (string | undefined)[] = [];
  for (let i = 0; i < fields.length; i += 2) {
    if (fields[i] === 'd') data = fields[i + 1];
    else if (fields[i] === 'k') key = fields[i + 1];
    else if (fields[i] === 'h') headers = fields[i + 1];
  }
  return {
    id,
    sequence,
    publishedAt: at,
    data: JSON.parse(data ?? 'null'),
    key: key ?? null,
    headers: headers ? (JSON.parse(headers) as Record<string, string>) : {},
  };
}
