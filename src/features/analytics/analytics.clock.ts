/**
 * The clock of Redis as this process knows it, so that all processes put an event into the same minute and day. Told by
 * each reply that carries the time; between them it goes on with our steady clock.
 */
export class RedisClock {
  private aheadMs = Date.now() - performance.now();

  /** Redis answered `now`, a moment ago. */
  learn(now: number): void {
    this.aheadMs = now - performance.now();
  }

  /** Epoch milliseconds. */
  now(): number {
    return Math.round(this.aheadMs + performance.now());
  }
}
