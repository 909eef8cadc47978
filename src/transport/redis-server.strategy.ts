import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { HttpException } from '@nestjs/common';
import { ServerRedis } from '@nestjs/microservices';
import type { RedisConnection } from '../redis/index.js';
import { toProblem } from './problem.js';

/** What {@link RedisServerStrategy} can be told. */
export interface RedisServerOptions {
  /** Longest message that is read; longer ones are answered with PAYLOAD_TOO_LARGE. Characters, 1 MiB unless told. */
  readonly maxPayload?: number;
  /** How long to wait at shutdown for what still runs. */
  readonly drainMs?: number;
}

/**
 * Nest's Redis transport over the connection that the process already has: the same wire, so an unmodified
 * `ClientProxy` works, but no connections of its own, Sentinel and Cluster included, and no end to reconnecting.
 * Closing lets running handlers finish and answer first.
 */
export class RedisServerStrategy extends ServerRedis {
  private readonly maxPayload: number;
  private readonly drainMs: number;
  private readonly running = new Set<string>();
  private drained: (() => void) | undefined;

  constructor(
    private readonly connection: RedisConnection,
    { maxPayload = 1_048_576, drainMs = 10_000 }: RedisServerOptions = {},
  ) {
    super({});
    this.maxPayload = maxPayload;
    this.drainMs = drainMs;
  }

  override async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      const { subscriber, client } = this.connection;
      this.subClient = subscriber;
      this.pubClient = client;
      this.registerReconnectListener(subscriber);
      subscriber.on('ready', this.onReady).on('message', this.onMessage);
      const channels = [...this.messageHandlers.keys()];
      if (channels.length > 0) await subscriber.subscribe(...channels);
      this.onReady();
      callback();
    } catch (error) {
      callback(error);
    }
  }

  /** Stops listening, lets what runs finish and answer, and leaves the shared connection open: it is not ours. */
  override async close(): Promise<void> {
    this.isManuallyClosed = true;
    const { subscriber } = this.connection;
    subscriber.off('ready', this.onReady).off('message', this.onMessage);
    const channels = [...this.messageHandlers.keys()];
    if (channels.length > 0 && subscriber.status === 'ready')
      // The subscriber waits for Redis as long as it takes; shutdown does not.
      await Promise.race([
        subscriber.unsubscribe(...channels).catch(() => undefined),
        delay(this.connection.options.deadlineMs, undefined, { ref: false }),
      ]);
    if (this.running.size === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.drained = resolve;
    const timer = setTimeout(resolve, this.drainMs);
    await promise;
    clearTimeout(timer);
  }

  /** A reply is out when the last part of it is published; until then the request counts as running. */
  override getPublisher(...args: Parameters<ServerRedis['getPublisher']>) {
    const publish = super.getPublisher(...args);
    const [, , id] = args;
    this.running.add(id);
    return async (response: { isDisposed?: boolean }) => {
      try {
        await publish(response);
      } finally {
        if (response.isDisposed) this.settle(id);
      }
    };
  }

  private readonly onReady = (): void => {
    this._status$.next('connected' as Parameters<typeof this._status$.next>[0]);
  };

  // The subscriber is shared: what others subscribed to passes here as well.
  private readonly onMessage = (channel: string, text: string): void => {
    if (!this.messageHandlers.has(channel)) return;
    if (text.length > this.maxPayload) return this.refuse(channel, text);
    this.handleMessage(channel, text, this.pubClient, channel).catch((error: unknown) =>
      this.handleError(String(error)),
    );
  };

  /** Without parsing what is too long to parse: Nest's packets end with their id. */
  private refuse(channel: string, text: string): void {
    const id = /"id":"([\w-]{1,64})"\}$/.exec(text.slice(-100))?.[1];
    if (!id) return;
    const { problem } = toProblem(new HttpException('', 413), randomUUID());
    const reply = JSON.stringify({ err: problem, isDisposed: true, id });
    this.connection.client
      .publish(this.getReplyPattern(channel), reply)
      .catch((error: unknown) => this.handleError(String(error)));
  }

  private settle(id: string): void {
    this.running.delete(id);
    if (this.running.size === 0) this.drained?.();
  }
}
