import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Kept after the tests, for whoever wants to see the pages. */
const SHOTS = 'build/screenshots';

const DESKTOP = { width: 1320, height: 900 };
const PHONE = { width: 390, height: 844 };

/** Somebody who goes through the pages in a real browser, and holds every page against what holds for all. */
export class Visitor {
  private readonly complaints: string[] = [];

  private constructor(readonly page: Page) {
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error.stack ?? error)));
  }

  static async open(browser: Browser, url: string, path = ''): Promise<Visitor> {
    const page = await browser.newPage({ viewport: DESKTOP, colorScheme: 'light' });
    page.setDefaultTimeout(30_000);
    const visitor = new Visitor(page);
    await page.goto(`${url}/#/${path}`);
    return visitor;
  }

  async goes(path: string): Promise<void> {
    await this.page.evaluate(`location.hash = ${JSON.stringify(`/${path}`)}`);
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  async misses(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor({ state: 'hidden' });
  }

  async clicks(name: string | RegExp): Promise<void> {
    await this.page.getByRole('button', { name }).first().click();
  }

  /** What the browser said that it was to say: a service that is away is no fault of the page. */
  forgive(pattern: RegExp): void {
    this.complaints.splice(
      0,
      this.complaints.length,
      ...this.complaints.filter((text) => !pattern.test(text)),
    );
  }

  /** Checks the page as it is now in light and dark, wide and narrow, and keeps pictures of it under a name. */
  async inspects(name: string): Promise<void> {
    for (const look of LOOKS) await this.looks(name, look);
    await this.page.setViewportSize(DESKTOP);
  }

  /** Closes the page, which must not have complained; {@link inspects} it before where a name is given. */
  async leaves(name?: string): Promise<void> {
    if (name) await this.inspects(name);
    await this.page.close();
    expect(this.complaints).toEqual([]);
  }

  private async looks(name: string, { label, width, height, theme }: (typeof LOOKS)[number]): Promise<void> {
    await this.page.setViewportSize({ width, height });
    await this.page.emulateMedia({ colorScheme: theme });
    expect({ look: label, faults: await this.axe() }).toEqual({ look: label, faults: [] });
    const overhang = await this.page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect({ look: label, overhang }).toEqual({ look: label, overhang: 0 });
    mkdirSync(SHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SHOTS, `${name}-${label}.png`), fullPage: true });
  }

  /** What axe finds wrong, each with where. Through the debugger, since the page itself lets no foreign script in. */
  private async axe(): Promise<string[]> {
    await this.page.evaluate(axe);
    const { violations } = await this.page.evaluate<AxeResults>('axe.run()');
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  }
}

const LOOKS = [
  { label: 'light', theme: 'light', ...DESKTOP },
  { label: 'dark', theme: 'dark', ...DESKTOP },
  { label: 'phone', theme: 'dark', ...PHONE },
] as const;
