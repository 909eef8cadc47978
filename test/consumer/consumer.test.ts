import { execFile, execFileSync } from 'node:child_process';
import { cpSync, globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { projectNode, root } from '../../scripts/command.mjs';
import { startStandalone } from '../support/servers.js';
import { tempDir } from '../support/temp-dir.js';
import { uniquePrefix } from '../support/topologies.js';
import { install, installed, link, manifest, pack } from './install.js';
import { findNode22 } from './node-22.js';

const run = promisify(execFile);
const features = readdirSync(join(root, 'src/features'));

/** Peers that npm leaves to the app, because one feature only has a use for them. */
const OPTIONAL: Record<string, string[]> = { health: ['@nestjs/terminus'], messaging: ['ws'] };

/** Most that the tarball may weigh, packed: twelve features, the dashboard's page among them. */
const MAX_BYTES = 700_000;

/** The compiler takes 3 s on a machine of its own, and many times that beside other tests. */
const BUSY_MS = 90_000;

const dir = tempDir();
const app = join(dir, 'app');
let tarball: string;
beforeAll(async () => {
  tarball = await pack(dir);
  install(tarball, dir);
  // What the app asks for by itself, out of the package's sight.
  cpSync(join(root, 'test/consumer/app'), app, { recursive: true });
  link(app, ['@nestjs/platform-fastify', '@types/node']);
}, BUSY_MS);

describe('the tarball', () => {
  it('is small, and holds what is needed and nothing of the service', () => {
    const files = globSync('**/*.*', { cwd: join(dir, 'node_modules/rookery') });
    expect(statSync(tarball).size).toBeLessThan(MAX_BYTES);
    expect(files).toEqual(
      expect.arrayContaining(['README.md', 'CHANGELOG.md', 'dist/index.js', 'dist/index.d.ts']),
    );
    const lua = globSync('**/*.lua', { cwd: join(root, 'src') });
    expect(files.filter((file) => file.endsWith('.lua')).toSorted()).toEqual(
      lua.map((file) => join('dist', file)).toSorted(),
    );
    expect(
      files.filter((file) =>
        /\.map$|tsbuildinfo|^dist\/(main|app|app\.module|boot|keys)\.js$|\.test\.js$/.test(file),
      ),
    ).toEqual([]);
  });

  it('is as publint wants it', async () => {
    const { messages } = await publint({ pkgDir: join(dir, 'node_modules/rookery'), strict: true });
    expect(messages).toEqual([]);
  });

  it(
    'has types that are right, for who imports it and does not require it',
    async () => {
      const result = await checkPackage(createPackageFromTarballData(readFileSync(tarball)), {
        // The doors of the features, which package.json names by a pattern.
        includeEntrypoints: features.map((name) => `./${name}`),
      });
      if (!result.types) throw new Error('The tarball has no types');
      expect(Object.keys(result.entrypoints)).toEqual(
        expect.arrayContaining(['.', './extend', './redis', ...features.map((name) => `./${name}`)]),
      );
      // The package is ES modules alone: a resolver from before `exports`, and a CommonJS file, are not promised anything.
      const promised = result.problems.filter(
        (problem) =>
          problem.kind !== 'CJSResolvesToESM' &&
          !('resolutionKind' in problem && problem.resolutionKind === 'node10'),
      );
      expect(promised).toEqual([]);
    },
    BUSY_MS,
  );
});

interface Loaded {
  readonly specifier: string;
  readonly from: string;
  readonly url: string;
}

const NEVER = /node_modules\/(@nestjs\/(swagger|platform-[\w-]+)|swagger-ui-dist|@?fastify|pino|express)\//;

describe.each([
  ...features.map((name) => ({ entry: `rookery/${name}`, own: [name] })),
  { entry: 'rookery', own: features },
  { entry: 'rookery/redis', own: [] },
  { entry: 'rookery/extend', own: [] },
])('$entry', ({ entry, own }) => {
  let loaded: Loaded[];
  beforeAll(async () => {
    const home = join(dir, `alone-${entry.replace('/', '-')}`);
    install(tarball, home);
    link(home, own.length === 1 ? (OPTIONAL[own[0] ?? ''] ?? []) : []);
    cpSync(join(root, 'test/consumer/loaded.mjs'), join(home, 'loaded.mjs'));
    const { stdout } = await run(projectNode(), ['loaded.mjs', entry], { cwd: home, maxBuffer: 1e8 });
    loaded = JSON.parse(stdout) as Loaded[];
  }, BUSY_MS);

  it('needs no package but those that npm installs with it', () => {
    const ours = loaded.filter(({ from }) => /node_modules\/rookery\/dist/.test(from));
    const named = ours.map(({ specifier }) => /^(?!node:|[./])(@[^/]+\/)?[^/]+/.exec(specifier)?.[0]);
    const allowed = new Set([...installed, ...own.flatMap((name) => OPTIONAL[name] ?? [])]);
    expect([...new Set(named)].filter((name) => name !== undefined && !allowed.has(name))).toEqual([]);
  });

  it('loads no other feature, and nothing that only the service needs', () => {
    const paths = loaded.map(({ url }) => url);
    const entered = paths.flatMap((path) => /rookery\/dist\/features\/([^/]+)/.exec(path)?.[1] ?? []);
    expect([...new Set(entered)].filter((name) => !own.includes(name))).toEqual([]);
    expect(paths.filter((path) => NEVER.test(path))).toEqual([]);
    expect(paths.length).toBeGreaterThan(10);
  });
});

describe('an app that imports the package', () => {
  const tsc = (...options: string[]) =>
    run(projectNode(), [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.', ...options], {
      cwd: app,
    }).catch((error: { stdout: string }) => error);
  let redis: Awaited<ReturnType<typeof startStandalone>>;
  let compiled: { stdout: string };
  beforeAll(async () => {
    [redis, compiled] = await Promise.all([startStandalone(), tsc()]);
  }, BUSY_MS);
  afterAll(async () => redis.stop());

  it('compiles, with every declaration of the package checked', () => {
    // No skipLibCheck: faults of our declarations count; those of others, which an app would skip, do not.
    expect(
      compiled.stdout.split('\n').filter((line) => /node_modules\/rookery|^[\w-]+\.ts/.test(line)),
    ).toEqual([]);
  });

  it(
    'compiles for a bundler, too',
    async () => {
      const options = ['--module', 'preserve', '--moduleResolution', 'bundler', '--skipLibCheck', '--noEmit'];
      expect((await tsc(...options)).stdout).toBe('');
    },
    BUSY_MS,
  );

  const nodes: [name: string, node: string][] = [['the Node of the project', projectNode()]];
  const node22 = findNode22();
  if (node22) nodes.push(['Node 22', node22]);
  it.each(nodes)(
    'runs on %s, with the routes that it exposed',
    async (_name, node) => {
      const env = { PATH: process.env['PATH'], REDIS_URL: redis.url, REDIS_PREFIX: uniquePrefix() };
      const stdout = execFileSync(node, ['out/main.js'], {
        cwd: app,
        env,
        encoding: 'utf8',
        timeout: BUSY_MS,
      });
      expect(JSON.parse(stdout)).toEqual({
        node: expect.stringMatching(/^v2[24]\./),
        own: { carts: 2, sku: 'book', redis: 'PONG' },
        http: expect.objectContaining({ key: 'carts', value: 2 }),
        unexposed: expect.objectContaining({ statusCode: 404 }),
        problem: expect.objectContaining({ status: 404, code: 'KV_NOT_FOUND' }),
        rpc: { value: 3 },
      });
    },
    BUSY_MS,
  );

  it('finds every entry point that package.json names', () => {
    for (const entry of Object.values(manifest.exports)) {
      const { default: file = '' } = entry as { default?: string };
      if (file && !file.includes('*'))
        expect(readFileSync(join(dir, 'node_modules/rookery', file)).length).toBeGreaterThan(0);
    }
  });
});
