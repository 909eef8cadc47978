import { join, relative } from 'node:path';
import { tryRun, unpackFromApt } from './apt.mjs';
import { root, stateDir, UserError } from './command.mjs';
import { withLock } from './lock.mjs';
import { findRedisServer, unpackedDir } from './redis-server.mjs';

/** Makes sure that there is a Redis server to start, and installs one if there is a known way. */
export async function ensureRedisServer() {
  const problem = whyNone();
  if (!problem) return;
  const installer = [
    {
      tool: 'apt-get',
      does: `unpacking one from apt into ${relative(root, unpackedDir)}`,
      // "redis-tools" holds the program itself.
      install: () =>
        unpackFromApt(unpackedDir, {
          packages: ['redis-server', 'redis-tools'],
          program: 'usr/bin/redis-server',
        }),
    },
    {
      tool: 'brew',
      does: 'installing one (brew install redis)',
      install: () => tryRun('brew', ['install', 'redis']),
    },
  ].find(({ tool }) => tryRun(tool, ['--version']) !== undefined);
  if (!installer) throw problem;
  await withLock(join(stateDir, 'redis-install.lock'), 'scripts/', async () => {
    // Whoever had the lock before us may have done it.
    if (!whyNone()) return;
    console.log(`No Redis server of version 7.0 or later was found: ${installer.does} ...`);
    installer.install();
  });
  const stillProblem = whyNone();
  if (stillProblem) throw stillProblem;
}

function whyNone() {
  try {
    findRedisServer();
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}
