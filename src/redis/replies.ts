import { turnEnd } from './turn.js';

/**
 * Hands out replies that arrive together one after the other, each when what the callers of the one before ask next has been
 * written: Redis then works on that while these go on. All at once, Redis and this process would wait for each other in turn.
 */
export class Replies {
  private asked = 0;
  private readonly waiting: (() => void)[] = [];

  /** How many have been asked and not answered yet. */
  get onTheirWay(): number {
    return this.asked;
  }

  /** Asks, and gives the reply to `hand` in its turn. @throws what asking throws */
  async ask<T>(send: () => Promise<T>, hand: (reply: T) => void): Promise<void> {
    this.asked++;
    try {
      const reply = await send();
      this.add(() => hand(reply));
    } finally {
      this.asked--;
    }
  }

  /** Whoever is alone gets its reply at once. */
  private add(hand: () => void): void {
    if (this.waiting.length === 0 && this.asked === 1) return hand();
    this.waiting.push(hand);
    if (this.waiting.length === 1) this.next();
  }

  private next(): void {
    this.waiting[0]?.();
    // Its callers go on before that, and what they write is then ahead of this.
    setImmediate(() => turnEnd.write(() => this.done()));
  }

  private done(): void {
    this.waiting.shift();
    if (this.waiting.length > 0) this.next();
  }
}
