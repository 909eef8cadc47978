import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectNode } from '../../scripts/command.mjs';
import { tempDir } from '../support/temp-dir.js';

const dir = tempDir();
beforeAll(() => {
  execFileSync(projectNode(), ['scripts/docs-site.mjs', '--out', dir], { stdio: 'pipe' });
}, 120_000);

it('the site has a page for each feature, by what its README is called, and a search', () => {
  const home = readFileSync(join(dir, 'index.html'), 'utf8');
  expect(home).toContain('Two commands');
  const titles = globSync('documents/**/*.html', { cwd: dir }).map(
    (file) => /<title>(.*?) \| Rookery<\/title>/.exec(readFileSync(join(dir, file), 'utf8'))?.[1],
  );
  for (const feature of readdirSync('src/features'))
    expect(titles.filter((title) => title?.toLowerCase().split(':', 1)[0] === feature)).toHaveLength(1);
  expect(existsSync(join(dir, 'assets/search.js'))).toBe(true);
});

it('no link of the site leads nowhere', () => {
  const pages = globSync('**/*.html', { cwd: dir });
  const broken = pages.flatMap((page) =>
    [...readFileSync(join(dir, page), 'utf8').matchAll(/ href="([^"#]+)(?:#[^"]*)?"/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(dir, dirname(page), decodeURI(link))))
      .map((link) => `${page}: ${link}`),
  );
  expect(pages.length).toBeGreaterThan(20);
  expect(broken).toEqual([]);
});
