import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { main, root, run, projectNode, UserError } from './command.mjs';
import { ensureInstalled } from './install.mjs';

const template = join(root, 'templates/feature');

/** `npm run new:feature NAME`: a feature that works, with its tests, wired into the service and the package. */
main(async () => {
  const [name = '', ...rest] = process.argv.slice(2);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || rest.length > 0)
    throw new UserError('Usage: npm run new:feature NAME, with a name such as leaderboard or price-list.');
  if (existsSync(join(root, 'src/features', name)))
    throw new UserError(`There is a feature of that name already: src/features/${name}`);
  await ensureInstalled();
  const spelt = spellings(name);
  // First what can fail: a service that somebody has laid out anew. Then nothing is left half made.
  const wired = [wireService(spelt), wirePackage(spelt)];
  const written = copy(spelt);
  await run(projectNode(), [
    'node_modules/prettier/bin/prettier.cjs',
    '--write',
    '--log-level',
    'warn',
    '--ignore-unknown',
    ...written,
    ...wired,
  ]);
  const documented = await run(projectNode(), ['scripts/docs.mjs']);
  console.log(`\nMade src/features/${name} and test/features/${name}; wired in ${wired.join(' and ')}.`);
  console.log(`Next: npm test -- test/features/${name}, then docs/adding-a-feature.md.`);
  return documented;
});

/** @typedef {{ kebab: string, camel: string, Pascal: string, SCREAMING: string }} Spellings */

/**
 * @param {string} kebab
 * @returns {Spellings}
 */
function spellings(kebab) {
  const camel = kebab.replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase());
  const Pascal = camel.replace(/^\w/, (letter) => letter.toUpperCase());
  return { kebab, camel, Pascal, SCREAMING: kebab.replaceAll('-', '_').toUpperCase() };
}

/**
 * Writes the template's files under the feature's name; answers their paths.
 * @param {Spellings} spelt
 */
function copy(spelt) {
  const named = (/** @type {string} */ text) =>
    text.replaceAll(
      /__(kebab|camel|Pascal|SCREAMING)__/g,
      (_, as) => spelt[/** @type {keyof Spellings} */ (as)],
    );
  const files = readdirSync(template, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.\w+$/.test(file),
  );
  return files.map((file) => {
    const [kind = '', ...rest] = named(file).split('/');
    const path = join(kind, 'features', spelt.kebab, ...rest);
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), named(readFileSync(join(template, file), 'utf8')));
    return path;
  });
}

/** @param {Spellings} spelt */
function wireService({ kebab, camel, Pascal }) {
  const line = `    ${Pascal}Module.forRootAsync({ useFactory: () => ${camel}Options.fromEnv(), expose }),\n`;
  const names = `import { ${Pascal}Module, ${camel}Options } from './features/${kebab}/index.js';\n`;
  return edit('src/app.module.ts', (source) =>
    insertBefore(
      insertBefore(source, names, /^import \{ RedisModule/m),
      line,
      /^ {2}\],$/m, // the end of `imports`, the first of the lists
    ),
  );
}

/** @param {Spellings} spelt */
function wirePackage({ kebab, Pascal }) {
  const names = ['FullError', 'Module', 'NotFoundError', 'Service', 'Options'].map(
    (role) => `${role === 'Options' ? 'type ' : ''}${Pascal}${role}`,
  );
  return edit(
    'src/index.ts',
    (source) => `${source}export { ${names.join(', ')} } from './features/${kebab}/index.js';\n`,
  );
}

/**
 * @param {string} path
 * @param {(source: string) => string} change
 */
function edit(path, change) {
  writeFileSync(join(root, path), change(readFileSync(join(root, path), 'utf8')));
  return path;
}

/**
 * @param {string} source
 * @param {string} text
 * @param {RegExp} place
 */
function insertBefore(source, text, place) {
  const at = source.search(place);
  if (at < 0) throw new UserError(`src/app.module.ts does not look as expected: add this by hand:\n${text}`);
  return source.slice(0, at) + text + source.slice(at);
}
