import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { main, root, UserError } from '../command.mjs';
import { clientTypes } from './client.mjs';
import { configuration, envExample } from './configuration.mjs';
import { errors } from './errors.mjs';
import { http, openApi } from './http.mjs';
import { keys } from './keys.mjs';
import { messages } from './messages.mjs';

/** @type {Record<string, () => Promise<string>>} */
const documents = {
  'docs/reference/openapi.json': openApi,
  'docs/reference/http.md': http,
  'docs/reference/messages.md': messages,
  'docs/reference/configuration.md': configuration,
  'docs/reference/errors.md': errors,
  'docs/reference/keys.md': keys,
  '.env.example': envExample,
  'client/schema.d.ts': clientTypes,
};

main(async () => {
  const [option, ...rest] = process.argv.slice(2);
  if (rest.length > 0 || (option && option !== '--check'))
    throw new UserError('Usage: npm run docs, or npm run docs -- --check');
  /** @type {string[]} */
  const outOfDate = [];
  for (const [path, write] of Object.entries(documents)) {
    const text = await write();
    const file = join(root, path);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    outOfDate.push(path);
    if (option === '--check') continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  if (option !== '--check') return 0;
  for (const path of outOfDate) console.log(`${path} is not what the code says; npm run docs writes it anew`);
  return outOfDate.length === 0 ? 0 : 1;
});
