import { RedisUnavailableError } from '../../redis/index.js';

/** How many failures in a row it takes, and how long Redis is left alone then. */
const failuresAllowed = 3;
const restMs = 1000;

/**
 * A circuit breaker with a time limit: after three failures in a row Redis is not asked for a second, then by one
 * caller, and again by all once that one is answered.
 */
export class Breaker {
  private failures = 0;
  private closedAgainAt = 0;

  constructor(private readonly timeoutMs: number) {}

  get isOpen(): boolean {
    return performance.now() < this.closedAgainAt;
  }

  /** @throws RedisUnavailableError when Redis is away, slower than the limit, or left alone */
  async run<T>(operation: () => Promise<T>): Promise<T> {
    if (this.isOpen) throw new RedisUnavailableError('Redis is left alone for a moment');
    if (this.failures >= failuresAllowed) this.rest(); // the others wait for what becomes of this one
    try {
      const result = await within(operation(), this.timeoutMs, () => new RedisUnavailableError());
      this.failures = 0;
      this.closedAgainAt = 0;
      return result;
    } catch (error) {
      if (error instanceof RedisUnavailableError && ++this.failures >= failuresAllowed) this.rest();
      throw error;
    }
  }

  private rest(): void {
    this.closedAgainAt = performance.now() + restMs;
  }
}

/** What `promise` comes to, or after `timeoutMs` the given error. */
export async function within<T>(promise: Promise<T>, timeoutMs: number, late: () => Error): Promise<T> {
  const { promise: timeout, reject } = Promise.withResolvers<never>();
  // In quarters, each of which takes a turn of the event loop: a process that was busy has not let anybody answer.
  let quarters = 4;
  const timer = setInterval(() => --quarters === 0 && reject(late()), timeoutMs / 4);
  promise.catch(() => undefined); // nobody listens any more when it fails late
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearInterval(timer);
  }
}
