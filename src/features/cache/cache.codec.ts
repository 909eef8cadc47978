import { deserialize, serialize } from 'node:v8';
import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { InvalidInputError } from '../../kernel/errors.js';

/** How values become bytes and come back. */
export interface Codec {
  /** Told apart by one lower-case letter, which is stored with each value; `j`, `v` and `t` are taken. */
  readonly id: string;
  /** Whether a value that was decoded may be frozen and given to many callers: plain data may. */
  readonly shareable: boolean;
  encode(value: unknown): string | Buffer;
  decode(payload: string | Buffer): unknown;
}

/** JSON: what it cannot say (Date, Map, BigInt) is changed or refused. The default, and what HTTP clients read. */
export const jsonCodec: Codec = {
  id: 'j',
  shareable: true,
  encode: (value) => JSON.stringify(value),
  decode: (payload) => JSON.parse(payload.toString()),
};

/** V8's structured clone: Date, Map, Set, BigInt, typed arrays and cycles come back as they were. Read by Node only. */
export const v8Codec: Codec = {
  id: 'v',
  shareable: false,
  encode: serialize,
  decode: (payload) => deserialize(Buffer.from(payload)),
};

/** Text as it is. */
export const textCodec: Codec = { id: 't', shareable: true, encode: String, decode: String };

/** A value as it is stored. `flags`: the codec's letter, then `u` for undefined or `z` for compressed. */
export interface Packed {
  readonly flags: string;
  readonly payload: string | Buffer;
}

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

export interface PackLimits {
  /** From which length on a value is compressed; 0 for never. */
  readonly compressOverBytes: number;
  /** Longest value, encoded and not compressed. */
  readonly maxValueBytes: number;
}

/** Encodes a value, and compresses it where that makes it smaller; undefined where it is too long. */
export async function pack(value: unknown, codec: Codec, limits: PackLimits): Promise<Packed | undefined> {
  if (value === undefined) return { flags: `${codec.id}u`, payload: '' };
  const payload = encode(value, codec);
  const bytes = bytesOf(payload);
  if (bytes > limits.maxValueBytes) return undefined;
  if (limits.compressOverBytes === 0 || bytes < limits.compressOverBytes) return { flags: codec.id, payload };
  // Level 1: for JSON some 10 % larger than level 6, in a third of the time.
  const compressed = await deflate(payload, { level: 1 });
  return compressed.length < bytes
    ? { flags: `${codec.id}z`, payload: compressed }
    : { flags: codec.id, payload };
}

/**
 * The value again, at once unless it is compressed. Throws what the codec throws, which {@link readable} cannot foresee.
 *
 * @param maxBytes longest value that is inflated: what is in Redis is not trusted to be ours
 */
export function unpack({ flags, payload }: Packed, codec: Codec, maxBytes: number): unknown {
  if (flags.endsWith('u')) return undefined;
  if (!flags.endsWith('z')) return codec.decode(payload);
  return inflate(payload, { maxOutputLength: maxBytes }).then((inflated) => codec.decode(inflated));
}

/** Whether a payload with these flags is text: JSON and text that is not compressed. */
export function isText(flags: string): boolean {
  return flags === jsonCodec.id || flags === textCodec.id;
}

/** Whether `codec` wrote it: after a change of codec old entries are misses. */
export function readable({ flags }: Pick<Packed, 'flags'>, codec: Codec): boolean {
  return flags.startsWith(codec.id);
}

/** The same bytes by themselves: they may be a view of all that came or was made with them, which would stay as long. */
export function detached({ flags, payload }: Packed): Packed {
  return { flags, payload: typeof payload === 'string' ? payload : copyOf(payload) };
}

function copyOf(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length); // out of no pool
  bytes.copy(copy);
  return copy;
}

/** Length in Redis. */
export function bytesOf(payload: string | Buffer): number {
  return typeof payload === 'string' ? Buffer.byteLength(payload) : payload.length;
}

/** Makes plain data immutable, so that one copy serves all callers; whoever writes to it hears a TypeError. */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const child of Object.values(value)) freeze(child);
  return Object.freeze(value);
}

function encode(value: unknown, codec: Codec): string | Buffer {
  let payload: string | Buffer | undefined;
  try {
    payload = codec.encode(value);
  } catch (error) {
    throw new InvalidInputError(
      `The value cannot be cached: ${error instanceof Error ? error.message : 'no codec'}`,
    );
  }
  if (payload === undefined)
    throw new InvalidInputError('The value cannot be cached: it is a function or a symbol');
  return payload;
}
