import type { State } from './rate-limit.batches.js';

interface Denial {
  readonly cost: number;
  readonly state: State;
  readonly deniedAt: number;
  readonly untilAt: number;
}

/** Sooner than this it is not worth remembering. */
const WORTH_MS = 3;

/**
 * Denials that still hold, so that a flood of callers who are denied costs Redis nothing. A denial says when the same
 * would be allowed at the earliest; what could change that before then is told by message, and `maxMs` bounds
 * how long a lost message matters.
 */
export class Denials {
  private readonly byKey = new Map<string, Denial>();

  constructor(
    private readonly maxMs: number,
    private readonly maxSize: number,
  ) {}

  /** Whether none is remembered, which is so most of the time. */
  get isEmpty(): boolean {
    return this.byKey.size === 0;
  }

  /** The denial that would be repeated, with what is left of its times; undefined where Redis has to be asked. */
  find(key: string, cost: number): State | undefined {
    const denial = this.byKey.get(key);
    if (!denial || cost < denial.cost) return undefined;
    const now = performance.now();
    if (now >= denial.untilAt) {
      this.byKey.delete(key);
      return undefined;
    }
    const { state, deniedAt } = denial;
    const passed = now - deniedAt;
    return { ...state, retryMs: state.retryMs - passed, resetMs: Math.max(0, state.resetMs - passed) };
  }

  remember(key: string, cost: number, state: State): void {
    const forMs = Math.min(state.retryMs, this.maxMs);
    if (forMs < WORTH_MS) return;
    const deniedAt = performance.now();
    // To the end of the map, whose beginning is forgotten first.
    this.byKey.delete(key);
    this.byKey.set(key, { cost, state, deniedAt, untilAt: deniedAt + forMs });
    if (this.byKey.size > this.maxSize) {
      const [oldest = ''] = this.byKey.keys();
      this.byKey.delete(oldest);
    }
  }

  forget(key: string): void {
    this.byKey.delete(key);
  }

  clear(): void {
    this.byKey.clear();
  }
}
