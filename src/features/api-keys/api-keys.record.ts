import type { ApiKey } from './api-keys.schemas.js';

/** A key as Redis has it: what may be seen of it, and its MACs. */
export interface KeyRecord {
  readonly apiKey: ApiKey;
  readonly mac: string;
  readonly previousMac: string | undefined;
  /** What messages are signed with, encrypted. */
  readonly seal: string | undefined;
  readonly previousSeal: string | undefined;
}

/** Reads a key's fields, as of `now` by the clock of Redis. */
export function toRecord(id: string, fields: Readonly<Record<string, string>>, now: number): KeyRecord {
  const text = (name: string, absent = '') => fields[name] ?? absent;
  const list = (name: string) => JSON.parse(text(name, '[]')) as string[];
  const at = (name: string) => (fields[name] === undefined ? null : Number(fields[name]));
  const ends = { expiresAt: Number(text('expiresAt', '0')), revokedAt: at('revokedAt') };
  const isInGrace = Number(text('previousUntilAt', '0')) > now;
  const apiKey: ApiKey = {
    id,
    name: text('name'),
    scopes: list('scopes'),
    prefixes: list('prefixes'),
    state: stateOf(ends, now),
    createdAt: Number(text('createdAt', '0')),
    ...ends,
    lastUsedAt: at('lastUsedAt'),
    rotatedAt: at('rotatedAt'),
    previousUntilAt: isInGrace ? at('previousUntilAt') : null,
  };
  return {
    apiKey,
    mac: text('mac'),
    previousMac: isInGrace ? fields['previousMac'] : undefined,
    seal: fields['seal'],
    previousSeal: isInGrace ? fields['previousSeal'] : undefined,
  };
}

function stateOf(
  { expiresAt, revokedAt }: Pick<ApiKey, 'expiresAt' | 'revokedAt'>,
  now: number,
): ApiKey['state'] {
  if (revokedAt !== null) return 'revoked';
  return expiresAt > now ? 'active' : 'expired';
}
