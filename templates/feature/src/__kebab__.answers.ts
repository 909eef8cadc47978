import { __Pascal__FullError, __Pascal__NotFoundError } from './__kebab__.errors.js';

/** The value that has to be there; over a transport its absence is an error. */
export function found<T>(value: T | undefined | false): T {
  if (value === undefined || value === false) throw new __Pascal__NotFoundError();
  return value;
}

/** Says over a transport that there was no room. */
export function stored(done: boolean): void {
  if (!done) throw new __Pascal__FullError();
}
