import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { waitUntil } from './wait-until.mjs';

/**
 * Takes the lock file for a process, or returns the id of the living process that has it. A lock whose process
 * is gone is taken over.
 * @param {string} path
 * @param {{ pid: number, mark: string }} owner `mark` is a piece of the process's command line; it tells the
 *   owner from a stranger that got the same process id after a reboot
 * @returns {number | undefined}
 */
export function tryLock(path, { pid, mark }) {
  mkdirSync(dirname(path), { recursive: true });
  for (;;) {
    if (create(path, pid)) return undefined;
    const holder = holderOf(path);
    if (holder === undefined) continue;
    if (isRunning(holder, mark)) return holder;
    removeStale(path, { pid, holder });
  }
}

/**
 * Does the work while holding the lock, waiting for its turn for up to ten minutes.
 * @template T
 * @param {string} path
 * @param {string} mark
 * @param {() => Promise<T>} work
 */
export async function withLock(path, mark, work) {
  const free = () => tryLock(path, { pid: process.pid, mark }) === undefined;
  await waitUntil(free, { withinMs: 600_000, what: `another process has ${path}; remove it if none does` });
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

/**
 * Linked into place, so that nobody ever reads a lock that is not fully written.
 * @param {string} path
 * @param {number} pid
 */
function create(path, pid) {
  const draft = `${path}.${pid}`;
  writeFileSync(draft, `${pid}\n`);
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

/** @param {string} path */
function holderOf(path) {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * Two processes may find the same stale lock: renaming it first shows whether the other one has meanwhile put
 * its own in place, which then goes back.
 * @param {string} path
 * @param {{ pid: number, holder: number }} owners
 */
function removeStale(path, { pid, holder }) {
  const aside = `${path}.${pid}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return;
    throw error;
  }
  if (holderOf(aside) === holder) rmSync(aside);
  else renameSync(aside, path);
}

/**
 * @param {number} pid
 * @param {string} mark
 */
function isRunning(pid, mark) {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return isCode(error, 'EPERM');
  }
  if (!existsSync('/proc/self/cmdline')) return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(mark);
  } catch {
    return false;
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function isCode(error, code) {
  // Not "instanceof Error": Node's own errors are of another realm than the code that a test runner loads.
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
