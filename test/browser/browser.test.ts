import type { Browser } from 'playwright-core';
import { startBrowser } from '../support/browser.js';

let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser();
}, 60_000);
afterAll(async () => browser.close());

it('opens a page, runs its script and draws its text', async () => {
  const page = await browser.newPage();
  await page.goto('data:text/html,<h1 id=a>one</h1><script>a.textContent += " two"</script>');
  expect(await page.textContent('h1')).toBe('one two');
  expect((await page.locator('h1').boundingBox())?.height).toBeGreaterThan(10);
});
