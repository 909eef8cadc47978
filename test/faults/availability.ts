/** How one feature answered over time. A time without a success counts as an outage if something failed in it. */
export class Availability {
  requests = 0;
  failed = 0;
  slowestMs = 0;
  /** Failures by what they said. */
  readonly failures: Record<string, number> = {};
  private readonly outages: number[] = [];
  private lastSuccessAt = Date.now();
  private lastFailureAt = 0;
  private isDown = false;

  /** Notes a request; `failure` is what it failed with, if it did. */
  note(tookMs: number, failure?: string): void {
    const succeeded = failure === undefined;
    const now = Date.now();
    this.requests += 1;
    this.slowestMs = Math.max(this.slowestMs, tookMs);
    if (succeeded && this.isDown) this.outages.push(now - this.lastSuccessAt);
    if (succeeded) this.lastSuccessAt = now;
    else this.lastFailureAt = now;
    if (failure !== undefined) this.failed += 1;
    if (failure !== undefined) this.failures[failure] = (this.failures[failure] ?? 0) + 1;
    this.isDown = !succeeded;
  }

  /** As it is now, whatever is asked from now on. */
  copy(): Availability {
    const { outages, failures } = this;
    return Object.assign(new Availability(), this, { outages: [...outages], failures: { ...failures } });
  }

  /** The longest time without a success, in milliseconds. */
  get longestMs(): number {
    return Math.max(0, ...this.outages, this.isDown ? Date.now() - this.lastSuccessAt : 0);
  }

  /** All such times together, in milliseconds. */
  get totalMs(): number {
    const ended = this.outages.reduce((sum, ms) => sum + ms, 0);
    return ended + (this.isDown ? Date.now() - this.lastSuccessAt : 0);
  }

  /** Whether nothing has failed since an instant, and something was asked. */
  isWellSince(instant: number): boolean {
    return this.lastFailureAt < instant && this.lastSuccessAt > instant;
  }
}
