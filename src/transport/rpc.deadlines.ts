interface Line<T> {
  readonly timeoutMs: number;
  /** By when each is due, the first of them first: all of a line wait equally long. */
  readonly dueAt: Map<T, number>;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Ends what takes too long. A timer for each would be dearer than all else that is done for a request, so all that wait
 * equally long share one, which is left running while nothing waits: it keeps no process alive.
 */
export class Deadlines<T extends { readonly timeoutMs: number }> {
  private readonly lines = new Map<number, Line<T>>();

  constructor(private readonly expire: (ending: T) => void) {}

  /** Begins to wait for it; anew if it does already. */
  add(ending: T): void {
    const { timeoutMs } = ending;
    let line = this.lines.get(timeoutMs);
    if (!line) this.lines.set(timeoutMs, (line = { timeoutMs, dueAt: new Map(), timer: undefined }));
    line.dueAt.delete(ending); // what is waited for anew goes to the end
    line.dueAt.set(ending, performance.now() + timeoutMs);
    line.timer ??= this.start(line, timeoutMs);
  }

  delete(ending: T): void {
    this.lines.get(ending.timeoutMs)?.dueAt.delete(ending);
  }

  private start(line: Line<T>, ms: number): NodeJS.Timeout {
    return setTimeout(() => this.endDue(line), ms).unref();
  }

  private endDue(line: Line<T>): void {
    const now = performance.now() + 1; // a timer is at most a millisecond early
    for (const [ending, dueAt] of line.dueAt) {
      if (dueAt > now) {
        line.timer = this.start(line, dueAt - now + 1);
        return;
      }
      line.dueAt.delete(ending);
      this.expire(ending);
    }
    this.lines.delete(line.timeoutMs);
  }
}
