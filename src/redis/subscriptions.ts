import { Logger } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { BehaviorSubject } from 'rxjs';
import { quit, retryDelayMs } from './client.js';
import { fromRedis, RedisUnavailableError } from './errors.js';

/** Ends one subscription; the last one on a channel unsubscribes from Redis. Never throws. */
export type Unsubscribe = () => Promise<void>;

type Listener = (text: string, channel: string) => void;

interface Subscriber {
  readonly onMessage: Listener;
  readonly onGap: (() => void) | undefined;
}

/** A channel or pattern that somebody here listens to. */
interface Entry {
  readonly subscribers: Set<Subscriber>;
  /** Settles when Redis has said that it will send us its messages. */
  readonly subscribed: PromiseWithResolvers<void>;
  /** Whether it has ever said so: what is lost before that is no gap. */
  heard: boolean;
}

type Kind = 'subscribe' | 'psubscribe';

/** A silent peer (no FIN, no RST) is found out by a ping that gets no answer: after `pingMs` and the client's socket timeout. */
const pingMs = 1000;

/**
 * All that a process listens to, over one connection, whatever the topology: on a Cluster every node hears every
 * message, so one node serves. A lost connection is dialled anew until it is back, on a Cluster at whatever node
 * answers, and everything is subscribed again.
 *
 * Messages published meanwhile are gone: that is Redis' pub/sub. Each subscriber is told by its `onGap`, once it hears again.
 */
export class Subscriptions {
  /** Whether messages arrive at this moment. */
  readonly status = new BehaviorSubject<'connected' | 'disconnected'>('disconnected');

  private readonly logger = new Logger(Subscriptions.name);
  private readonly entries = { subscribe: new Map<string, Entry>(), psubscribe: new Map<string, Entry>() };
  private client: Redis | undefined;
  private timer: NodeJS.Timeout | undefined;
  private attempt = 0;
  private closed = false;

  constructor(
    /** Makes a client that does not reconnect by itself, not yet connected; nothing while no node is known. */
    private readonly dial: () => Redis | undefined,
    private readonly deadlineMs: number,
  ) {}

  /**
   * Calls `onMessage` with each message on `channel`, from the moment this resolves.
   *
   * @param onGap called when messages may have been missed, after they arrive again
   * @throws RedisUnavailableError when Redis does not confirm within the deadline; nothing stays subscribed then
   */
  async subscribe(channel: string, onMessage: Listener, onGap?: () => void): Promise<Unsubscribe> {
    return this.add('subscribe', channel, { onMessage, onGap });
  }

  /** The same for all channels that fit a glob `pattern` as Redis matches it (`*`, `?`, `[ab]`). */
  async psubscribe(pattern: string, onMessage: Listener, onGap?: () => void): Promise<Unsubscribe> {
    return this.add('psubscribe', pattern, { onMessage, onGap });
  }

  /** Connects, and goes on trying; {@link status} tells when. */
  open(): void {
    if (!this.client) this.connect();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    if (this.client && this.client.status !== 'end') await quit(this.client, this.deadlineMs);
    this.status.complete();
  }

  private async add(kind: Kind, name: string, subscriber: Subscriber): Promise<Unsubscribe> {
    const entry = this.entries[kind].get(name) ?? this.create(kind, name);
    entry.subscribers.add(subscriber);
    try {
      await this.withinDeadline(entry.subscribed.promise);
    } catch (error) {
      this.remove(kind, name, subscriber);
      throw fromRedis(error);
    }
    return async () => this.remove(kind, name, subscriber);
  }

  private create(kind: Kind, name: string): Entry {
    const entry: Entry = { subscribers: new Set(), subscribed: Promise.withResolvers(), heard: false };
    entry.subscribed.promise.catch(() => undefined); // each subscriber hears of it by its own race
    this.entries[kind].set(name, entry);
    // Commands of one connection are run in their order, so an UNSUBSCRIBE still on its way does no harm.
    if (this.client?.status === 'ready') void this.confirm(this.client, kind, [name]);
    return entry;
  }

  private remove(kind: Kind, name: string, subscriber: Subscriber): void {
    const entry = this.entries[kind].get(name);
    if (!entry?.subscribers.delete(subscriber) || entry.subscribers.size > 0) return;
    this.entries[kind].delete(name);
    if (this.client?.status !== 'ready') return; // a new connection subscribes only to what is left
    const unsubscribe = kind === 'subscribe' ? this.client.unsubscribe(name) : this.client.punsubscribe(name);
    unsubscribe.catch(() => undefined);
  }

  private async withinDeadline(subscribed: Promise<void>): Promise<void> {
    const { promise: late, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new RedisUnavailableError()), this.deadlineMs);
    await Promise.race([subscribed, late]).finally(() => clearTimeout(timer));
  }

  private connect(): void {
    if (this.closed) return;
    this.client = this.dial();
    if (!this.client) return this.connectLater();
    const client = this.client;
    client.on('error', () => undefined); // the client for commands tells the same
    client.on('ready', () => void this.resume(client));
    client.once('end', () => {
      this.status.next('disconnected');
      this.connectLater();
    });
    client.on('message', (channel, text) => this.deliver(this.entries.subscribe.get(channel), text, channel));
    client.on('pmessage', (pattern, channel, text) =>
      this.deliver(this.entries.psubscribe.get(pattern), text, channel),
    );
    client.connect().catch(() => undefined);
  }

  private connectLater(): void {
    clearTimeout(this.timer);
    if (this.closed) return;
    this.timer = setTimeout(() => this.connect(), retryDelayMs(++this.attempt));
  }

  /** After connecting: subscribes to all there is, then tells those who may have missed something. */
  private async resume(client: Redis): Promise<void> {
    this.attempt = 0;
    this.watch(client);
    const gaps = Object.values(this.entries).flatMap((map) => [...map.values()].filter(({ heard }) => heard));
    await Promise.all(
      (['subscribe', 'psubscribe'] as const).map(async (kind) => {
        const names = [...this.entries[kind].keys()];
        if (names.length > 0) await this.confirm(client, kind, names);
      }),
    );
    if (this.closed || client.status !== 'ready') return;
    this.status.next('connected');
    for (const { subscribers } of gaps) for (const { onGap } of subscribers) if (onGap) this.call(onGap);
  }

  private async confirm(client: Redis, kind: Kind, names: string[]): Promise<void> {
    const entries = names.flatMap((name) => this.entries[kind].get(name) ?? []);
    try {
      await client[kind](...names);
      for (const entry of entries) {
        entry.heard = true;
        entry.subscribed.resolve();
      }
    } catch (error) {
      // A lost connection is tried again and may yet confirm; what the server refuses (an ACL) stays refused.
      if (client.status === 'ready') for (const entry of entries) entry.subscribed.reject(error);
    }
  }

  private watch(client: Redis): void {
    this.timer = setTimeout(() => {
      if (client.status !== 'ready') return;
      client.ping().catch(() => undefined);
      this.watch(client);
    }, pingMs);
    this.timer.unref();
  }

  private deliver(entry: Entry | undefined, text: string, channel: string): void {
    for (const { onMessage } of entry?.subscribers ?? []) this.call(() => onMessage(text, channel));
  }

  /** A subscriber that throws harms no other. */
  private call(notify: () => void): void {
    try {
      notify();
    } catch (error) {
      this.logger.error(error);
    }
  }
}
