import type { ApiKey } from './api-keys.schemas.js';

/** A key as Redis has it, with its MACs. */
export interface KeyRecord extends ApiKey {
  readonly mac: string;
  readonly previousMac: string | undefined;
}

/** Reads a key's fields, as of `now` by the clock of Redis. */
export function toRecord(id: string, fields: Readonly<Record<string, string>>, now: number): KeyRecord {
  const at = (name: string) => (fields[name] === undefined ? null : Number(fields[name]));
  const expiresAt = at('expiresAt') ?? 0;
  const revokedAt = at('revokedAt');
  const previousUntilAt = at('previousUntilAt');
  const isInGrace = previousUntilAt !== null && previousUntilAt > now;
  return {
    id,
    name: fields['name'] ?? '',
    scopes: JSON.parse(fields['scopes'] ?? '[]') as string[],
    prefixes: JSON.parse(fields['prefixes'] ?? '[]') as string[],
    state: revokedAt === null ? (expiresAt > now ? 'active' : 'expired') : 'revoked',
    createdAt: at('createdAt') ?? 0,
    expiresAt,
    revokedAt,
    lastUsedAt: at('lastUsedAt'),
    rotatedAt: at('rotatedAt'),
    previousUntilAt: isInGrace ? previousUntilAt : null,
    mac: fields['mac'] ?? '',
    previousMac: isInGrace ? fields['previousMac'] : undefined,
  };
}

/** What of a record may be seen. */
export function visible({ mac, previousMac, ...apiKey }: KeyRecord): ApiKey {
  return apiKey;
}
