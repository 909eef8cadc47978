import type { Sample } from '../../kernel/metrics.js';

/** Upper ends of the buckets in milliseconds, from what is at once to what takes an hour. */
const ENDS_MS = [
  1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 3_600_000,
];

/** Durations, counted into buckets. Counting one costs some 20 ns, so it is done for every job whether or not anybody asks. */
export class Histogram {
  private readonly counts = new Float64Array(ENDS_MS.length + 1);
  private sumMs = 0;

  get isEmpty(): boolean {
    return this.counts.every((count) => count === 0);
  }

  /** Counts a duration, of `times` jobs. Below 0 is 0: two clocks may differ. */
  observe(ms: number, times = 1): void {
    const at = ENDS_MS.findIndex((end) => ms <= end);
    const bucket = at === -1 ? ENDS_MS.length : at;
    this.counts[bucket] = (this.counts[bucket] ?? 0) + times;
    this.sumMs += Math.max(0, ms) * times;
  }

  /** The same in the terms of Prometheus, in seconds; nothing while nothing was counted. */
  samples(labels: Readonly<Record<string, string>>): Sample[] {
    if (this.isEmpty) return [];
    let total = 0;
    const buckets = [...this.counts].map((count, i): Sample => {
      total += count;
      const end = ENDS_MS[i];
      const le = end === undefined ? '+Inf' : String(end / 1000);
      return { part: 'bucket', labels: { ...labels, le }, value: total };
    });
    return [
      ...buckets,
      { part: 'sum', labels, value: this.sumMs / 1000 },
      { part: 'count', labels, value: total },
    ];
  }
}
