import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectNode, root, stateDir } from '../../scripts/command.mjs';
import { tempDir } from '../support/temp-dir.js';

const dir = tempDir();

/** The project as git has it and as it is being changed, with the packages and the Redis that are there already. */
function copyProject(): void {
  const options = { cwd: root, encoding: 'utf8' } as const;
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], options).trim().split('\n');
  for (const file of files.filter((path) => existsSync(join(root, path)))) {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    cpSync(join(root, file), join(dir, file));
  }
  symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
  const redis = join(stateDir, 'redis-server');
  mkdirSync(join(dir, '.rookery'));
  if (existsSync(redis)) symlinkSync(redis, join(dir, '.rookery/redis-server'));
}

function run(...args: string[]) {
  // Nothing of the tests around: the copy starts servers of its own.
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'] };
  const { status, stdout, stderr } = spawnSync(projectNode(), args, { cwd: dir, env, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

const done = { status: 0, output: expect.any(String) };

describe('npm run new:feature', () => {
  beforeAll(copyProject, 60_000);

  it('refuses a name that is none, or is taken, and writes nothing', () => {
    for (const name of ['Price-List', 'price_list', '../kv', '', '1st', 'kv'])
      expect(run('scripts/new-feature.mjs', name)).toMatchObject({ status: 1 });
    expect(run('scripts/new-feature.mjs', 'kv').output).toMatch(/^There is a feature of that name already/);
  });

  it('makes a feature that is wired in and described', () => {
    expect(run('scripts/new-feature.mjs', 'price-list')).toEqual(done);
    const openapi = readFileSync(join(dir, 'docs/reference/openapi.json'), 'utf8');
    expect(openapi).toContain('/v1/price-list/{owner}/{name}');
    expect(readFileSync(join(dir, 'src/app.module.ts'), 'utf8')).toContain('PriceListModule.forRootAsync');
    expect(readFileSync(join(dir, '.env.example'), 'utf8')).toContain('PRICE_LIST_MAX_ENTRIES');
  }, 180_000);

  it('which keeps to the rules of the house', () => {
    const { status, output } = run('scripts/check.mjs', '--only=types,lint,format,boundaries,docs');
    const lines = output.split('\n').filter((line) => /^(ok|FAILED)/.test(line));
    expect({ failed: lines.filter((line) => line.startsWith('FAILED')), output }).toEqual({
      failed: [],
      output: expect.any(String),
    });
    expect(lines).toHaveLength(5);
    expect(status).toBe(0);
  }, 180_000);

  it('and passes its own tests and those of the architecture', () => {
    const { status, output } = run('scripts/test.mjs', 'test/features/price-list', 'test/architecture');
    expect(output).toMatch(/^[1-9]\d{2,} passed, 0 failed$/m);
    expect(status).toBe(0);
  }, 180_000);
});
