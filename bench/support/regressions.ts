import type { Row, Table } from './rounds.js';

/** Ratios of two runs on a quiet machine differ by up to 5 %; more than this is not chance. */
const WORSE_BY = 0.15;

export interface Regression {
  /** Table and row, the same in each run. */
  readonly row: string;
  readonly sentence: string;
}

/** The rows that are more than 15 % worse than recorded, even in their best turn, and those with a target that are gone. */
export function regressions(recorded: readonly Table[], measured: readonly Table[]): Regression[] {
  return recorded.flatMap((table) => {
    const now = measured.find(({ title }) => title === table.title);
    return table.rows.flatMap((before) => {
      const found = now?.rows.find(({ name }) => name === before.name);
      const what = found ? worsening(before, found, table.lowerIsBetter ?? false) : absence(before);
      const row = `${table.title}, against ${before.name}`;
      return what === undefined ? [] : [{ row, sentence: `${row}: ${what}` }];
    });
  });
}

function worsening(before: Row, now: Row, lowerIsBetter: boolean): string | undefined {
  if (before.ratio === undefined || now.ratio === undefined) return undefined;
  const { ratio, bestRatio = ratio } = now;
  const isWorse = lowerIsBetter
    ? ratio > before.ratio * (1 + WORSE_BY)
    : ratio < before.ratio * (1 - WORSE_BY) && bestRatio < before.ratio;
  return isWorse ? `${ratio.toFixed(2)}, was ${before.ratio.toFixed(2)}` : undefined;
}

/** A peer for information, such as one that is not installed here, may be missing. */
function absence({ target }: Row): string | undefined {
  return target === undefined ? undefined : 'not measured any more';
}
