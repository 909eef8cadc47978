import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Script } from '../../src/redis/index.js';

const MAX_LINES = 100;

// Whatever walks the whole key space holds up everybody; what empties it needs no explanation.
const FORBIDDEN = /redis\.p?call\(\s*['"](KEYS|SCAN|[HSZ]SCAN|FLUSH\w*|SWAPDB|RANDOMKEY)['"]/i;

/** The names that a header gives: `KEYS[2] index  zset ...` one by one, `KEYS[3..] items  hash` for all that follow. */
function named(header: string, kind: 'KEYS' | 'ARGV') {
  const lines = [...header.matchAll(new RegExp(String.raw`^-- ${kind}\[(\d+)(\.\.)?\] (\w+)  +\S`, 'gm'))];
  const names = lines.map(([, , , name]) => name);
  const more = lines.at(-1)?.[2] ? names.pop() : undefined;
  return { positions: lines.map(([, position]) => Number(position)), names, more };
}

const headerOf = (source: string) => /^(?:#!.*\n)?((?:--.*\n)*)/.exec(source)?.[1] ?? '';
const codeOf = (source: string) => source.replaceAll(/--.*$/gm, '');

const wrappers = await Promise.all(
  globSync('src/**/scripts/index.ts').map(async (file) => {
    const exported = (await import(pathToFileURL(resolve(file)).href)) as Record<string, Script>;
    return { folder: dirname(file), scripts: Object.values(exported) };
  }),
);

describe.each(wrappers)('$folder', ({ folder, scripts }) => {
  const functionsOf = ({ definition: { uses = [] } }: Script) =>
    [uses].flat().map(({ pathname }) => pathname);
  const shared = new Set(scripts.flatMap(functionsOf));

  it('wraps each Lua file exactly once, and nothing of another folder', () => {
    const wrapped = scripts.map(({ definition }) => definition.lua.pathname);
    expect([...wrapped, ...shared].toSorted()).toEqual(globSync(resolve(folder, '*.lua')).toSorted());
  });

  it('keeps nothing but functions in files that scripts use, each with its contract', () => {
    for (const file of shared) {
      const source = readFileSync(file, 'utf8');
      expect(source.trimEnd().split('\n').length).toBeLessThanOrEqual(MAX_LINES);
      expect(source).toMatch(/^-- [A-Z]\w+ \S/);
      // What stands outside of a function would run in each of them.
      const outside = source.replaceAll(/^local function [^]*?^end$/gm, '').replaceAll(/^--.*$/gm, '');
      expect(outside.trim()).toBe('');
    }
  });

  describe.each(scripts.map(({ name, source, definition }) => ({ file: `${name}.lua`, source, definition })))(
    '$file',
    ({ source, definition }) => {
      const header = headerOf(source);

      it('begins with what it does', () => {
        expect(header).toMatch(/^-- (?!KEYS|ARGV|Returns)[A-Z]\w+ \S/);
      });

      it.each(['KEYS', 'ARGV'] as const)('names its %s as the wrapper does', (kind) => {
        const { positions, names, more } = named(header, kind);
        const mentions = header.split('\n').filter((line) => line.startsWith(`-- ${kind}[`));
        expect(mentions).toHaveLength(positions.length);
        expect(positions).toEqual(positions.map((_, i) => i + 1));
        expect(names).toEqual(definition[kind === 'KEYS' ? 'keys' : 'args']);
        expect(more).toBe(definition.more?.[kind === 'KEYS' ? 'keys' : 'args']);
      });

      it('says what it returns', () => {
        expect(header).toMatch(/^-- Returns \S/m);
      });

      it('reads the clock of Redis and no other, not even as an argument', () => {
        expect(codeOf(source)).not.toMatch(/\bos\./);
        expect(definition.args.filter((name) => /^now/i.test(name))).toEqual([]);
      });

      it('walks and empties no key space', () => {
        expect(codeOf(source)).not.toMatch(FORBIDDEN);
      });

      it('is read in one sitting', () => {
        const own = readFileSync(definition.lua, 'utf8');
        expect(own.trimEnd().split('\n').length).toBeLessThanOrEqual(MAX_LINES);
      });
    },
  );
});

it('leaves no Lua file without a wrapper', () => {
  const folders = new Set(wrappers.map(({ folder }) => folder));
  const strays = globSync('src/**/*.lua').filter((file) => !folders.has(dirname(file)));
  expect(strays.map((file) => basename(file))).toEqual([]);
});
