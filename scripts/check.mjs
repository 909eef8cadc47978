import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { main, projectNode, root, run, UserError } from './command.mjs';
import { ensureInstalled } from './install.mjs';

/**
 * @typedef {object} Check
 * @property {string} name for `--only=name,name`
 * @property {string[]} command a program of node_modules/.bin, or a script of ours, with its arguments
 * @property {string} [needs] the file without which there is nothing to check
 */

/** The slowest first: two run at a time. @type {Check[]} */
const quickChecks = [
  { name: 'types', command: ['node_modules/.bin/tsc', '-p', 'tsconfig.json'] },
  { name: 'types-ui', command: ['node_modules/.bin/tsc', '-p', 'src/features/dashboard/ui'] },
  { name: 'lint', command: ['node_modules/.bin/oxlint', '--type-aware'], needs: '.oxlintrc.json' },
  { name: 'format', command: ['node_modules/.bin/prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'dead-code', command: ['node_modules/.bin/knip'], needs: 'knip.json' },
  { name: 'boundaries', command: ['node_modules/.bin/depcruise', 'src'], needs: '.dependency-cruiser.cjs' },
  { name: 'docs', command: ['scripts/docs.mjs', '--check'], needs: 'scripts/docs.mjs' },
];

main(async () => {
  await ensureInstalled();
  const only = selection();
  const waiting = quickChecks.filter(
    ({ name, needs }) => only(name) && (!needs || existsSync(join(root, needs))),
  );
  // Whatever imports the package by its name, as a user does, is checked against the built one.
  if (waiting.length > 0) await ensureBuilt();
  let failures = 0;
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift())
      // Not `failures += await ...`: that would read the count before the other worker has added to it.
      if (!(await passes(check))) failures += 1;
  };
  await Promise.all([worker(), worker()]);
  if (only('test')) failures += await run(projectNode(), ['scripts/test.mjs']);
  return failures === 0 ? 0 : 1;
});

/** @returns {(name: string) => boolean} */
function selection() {
  const names = process.argv
    .slice(2)
    .flatMap((arg) => /^--only=(.+)$/.exec(arg)?.[1]?.split(',') ?? [`?${arg}`]);
  const known = [...quickChecks.map(({ name }) => name), 'test'];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown)
    throw new UserError(`Usage: npm run check -- --only=NAME,..., with names out of ${known.join(', ')}.`);
  return (name) => names.length === 0 || names.includes(name);
}

/**
 * Prints one line, and what the check wrote if it failed.
 * @param {Check} check
 * @returns {Promise<boolean>}
 */
function passes({ name, command }) {
  const startedAt = performance.now();
  const env = {
    ...process.env,
    PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
  };
  const child = spawn(projectNode(), command, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(10)} ${seconds.padStart(5)} s`);
      if (code !== 0) console.log(output.trimEnd());
      resolve(code === 0);
    });
  });
}
