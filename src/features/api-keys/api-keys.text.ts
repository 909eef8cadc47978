import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { digestOf } from './api-keys.mac.js';

/** What the text of a key consists of. */
export interface KeyText {
  /** The whole of it, as its holder has it. */
  readonly text: string;
  /** The public id: may be logged and listed. Ids sort by the instant of their creation. */
  readonly id: string;
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const TIME_CHARS = 8; // milliseconds until the year 8888
const RANDOM_BYTES = 5; // beside the millisecond: 40 bits, in 7 or 8 characters
const ID_CHARS = 16;
const SECRET_BYTES = 32;
const SECRET_CHARS = 43; // 62^43 is just above 2^256
const CHECKSUM_CHARS = 6; // 62^6 is above 2^32
const KEY = /^rk_([0-9A-Za-z]{16})_[0-9A-Za-z]{43}_([0-9A-Za-z]{6})$/;

/** A new key: a new id unless one is given, and 256 random bits. */
export function newKey(id = newId()): KeyText {
  const body = `rk_${id}_${base62(randomBytes(SECRET_BYTES), SECRET_CHARS)}`;
  return { id, text: `${body}_${checksumOf(body)}` };
}

/** Reads what a caller sent; undefined where it cannot be a key, so that nobody need be asked: it is 32 bits of a typing error away. */
export function readKey(text: string): KeyText | undefined {
  const [, id = '', checksum] = KEY.exec(text) ?? [];
  return checksum !== undefined && checksumOf(text.slice(0, -CHECKSUM_CHARS - 1)) === checksum
    ? { id, text }
    : undefined;
}

/** Whether a text can be the id of a key. */
export function isKeyId(text: string): boolean {
  return /^[0-9A-Za-z]{16}$/.test(text);
}

/**
 * What messages over Redis are signed with, given a key: `signMessages(messageKeyOf(apiKey))`.
 *
 * @throws TypeError for what is no key
 */
export function messageKeyOf(text: string): { readonly id: string; readonly secret: string } {
  const key = readKey(text);
  if (!key) throw new TypeError('This is no API key');
  return { id: key.id, secret: digestOf(key.text) };
}

let latest = 0;

/** Keys that one process makes within a millisecond sort in their order too: the later one is told the millisecond after. */
function newId(): string {
  latest = Math.max(latest + 1, Date.now());
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(latest));
  return base62(time, TIME_CHARS) + base62(randomBytes(RANDOM_BYTES), ID_CHARS - TIME_CHARS);
}

function checksumOf(body: string): string {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return base62(sum, CHECKSUM_CHARS);
}

/** Bytes as letters and digits, with zeros before. They sort as the numbers do. */
function base62(bytes: Buffer, length: number): string {
  let rest = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (; rest > 0n; rest /= 62n) text = DIGITS.charAt(Number(rest % 62n)) + text;
  return text.padStart(length, '0');
}
