const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const instant = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'medium',
  timeStyle: 'medium',
  hourCycle: 'h23',
});
const UNKNOWN = '–';

/** @typedef {number | null | undefined} Maybe */

/** @param {Maybe} n */
export const count = (n) =>
  n === null || n === undefined ? UNKNOWN : n < 100_000 ? whole.format(n) : compact.format(n);

/** @param {Maybe} n */
export function rate(n) {
  if (n === null || n === undefined) return UNKNOWN;
  return n === 0 || n >= 100 ? count(n) : n.toFixed(n < 10 ? 2 : 1).replace(/\.?0+$/, '');
}

/** @param {Maybe} ms */
export function millis(ms) {
  if (ms === null || ms === undefined) return UNKNOWN;
  if (ms >= 1000) return duration(ms);
  return `${ms < 10 ? Number(ms.toFixed(2)) : Math.round(ms)} ms`;
}

/** @type {[number, string][]} */
const SPANS = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
];

/** A time in its largest unit, and the next one: `3 h 12 min`. @param {number} ms */
export function duration(ms) {
  const at = SPANS.findIndex(([size]) => ms >= size);
  const [size, unit] = SPANS[at] ?? [1, 'ms'];
  const [smaller, name] = SPANS[at + 1] ?? [1, ''];
  const rest = Math.floor((ms % size) / smaller);
  const first = `${Math.floor(ms / size)} ${unit}`;
  return at >= 0 && name && rest > 0 ? `${first} ${rest} ${name}` : first;
}

/** @param {Maybe} n */
export function bytes(n) {
  if (n === null || n === undefined) return UNKNOWN;
  const power = Math.min(4, Math.max(0, Math.floor(Math.log2(Math.max(1, n)) / 10)));
  const value = n / 1024 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${['B', 'KB', 'MB', 'GB', 'TB'][power]}`;
}

/** @param {number} part 0 to 1 */
export const percent = (part) => `${Math.round(part * 1000) / 10} %`;

/** @param {number} ms */
export const time = (ms) => clock.format(ms);

/** @param {Maybe} ms */
export const ago = (ms) =>
  ms === null || ms === undefined ? UNKNOWN : `${duration(Math.max(0, Date.now() - ms))} ago`;

/** @param {Maybe} ms */
export const date = (ms) => (ms === null || ms === undefined ? UNKNOWN : instant.format(ms));

/** Any JSON, for people. @param {unknown} value */
export const json = (value) => (typeof value === 'string' ? value : JSON.stringify(value, undefined, 2));
