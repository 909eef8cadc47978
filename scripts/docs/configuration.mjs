import { builtModules, commentBefore } from './sources.mjs';
import { fieldType, inputSchema } from './json-schema.mjs';
import { code, page, table } from './markdown.mjs';

/** @typedef {{ name: string, variable?: string, type: string, default?: unknown, description: string }} Option */
/** @typedef {{ name: string, about: string, list: Option[] }} Options */

/** @returns {Promise<Options[]>} */
async function allOptions() {
  const modules = await builtModules(
    'service.options',
    'redis/*.options',
    'transport/*.options',
    'features/*/*.options',
  );
  return modules.flatMap(({ source, exports }) =>
    Object.entries(exports).flatMap(([exported, value]) => {
      if (!isOptions(value)) return [];
      const about = commentBefore(source, String.raw`export const ${exported}\b`);
      return [{ name: value.name, about, list: listOf(value) }];
    }),
  );
}

/**
 * @param {unknown} value
 * @returns {value is { name: string, schema: unknown, env: Record<string, string> }}
 */
function isOptions(value) {
  return typeof value === 'object' && value !== null && 'fromEnv' in value && 'schema' in value;
}

/**
 * @param {{ schema: unknown, env: Record<string, string> }} options
 * @returns {Option[]}
 */
function listOf({ schema, env }) {
  const { properties = {} } = inputSchema(schema);
  return Object.entries(properties).map(([name, field]) => ({
    name,
    variable: env[name],
    type: env[name] ? fieldType(field) : 'in code only',
    default: field.default,
    description: field.description ?? '',
  }));
}

export async function configuration() {
  const sections = (await allOptions()).map(({ name, about, list }) => {
    const rows = list.map((option) => [
      code(option.name),
      code(option.variable ?? ''),
      option.variable ? code(option.type) : option.type,
      option.default === undefined ? '' : code(JSON.stringify(option.default)),
      option.description,
    ]);
    return `## ${name}\n\n${about}\n\n${table(['Option', 'Variable', 'Type', 'Default', 'Meaning'], rows)}`;
  });
  return page(
    'Configuration',
    "The service reads the variables when it starts, and does not start with one that does not fit. An app that imports the package passes the options to a module's `forRoot` instead; the modules then read no environment.",
    ...sections,
  );
}

export async function envExample() {
  const sections = (await allOptions()).map(({ name, list }) => {
    const lines = list.flatMap((option) => {
      if (!option.variable) return [];
      const { default: value = '' } = option;
      return [`# ${option.description}`, `#${option.variable}=${String(value)}`];
    });
    return `## ${name}\n${lines.join('\n')}\n`;
  });
  const about = '# Every variable that the service reads, with its default. Written by "npm run docs".\n';
  return [about, ...sections].join('\n');
}
