import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { main, projectNode, root, stateDir } from './command.mjs';
import { ensureInstalled } from './install.mjs';
import { ensureRedisServer } from './redis-install.mjs';
import { redisInfo } from './redis-probe.mjs';
import { startRedis } from './redis-server.mjs';
import { Supervised } from './supervise.mjs';

/** Any of these tells the service which Redis to use. */
const redisSettings = ['REDIS_URL', 'REDIS_CLUSTER_NODES', 'REDIS_SENTINELS', 'REDIS_HOST', 'REDIS_PATH'];

const endedBySigterm = 128 + 15;

main(async () => {
  await ensureInstalled();
  const settings = { ...settingsInEnvFile(), ...process.env };
  const redis = redisSettings.some((name) => settings[name])
    ? undefined
    : await findOrStartRedis(settings.ROOKERY_DATA_DIR);
  try {
    await ensureBuilt();
    const env = { ...process.env, NODE_ENV: settings.NODE_ENV || 'development' };
    return await serve(redis ? { ...env, REDIS_URL: redis.url } : env, redis?.process);
  } finally {
    await redis?.stop();
  }
});

/**
 * @param {string} [dataDir] where a Redis of our own keeps its data
 * @returns {Promise<{ url: string, stop: () => Promise<void>, process?: Supervised }>}
 */
async function findOrStartRedis(dataDir = join(stateDir, 'redis')) {
  if (await isUsable(6379)) {
    console.log('Using the Redis that runs on 127.0.0.1:6379.');
    return { url: 'redis://127.0.0.1:6379', stop: async () => {} };
  }
  await ensureRedisServer();
  const redis = await startRedis({ dataDir });
  console.log(
    `Started a Redis on ${redis.host}:${redis.port}; its data stay in ${relative(root, redis.dir)}.`,
  );
  return redis;
}

/**
 * Whether a Redis of version 7.0 or later, that takes writes and asks for no password, answers on a port.
 * @param {number} port
 */
async function isUsable(port) {
  try {
    const { redis_version: version = '0', role, cluster_enabled: cluster } = await redisInfo({ port });
    return Number.parseInt(version, 10) >= 7 && role === 'master' && cluster === '0';
  } catch {
    return false;
  }
}

/**
 * Runs the service until it ends or a signal tells us to end it, and returns its exit code.
 * @param {NodeJS.ProcessEnv} env
 * @param {Supervised} [redis] which the service needs until it has drained
 */
async function serve(env, redis) {
  const envFile = existsSync(join(root, '.env')) ? ['--env-file=.env'] : [];
  const command = [projectNode(), ...envFile, 'dist/main.js'];
  const options = /** @type {const} */ ({
    cwd: root,
    env,
    output: 'inherit',
    graceMs: 15_000,
    outlivedBy: redis,
  });
  const service = new Supervised(command, options);
  let stoppedAt = 0;
  const stop = () => {
    // One Ctrl-C reaches us twice, from the terminal and from npm; a later one means "at once".
    if (stoppedAt !== 0 && Date.now() - stoppedAt > 1000) service.signal('SIGKILL');
    if (stoppedAt !== 0) return;
    stoppedAt = Date.now();
    service.signal('SIGTERM');
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  await service.start();
  if (stoppedAt !== 0) service.signal('SIGTERM');
  const code = await service.exited();
  await service.stop();
  // Having drained, Nest ends the process with the signal that it got.
  return stoppedAt !== 0 && code === endedBySigterm ? 0 : code;
}

/** The file is read by Node itself when the service starts, but whether it names a Redis matters before that. */
function settingsInEnvFile() {
  const file = join(root, '.env');
  if (!existsSync(file)) return {};
  const lines = readFileSync(file, 'utf8').matchAll(/^\s*(?:export\s+)?(\w+)\s*=\s*(["']?)(.*?)\2\s*$/gm);
  /** @type {Record<string, string>} */
  const settings = {};
  for (const [, name = '', , value = ''] of lines) settings[name] = value;
  return settings;
}
