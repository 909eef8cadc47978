import { Injectable } from '@nestjs/common';
import { RedisConnection } from '../../redis/index.js';
import { processId } from './queue.ids.js';
import { queueKeys } from './queue.keys.js';

/** Somebody in this process who waits for jobs. */
export interface Waiter {
  /** As the scripts know it. */
  readonly name: string;
  /** Ends it; whoever notes it in Redis also takes it off there. */
  remove(): void;
}

/**
 * How those who wait for jobs hear of them: whoever makes a job ready publishes on the channel of the process that waits,
 * naming the waiter. One channel a process, one message a wake-up, nothing while nobody waits.
 */
@Injectable()
export class Wakeups {
  private readonly channel: string;
  private readonly waiters = new Map<string, () => void>();
  private listening: Promise<void> | undefined;
  private count = 0;

  constructor(private readonly redis: RedisConnection) {
    this.channel = queueKeys(redis.keys('queue')).wake(processId);
  }

  /** Whether wake-ups arrive. A failure is no more than slow: who waits looks in from time to time, and calls this again. */
  async listen(): Promise<boolean> {
    const listening = (this.listening ??= this.subscribe());
    try {
      await listening;
      return true;
    } catch {
      if (this.listening === listening) this.listening = undefined;
      return false;
    }
  }

  add(wake: () => void): Waiter {
    const name = `${this.channel}#${this.count++}`;
    this.waiters.set(name, wake);
    return { name, remove: () => void this.waiters.delete(name) };
  }

  private async subscribe(): Promise<void> {
    // Whatever was said before we heard, or while the connection was lost: everybody looks.
    const onGap = () => [...this.waiters.values()].forEach((wake) => wake());
    await this.redis.subscriptions.subscribe(this.channel, (name) => this.waiters.get(name)?.(), onGap);
    onGap();
  }
}
