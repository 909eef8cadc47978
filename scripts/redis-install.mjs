import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
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
      install: unpackFromApt,
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

/** Unpacked into the project and not installed: that needs no root, and starts no service on the machine. */
function unpackFromApt() {
  const draft = `${unpackedDir}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  if (!download(draft)) {
    // The package lists are missing, or so old that they name packages that are gone.
    if (process.getuid?.() === 0) tryRun('apt-get', ['update']);
    else tryRun('sudo', ['-n', 'apt-get', 'update']);
    if (!download(draft)) return;
  }
  for (const file of readdirSync(draft).filter((name) => name.endsWith('.deb'))) {
    tryRun('dpkg-deb', ['-x', file, 'files'], draft);
    rmSync(join(draft, file));
  }
  writeFileSync(join(draft, 'redis-server'), launcher, { mode: 0o755 });
  rmSync(unpackedDir, { recursive: true, force: true });
  renameSync(draft, unpackedDir);
}

const launcher = `#!/bin/sh
files=$(cd "$(dirname "$0")/files" && pwd)
for folder in "$files"/usr/lib/*-linux-* "$files"/lib/*-linux-*; do
  LD_LIBRARY_PATH=$folder\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
done
export LD_LIBRARY_PATH
exec "$files/usr/bin/redis-server" "$@"
`;

/**
 * Downloads the Redis server and those of its dependencies that the machine lacks.
 * @param {string} folder
 */
function download(folder) {
  // "redis-tools" holds the program itself, and --reinstall lists it even when the machine has it already.
  const install = [
    'install',
    '--simulate',
    '--reinstall',
    '--no-install-recommends',
    'redis-server',
    'redis-tools',
  ];
  const plan = tryRun('apt-get', install) ?? '';
  const packages = Array.from(plan.matchAll(/^Inst (\S+)/gm), ([, name = '']) => name);
  if (packages.length === 0) return false;
  return tryRun('apt-get', ['download', ...packages], folder) !== undefined;
}

/**
 * The output of a program, or undefined when it failed or does not exist.
 * @param {string} program
 * @param {string[]} args
 * @param {string} [cwd]
 */
function tryRun(program, args, cwd) {
  const env = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout } = spawnSync(program, args, { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 26 });
  return status === 0 ? stdout : undefined;
}
