import { InvalidInputError } from '../../kernel/errors.js';

/**
 * Gathers the loads of many entries into one call of a loader: once it is known of each entry whether it has to be
 * loaded here. Those that turn out later to be, since another process failed them, are loaded by themselves.
 */
export class Collector<K, V> {
  private undecided: number;
  private gathered: { i: number; key: K; loaded: PromiseWithResolvers<V> }[] = [];
  private isOpen = true;
  private readonly decided = new Set<number>();

  constructor(
    private readonly keys: readonly K[],
    private readonly loadMissing: (missing: readonly K[]) => Promise<readonly V[]>,
  ) {
    this.undecided = keys.length;
  }

  /** It is known whether entry `i` has to be loaded here. */
  decide(i: number): void {
    if (this.decided.has(i)) return;
    this.decided.add(i);
    // Loaders of entries that were decided in this turn are called in this turn.
    if (--this.undecided === 0) setImmediate(() => void this.flush());
  }

  /** Loads entry `i`, with the others. */
  async load(i: number): Promise<V> {
    const key = this.keys[i] as K;
    const loaded = Promise.withResolvers<V>();
    this.gathered.push({ i, key, loaded });
    if (!this.isOpen) void this.flush();
    return loaded.promise;
  }

  private async flush(): Promise<void> {
    this.isOpen = false;
    // Leases come from several nodes in any order; the loader is asked in the caller's.
    const batch = this.gathered.toSorted((a, b) => a.i - b.i);
    this.gathered = [];
    if (batch.length === 0) return;
    try {
      const values = await this.loadMissing(batch.map(({ key }) => key));
      if (values.length !== batch.length)
        throw new InvalidInputError(
          `A loader of ${batch.length} missing entries answered ${values.length} values`,
        );
      batch.forEach(({ loaded }, i) => loaded.resolve(values[i] as V));
    } catch (error) {
      for (const { loaded } of batch) loaded.reject(error);
    }
  }
}
