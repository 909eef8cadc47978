import { mkdirSync, writeFileSync } from 'node:fs';
import { table, type Row } from './report.js';
import { run } from './scenario.js';
import { inShort, scenarios } from './scenarios.js';

/** Each by itself, for as long as it takes, by `npm run test:faults`; by `npm test` in short. */
const isFull = process.env['FAULTS'] === 'full';

const rows: Row[] = [];
const remarks: string[] = [];

afterAll(() => {
  const report = `${table(rows)}\n\n${remarks.join('\n')}`;
  if (isFull) process.stdout.write(`\n${report}\n\n`);
  mkdirSync('build', { recursive: true });
  writeFileSync('build/faults.md', `${report}\n`);
});

describe('what was promised holds while', () => {
  it.each(isFull ? scenarios : [inShort])(
    '$name',
    async (played) => {
      const outcome = await run(played);
      rows.push(...outcome.rows);
      remarks.push(`- ${played.name}: ${outcome.remark}.`);
      expect(outcome.faults.slice(0, 20)).toEqual([]);
    },
    300_000,
  );
});
