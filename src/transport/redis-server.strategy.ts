import { randomUUID } from 'node:crypto';
import { HttpException } from '@nestjs/common';
import { ServerRedis } from '@nestjs/microservices';
import type { Subscription } from 'rxjs';
import type { RedisConnection, Unsubscribe } from '../redis/index.js';
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
  private unsubscribes: Unsubscribe[] = [];
  private statusChanges: Subscription | undefined;

  constructor(
    private readonly connection: RedisConnection,
    { maxPayload = 1_048_576, drainMs = 10_000 }: RedisServerOptions = {},
  ) {
    super({});
    this.maxPayload = maxPayload;
    this.drainMs = drainMs;
  }

  override async listen(callback: (error?: unknown) => void): Promise<void> {
    const { subscriptions, client } = this.connection;
    this.pubClient = client;
    try {
      // An app may start its microservices before it is initialised itself, and with it the connection.
      await this.connection.open();
      const channels = [...this.messageHandlers.keys()];
      this.unsubscribes = await Promise.all(
        channels.map(async (channel) =>
          subscriptions.subscribe(channel, (text) => this.onMessage(channel, text)),
        ),
      );
      this.statusChanges = subscriptions.status.subscribe((status) =>
        this._status$.next(status as Parameters<typeof this._status$.next>[0]),
      );
      callback();
    } catch (error) {
      callback(error);
    }
  }

  /** Stops listening, lets what runs finish and answer, and leaves the shared connection open: it is not ours. */
  override async close(): Promise<void> {
    this.isManuallyClosed = true;
    this.statusChanges?.unsubscribe();
    await Promise.all(this.unsubscribes.map(async (unsubscribe) => unsubscribe()));
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

  private onMessage(channel: string, text: string): void {
    if (text.length > this.maxPayload) return this.refuse(channel, text);
    this.handleMessage(channel, text, this.pubClient, channel).catch((error: unknown) =>
      this.handleError(String(error)),
    );
  }

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
