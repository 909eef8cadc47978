import { NotRankedError } from './leaderboard.errors.js';
import type { Row } from './leaderboard.schemas.js';

/** The rows there have to be; over a transport their absence is an error. */
export function ranked(rows: Row[]): { items: Row[] } {
  if (rows.length === 0) throw new NotRankedError();
  return { items: rows };
}

/** The row that has to be there. */
export function placed(row: Row | undefined): Row {
  if (!row) throw new NotRankedError();
  return row;
}
