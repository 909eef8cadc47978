import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const root = fileURLToPath(new URL('../', import.meta.url)).replace(/\/$/, '');

/** The folder, ignored by git, for what the commands leave between two runs: data, locks, an unpacked Redis. */
export const stateDir = join(root, '.rookery');

/** An error whose message is one sentence for the person at the keyboard, who has no use for a stack trace. */
export class UserError extends Error {}

/**
 * Runs a command of package.json and exits with the code that it resolves with.
 * @param {() => Promise<number>} work
 */
export function main(work) {
  work().then(
    (code) => {
      process.exitCode = code;
    },
    (error) => {
      console.error(error instanceof UserError ? error.message : error);
      process.exitCode = 1;
    },
  );
}

/**
 * Runs a program in the project's folder, passes SIGINT and SIGTERM on to it, and resolves with its exit code.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function run(program, args, options = {}) {
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options });
  const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  }).finally(() => process.off('SIGINT', forward).off('SIGTERM', forward));
}

/** The Node that package.json pins, which is newer than the machine's may be. Known only after an install. */
export function projectNode() {
  const pinned = join(root, 'node_modules/.bin/node');
  return existsSync(pinned) ? pinned : process.execPath;
}
