import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
  readonly overrides: Readonly<Record<string, unknown>>;
}

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const manifest = json('package.json') as Manifest;
const { packages } = json('package-lock.json') as { packages: Record<string, LockedPackage> };
/** Parts of this repository have no digest: they are here. */
const OWN = new Set(['', 'client', 'service']);
const foreign = Object.entries(packages).filter(([path, { link }]) => !OWN.has(path) && link !== true);

describe('the lock file', () => {
  it('has a digest for each package, and a version', () => {
    expect(foreign.length).toBeGreaterThan(500);
    const without = foreign.filter(
      ([, { integrity, version }]) => !version || !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''),
    );
    expect(without.map(([path]) => path)).toEqual([]);
  });

  it('names no place to get a package from, so that digests alone decide', () => {
    expect(foreign.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  });

  it('is that of the manifest', () => {
    const { dependencies, devDependencies } = packages[''] ?? {};
    expect(dependencies).toEqual(manifest.dependencies);
    expect(devDependencies).toEqual(manifest.devDependencies);
  });
});

it('no dependency comes from elsewhere than the registry', () => {
  const specs = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : Object.values(value as object).flatMap(specs);
  const all = [manifest.dependencies, manifest.devDependencies, manifest.overrides].flatMap(specs);
  // A version, a range, a reference to another of ours, or another name in the registry.
  const known = /^([~^]?\d+\.\d+\.\d+|\$[\w@/-]+|npm:[\w@/-]+@\^?\d+\.\d+\.\d+|\*)$/;
  expect(all.filter((spec) => !known.test(spec))).toEqual([]);
});

it('no package has an install script but those that were looked at, and two of them may run it', () => {
  const names = foreign
    .filter(([, { hasInstallScript }]) => hasInstallScript)
    .map(([path]) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length));
  expect([...new Set(names)].toSorted()).toEqual(Object.keys(manifest.allowScripts).toSorted());
  const allowed = Object.entries(manifest.allowScripts).filter(([, may]) => may);
  // The Node that scripts run on, and the compiler's binary: both download nothing but what the lock file names.
  expect(allowed.map(([name]) => name).toSorted()).toEqual(['@swc/core', 'node']);
});

it('our own package runs nothing when it is installed', () => {
  const hooks = [
    'preinstall',
    'install',
    'postinstall',
    'prepare',
    'prepublish',
    'preprepare',
    'postprepare',
  ];
  expect(hooks.filter((hook) => hook in manifest.scripts)).toEqual([]);
});

it('npm run sbom tells what the package brings along', async () => {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'sbom'], { maxBuffer: 50_000_000 });
  const { bomFormat, components } = JSON.parse(stdout) as {
    bomFormat: string;
    components: { name: string; version: string; purl: string; hashes?: { alg: string }[] }[];
  };
  expect(bomFormat).toBe('CycloneDX');
  const names = components.map(({ name }) => name);
  for (const name of Object.keys(manifest.dependencies)) expect(names).toContain(name);
  expect(names).not.toContain('jest');
  const without = components.filter(({ hashes }) => !hashes?.some(({ alg }) => alg === 'SHA-512'));
  // What is part of this repository has none.
  expect(without.map(({ name }) => name)).toEqual(['client', 'service']);
}, 60_000);
