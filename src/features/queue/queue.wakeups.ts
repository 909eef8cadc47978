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

/** A job that somebody has ended while a worker of this process held it. */
export interface Stopped {
  readonly id: string;
  readonly token: string;
  readonly error: { readonly code: string; readonly message: string };
}

/**
 * How those who wait for jobs hear of them: whoever makes a job ready publishes on the channel of the process that waits,
 * naming the waiter. One channel a process, one message a wake-up, nothing while nobody waits. Whoever ends a job that runs says it on
 * the channel of the process that runs it.
 */
@Injectable()
export class Wakeups {
  private readonly channel: string;
  private readonly waiters = new Map<string, () => void>();
  private readonly stoppers = new Set<(stopped: Stopped) => void>();
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

  /** Calls `listener` with each job of this process that somebody has ended, until what it answers is called. */
  onStopped(listener: (stopped: Stopped) => void): () => void {
    this.stoppers.add(listener);
    return () => void this.stoppers.delete(listener);
  }

  private hear(message: string): void {
    if (!message.startsWith('!')) return this.waiters.get(message)?.();
    const { error, ...job } = JSON.parse(message.slice(1)) as Omit<Stopped, 'error'> & { error: string };
    const stopped = { ...job, error: JSON.parse(error) as Stopped['error'] };
    for (const tell of this.stoppers) tell(stopped);
  }

  private async subscribe(): Promise<void> {
    // Whatever was said before we heard, or while the connection was lost: everybody looks.
    const onGap = () => [...this.waiters.values()].forEach((wake) => wake());
    await this.redis.subscriptions.subscribe(this.channel, (message) => this.hear(message), onGap);
    onGap();
  }
}
