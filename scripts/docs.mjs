import { ensureBuilt } from './build.mjs';
import { main, projectNode, run } from './command.mjs';
import { ensureInstalled } from './install.mjs';

/** `npm run docs`: writes docs/reference and .env.example; with `--check` only says which of them are out of date. */
main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  // Nothing else of the environment: what is written follows from the sources, not from how this machine is set up.
  const env = { PATH: process.env.PATH };
  return run(projectNode(), ['scripts/docs/write.mjs', ...process.argv.slice(2)], { env });
});
