import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { SessionActivity, SessionOptions } from './session.options.js';

/** Most that is handed on at a time: what one command of who counts users takes easily. */
const BATCH = 500;
/** Most that waits while it cannot be handed on: a few megabytes. What is older is dropped then. */
const KEPT = 20 * BATCH;
/** How long a shutdown waits for the last ones to be taken. */
const STOP_MS = 2000;

/**
 * Hands on that users were seen, to who counts them: gathered, in order, one call at a time, and beside the requests, so
 * that none waits for it or fails with it. What was not taken is handed on again, so it may come twice.
 */
export class SessionActivities {
  private readonly logger = new Logger('SessionModule');
  private readonly gathered: SessionActivity[] = [];
  private timer: NodeJS.Timeout | undefined;
  private handing: Promise<void> | undefined;
  private failing = false;
  private stopped = false;

  constructor(private readonly options: Pick<SessionOptions, 'onActivity' | 'activityIntervalMs'>) {}

  /** Notes that a user was seen at that instant. */
  tell(userId: string, at: number): void {
    if (!this.options.onActivity) return;
    this.gathered.push({ userId, at });
    if (this.gathered.length > KEPT) this.gathered.splice(0, BATCH);
    if (this.stopped || (this.gathered.length >= BATCH && !this.failing)) void this.hand();
    else this.schedule();
  }

  /** Hands on what is left, for two seconds at most; what comes later, at once. */
  async stop(): Promise<void> {
    this.stopped = true;
    const waited = new AbortController();
    const late = delay(STOP_MS, undefined, { signal: waited.signal }).catch(() => undefined);
    await Promise.race([this.hand(), late]);
    waited.abort();
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => void this.hand(), this.options.activityIntervalMs).unref();
  }

  private async hand(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.gathered.length > 0)
      this.handing ??= this.handAll().finally(() => {
        this.handing = undefined;
      });
    return this.handing;
  }

  private async handAll(): Promise<void> {
    do {
      const batch = this.gathered.splice(0, BATCH);
      try {
        await this.options.onActivity?.(batch);
        this.failing = false;
      } catch (error) {
        this.failing = true;
        this.gathered.unshift(...batch);
        this.logger.error({ msg: 'onActivity failed', err: error });
        break;
      }
    } while (this.gathered.length >= BATCH || (this.stopped && this.gathered.length > 0));
    if (this.gathered.length > 0 && !this.stopped) this.schedule();
  }
}
