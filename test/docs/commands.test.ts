import { execFile } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { startService, type TestService } from '../support/app.js';
import { standalone } from '../support/topologies.js';

const run = promisify(execFile);

interface Example {
  readonly page: string;
  readonly command: string;
  readonly told: string;
}

/** `$ command` and what it is said to print, out of the console blocks of a page. */
function examplesIn(page: string): Example[] {
  const blocks = readFileSync(page, 'utf8').matchAll(/^```console\n([^]*?)^```/gm);
  return [...blocks].flatMap(([, block = '']) =>
    block
      .split(/^\$ /m)
      .filter((text) => text.startsWith('curl '))
      .map((text) => {
        const [command = '', ...told] = text.trim().split('\n');
        return { page, command, told: told.join('\n') };
      }),
  );
}

/** What an answer looks like, whatever its ids, versions and times are. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key === 'code' || key === 'status' ? part : shapeOf(part),
    ]),
  );
}

const pages = [
  'README.md',
  ...globSync('docs/*.md'),
  'ops/README.md',
  ...globSync('examples/*/README.md'),
  ...globSync('src/features/*/README.md'),
];
const examples = pages.flatMap(examplesIn);

describe('the commands to copy', () => {
  let service: TestService;
  beforeAll(async () => {
    service = await startService(standalone);
  });
  afterAll(async () => service.stop());

  it('are there', () => {
    expect(examples.filter(({ page }) => page === 'README.md').length).toBeGreaterThan(4);
  });

  it.each(examples)('$page: $command', async ({ command, told }) => {
    const here = command.replaceAll(/(http:\/\/)?(localhost|127\.0\.0\.1):3000/g, service.url);
    const { stdout } = await run('sh', ['-c', here.replace(/^curl /, 'curl -sS ')]);
    if (told) expect(shapeOf(JSON.parse(stdout))).toEqual(shapeOf(JSON.parse(told)));
  });
});

describe('the commands that are named', () => {
  const named = (pattern: RegExp) => {
    const found = pages.flatMap((page) => [...readFileSync(page, 'utf8').matchAll(pattern)]);
    return [...new Set(found.map(([, name = '']) => name))];
  };

  it('are examples that are there', () => {
    const names = named(/\bnpm run example -- ([\w-]+)/g);
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !existsSync(`examples/${name}`))).toEqual([]);
  });

  it('are profiles of docker-compose.yml', () => {
    const { services } = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
      services: Record<string, { profiles?: string[] }>;
    };
    const known = new Set(Object.values(services).flatMap(({ profiles = [] }) => profiles));
    const names = named(/--profile (\w+)/g);
    expect(names.length).toBeGreaterThan(2);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });
});
