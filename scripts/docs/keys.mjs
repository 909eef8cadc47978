import { builtModule, builtModules, commentBefore, featureOf } from './sources.mjs';
import { code, page, table } from './markdown.mjs';

export async function keys() {
  const { keySpace } = await builtModule('redis/keys.js');
  const modules = await builtModules('features/*/*.keys');
  const sections = modules.flatMap(({ path, source, exports }) =>
    Object.entries(exports).flatMap(([name, makeKeys]) => {
      if (typeof makeKeys !== 'function') return [];
      const feature = featureOf(path) ?? '';
      const rows = Object.entries(makeKeys(keySpace('<prefix>', feature))).map(([part, build]) =>
        row(source, part, /** @type {(...names: string[]) => string} */ (build)),
      );
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
 * @param {string} source
 * @param {string} part
 * @param {(...names: string[]) => string} build
 */
function row(source, part, build) {
  const names = new RegExp(String.raw`\b${part}: \(([^)]*)\)`).exec(source)?.[1] ?? '';
  const placeholders = [...names.matchAll(/(\w+)\??:/g)].map(([, name]) => `<${name}>`);
  const [type = '', ...rest] = commentBefore(source, String.raw`${part}: \(`).split(': ');
  return [code(build(...placeholders)), type, rest.join(': ')];
}
