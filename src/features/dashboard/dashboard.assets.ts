import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { dashboardOptions, type DashboardOptions } from './dashboard.options.js';

/** A file as it is sent. */
export interface Asset {
  readonly type: string;
  readonly body: Buffer;
  readonly gzipped: Buffer;
  readonly etag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** What the pages use of others: by the name that modules import, the file for browsers, beside the one for Node. */
const LIBRARIES: Readonly<Record<string, string>> = {
  preact: 'preact.mjs',
  'preact/hooks': 'hooks.mjs',
  htm: 'htm.mjs',
  uplot: 'uPlot.esm.js',
};

const here = dirname(fileURLToPath(import.meta.url));
const compress = promisify(gzip);

/**
 * The files of the pages, read once and kept in memory. They are served under a path that changes with their contents,
 * so that browsers may keep them for ever; the page itself names that path and is asked for each time.
 */
@Injectable()
export class DashboardAssets {
  private readonly texts = readTexts();
  /** Of all files together: modules name each other relatively, and so are all of one version. */
  readonly version = hashOf([...this.texts].flat().join('\0')).slice(0, 12);
  private readonly page: string;
  /** What the browser may load and do: nothing but what comes from here, see the CSP specification. */
  readonly policy: string;
  private readonly prepared = new Map<string, Promise<Asset>>();

  constructor(@dashboardOptions.inject() options: DashboardOptions) {
    const importMap = JSON.stringify({ imports: Object.fromEntries(this.imports()) });
    this.policy = policyWith(hashOf(importMap, 'base64'));
    this.page = this.filled({ importMap, apiPath: options.apiPath });
  }

  /** The page, or a file by its name; undefined where there is none. */
  async find(name = ''): Promise<Asset | undefined> {
    const text = name === '' ? this.page : this.texts.get(name);
    if (text === undefined) return undefined;
    const known = this.prepared.get(name) ?? prepare(name || 'index.html', text);
    this.prepared.set(name, known);
    return known;
  }

  private imports(): [string, string][] {
    return Object.keys(LIBRARIES).map((library) => [library, this.pathOf(fileOf(library))]);
  }

  /** Without the preloads a browser would find the modules one import after the other. */
  private filled({ importMap, apiPath }: { importMap: string; apiPath: string }): string {
    const scripts = [...this.texts.keys()].filter((name) => name.endsWith('.js'));
    const preloads = scripts.map((name) => `<link rel="modulepreload" href="${this.pathOf(name)}" />`);
    return (this.texts.get('index.html') ?? '')
      .replace('<!-- preloads -->', preloads.join('\n    '))
      .replace('<!-- import map -->', `<script type="importmap">${importMap}</script>`)
      .replaceAll('{{apiPath}}', apiPath)
      .replaceAll('{{assets}}', this.pathOf('').slice(0, -1));
  }

  private pathOf(name: string): string {
    // Relative to the page, so that it also works behind a proxy that has put it under a path.
    return `./assets/${this.version}/${name}`;
  }
}

const fileOf = (library: string) => `library-${library.replace('/', '-')}.js`;

/** Ours by their names, and the libraries. */
function readTexts(): Map<string, string> {
  const require = createRequire(import.meta.url);
  const folder = join(here, 'ui');
  const ours = readdirSync(folder)
    .filter((name) => extname(name) in TYPES)
    .map((name): [string, string] => [name, readFileSync(join(folder, name), 'utf8')]);
  const libraries = Object.entries(LIBRARIES).map(([library, file]): [string, string] => {
    const text = readFileSync(join(dirname(require.resolve(library)), file), 'utf8');
    return [fileOf(library), text.replace(/^\/\/# sourceMappingURL=.*$/m, '')];
  });
  const styles = readFileSync(require.resolve('uplot/dist/uPlot.min.css'), 'utf8');
  return new Map([...ours, ...libraries, ['uplot.css', styles]]);
}

async function prepare(name: string, text: string): Promise<Asset> {
  const body = Buffer.from(text);
  return {
    type: TYPES[extname(name)] ?? 'application/octet-stream',
    body,
    gzipped: await compress(body, { level: 9 }),
    etag: `"${hashOf(text).slice(0, 22)}"`,
  };
}

function hashOf(text: string, encoding: 'base64url' | 'base64' = 'base64url'): string {
  return createHash('sha256').update(text).digest(encoding);
}

function policyWith(importMapHash: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'sha256-${importMapHash}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
