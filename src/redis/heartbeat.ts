import { randomBytes } from 'node:crypto';
import type { RedisConnection } from './connection.js';
import { RedisUnavailableError } from './errors.js';
import { Reports, type ReportKeys } from './reports.js';

const BEAT_MS = 5000;
const SOON_MS = 500;
/** Two beats may be lost. */
const TTL_MS = 3 * BEAT_MS;

/**
 * What this process tells the others of itself, again every 5 s, and what they tell. Who died is not heard of after 15 s. While there is
 * nothing to tell (`what` gives undefined) Redis is asked for nothing; what cannot be told now is told with the next beat.
 */
export class Heartbeat {
  private readonly reports: Reports;
  private readonly by = randomBytes(9).toString('base64url');
  private timer: NodeJS.Timeout | undefined;
  private isSoon = false;
  private hasTold = false;
  private isStopped = false;

  constructor(
    redis: RedisConnection,
    keys: ReportKeys,
    private readonly what: () => unknown,
  ) {
    this.reports = new Reports(redis, keys, TTL_MS);
  }

  /** Tells from now on. */
  start(): void {
    this.schedule(BEAT_MS);
  }

  /** Tells within half a second, since something has changed: once for all that changes until then. */
  soon(): void {
    if (this.isSoon) return;
    this.isSoon = true;
    this.schedule(SOON_MS);
  }

  /** Tells nothing any more, and lets the others know. */
  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    if (this.hasTold) void this.reports.withdraw(this.by).catch(() => undefined);
  }

  /** What other processes tell. @throws RedisUnavailableError */
  async others(): Promise<unknown[]> {
    const reports = await this.reports.read();
    return reports.flatMap(({ by, what }) => (by === this.by ? [] : [what]));
  }

  /** The same, or undefined while Redis does not answer. */
  async othersIfTold(): Promise<unknown[] | undefined> {
    try {
      return await this.others();
    } catch (error) {
      if (error instanceof RedisUnavailableError) return undefined;
      throw error;
    }
  }

  private schedule(inMs: number): void {
    clearTimeout(this.timer);
    if (!this.isStopped) this.timer = setTimeout(() => void this.tell(), inMs).unref();
  }

  private async tell(): Promise<void> {
    this.isSoon = false;
    this.schedule(BEAT_MS);
    const what = this.what();
    if (what === undefined && !this.hasTold) return;
    this.hasTold = what !== undefined;
    const told = what === undefined ? this.reports.withdraw(this.by) : this.reports.tell(this.by, what);
    await told.catch(() => undefined);
  }
}
