import { main, projectNode, run } from './command.mjs';
import { ensureInstalled } from './install.mjs';

/** `npm run docs:site`: the site of the package's TSDoc and the repository's pages, with search, in build/site. */
main(async () => {
  await ensureInstalled();
  const program = [
    'node_modules/typedoc/bin/typedoc',
    '--options',
    'typedoc.config.mjs',
    ...process.argv.slice(2),
  ];
  return run(projectNode(), program);
});
