import 'reflect-metadata';
import { builtModules } from './sources.mjs';
import { fieldType, inputSchema, typeOf } from './json-schema.mjs';
import { code, formatJson, page, table } from './markdown.mjs';

/** @typedef {import('./json-schema.mjs').JsonSchema} JsonSchema */
/** @typedef {{ pattern: string, isEvent: boolean, schema?: JsonSchema }} Message */

// Nest's own names for what its decorators leave behind.
const PATTERN = 'microservices:pattern';
const HANDLER_TYPE = 'microservices:handler_type';
const EVENT = 2;
const PARAMETERS = '__routeArguments__';

export async function messages() {
  const controllers = await builtModules('features/*/*.rpc.controller');
  const list = controllers.flatMap(({ exports }) => Object.values(exports).flatMap(messagesOf));
  const shapes = Object.assign({}, ...list.map(({ schema }) => schema?.$defs));
  return page(
    'Messages of the Redis transport',
    'Any Nest `ClientProxy` with `Transport.REDIS` can send these. The answer is the body that the HTTP route answers, a failure the body of its problem (see [errors.md](errors.md)); where HTTP answers without a body, this does with a small one such as `{ "deleted": true }`. Where the service asks for keys, messages are signed ([how](../../src/features/api-keys/README.md)); each needs the scope of its route ([which](http.md)).',
    ...(await Promise.all(list.map(section))),
    Object.keys(shapes).length > 0 ? `## Shapes\n\n${shapesOf(shapes)}` : '',
  );
}

/**
 * @param {unknown} controller
 * @returns {Message[]}
 */
function messagesOf(controller) {
  if (typeof controller !== 'function') return [];
  return Object.getOwnPropertyNames(controller.prototype).flatMap((method) => {
    const handler = controller.prototype[method];
    /** @type {string[]} */
    const patterns = Reflect.getMetadata(PATTERN, handler) ?? [];
    const isEvent = Reflect.getMetadata(HANDLER_TYPE, handler) === EVENT;
    const schema = payloadOf(controller, method);
    return patterns.map((pattern) => ({ pattern, isEvent, ...(schema && { schema }) }));
  });
}

/**
 * @param {Function} controller
 * @param {string} method
 */
function payloadOf(controller, method) {
  /** @type {Record<string, { schema?: unknown }>} */
  const parameters = Reflect.getMetadata(PARAMETERS, controller, method) ?? {};
  const schema = Object.values(parameters).find((parameter) => parameter.schema)?.schema;
  return schema ? inputSchema(schema) : undefined;
}

/** @param {Message} message */
async function section({ pattern, isEvent, schema }) {
  const title = `## ${pattern}${isEvent ? ' (event: not answered)' : ''}`;
  if (!schema) return `${title}\n\nNo payload.`;
  const { properties = {}, required = [] } = schema;
  const rows = Object.entries(properties).map(([name, field]) => [
    code(name) + (required.includes(name) ? '' : ' (optional)'),
    code(fieldType(field)),
    note(field),
  ]);
  const fields = rows.length > 0 ? table(['Field', 'Type', 'Meaning'], rows) : code(typeOf(schema));
  const example = exampleOf(schema);
  return [title, fields, example && `\`\`\`json\n${await formatJson(example)}\`\`\``]
    .filter(Boolean)
    .join('\n\n');
}

/** @param {JsonSchema} field */
function note({ description = '', default: value }) {
  return description + (value === undefined ? '' : ` (default ${code(JSON.stringify(value))})`);
}

/**
 * The schema's own example, or one of its fields' where every field that has to be there has one.
 * @param {JsonSchema} schema
 */
function exampleOf({ example, properties = {}, required = [] }) {
  if (example !== undefined || required.length === 0) return example;
  const fields = required.map((name) => [name, properties[name]?.example]);
  return fields.every(([, value]) => value !== undefined) ? Object.fromEntries(fields) : undefined;
}

/** @param {Record<string, JsonSchema>} shapes */
function shapesOf(shapes) {
  const sections = Object.entries(shapes).map(([name, schema]) => {
    const variants = schema.oneOf ?? schema.anyOf ?? [schema];
    return `### ${name}\n\n${variants.map((variant) => `- ${code(typeOf(variant))}`).join('\n')}`;
  });
  return sections.join('\n\n');
}
