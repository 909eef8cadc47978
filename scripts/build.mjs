import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectNode, root, stateDir, UserError } from './command.mjs';
import { withLock } from './lock.mjs';
import { runSupervised } from './supervise.mjs';

// In dist, which the build empties first: an interrupted build leaves no stamp behind.
const stamp = join(root, 'dist/.build-stamp');

/** Builds dist, unless it was built from the sources as they are now. */
export async function ensureBuilt() {
  if (isBuilt()) return;
  await withLock(join(stateDir, 'build.lock'), 'scripts/', async () => {
    // Whoever had the lock before us may have done it.
    if (!isBuilt()) await build();
  });
}

async function build() {
  console.log('Building ...');
  const sources = fingerprint();
  const nest = [projectNode(), 'node_modules/@nestjs/cli/bin/nest.js', 'build'];
  const { code, output } = await runSupervised(nest, { cwd: root });
  if (code !== 0) console.error(output);
  if (code !== 0) throw new UserError('The build failed: see the errors above.');
  writeFileSync(stamp, sources);
}

function isBuilt() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
}

/** A hash over the paths, sizes and times of all that the build depends on. */
function fingerprint() {
  const config = readdirSync(root).filter((name) => /^(tsconfig.*|nest-cli|package-lock)\.json$/.test(name));
  const sources = filesIn('src');
  const lines = [...config, ...sources].sort().map((path) => {
    const { size, mtimeMs } = statSync(join(root, path));
    return `${path} ${size} ${mtimeMs}\n`;
  });
  return createHash('sha256').update(lines.join('')).digest('hex');
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesIn(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : path;
  });
}
