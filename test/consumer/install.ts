import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureBuilt } from '../../scripts/build.mjs';
import { root } from '../../scripts/command.mjs';

interface Manifest {
  readonly exports: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta: Readonly<Record<string, { optional?: boolean }>>;
}

export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

const isOptional = (name: string) => manifest.peerDependenciesMeta[name]?.optional === true;

/** What npm puts beside the package by itself: its dependencies and the peers that are not optional. */
export const installed = [
  ...Object.keys(manifest.dependencies),
  ...Object.keys(manifest.peerDependencies).filter((name) => !isOptional(name)),
];

/** The package as npm would publish it. */
export async function pack(into: string): Promise<string> {
  await ensureBuilt();
  const args = ['pack', '--ignore-scripts', '--json', '--loglevel=error', '--pack-destination', into];
  const [packed] = JSON.parse(execFileSync('npm', args, { cwd: root, encoding: 'utf8' })) as [
    { filename: string },
  ];
  return join(into, packed.filename);
}

/**
 * Unpacks a tarball as `node_modules/rookery` of a folder, with what npm would install beside it and nothing else: what
 * the package imports without asking for it is then not found. The packages themselves are those of the project.
 */
export function install(tarball: string, into: string): void {
  const target = join(into, 'node_modules/rookery');
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['xzf', tarball, '--strip-components=1', '-C', target]);
  link(into, installed);
}

/** Puts packages of the project into the `node_modules` of a folder. */
export function link(into: string, names: readonly string[]): void {
  for (const name of names) {
    const path = join(into, 'node_modules', name);
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path)) symlinkSync(join(root, 'node_modules', name), path);
  }
}
