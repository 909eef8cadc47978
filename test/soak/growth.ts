/** What was measured at one instant, by name. */
export type Sample = Readonly<Record<string, number>>;

export interface Growth {
  readonly what: string;
  /** Mean of the second third of the samples, and of the last one. */
  readonly before: number;
  readonly after: number;
  readonly isLeak: boolean;
}

/** Noise that a steady process has: memory comes in pages and slabs, connections and timers by what is under way. */
const ALLOWED = { part: 0.08, bytes: 2 * 1024 * 1024, count: 60 };

/** How everything has grown from the second third of the time, when it is warm and full, to the last one. */
export function grown(samples: readonly Sample[]): Growth[] {
  const third = Math.floor(samples.length / 3);
  const middle = samples.slice(third, 2 * third);
  const last = samples.slice(-third);
  return Object.keys(samples[0] ?? {}).map((what) => {
    const [before, after] = [mean(middle, what), mean(last, what)];
    const slack = what.endsWith('bytes') ? ALLOWED.bytes : ALLOWED.count;
    return { what, before, after, isLeak: after > before * (1 + ALLOWED.part) + slack };
  });
}

function mean(samples: readonly Sample[], what: string): number {
  return Math.round(samples.reduce((sum, sample) => sum + (sample[what] ?? 0), 0) / samples.length);
}
