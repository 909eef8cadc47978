import { ItemNotFoundError } from './collections.errors.js';

/** The item that has to be there; over a transport its absence is an error. */
export function found<T>(item: T | undefined | false): T {
  if (item === undefined || item === false) throw new ItemNotFoundError();
  return item;
}
