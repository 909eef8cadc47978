import { covers, type Principal } from '../../transport/index.js';
import { ApiKeyBeyondOwnError, ApiKeyEndedError, ApiKeyNotFoundError } from './api-keys.errors.js';

/** The key that has to be there, and still good; over a transport its absence is an error. */
export function found<T>(key: T | false | undefined): T {
  if (key === undefined) throw new ApiKeyNotFoundError();
  if (key === false) throw new ApiKeyEndedError();
  return key;
}

/** Refuses to hand out more than the creator has. Where nobody is asked for a key, everybody has all. */
export function within<T extends Pick<Principal, 'scopes' | 'prefixes'>>(
  creator: Principal | undefined,
  asked: T,
): T {
  if (creator && !covers(creator, asked)) throw new ApiKeyBeyondOwnError();
  return asked;
}
