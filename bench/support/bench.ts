import type { Table } from './rounds.js';

/** What every bench/<name>.ts exports as `bench`. */
export interface Bench {
  /** Packages whose versions belong beside the numbers. */
  readonly packages: readonly string[];
  /** Measures one table after another on the Redis of this run, which is empty and only ours. */
  tables(redisUrl: string): AsyncIterable<Table>;
}
