import { spawn } from 'node:child_process';
import { ensureBrowser } from './browser-install.mjs';
import { main, projectNode, root } from './command.mjs';
import { ensureInstalled } from './install.mjs';
import { ensureRedisServer } from './redis-install.mjs';

// Jest needs the flag for native ES modules, and Node then warns that they are experimental.
const jest = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  'node_modules/jest/bin/jest.js',
];

const exitWithinMs = 20_000;

main(async () => {
  await ensureInstalled();
  await ensureRedisServer();
  await ensureBrowser();
  return runJest(process.argv.slice(2));
});

/**
 * @param {string[]} args
 * @returns {Promise<number>}
 */
function runJest(args) {
  const child = spawn(projectNode(), [...jest, ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  // Unless the reporter says otherwise, jest died before its reporters ran: the servers did not start, for example.
  let closingLine = '0 passed, 1 failed';
  // A failed test can leave open what it would have closed, and jest then never ends.
  const giveUp = () => {
    console.error(
      `Jest did not end within ${exitWithinMs / 1000} s of the last test: something is still open.`,
    );
    child.kill('SIGKILL');
  };
  child.on('message', (/** @type {{ closingLine?: string }} */ message) => {
    closingLine = message.closingLine ?? closingLine;
    setTimeout(giveUp, exitWithinMs).unref();
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once('close', (code) => {
      console.log(closingLine);
      resolve(code ?? 1);
    });
  });
}
