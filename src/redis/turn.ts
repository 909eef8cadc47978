type Step = () => void;

/**
 * The end of a turn of the event loop, when all that its poll found has been read. What is gathered in a turn leaves in it:
 * first who gathers tokens and the like makes one command of them, then the commands are written. Each by a `setImmediate` of its
 * own would take two turns.
 */
export class TurnEnd {
  private readonly sends: Step[] = [];
  private readonly writes: Step[] = [];
  private isDue = false;

  constructor(private readonly schedule: (run: Step) => unknown = setImmediate) {}

  /** Runs at the end of this turn; of several in their order. */
  send(step: Step): void {
    this.add(this.sends, step);
  }

  /** Runs after all of those, those which they ask for included. */
  write(step: Step): void {
    this.add(this.writes, step);
  }

  private add(steps: Step[], step: Step): void {
    steps.push(step);
    if (this.isDue) return;
    this.isDue = true;
    this.schedule(() => this.run());
  }

  /** One that throws keeps no other from its turn. */
  private run(): void {
    try {
      for (let step = this.next(); step; step = this.next()) step();
    } finally {
      this.isDue = this.sends.length + this.writes.length > 0;
      if (this.isDue) this.schedule(() => this.run());
    }
  }

  private next(): Step | undefined {
    return this.sends.shift() ?? this.writes.shift();
  }
}

/** Of this process, which has one event loop. */
export const turnEnd = new TurnEnd();
