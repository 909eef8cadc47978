import { InvalidInputError } from '../../kernel/errors.js';
import type { FlatSession } from './scripts/index.js';
import { describeDevice } from './session.device.js';
import { AttributesTooLargeError } from './session.errors.js';
import type { SessionOptions } from './session.options.js';
import type { Session } from './session.schemas.js';

/** What a session may be told when it is created. */
export interface SessionDetails {
  /** JSON values by name. */
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
  /** What to call the device, at most 64 bytes; else it is read from `userAgent`. */
  readonly device?: string | undefined;
  readonly userAgent?: string | undefined;
  readonly ip?: string | undefined;
  /** The longer lives of `rememberIdleMs` and `rememberAbsoluteMs`. */
  readonly remember?: boolean | undefined;
}

/** The fields of a session's hash. */
export type SessionFields = Readonly<Record<string, string>>;

/** A session's hash, with what only the service needs of it. */
export interface SessionRecord {
  readonly session: Session;
  /** When its token was made. */
  readonly rotatedAt: number;
  /** Whether the token is a renewed one that has not been used yet, so that the one before is still good. */
  readonly unconfirmed: boolean;
}

const FIELD = { device: 'dn', ip: 'ip', remembered: 'm' } as const;
const ATTRIBUTE = 'd:';

/** The fields that a session has from its beginning, as name, value, ... */
export function encodeDetails(details: SessionDetails, options: SessionOptions): string[] {
  const { attributes = {}, userAgent = '', device = describeDevice(userAgent), ip, remember } = details;
  const fields = encodeAttributes(attributes, options).map((text, i) =>
    i % 2 === 0 ? ATTRIBUTE + text : text,
  );
  if (device !== undefined) fields.push(FIELD.device, device);
  if (ip !== undefined) fields.push(FIELD.ip, ip);
  if (remember) fields.push(FIELD.remembered, '1');
  return fields;
}

/**
 * Attributes as name, JSON, ...; those given as null are left out.
 *
 * @throws AttributesTooLargeError if these alone are more than a session may have
 */
export function encodeAttributes(
  attributes: Readonly<Record<string, unknown>>,
  options: SessionOptions,
): string[] {
  const { maxAttributes, maxAttributeBytes } = options;
  const flat = Object.entries(attributes).flatMap(([name, value]) =>
    value === null ? [] : [name, encode(value)],
  );
  const bytes = flat.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (flat.length / 2 > maxAttributes || bytes > maxAttributeBytes)
    throw new AttributesTooLargeError(maxAttributes, maxAttributeBytes);
  return flat;
}

function encode(value: unknown): string {
  const json: string | undefined = JSON.stringify(value);
  if (json === undefined)
    throw new InvalidInputError('An attribute must be JSON: undefined and functions are not');
  return json;
}

/**
 * Reads a session's hash: `u` user, `c` created, `t` last seen, `a` absolute end, `au` last authenticated if not when
 * created, `ra` token rotated, `pe` until when the token before is good, `v` version if not 1. Attributes are JSON.
 */
export function readFields(id: string, fields: SessionFields, expiresAt: number): SessionRecord {
  const createdAt = Number(fields['c']);
  const session: Session = {
    id,
    userId: fields['u'] ?? '',
    attributes: attributesOf(fields),
    version: Number(fields['v'] ?? 1),
    device: fields[FIELD.device] ?? null,
    ip: fields[FIELD.ip] ?? null,
    remembered: fields[FIELD.remembered] !== undefined,
    createdAt,
    authenticatedAt: Number(fields['au'] ?? createdAt),
    lastSeenAt: Number(fields['t']),
    expiresAt,
    absoluteExpiresAt: Number(fields['a']),
  };
  return {
    session,
    rotatedAt: Number(fields['ra'] ?? createdAt),
    unconfirmed: fields['pe'] === '-1',
  };
}

/** The same, of a hash as Redis answers it. */
export function readRecord(id: string, flat: FlatSession, expiresAt: number): SessionRecord {
  const fields: Record<string, string> = {};
  for (let i = 0; i < flat.length; i += 2) fields[flat[i] ?? ''] = flat[i + 1] ?? '';
  return readFields(id, fields, expiresAt);
}

/** Attributes have a prefix, so that none is taken for a field of the session itself. */
function attributesOf(fields: SessionFields): Record<string, unknown> {
  const entries: [string, unknown][] = [];
  for (const name in fields)
    if (name.startsWith(ATTRIBUTE))
      entries.push([name.slice(ATTRIBUTE.length), JSON.parse(fields[name] ?? '')]);
  return Object.fromEntries(entries);
}
