import { ensureBuilt } from './build.mjs';
import { main, projectNode, run, UserError } from './command.mjs';
import { ensureInstalled } from './install.mjs';
import { ensureRedisServer } from './redis-install.mjs';
import { startRedis } from './redis-server.mjs';

main(async () => {
  await ensureInstalled();
  await ensureRedisServer();
  await ensureBuilt();
  const compiled = await run(projectNode(), ['node_modules/typescript/bin/tsc', '-p', 'bench/tsconfig.json']);
  if (compiled !== 0) throw new UserError('The benchmarks do not compile: see the errors above.');
  const redis = await startRedis();
  try {
    const env = { ...process.env, NODE_ENV: 'production', REDIS_URL: redis.url };
    return await run(projectNode(), ['build/bench/run.js', ...process.argv.slice(2)], { env });
  } finally {
    await redis.stop();
  }
});
