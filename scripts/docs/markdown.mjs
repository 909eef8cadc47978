import { format, resolveConfig } from 'prettier';

/** @param {unknown} value */
export async function formatJson(value) {
  const config = await resolveConfig(import.meta.filename);
  return format(JSON.stringify(value), { ...config, parser: 'json' });
}

/**
 * A page of the reference. Prettier would align the columns of its tables, so that a longer cell changes every line.
 * @param {string} title
 * @param {...string} parts
 */
export function page(title, ...parts) {
  const note = '<!-- Written by "npm run docs" from the sources: change those. -->';
  const [open, close] = ['<!-- prettier-ignore-start -->', '<!-- prettier-ignore-end -->'];
  return [`# ${title}`, note, open, ...parts.filter(Boolean), close].join('\n\n') + '\n';
}

/**
 * @param {string[]} head
 * @param {string[][]} rows
 */
export function table(head, rows) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${' --- |'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** @param {string} text */
export function code(text) {
  return text && `\`${text}\``;
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ');
}
