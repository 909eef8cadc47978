/** How often a subject was denied by this process, and when last. */
export interface Denied {
  readonly policy: string;
  readonly subject: string;
  readonly count: number;
  readonly lastAt: number;
}

/** More than anybody reads; what comes beyond replaces the rarest. */
const MOST = 200;

/**
 * Who is denied most, in bounded memory: the Space-Saving algorithm (Metwally, Agrawal, El Abbadi 2005). A count is at
 * most too high by that of the rarest kept, and who is denied more often than every 200th time is among them.
 */
export class TopDenied {
  private readonly rows = new Map<
    string,
    { policy: string; subject: string; count: number; lastAt: number }
  >();

  note(policy: string, subject: string): void {
    const key = `${policy} ${subject}`;
    const known = this.rows.get(key);
    if (known) {
      known.count += 1;
      known.lastAt = Date.now();
      return;
    }
    const floor = this.rows.size < MOST ? 0 : this.dropRarest();
    this.rows.set(key, { policy, subject, count: floor + 1, lastAt: Date.now() });
  }

  /** The most denied first. */
  list(limit: number): Denied[] {
    return [...this.rows.values()]
      .toSorted((a, b) => b.count - a.count)
      .slice(0, limit)
      .map((row) => ({ ...row }));
  }

  private dropRarest(): number {
    let rarest = { key: '', count: Infinity };
    for (const [key, { count }] of this.rows) if (count < rarest.count) rarest = { key, count };
    this.rows.delete(rarest.key);
    return rarest.count;
  }
}
