/** How often a subject was denied by this process, and when last. */
export interface Denied {
  readonly policy: string;
  readonly subject: string;
  readonly count: number;
  readonly lastAt: number;
}

/** More than anybody reads; what comes beyond replaces the rarest. */
const MOST = 200;

interface Row {
  readonly policy: string;
  readonly subject: string;
  count: number;
  lastAt: number;
}

/**
 * Who is denied most, in bounded memory: the Space-Saving algorithm (Metwally, Agrawal, El Abbadi 2005). A count is at
 * most too high by that of the rarest kept, and who is denied more often than every 200th time is among them. Noting one
 * takes constant time, also in a flood of ever new subjects: rows of one count are together, as in its Stream-Summary.
 */
export class TopDenied {
  private readonly rows = new Map<string, Row>();
  private readonly keysOf = new Map<number, Set<string>>();
  private leastCount = 1;

  note(policy: string, subject: string): void {
    const key = `${policy} ${subject}`;
    const row = this.rows.get(key) ?? this.begin(key, policy, subject);
    row.lastAt = Date.now();
    this.leave(key, row.count);
    row.count += 1;
    this.enter(key, row.count);
    // What has left the least count is one above it now, so that is the next least.
    if (!this.keysOf.has(this.leastCount)) this.leastCount += 1;
  }

  /** The most denied first. */
  list(limit: number): Denied[] {
    return [...this.rows.values()]
      .toSorted((a, b) => b.count - a.count)
      .slice(0, limit)
      .map((row) => ({ ...row }));
  }

  private begin(key: string, policy: string, subject: string): Row {
    const count = this.rows.size < MOST ? 0 : this.leastCount;
    if (count === 0) this.leastCount = 0;
    else this.dropRarest();
    const row = { policy, subject, count, lastAt: 0 };
    this.rows.set(key, row);
    this.enter(key, count);
    return row;
  }

  private dropRarest(): void {
    const [rarest = ''] = this.keysOf.get(this.leastCount) ?? [];
    this.rows.delete(rarest);
    this.leave(rarest, this.leastCount);
  }

  private enter(key: string, count: number): void {
    const keys = this.keysOf.get(count);
    if (keys) keys.add(key);
    else this.keysOf.set(count, new Set([key]));
  }

  private leave(key: string, count: number): void {
    const keys = this.keysOf.get(count);
    keys?.delete(key);
    if (keys?.size === 0) this.keysOf.delete(count);
  }
}
