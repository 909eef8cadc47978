import { existsSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { tryRun, unpackFromApt } from './apt.mjs';
import { root, stateDir, UserError } from './command.mjs';
import { withLock } from './lock.mjs';

const unpackedDir = join(stateDir, 'chromium');

const programs = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];

const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The path of a Chromium: on the PATH, where macOS keeps it, or unpacked for this project. */
export function findBrowser() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), unpackedDir];
  const candidates = folders.flatMap((folder) => programs.map((program) => join(folder, program)));
  const found = [...candidates, ...elsewhere].find((path) => existsSync(path));
  if (found) return found;
  throw new UserError(
    'No Chromium was found for the tests in a browser: install one (apt-get install chromium, brew install --cask chromium) and run this again.',
  );
}

/**
 * Sees to it that there is a Chromium for the tests in a browser, where there is a known way. Where there is none only
 * those tests fail, each with the sentence of {@link findBrowser}.
 */
export async function ensureBrowser() {
  if (isThere() || tryRun('apt-get', ['--version']) === undefined) return;
  await withLock(join(stateDir, 'browser-install.lock'), 'scripts/', async () => {
    // Whoever had the lock before us may have done it.
    if (isThere()) return;
    console.log(
      `No Chromium was found for the tests in a browser: unpacking one from apt into ${relative(root, unpackedDir)} ...`,
    );
    unpackFromApt(unpackedDir, {
      // Without a font and its configuration a page with text does not open.
      packages: ['chromium-headless-shell', 'fontconfig-config', 'fonts-dejavu-core'],
      program: 'usr/lib/chromium/chromium-headless-shell',
    });
  });
}

function isThere() {
  try {
    return findBrowser() !== '';
  } catch {
    return false;
  }
}
