import { z } from 'zod';

/**
 * What is read here of a JSON schema.
 * @typedef {object} JsonSchema
 * @property {string} [$ref]
 * @property {string | string[]} [type]
 * @property {unknown} [const]
 * @property {unknown[]} [enum]
 * @property {JsonSchema[]} [anyOf]
 * @property {JsonSchema[]} [oneOf]
 * @property {JsonSchema} [items]
 * @property {Record<string, JsonSchema>} [properties]
 * @property {boolean | JsonSchema} [additionalProperties]
 * @property {string[]} [required]
 * @property {Record<string, JsonSchema>} [$defs]
 * @property {number} [minimum]
 * @property {number} [maximum]
 * @property {unknown} [default]
 * @property {unknown} [example]
 * @property {string} [description]
 */

/**
 * What a caller may send, as JSON schema.
 * @param {unknown} schema of zod
 * @returns {JsonSchema}
 */
export function inputSchema(schema) {
  const json = z.toJSONSchema(/** @type {z.ZodType} */ (schema), { io: 'input', unrepresentable: 'any' });
  const { $ref, $defs, ...rest } = /** @type {JsonSchema} */ (json);
  if (!$ref) return { ...rest, ...($defs && { $defs }) };
  // A schema with a name of its own is itself among the definitions; what is left are those that it refers to.
  const { [nameIn($ref)]: own, ...others } = $defs ?? {};
  return { ...own, $defs: others };
}

/**
 * A field's type with its range: `integer, 1 to 200`.
 * @param {JsonSchema} schema
 */
export function fieldType(schema) {
  return typeOf(schema) + range(schema);
}

/**
 * A schema in a word or two: `"oldest" | "newest"`, `{ id: string, token?: string }`.
 * @param {JsonSchema} schema
 * @returns {string}
 */
export function typeOf(schema) {
  const { $ref, items, properties, additionalProperties } = schema;
  if ($ref) return nameIn($ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants) return [...new Set(variants.map(typeOf))].join(' | ');
  if (items) return `${/[ |]/.test(typeOf(items)) ? `(${typeOf(items)})` : typeOf(items)}[]`;
  if (properties) return shape(schema);
  if (typeof additionalProperties === 'object') return `object of ${typeOf(additionalProperties)}`;
  return [schema.type ?? 'any JSON'].flat().join(' | ');
}

/** @param {string} $ref */
function nameIn($ref) {
  return $ref.replace('#/$defs/', '');
}

/** @param {JsonSchema} schema */
function shape({ properties = {}, required = [] }) {
  const fields = Object.entries(properties).map(
    ([name, field]) => `${name}${required.includes(name) ? '' : '?'}: ${typeOf(field)}`,
  );
  return `{ ${fields.join(', ')} }`;
}

/** @param {JsonSchema} schema */
function range({ minimum = -Infinity, maximum = Infinity }) {
  // Zod writes the range of exact integers where no other is asked for.
  const low = minimum > Number.MIN_SAFE_INTEGER;
  const high = maximum < Number.MAX_SAFE_INTEGER;
  if (low && high) return `, ${minimum} to ${maximum}`;
  if (low) return `, ${minimum} or more`;
  return high ? `, ${maximum} or less` : '';
}
