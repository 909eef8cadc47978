/** Deeper than this, and further along than this, the shape of a payload tells nothing more. */
const DEEPEST = 5;
const MOST = 50;

/** Stands for a value that is not shown. */
const HIDDEN = '•••';

/** The shape of a payload without its values: names of fields, lengths of lists; nothing stays nothing. */
export function mask(value: unknown, depth = 0): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object' || depth >= DEEPEST) return HIDDEN;
  if (Array.isArray(value)) return value.slice(0, MOST).map((each) => mask(each, depth + 1));
  const fields = Object.entries(value).slice(0, MOST);
  return Object.fromEntries(fields.map(([name, each]) => [name, mask(each, depth + 1)]));
}
