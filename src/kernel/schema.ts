import { z } from 'zod';

/** Longest time to live that is accepted: ten years, in milliseconds. */
export const MAX_TTL_MS = 315_360_000_000;

/** A time to live in whole milliseconds, 1 ms to ten years. */
export const ttlMs = z.int().min(1).max(MAX_TTL_MS).describe('Time to live in milliseconds');

// C0, DEL and C1 break logs and terminals; lone surrogates do not survive UTF-8.
const CONTROL = /\p{Cc}|\p{Cs}/u;

/** A name that callers choose: 1 to `maxBytes` bytes of UTF-8 without control characters. */
export const nameOf = (what: string, maxBytes: number) =>
  z
    .string()
    .min(1)
    .max(maxBytes)
    .refine((text) => !CONTROL.test(text), `${what} must not hold control characters`)
    .refine(
      (text) => Buffer.byteLength(text) <= maxBytes,
      `${what} must not be longer than ${maxBytes} bytes`,
    );

/** Any JSON value. What it may hold is checked for the whole input at once, see `assertSafeJson`. */
export const jsonValue = z
  .unknown()
  .refine((value): boolean => value !== undefined, 'is missing')
  .describe('Any JSON value');

const PAGE_LIMIT = 'must be a whole number from 1 to 200';

/** `?limit=` of a list: 1 to 200, 50 unless told. Query strings are text, so it is read from text, too. */
export const pageLimit = z
  .union(
    [
      z.int().min(1).max(200),
      z
        .string()
        .regex(/^([1-9]\d?|1\d\d|200)$/)
        .transform(Number),
    ],
    { error: PAGE_LIMIT },
  )
  .default(50)
  .describe('How many at most: 1 to 200, 50 unless told');
