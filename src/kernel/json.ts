import { InvalidInputError } from './errors.js';

/** Deepest nesting of arrays and objects that any input may have. */
export const MAX_JSON_DEPTH = 16;

/** Most arrays, objects and values that any input may have, all in all. */
export const MAX_JSON_NODES = 100_000;

// Keys by which careless merging reaches a prototype; JSON.parse makes them ordinary keys, so they are refused at the door.
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Refuses JSON that would harm or change on its way through: nested deeper than 16, of more than 100,000 parts, keys that reach a prototype,
 * numbers that a double does not hold exactly (integers past 2^53) or that JSON cannot write back (1e999).
 *
 * @throws InvalidInputError naming the place
 */
export function assertSafeJson(input: unknown): void {
  const pending: { value: unknown; path: string; depth: number }[] = [{ value: input, path: '', depth: 0 }];
  let nodes = 1;
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, path, depth } = next;
    if (typeof value === 'number') assertExact(value, path);
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= MAX_JSON_DEPTH) refuse(path, `is nested deeper than ${MAX_JSON_DEPTH} levels`);
    const children = Object.entries(value);
    nodes += children.length;
    if (nodes > MAX_JSON_NODES) refuse(path, `has more than ${MAX_JSON_NODES} parts`);
    for (const [key, child] of children) {
      const childPath = path ? `${path}.${key}` : key;
      assertKey(key, childPath);
      pending.push({ value: child, path: childPath, depth: depth + 1 });
    }
  }
}

/** Of an array the keys are numbers, and none of these. */
function assertKey(key: string, path: string): void {
  if (FORBIDDEN_KEYS.has(key)) refuse(path, `the key "${key}" is not allowed`);
}

function assertExact(value: number, path: string): void {
  if (!Number.isFinite(value)) refuse(path, 'the number is out of range');
  if (Number.isInteger(value) && !Number.isSafeInteger(value))
    refuse(path, 'integers past 2^53 lose digits in JSON; send it as a string');
}

function refuse(path: string, message: string): never {
  // A hostile path can be as long as the body; the first part is enough to find the place.
  throw new InvalidInputError('The JSON is not acceptable', [{ path: path.slice(0, 200), message }]);
}
