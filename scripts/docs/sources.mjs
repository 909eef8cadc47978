import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../command.mjs';

/**
 * @typedef {object} BuiltModule
 * @property {string} path of the source, as in "src/features/kv/kv.keys.ts"
 * @property {string} source
 * @property {Record<string, unknown>} exports
 */

/**
 * The built modules that match, in the order of their paths, each with the source that it was built from.
 * @param {...string} patterns under src, without an extension
 * @returns {Promise<BuiltModule[]>}
 */
export async function builtModules(...patterns) {
  const files = patterns.flatMap((pattern) => globSync(`${pattern}.ts`, { cwd: join(root, 'src') }).sort());
  return Promise.all(
    files.map(async (file) => ({
      path: `src/${file}`,
      source: readFileSync(join(root, 'src', file), 'utf8'),
      exports: await builtModule(file.replace(/\.ts$/, '.js')),
    })),
  );
}

/**
 * One built module.
 * @param {string} path under dist
 * @returns {Promise<Record<string, any>>}
 */
export async function builtModule(path) {
  return import(pathToFileURL(join(root, 'dist', path)).href);
}

/**
 * The TSDoc comment before what `declaration` matches, on one line and without its tags; '' if there is none.
 * @param {string} source
 * @param {string} declaration a regular expression
 */
export function commentBefore(source, declaration) {
  const comment =
    new RegExp(String.raw`/\*\*((?:(?!\*/)[^])*)\*/\s*(?:${declaration})`).exec(source)?.[1] ?? '';
  return comment
    .replaceAll(/^\s*\* ?/gm, '')
    .replace(/^@[^]*/m, '')
    .replaceAll(/\{@link (\S+)\}/g, '`$1`')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** @param {string} path of a source in src/features */
export function featureOf(path) {
  return /^src\/features\/([^/]+)\//.exec(path)?.[1];
}
