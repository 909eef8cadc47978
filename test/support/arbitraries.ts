import fc from 'fast-check';

/** JSON Schema as far as our own descriptions use it, of OpenAPI 3.0 or of zod. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: boolean | number;
  readonly exclusiveMaximum?: boolean | number;
  readonly pattern?: string;
  readonly example?: unknown;
}

/** Stands for something that an answer told before, an id or a token: chosen when the request is sent. */
class Known {
  constructor(
    readonly name: string,
    readonly nth: number,
    readonly otherwise: unknown,
  ) {}
}

/** What is worth asking with again once an answer has told it. */
const TELLING =
  /^(id|ids|token|lease|receipt|receipts|nextCursor|cursor|sessionId|key|version|ifVersion|sequence|after)$/;
/** Names of things: few, so that requests meet what others made. */
const NAMES = ['a', 'b'];
const NAMED = /^(key|name|queue|topic|group|channel|namespace|policy|subject|site|userId|member|field|tag)$/;
/** Nobody wants to wait for these. */
const WAITING = /^(waitMs|timeoutMs|delayMs)$/;
const SOON_MS = 20;

/** Remembers what answers told, and puts it into requests. */
export class Memory {
  private readonly told = new Map<string, unknown[]>();

  /** Remembers the telling parts of an answer. */
  note(value: unknown, name = ''): void {
    if (Array.isArray(value)) for (const item of value.slice(0, 20)) this.note(item, name);
    else if (typeof value === 'object' && value !== null)
      for (const [key, part] of Object.entries(value)) this.note(part, key);
    else if (TELLING.test(name) && value !== null) {
      const list = this.told.get(singular(name)) ?? [];
      this.told.set(singular(name), [...list.slice(-30), value]);
    }
  }

  /** The value with what is known in the places for it. */
  fill(value: unknown): unknown {
    if (value instanceof Known) {
      const list = this.told.get(singular(value.name)) ?? [];
      return list.length === 0 ? value.otherwise : list[value.nth % list.length];
    }
    if (Array.isArray(value)) return value.map((item) => this.fill(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, this.fill(part)]));
  }
}

const singular = (name: string) =>
  ({
    nextCursor: 'cursor',
    after: 'sequence',
    ids: 'id',
    sessionId: 'id',
    receipts: 'receipt',
    ifVersion: 'version',
  })[name] ?? name;

/** Values that fit a schema, more or less: what cannot be said in a schema they may miss. */
export function fitting(schema: Schema, root: unknown, name = ''): fc.Arbitrary<unknown> {
  const plain = plainly(schema, root, name);
  const choices: fc.WeightedArbitrary<unknown>[] = [{ weight: 4, arbitrary: plain }];
  if (schema.example !== undefined)
    choices.push({ weight: 2, arbitrary: fc.constant(sooner(schema.example)) });
  if (schema.nullable) choices.push({ weight: 1, arbitrary: fc.constant(null) });
  if (TELLING.test(name))
    choices.push({
      weight: 6,
      arbitrary: fc.tuple(fc.nat(1000), plain).map(([nth, otherwise]) => new Known(name, nth, otherwise)),
    });
  return choices.length === 1 ? plain : fc.oneof(...choices);
}

function plainly(schema: Schema, root: unknown, name: string): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return fitting(lookUp(schema.$ref, root), root, name);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => fitting(choice, root, name)));
  if (schema.allOf) return together(schema.allOf.map((part) => fitting(part, root, name)));
  return ofType(schema, root, name);
}

/** An example that waits less. */
function sooner(example: unknown): unknown {
  if (typeof example !== 'object' || example === null || Array.isArray(example)) return example;
  const parts = Object.entries(example);
  return Object.fromEntries(parts.map(([name, part]) => [name, WAITING.test(name) ? SOON_MS : part]));
}

const together = (parts: readonly fc.Arbitrary<unknown>[]) =>
  fc
    .tuple(...parts)
    .map((values): unknown => (values.length === 1 ? values[0] : Object.assign({}, ...values)));

function ofType(schema: Schema, root: unknown, name: string): fc.Arbitrary<unknown> {
  switch (schema.type ?? '') {
    case 'object':
      return objects(schema, root);
    case 'array':
      return arrays(schema, root, name);
    case 'string':
      return strings(schema, name);
    case 'integer':
    case 'number':
      return numbers(schema, name);
    case 'boolean':
      return fc.boolean();
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function arrays({ items = {}, minItems = 0, maxItems = 4 }: Schema, root: unknown, name: string) {
  const maxLength = Math.min(maxItems, 4);
  return fc.array(fitting(items, root, name), { minLength: Math.min(minItems, maxLength), maxLength });
}

function objects({ properties = {}, required = [], additionalProperties }: Schema, root: unknown) {
  const parts = Object.fromEntries(
    Object.entries(properties).map(([key, part]) => [key, fitting(part, root, key)]),
  );
  const declared = fc.record(parts, { requiredKeys: required.filter((key) => key in parts) });
  if (typeof additionalProperties !== 'object') return declared;
  const more = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fitting(additionalProperties, root), {
    maxKeys: 3,
  });
  return fc.tuple(declared, more).map(([own, others]) => ({ ...others, ...own }));
}

function strings({ pattern, minLength = 0, maxLength = 40 }: Schema, name: string): fc.Arbitrary<string> {
  const short = fc.string({ minLength, maxLength: Math.max(minLength, Math.min(maxLength, 12)) });
  const text = pattern === undefined ? short : matching(pattern, short);
  if (NAMED.test(name)) return fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...NAMES) }, text);
  if (pattern !== undefined || maxLength > 5000) return text;
  return fc.oneof({ weight: 8, arbitrary: text }, fc.constant('x'.repeat(maxLength)));
}

/** Not every pattern can be turned around. */
function matching(pattern: string, otherwise: fc.Arbitrary<string>): fc.Arbitrary<string> {
  try {
    return fc.stringMatching(new RegExp(pattern));
  } catch {
    return otherwise;
  }
}

function numbers(schema: Schema, name: string): fc.Arbitrary<number> {
  const [lowest, highest] = boundsOf(schema);
  if (WAITING.test(name))
    return fc.integer({ min: lowest, max: Math.min(highest, Math.max(lowest, SOON_MS)) });
  const near = fc.integer({ min: Math.max(lowest, -(2 ** 31)), max: Math.min(highest, 2 ** 31 - 1) });
  const whole = fc.oneof({ weight: 4, arbitrary: near }, fc.constantFrom(lowest, highest));
  if (schema.type === 'integer') return whole;
  return fc.oneof(whole, fc.double({ min: lowest, max: highest, noNaN: true }));
}

/** OpenAPI 3.0 says by a flag that a bound is not included, JSON Schema by another number. */
function boundsOf({ minimum = -1000, maximum = 1_000_000, exclusiveMinimum, exclusiveMaximum }: Schema) {
  const above =
    typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : minimum + Number(exclusiveMinimum ?? 0);
  const below =
    typeof exclusiveMaximum === 'number' ? exclusiveMaximum - 1 : maximum - Number(exclusiveMaximum ?? 0);
  return [above, below] as const;
}

function lookUp(ref: string, root: unknown): Schema {
  const steps = ref.replace(/^#\//, '').split('/');
  return steps.reduce(
    (at, step) => (at as Record<string, unknown>)[decodeURIComponent(step)],
    root,
  ) as Schema;
}

/** What no schema takes, or none should be surprised by. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    ' ',
    '\0',
    '\u{1F600}',
    '\ud800',
    '__proto__',
    'constructor',
    '../../etc/passwd',
    '{a}:{b}',
    '*',
    '%',
    '-0',
    'NaN',
    '1e999',
    'x'.repeat(600),
    'ü'.repeat(300),
    'x'.repeat(20_000),
    0,
    -1,
    0.5,
    1e308,
    -1e308,
    2 ** 53,
    2 ** 53 - 1,
    -(2 ** 53),
    true,
    [],
    {},
    [[]],
    [null],
    { '': '' },
    { constructor: { prototype: { polluted: true } } },
    JSON.parse('{"toString":1,"valueOf":2,"length":-1,"then":"x"}') as unknown,
    Array.from({ length: 1001 }, () => 1),
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

/** A value as text, as it is, or as JSON. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** Changes a value that fits in one place. */
export function nearly(fits: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const how = fc.constantFrom('drop', 'replace', 'add', 'wrap', 'double');
  return fc
    .tuple(fits, fc.nat(10_000), how, hostile)
    .map(([value, at, way, other]) => changed({ value, at, way, other }));
}

interface Change {
  readonly value: unknown;
  readonly at: number;
  readonly way: string;
  readonly other: unknown;
}

function changed({ value, at, way, other }: Change): unknown {
  const whole = { value: copy(value) };
  const places = placesIn(whole);
  const place = places[at % places.length];
  if (!place) return other;
  const { parent, key } = place;
  const before = parent[key];
  if (way === 'drop' && !Array.isArray(parent)) delete parent[key];
  else if (way === 'add' && typeof before === 'object' && before !== null)
    (before as Record<string, unknown>)[`x${at % 3}`] = other;
  else parent[key] = { wrap: [before], double: [before, before] }[way] ?? other;
  return whole.value;
}

interface Place {
  readonly parent: Record<string, unknown>;
  readonly key: string;
}

function placesIn(whole: Record<string, unknown>): Place[] {
  const places: Place[] = [];
  const pending = [whole];
  for (let parent = pending.pop(); parent; parent = pending.pop())
    for (const [key, child] of Object.entries(parent)) {
      places.push({ parent, key });
      if (typeof child === 'object' && child !== null && !(child instanceof Known))
        pending.push(child as Record<string, unknown>);
    }
  return places;
}

function copy(value: unknown): unknown {
  if (value instanceof Known || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copy);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copy(part)]));
}

/** Seed and size of a run: the same requests each time, unless FUZZ_SEED and FUZZ_RUNS say otherwise. */
export function fuzzing(runs: number): { seed: number; numRuns: number; endOnFailure: boolean } {
  const { FUZZ_SEED = '20260101', FUZZ_RUNS } = process.env;
  return { seed: Number(FUZZ_SEED), numRuns: Number(FUZZ_RUNS ?? runs), endOnFailure: true };
}
