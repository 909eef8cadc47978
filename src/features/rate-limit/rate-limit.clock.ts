/** How long what was learned of the server's clock is believed. */
const BELIEVED_MS = 10_000;

/**
 * The latest that the clock of Redis can show, as a bound for commands that have become useless: one that waited in a
 * buffer until its caller had given up must not count. Told from this process' steady clock, so that steps of ours
 * change nothing; a Cluster has several clocks, and the one furthest ahead counts.
 */
export class ServerClock {
  /** Ahead of ours by at most, in microseconds: in this period, and in the one before. */
  private aheadUs = -Infinity;
  private wasAheadUs = -Infinity;
  private periodEndsAt = 0;

  constructor(
    /** Replies that took longer say too little, unless they prove that the clock is further ahead than was known. */
    private readonly slowMs: number,
  ) {}

  /** Redis told its time in answer to a command sent at `sentAt`: it ran later than that, so the difference is an upper bound. */
  learn(serverNowUs: number, sentAt: number): void {
    const receivedAt = performance.now();
    const known = Math.max(this.aheadUs, this.wasAheadUs);
    if (receivedAt - sentAt > this.slowMs && serverNowUs - receivedAt * 1000 <= known) return;
    if (sentAt >= this.periodEndsAt) {
      this.wasAheadUs = this.aheadUs;
      this.aheadUs = -Infinity;
      this.periodEndsAt = sentAt + BELIEVED_MS;
    }
    this.aheadUs = Math.max(this.aheadUs, serverNowUs - sentAt * 1000);
  }

  /** The instant by the server's clock, in microseconds, at our steady `at` in milliseconds; `inf` while nothing is known. */
  at(at: number): string {
    const aheadUs = Math.max(this.aheadUs, this.wasAheadUs);
    return aheadUs === -Infinity ? 'inf' : Math.ceil(aheadUs + at * 1000).toString();
  }
}
