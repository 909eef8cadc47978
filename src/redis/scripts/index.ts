import { defineScript } from '../script.js';

export const tellReport = defineScript({
  lua: new URL('./tell-report.lua', import.meta.url),
  keys: ['heard', 'reports'],
  args: ['process', 'report', 'ttlMs', 'most'],
  // Who is there matters most when Redis is full. A report is small, and gone after its TTL.
  runsWhenFull: true,
  parse: (kept: number) => kept,
});

export const readReports = defineScript({
  lua: new URL('./read-reports.lua', import.meta.url),
  keys: ['heard', 'reports'],
  args: ['ttlMs', 'limit'],
  parse: (rows: string[]) =>
    Array.from({ length: rows.length / 3 }, (_, i) => ({
      by: rows[3 * i] ?? '',
      at: Number(rows[3 * i + 1]),
      text: rows[3 * i + 2] ?? '',
    })),
});
