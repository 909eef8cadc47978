import type { Availability } from './availability.js';
import type { Ledger } from './ledgers/ledger.js';

const HEAD = [
  'scenario',
  'feature',
  'requests',
  'failed',
  'without success, ms (longest)',
  'slowest, ms',
  'acknowledged',
  'unsure',
  'lost',
  'failures, and what else',
];

/** One feature in one scenario. */
export class Row {
  constructor(
    private readonly scenario: string,
    readonly ledger: Ledger,
    readonly seen: Availability,
  ) {}

  cells(): string[] {
    const { seen, ledger } = this;
    const notes = Object.entries({ ...seen.failures, ...ledger.notes }).map(
      ([what, count]) => `${count} ${what}`,
    );
    return [
      this.scenario,
      ledger.feature,
      String(seen.requests),
      String(seen.failed),
      `${seen.totalMs} (${seen.longestMs})`,
      seen.slowestMs.toFixed(0),
      String(ledger.acknowledged),
      String(ledger.unsure),
      String(ledger.lost.length),
      notes.join(', '),
    ];
  }
}

/** All rows as a table of markdown, columns aligned. */
export function table(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map((row) => row.cells())];
  const widths = HEAD.map((_, i) => Math.max(...lines.map((cells) => cells[i]?.length ?? 0)));
  const text = lines.map((cells) => `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`);
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [text[0], rule, ...text.slice(1)].join('\n');
}
