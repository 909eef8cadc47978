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
  const plain = own(schema, root, name);
  const choices: fc.WeightedArbitrary<unknown>[] = [{ weight: 4, arbitrary: plain }];
  if (schema.example !== undefined) choices.push({ weight: 2, arbitrary: fc.constant(schema.example) });
  if (schema.nullable) choices.push({ weight: 1, arbitrary: fc.constant(null) });
  if (TELLING.test(name))
    choices.push({
      weight: 6,
      arbitrary: fc.tuple(fc.nat(1000), plain).map(([nth, otherwise]) => new Known(name, nth, otherwise)),
    });
  return choices.length === 1 ? plain : fc.oneof(...choices);
}

function own(schema: Schema, root: unknown, name: string): fc.Arbitrary<unknown> {
  const { $ref, anyOf, oneOf, allOf, type } = schema;
  if ($ref !== undefined) return fitting(lookUp($ref, root), root, name);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = anyOf ?? oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => fitting(choice, root, name)));
  if (allOf)
    return fc
      .tuple(...allOf.map((part) => fitting(part, root, name)))
      .map((parts): unknown => (parts.length === 1 ? parts[0] : Object.assign({}, ...parts)));
  if (type === 'object') return objects(schema, root);
  if (type === 'array') {
    const maxLength = Math.min(schema.maxItems ?? 4, 4);
    const minLength = Math.min(schema.minItems ?? 0, maxLength);
    return fc.array(fitting(schema.items ?? {}, root, name), { minLength, maxLength });
  }
  if (type === 'string') return strings(schema, name);
  if (type === 'integer' || type === 'number') return numbers(schema, name);
  if (type === 'boolean') return fc.boolean();
  return fc.jsonValue({ maxDepth: 2 });
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

function numbers({ type, minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema, name: string) {
  const lowest =
    typeof exclusiveMinimum === 'number'
      ? exclusiveMinimum + 1
      : (minimum ?? -1000) + Number(exclusiveMinimum === true);
  const highest =
    typeof exclusiveMaximum === 'number'
      ? exclusiveMaximum - 1
      : (maximum ?? 1_000_000) - Number(exclusiveMaximum === true);
  if (WAITING.test(name)) return fc.integer({ min: lowest, max: Math.min(highest, Math.max(lowest, 20)) });
  const near = fc.integer({ min: Math.max(lowest, -(2 ** 31)), max: Math.min(highest, 2 ** 31 - 1) });
  const edges = fc.constantFrom(lowest, highest);
  const whole = fc.oneof({ weight: 4, arbitrary: near }, edges);
  return type === 'integer' ? whole : fc.oneof(whole, fc.double({ min: lowest, max: highest, noNaN: true }));
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
    { toString: 1, valueOf: 2, length: -1, then: 'x' },
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
  const places: { parent: Record<string, unknown>; key: string }[] = [];
  const whole = { value: copy(value) };
  const pending: Record<string, unknown>[] = [whole];
  for (let parent = pending.pop(); parent; parent = pending.pop())
    for (const [key, child] of Object.entries(parent)) {
      places.push({ parent, key });
      if (typeof child === 'object' && child !== null && !(child instanceof Known))
        pending.push(child as Record<string, unknown>);
    }
  const place = places[at % places.length];
  if (!place) return other;
  const { parent, key } = place;
  const before = parent[key];
  if (way === 'drop' && !Array.isArray(parent)) delete parent[key];
  else if (way === 'add' && typeof before === 'object' && before !== null)
    (before as Record<string, unknown>)[`x${at % 3}`] = other;
  else if (way === 'wrap') parent[key] = [before];
  else if (way === 'double') parent[key] = [before, before];
  else parent[key] = other;
  return whole.value;
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
