import { progress } from './progress.js';

/** What one round came to: operations a second, and whatever else deserves a column. */
export interface Sample {
  readonly rate: number;
  readonly columns?: Readonly<Record<string, number>>;
}

export interface Contender {
  readonly name: string;
  /** What ours divided by this one has to reach; without it the row is for information. */
  readonly target?: number;
  readonly round: (seconds: number) => Promise<Sample>;
}

export interface Comparison {
  readonly title: string;
  /** What the rate counts, `requests/s`. */
  readonly unit: string;
  /** Rounds that count, beside the first one; 5 unless told. */
  readonly rounds?: number;
  readonly seconds: number;
  /** Ours first; every other one gets a ratio to it. */
  readonly contenders: readonly Contender[];
}

export interface Row {
  readonly name: string;
  readonly value: number;
  /** Half the way from the slowest round to the fastest, as a part of the median. */
  readonly spread?: number;
  readonly columns?: Readonly<Record<string, number>>;
  /** Ours divided by this one. */
  readonly ratio?: number;
  /** The same of the turn in which ours did best beside it; missing where there was only one measurement. */
  readonly bestRatio?: number;
  readonly target?: number;
}

export interface Table {
  readonly title: string;
  readonly unit: string;
  readonly lowerIsBetter?: boolean;
  readonly rows: readonly Row[];
}

/**
 * Lets the contenders run in turn, so that what else the machine does hits all of them, after one round each to
 * warm up. The ratio is the median of the ratios within each turn: it holds still where the rates drift.
 */
export async function compare(comparison: Comparison): Promise<Table> {
  const { title, unit, rounds = 5, seconds, contenders } = comparison;
  const samples = new Map<Contender, Sample[]>(contenders.map((contender) => [contender, []]));
  for (let turn = 0; turn <= rounds; turn++) {
    progress(`${title}: ${turn === 0 ? 'warm-up' : `round ${turn} of ${rounds}`}`);
    // Back and forth, so that nobody always runs after the same neighbour.
    for (const contender of turn % 2 ? contenders : contenders.toReversed()) {
      const sample = await contender.round(seconds);
      if (turn > 0) samples.get(contender)?.push(sample);
    }
  }
  progress('');
  const [ours = []] = samples.values();
  return { title, unit, rows: [...samples].map(([contender, theirs]) => row(contender, theirs, ours)) };
}

function row({ name, target }: Contender, samples: readonly Sample[], ours: readonly Sample[]): Row {
  const rates = samples.map(({ rate }) => rate);
  const value = median(rates);
  const columns = Object.keys(samples[0]?.columns ?? {}).map((column) => [
    column,
    median(samples.map((sample) => sample.columns?.[column] ?? 0)),
  ]);
  const ratios = rates.map((rate, i) => (ours[i]?.rate ?? 0) / rate);
  return {
    name,
    value,
    spread: (Math.max(...rates) - Math.min(...rates)) / 2 / value,
    columns: Object.fromEntries(columns) as Record<string, number>,
    ...(samples !== ours && { ratio: median(ratios), bestRatio: Math.max(...ratios), target }),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

/** Keeps `callers` calls on their way for some time, in this process. `i` counts the calls. */
export async function callInTurn(
  callers: number,
  seconds: number,
  call: (i: number) => Promise<unknown>,
): Promise<Sample> {
  let calls = 0;
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const caller = async () => {
    while (performance.now() - startedAt < seconds * 1000) await call(calls++);
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const tookMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { rate: (calls / tookMs) * 1000, columns: { 'CPU µs': (user + system) / calls } };
}
