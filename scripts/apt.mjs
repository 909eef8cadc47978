import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * Unpacks a program of Debian packages, with those of its dependencies that the machine lacks, into a folder of this
 * project. It is not installed: that needs no root, and starts no service on the machine. Leaves the folder alone
 * where apt does not have the packages.
 * @param {string} folder will hold the launcher, under the program's name, and the packages' files in `files`
 * @param {{ packages: string[], program: string }} what `program` is a path under `files`
 */
export function unpackFromApt(folder, { packages, program }) {
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  if (!download(draft, packages)) {
    // The package lists are missing, or so old that they name packages that are gone.
    if (process.getuid?.() === 0) tryRun('apt-get', ['update']);
    else tryRun('sudo', ['-n', 'apt-get', 'update']);
    if (!download(draft, packages)) return;
  }
  for (const file of readdirSync(draft).filter((name) => name.endsWith('.deb'))) {
    tryRun('dpkg-deb', ['-x', file, 'files'], draft);
    rmSync(join(draft, file));
  }
  writeFileSync(join(draft, basename(program)), launcher(program), { mode: 0o755 });
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
}

/**
 * Libraries, and for what draws text also fonts, are found where they were unpacked.
 * @param {string} program
 */
const launcher = (program) => `#!/bin/sh
files=$(cd "$(dirname "$0")/files" && pwd)
for folder in "$files"/usr/lib/*-linux-* "$files"/usr/lib/*-linux-*/*/ "$files"/lib/*-linux-*; do
  LD_LIBRARY_PATH=$folder\${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
done
export LD_LIBRARY_PATH
if [ -d "$files/etc/fonts" ]; then export FONTCONFIG_PATH="$files/etc/fonts"; fi
if [ -d "$files/usr/share/fonts" ]; then export XDG_DATA_HOME="$files/usr/share"; fi
exec "$files/${program}" "$@"
`;

/**
 * @param {string} folder
 * @param {string[]} names
 */
function download(folder, names) {
  // --reinstall lists the packages themselves even when the machine has them already.
  const install = ['install', '--simulate', '--reinstall', '--no-install-recommends', ...names];
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
export function tryRun(program, args, cwd) {
  const env = { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stdout } = spawnSync(program, args, { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 26 });
  return status === 0 ? stdout : undefined;
}
