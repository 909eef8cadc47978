/**
 * Hands out replies that arrive together one a turn of the event loop: what the callers of one ask next is then on its
 * way while those of the next one go on. All at once, Redis and this process would wait for each other in turn.
 */
export class Turns {
  private asked = 0;
  private readonly waiting: (() => void)[] = [];

  /** With two turns from one to the next all that its callers write has left before, even what is written at the end of a turn. */
  constructor(private readonly turnsApart: 1 | 2 = 1) {}

  /** How many have been asked and not handed on yet. */
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
    const done = () => this.done();
    setImmediate(this.turnsApart === 1 ? done : () => setImmediate(done));
  }

  private done(): void {
    this.waiting.shift();
    if (this.waiting.length > 0) this.next();
  }
}
