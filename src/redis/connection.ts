import { Logger } from '@nestjs/common';
import { first, firstValueFrom, timeout } from 'rxjs';
import { checkServer, type ServerFacts } from './boot-checks.js';
import { createClient, createSubscriber, duplicateClient, quit } from './client.js';
import { RedisSetupError } from './errors.js';
import { guard, type RedisClient } from './guard.js';
import { keySpace, type KeySpace } from './keys.js';
import type { RedisModuleOptions } from './redis.options.js';
import { Subscriptions } from './subscriptions.js';
import { tlsAdvice, tlsOf } from './tls.js';

/** How a connection is. `cause` says in a word or two why it is down. */
export interface RedisHealth {
  readonly status: 'up' | 'down';
  readonly latencyMs?: number;
  readonly cause?: string;
}

/**
 * One Redis as the whole process shares it: a client for commands and one that subscribes. Opened when the app
 * starts, closed after everything else has stopped.
 */
export class RedisConnection {
  /** For commands. Each answers within the deadline or fails with `REDIS_UNAVAILABLE`. Not for blocking reads, see {@link duplicate}. */
  readonly client: RedisClient;
  /** What this process listens to, over one connection that is dialled anew until it is back. */
  readonly subscriptions: Subscriptions;
  readonly isCluster: boolean;

  private readonly raw: RedisClient;
  private readonly logger: Logger;
  private lastError: Error | undefined;
  private serverFacts: ServerFacts | undefined;
  private opening: Promise<void> | undefined;
  private closed = false;

  constructor(
    readonly name: string,
    readonly options: RedisModuleOptions,
  ) {
    this.logger = new Logger(name === 'default' ? 'Redis' : `Redis:${name}`);
    this.raw = options.client ?? createClient(options);
    this.isCluster = this.raw.isCluster;
    this.client = guard(this.raw, { deadlineMs: options.deadlineMs, owned: !options.client });
    this.subscriptions = new Subscriptions(() => createSubscriber(options, this.raw), options.deadlineMs);
    if (!options.client) this.report(this.raw);
  }

  /** What the server said of itself when the connection was opened. */
  get facts(): ServerFacts | undefined {
    return this.serverFacts;
  }

  /** The keys of one feature on this connection. */
  keys(feature: string): KeySpace {
    return keySpace(this.options.prefix, feature);
  }

  /**
   * Waits until Redis is there and fit to carry us. It opens once, however often it is asked.
   *
   * @throws RedisSetupError in one sentence that says what to change; nothing stays open then
   */
  async open(): Promise<void> {
    this.opening ??= this.connect();
    return this.opening;
  }

  /** Lets what was sent be answered, then closes. Never throws and never waits longer than a deadline. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    const { client, deadlineMs } = this.options;
    await Promise.all([this.subscriptions.close(), !client && quit(this.raw, deadlineMs)]);
  }

  /**
   * A connection of its own for blocking reads, dialled at its first command. It has no deadline: a read waits through
   * a restart of Redis. On a Cluster it may fail when its node is lost, with an error of ioredis, and has to be asked
   * again. Whoever asks for the connection closes it; `purpose` names it in CLIENT LIST.
   */
  duplicate(purpose: string): RedisClient {
    const client = duplicateClient(this.raw, `${this.options.prefix}:${purpose}`);
    client.on('error', () => undefined); // the client for commands tells the same
    return client;
  }

  /** Asks Redis itself; answers within the deadline, whatever state Redis is in. */
  async health(): Promise<RedisHealth> {
    const startedAt = performance.now();
    try {
      // Through a key, so that on a Cluster a node is asked that has slots.
      await this.client.exists(`${this.keys('boot').root}health`);
      return { status: 'up', latencyMs: Math.round((performance.now() - startedAt) * 100) / 100 };
    } catch {
      return { status: 'down', cause: this.raw.status === 'ready' ? 'no reply' : this.raw.status };
    }
  }

  /** Where this connection leads, without credentials. */
  where(): string {
    const { clusterNodes, sentinels, sentinelName, url, path, host, port, client } = this.options;
    if (client) return 'the address that the app connected to';
    if (clusterNodes) return `cluster ${clusterNodes}`;
    if (sentinels) return `${sentinelName} of sentinels ${sentinels}`;
    if (url) return new URL(url).host || new URL(url).pathname;
    return path ?? `${host}:${port}`;
  }

  private async connect(): Promise<void> {
    try {
      await this.ready(this.raw);
      await this.listening();
      this.serverFacts = await checkServer(this.client, `${this.keys('boot').root}writable`);
      for (const warning of this.serverFacts.warnings)
        this.logger.warn(`Redis at ${this.where()}: ${warning}`);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  private async ready(client: RedisClient): Promise<void> {
    if (client.status === 'ready') return;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const fail = () => reject(this.unreachable());
    const onError = () => isFinal(this.lastError) && fail();
    const timer = setTimeout(fail, this.options.bootTimeoutMs);
    client.once('ready', resolve).on('error', onError);
    if (client.status === 'wait') client.connect().catch(() => undefined); // 'error' tells, and it goes on trying
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      client.off('ready', resolve).off('error', onError);
    }
  }

  private async listening(): Promise<void> {
    this.subscriptions.open();
    const connected = this.subscriptions.status.pipe(
      first((status) => status === 'connected'),
      timeout(this.options.bootTimeoutMs),
    );
    await firstValueFrom(connected).catch(() => {
      throw this.unreachable();
    });
  }

  private unreachable(): RedisSetupError {
    const reason = this.lastError ? `: ${this.lastError.message}` : '';
    // A Cluster client keeps to itself why a handshake failed, and a server without TLS just waits for more.
    const inTls = tlsOf(this.options)
      ? ', does it speak TLS there with a certificate that we trust (REDIS_TLS_CA_FILE)'
      : '';
    const advice =
      tlsAdvice(this.lastError) ?? `Is it running${inTls}, and do REDIS_URL and its like name it?`;
    return new RedisSetupError(`Redis at ${this.where()} cannot be reached${reason}. ${advice}`, {
      cause: this.lastError,
    });
  }

  /** Says once that Redis is gone and once that it is back, not at every attempt. */
  private report(client: RedisClient): void {
    let lostAt = 0;
    client.on('error', (error: Error & { lastNodeError?: Error }) => {
      this.lastError = error.lastNodeError ?? error;
    });
    client.on('close', () => {
      if (lostAt || this.closed || !this.serverFacts) return;
      lostAt = performance.now();
      this.logger.warn(`Lost Redis at ${this.where()}; trying again until it is back`);
    });
    client.on('ready', () => {
      if (lostAt)
        this.logger.log(
          `Redis at ${this.where()} is back after ${Math.round(performance.now() - lostAt)} ms`,
        );
      lostAt = 0;
      this.lastError = undefined;
    });
  }
}

/** Wrong credentials and certificates do not mend themselves by waiting. */
function isFinal(error: Error | undefined): boolean {
  if (tlsAdvice(error) !== undefined) return true;
  return /^(WRONGPASS|NOAUTH|NOPERM|ERR AUTH|ERR invalid password)/.test(error?.message ?? '');
}
