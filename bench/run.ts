import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import type { Bench } from './support/bench.js';
import { tableMarkdown } from './support/markdown.js';
import { stopAll } from './support/processes.js';
import { regressions, type Regression } from './support/regressions.js';
import { circumstances, readResults, writeResults, type Section } from './support/results.js';
import type { Table } from './support/rounds.js';

const USAGE = 'Usage: npm run bench [-- NAME ...] [-- --check]';

const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const redisUrl = process.env['REDIS_URL'];

// A feature's bench is a file beside this one, and needs no entry anywhere.
const known = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.js') && file !== 'run.js')
  .map((file) => file.slice(0, -3));
const unknown = positionals.find((name) => !known.includes(name));

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void stopAll().then(() => process.exit(130)));

if (unknown ?? !redisUrl) {
  console.error(
    unknown ? `There is no bench ${unknown}, only ${known.join(', ')}.` : 'REDIS_URL is not set.',
  );
  console.error(USAGE);
  process.exit(1);
}

let failed = false;
try {
  const names = positionals.length > 0 ? positionals : known;
  for (const name of names) failed = (values.check ? !(await check(name)) : !(await record(name))) || failed;
} catch (error) {
  console.error(error);
  failed = true;
}
await stopAll();
process.exit(failed ? 1 : 0); // clients of a bench that failed may still be open

async function record(name: string): Promise<boolean> {
  await writeResults({ [name]: await measure(name) });
  return true;
}

/** A regression has to show twice: a machine that is busy with something else has them, too. */
async function check(name: string): Promise<boolean> {
  const recorded = readResults()[name]?.tables;
  if (!recorded) {
    console.error(`Nothing is recorded of ${name} to compare with: npm run bench -- ${name} records it.`);
    return false;
  }
  const suspects = regressions(recorded, (await measure(name)).tables);
  if (suspects.length === 0) return true;
  console.log(`Worse than recorded, so once more:\n  ${sentences(suspects)}`);
  const again = new Set(regressions(recorded, (await measure(name)).tables).map(({ row }) => row));
  const confirmed = suspects.filter(({ row }) => again.has(row));
  if (confirmed.length > 0) console.error(`Worse than recorded:\n  ${sentences(confirmed)}`);
  return confirmed.length === 0;
}

const sentences = (found: readonly Regression[]) => found.map(({ sentence }) => sentence).join('\n  ');

async function measure(name: string): Promise<Section> {
  const { bench } = (await import(`./${name}.js`)) as { bench: Bench };
  const tables: Table[] = [];
  for await (const table of bench.tables(redisUrl ?? '')) {
    tables.push(table);
    console.log(await format(tableMarkdown(table), { parser: 'markdown' }));
  }
  const command = `npm run bench${positionals.length > 0 ? ` -- ${name}` : ''}`;
  return { ...(await circumstances(redisUrl ?? '', bench.packages)), command, tables };
}
