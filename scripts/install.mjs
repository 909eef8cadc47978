import { existsSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root, stateDir, UserError } from './command.mjs';
import { withLock } from './lock.mjs';
import { runSupervised } from './supervise.mjs';

/** Installs the dependencies that package-lock.json names, unless they are there already. */
export async function ensureInstalled() {
  if (isInstalled(root)) return;
  await withLock(join(stateDir, 'install.lock'), 'scripts/', async () => {
    // Whoever had the lock before us may have done it.
    if (!isInstalled(root)) await install();
  });
}

async function install() {
  console.log('Installing the dependencies (npm ci) ...');
  // npm writes this file when all is done: without it, an interrupted install cannot be taken for a finished one.
  rmSync(join(root, 'node_modules/.package-lock.json'), { force: true });
  const npm = ['npm', 'ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const env = { ...process.env, PATH: pathWithoutOurs() };
  // Supervised, so that after a Ctrl-C no npm goes on in the background while the next one starts.
  const { code, output } = await runSupervised(npm, { cwd: root, env });
  if (code === 0 && isInstalled(root)) return;
  console.error(output);
  throw new UserError('The dependencies could not be installed: see what npm says above, then run "npm ci".');
}

/** npm must not run on the Node in node_modules, which it is about to remove. */
function pathWithoutOurs() {
  const entries = (process.env.PATH ?? '').split(delimiter);
  return entries.filter((entry) => !entry.startsWith(join(root, 'node_modules'))).join(delimiter);
}

/**
 * Whether npm has finished installing exactly the versions of package-lock.json into a folder, the pinned Node
 * included (its install script does not run under --ignore-scripts).
 * @param {string} folder
 */
export function isInstalled(folder) {
  const wanted = packagesIn(join(folder, 'package-lock.json'));
  const present = packagesIn(join(folder, 'node_modules/.package-lock.json'));
  const complete = Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (present[path] ? present[path].version === version : optional),
  );
  return complete && (!wanted['node_modules/node'] || existsSync(join(folder, 'node_modules/.bin/node')));
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesIn(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return {};
  }
}
