import { z } from 'zod';
import { MAX_TTL_MS, nameOf } from '../../kernel/schema.js';

const MAX_TEXT = 2000;

// Query strings are text, so numbers and JSON are read from text, too.
const ageMs = z.union(
  [
    z.int().min(0).max(MAX_TTL_MS),
    z
      .string()
      .regex(/^\d{1,12}$/)
      .transform(Number),
  ],
  { error: 'must be a whole number of milliseconds' },
);

const fields = z.record(z.string(), z.unknown());

const dataPart = z.union(
  [
    fields,
    z
      .string()
      .max(MAX_TEXT)
      .transform((text, context) => {
        const part = fields.safeParse(parsed(text));
        if (part.success) return part.data;
        context.issues.push({ code: 'custom', message: 'must be a JSON object', input: text });
        return z.NEVER;
      }),
  ],
  { error: 'must be an object, or one as JSON text' },
);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** By what jobs can be looked for, beside their state. */
export const filterShape = {
  name: nameOf('a job name', 128).optional().describe('Only jobs of this name'),
  group: nameOf('a group', 90).optional().describe('Only jobs of this group'),
  error: z.string().min(1).max(200).optional().describe('Only those whose last error contains this text'),
  data: dataPart
    .optional()
    .describe('Only those whose data has these fields with these values, at any depth; arrays as a whole'),
  minAgeMs: ageMs.optional().describe('Only those that were added at least that long ago'),
  maxAgeMs: ageMs.optional().describe('Only those that were added at most that long ago'),
};

const anyFilter = z.strictObject(filterShape);
/** By what jobs are looked for; one that says nothing fits all. */
export type Filter = z.output<typeof anyFilter>;

/** What a filter looks at. */
interface Job {
  readonly name: string;
  readonly group: string | null;
  readonly data?: unknown;
  readonly createdAt: number;
  readonly errors: readonly { readonly error?: unknown }[];
}

/** Whether a job fits, at the instant `now`. */
export function fits(job: Job, filter: Filter, now: number): boolean {
  const { name, group, error, data } = filter;
  return (
    (name === undefined || job.name === name) &&
    (group === undefined || job.group === group) &&
    isOfAge(now - job.createdAt, filter) &&
    (error === undefined || saysOf(job, error)) &&
    (data === undefined || holds(job.data, data))
  );
}

const isOfAge = (age: number, { minAgeMs = 0, maxAgeMs = Infinity }: Filter): boolean =>
  age >= minAgeMs && age <= maxAgeMs;

const saysOf = ({ errors }: Job, text: string): boolean =>
  JSON.stringify(errors.at(-1)?.error ?? '').includes(text);

/** Whether a filter lets everything through. */
export const isOpen = (filter: Filter): boolean =>
  Object.keys(filterShape).every((field) => filter[field as keyof Filter] === undefined);

/** Whether a value has all that `part` has: of objects these fields, of all else the same. */
function holds(value: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null) return value === part;
  if (typeof value !== 'object' || value === null || Array.isArray(part) !== Array.isArray(value))
    return false;
  if (Array.isArray(part) && part.length !== (value as unknown[]).length) return false;
  return Object.entries(part).every(
    ([key, inner]) => Object.hasOwn(value, key) && holds((value as Record<string, unknown>)[key], inner),
  );
}
