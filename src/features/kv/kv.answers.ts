import { KvExistsError, KvNotFoundError, KvVersionMismatchError } from './kv.errors.js';
import type { SetOutcome } from './kv.service.js';

/** What both transports answer to a write: the new version, or why it was declined, as an error. */
export function stored(key: string, outcome: SetOutcome): { key: string; version: string } {
  if (outcome.stored) return { key, version: outcome.version };
  throw outcome.reason === 'exists' ? new KvExistsError() : new KvVersionMismatchError();
}

/** The value that has to be there; over a transport its absence is an error. */
export function found<T>(value: T | undefined | false): T {
  if (value === undefined || value === false) throw new KvNotFoundError();
  return value;
}
