/** What a spreadsheet would run, or take for one: a cell that begins so gets an apostrophe before it. */
const FORMULA = /^[=+\-@\t\r]/;

/** Rows as CSV (RFC 4180) with a line of names before them; whatever callers have sent is text in it, never a formula. */
export function csvOf(
  rows: readonly Readonly<Record<string, string | number | undefined>>[],
  names: readonly string[],
): string {
  const lines = rows.map((row) => names.map((name) => cell(row[name])).join(','));
  return [names.join(','), ...lines, ''].join('\r\n');
}

function cell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
