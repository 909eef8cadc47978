import type { Results, Section } from './results.js';
import type { Row, Table } from './rounds.js';

/** All that is recorded, as a page. */
export function markdown(results: Results): string {
  const sections = Object.entries(results).map(([name, section]) => sectionMarkdown(name, section));
  return `# Results\n\nWritten by \`npm run bench\`; how to read them is in [README.md](README.md).\n\n${sections.join('\n')}`;
}

function sectionMarkdown(name: string, { date, command, machine, versions, tables }: Section): string {
  const programs = Object.entries(versions).map(([program, version]) => `${program} ${version}`);
  return `## ${name}

${date}, \`${command}\`. ${machine}. Redis, the load generator and the servers share these cores.
${programs.join(', ')}.

${tables.map(tableMarkdown).join('\n')}`;
}

/** A table with its title; the widths are left to the formatter. */
export function tableMarkdown({ title, unit, rows, lowerIsBetter }: Table): string {
  const extra = [...new Set(rows.flatMap(({ columns = {} }) => Object.keys(columns)))];
  const head = ['', unit, '±', ...extra, 'ours / this', 'target', ''];
  const lines = rows.map((row) => [
    row.name,
    number(row.value),
    row.spread === undefined ? '' : `${Math.round(row.spread * 100)} %`,
    ...extra.map((column) => number(row.columns?.[column])),
    row.ratio?.toFixed(2) ?? '',
    ...verdict(row, lowerIsBetter ?? false),
  ]);
  const rule = head.map((_, i) => (i === 0 ? '---' : '--:'));
  const text = [head, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`);
  return `### ${title}\n\n${text.join('\n')}\n`;
}

function verdict({ ratio, target }: Row, lowerIsBetter: boolean): [target: string, verdict: string] {
  if (ratio === undefined || target === undefined) return ['', ''];
  const pass = lowerIsBetter ? ratio <= target : ratio >= target;
  return [`${lowerIsBetter ? 'at most' : 'at least'} ${target}`, pass ? 'pass' : 'MISS'];
}

function number(value: number | undefined): string {
  if (value === undefined) return '';
  return value.toLocaleString('en', { maximumFractionDigits: value < 100 ? 1 : 0 });
}
