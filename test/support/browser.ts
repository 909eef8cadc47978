import { chromium, type Browser } from 'playwright-core';
import { findBrowser } from '../../scripts/browser-install.mjs';

/**
 * A real Chromium without a window, to be driven with Playwright: `const page = await browser.newPage()`. Close it
 * when the tests are done. scripts/test.mjs sees to it that there is one. `args` are switches of Chromium.
 */
export async function startBrowser(...args: string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: findBrowser(),
    // Root, as in a container, may not use the sandbox; the pages are our own. /dev/shm is small there, too.
    args: ['--no-sandbox', '--disable-dev-shm-usage', ...args],
  });
}
