import { builtModule, builtModules, commentBefore, featureOf } from './sources.mjs';
import { code, page, table } from './markdown.mjs';

export async function keys() {
  const { keySpace } = await builtModule('redis/keys.js');
  const modules = await builtModules('features/*/*.keys');
  const sections = modules.flatMap(({ path, source, exports }) =>
    Object.entries(exports).flatMap(([name, makeKeys]) => {
      if (typeof makeKeys !== 'function') return [];
      const feature = featureOf(path) ?? '';
      const rows = rowsOf(source, makeKeys(keySpace('<prefix>', feature)));
      const about = commentBefore(source, String.raw`export (?:const|function) ${name}\b`);
      return [`## ${feature}\n\n${about}\n\n${table(['Key', 'Type', 'Holds'], rows)}`];
    }),
  );
  return page(
    'Keys in Redis',
    '`<prefix>` is `REDIS_PREFIX`. What stands in braces is the hash tag: all keys with the same one live on the same node of a Cluster.',
    ...sections,
  );
}

/**
 * A row for each key; what builds a group of keys has one for each of the group.
 * @param {string} source
 * @param {Record<string, unknown>} parts
 * @returns {string[][]}
 */
function rowsOf(source, parts) {
  return Object.entries(parts).flatMap(([part, build]) => {
    const built = typeof build === 'function' ? build(...placeholders(source, part)) : build;
    if (typeof built !== 'string') return rowsOf(source, built);
    if (built.includes('undefined')) throw new Error(`Nobody can tell what the key ${built} is called.`);
    const [type = '', ...rest] = commentBefore(source, String.raw`\b${part}: `).split(': ');
    if (rest.length === 0)
      throw new Error(`No comment says the type of the key ${built}, and what it holds.`);
    return [[code(built), type, rest.join(': ')]];
  });
}

/**
 * What stands for the arguments: a name in angle brackets, also for each field of an argument that has fields.
 * @param {string} source
 * @param {string} part
 */
function placeholders(source, part) {
  const parameters = new RegExp(String.raw`\b${part}: \(([^)]*)\)`).exec(source)?.[1] ?? '';
  return [...parameters.matchAll(/(\w+)\??: (\w+)/g)].map(([, name, type]) =>
    type === 'string' || type === 'number'
      ? `<${name}>`
      : new Proxy({}, { get: (_, field) => `<${String(field)}>` }),
  );
}
