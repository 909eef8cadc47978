import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { stateDir } from '../../scripts/command.mjs';

/**
 * The oldest Node that the package is for: the machine's own if it is that, else one that npm has for this machine, kept
 * in `.rookery/`. Undefined where there is none to be had, without a network for example.
 */
export function findNode22(): string | undefined {
  const own = majorOf('node') === 22 ? 'node' : undefined;
  const name = `node-${process.platform}-${process.arch}`;
  const home = join(stateDir, 'node-22');
  const fetched = join(home, 'node_modules', name, 'bin/node');
  if (own ?? existsSync(fetched)) return own ?? fetched;
  mkdirSync(home, { recursive: true });
  const args = ['install', `${name}@22`, '--prefix', home, '--no-save', '--no-audit', '--no-fund'];
  try {
    execFileSync('npm', [...args, '--loglevel=error', '--ignore-scripts'], {
      timeout: 90_000,
      stdio: 'pipe',
    });
  } catch {
    return undefined;
  }
  return majorOf(fetched) === 22 ? fetched : undefined;
}

function majorOf(node: string): number {
  // Without our own node_modules/.bin, where the Node that runs this would be found first.
  const path = (process.env['PATH'] ?? '').split(':').filter((entry) => !entry.includes('node_modules'));
  try {
    const version = execFileSync(node, ['-p', 'process.versions.node'], {
      env: { ...process.env, PATH: path.join(':') },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return Number.parseInt(version, 10);
  } catch {
    return 0;
  }
}
