import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildExamples } from './build-examples.mjs';
import { main, projectNode, root, run, UserError } from './command.mjs';
import { ensureInstalled } from './install.mjs';
import { ensureRedisServer } from './redis-install.mjs';
import { startRedis } from './redis-server.mjs';

/** `npm run example -- NAME`: builds an example and runs it on a Redis of its own, or on that of REDIS_URL. */
main(async () => {
  const [name = ''] = process.argv.slice(2);
  if (!/^[a-z-]+$/.test(name) || !existsSync(join(root, 'examples', name, 'main.ts')))
    throw new UserError('Usage: npm run example -- NAME, with a folder of examples/.');
  await ensureInstalled();
  await buildExamples();
  const program = [`build/examples/${name}/main.js`];
  if (process.env.REDIS_URL) return run(projectNode(), program);
  await ensureRedisServer();
  const redis = await startRedis();
  try {
    return await run(projectNode(), program, { env: { ...process.env, REDIS_URL: redis.url } });
  } finally {
    await redis.stop();
  }
});
