import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { main, projectNode, root, run } from './command.mjs';
import { ensureInstalled } from './install.mjs';

/** `npm run keys -- create|list|rotate|revoke|root ...`: API keys, in the Redis that the environment or `.env` names. */
main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const envFile = existsSync(join(root, '.env')) ? ['--env-file=.env'] : [];
  return run(projectNode(), [...envFile, 'dist/keys.js', ...process.argv.slice(2)]);
});
