import { hash, randomUUID } from 'node:crypto';
import { HttpException } from '@nestjs/common';
import { RedisContext, ServerRedis, type IncomingRequest } from '@nestjs/microservices';
import type { Subscription } from 'rxjs';
import type { RedisConnection, Unsubscribe } from '../redis/index.js';
import { toProblem } from './problem.js';
import { RpcClaims } from './rpc.claims.js';
import { RpcOverloadedError } from './rpc.errors.js';
import { RpcGroup } from './rpc.group.js';
import { LAST_RANK, RpcIntake, type Offer } from './rpc.intake.js';
import { idAtEnd, inboxAtEnd, isInbox, isReply, type RpcMetadata } from './rpc.packets.js';
import { RpcRoutes, toRedisGlob } from './rpc.routes.js';

type StockOptions = ConstructorParameters<typeof ServerRedis>[0];

/** What {@link RedisServerStrategy} can be told. */
export interface RedisServerOptions extends Pick<StockOptions, 'wildcards' | 'serializer' | 'deserializer'> {
  /** Replicas with the same group, under the same key prefix, share the work; `default` unless told. */
  readonly group?: string;
  /** Most messages that are handled at the same time; more wait, and are taken by another replica that has room. 1000 unless told. */
  readonly maxInFlight?: number;
  /** Most messages that wait; who comes later is refused with RPC_OVERLOADED. 10,000 unless told. */
  readonly maxWaiting?: number;
  /** Longest message that is read; longer ones are answered with PAYLOAD_TOO_LARGE. Characters, 1 MiB unless told. */
  readonly maxPayload?: number;
  /** How long to wait at shutdown for what still runs. 10 s unless told. */
  readonly drainMs?: number;
}

/** A message as it was heard: on which channel, by way of which of our patterns. */
interface Heard {
  readonly pattern: string;
  readonly channel: string;
  readonly text: string;
}

/**
 * Nest's Redis transport over the connection that the process already has: the same wire, hooks and context, so an
 * unmodified `ClientProxy` works, but no connections of its own, Sentinel and Cluster included, and no end to reconnecting.
 *
 * Replicas share the work: each request is handled by exactly one of a group. Events reach all, as Nest has it, or one
 * of each group where the handler says so: `@EventPattern('user.created', { delivery: 'group' })`. A handler of
 * requests that says `{ delivery: 'all' }` runs on every replica, for a caller that gathers the answers.
 *
 * Closing lets running handlers finish and answer first.
 */
export class RedisServerStrategy extends ServerRedis {
  private readonly limits;
  private readonly byId: boolean;
  private routes = new RpcRoutes([], false);
  private group: RpcGroup | undefined;
  private intake: RpcIntake | undefined;
  private unsubscribes: Unsubscribe[] = [];
  private statusChanges: Subscription | undefined;

  constructor(
    private readonly connection: RedisConnection,
    private readonly given: RedisServerOptions = {},
  ) {
    super(given);
    const { maxInFlight = 1000, maxWaiting = 10_000, maxPayload = 1_048_576 } = given;
    this.limits = { maxInFlight, maxWaiting, maxPayload };
    this.byId = given.deserializer === undefined;
  }

  override async listen(callback: (error?: unknown) => void): Promise<void> {
    const { connection, given } = this;
    const { subscriptions, client } = connection;
    const patterns = [...this.messageHandlers.keys()];
    const groupName = given.group ?? 'default';
    this.pubClient = client;
    this.subClient = client; // for `unwrap` only: what is heard comes by way of `subscriptions`
    this.routes = new RpcRoutes(patterns, given.wildcards ?? false);
    const group = (this.group = new RpcGroup(connection, groupName, patterns));
    this.intake = new RpcIntake(new RpcClaims(connection, groupName, group.member), this.limits);
    try {
      // An app may start its microservices before it is initialised itself, and with it the connection.
      await connection.open();
      this.unsubscribes = await Promise.all(patterns.map(async (pattern) => this.hear(pattern)));
      // Others count on this replica from here on, so it listens already.
      if (patterns.length > 0) await group.join();
      this.statusChanges = subscriptions.status.subscribe((status) =>
        this._status$.next(status as Parameters<typeof this._status$.next>[0]),
      );
      callback();
    } catch (error) {
      callback(error);
    }
  }

  /** Leaves the work to the others, lets what runs finish and answer, and leaves the shared connection open: it is not ours. */
  override async close(): Promise<void> {
    this.isManuallyClosed = true;
    this.statusChanges?.unsubscribe();
    await this.group?.leave();
    await Promise.all(this.unsubscribes.map(async (unsubscribe) => unsubscribe()));
    await this.intake?.drain(this.given.drainMs ?? 10_000);
  }

  /** Listens to the shared client for commands. */
  override on(...[event, callback]: Parameters<ServerRedis['on']>): void {
    const notify = callback as (type: string, ...args: unknown[]) => void;
    this.connection.client.on(event, (...args: unknown[]) => notify('pub', ...args));
  }

  /** Answers go to the caller's own inbox, where it has one, and else to where all callers of a pattern listen. */
  override getPublisher(...args: Parameters<ServerRedis['getPublisher']>) {
    const [pub, , id, context] = args;
    const { replyTo } = (context.getMetadata() ?? {}) as RpcMetadata;
    if (!isInbox(replyTo)) return super.getPublisher(...args);
    return async (response: object) => {
      const packet: unknown = this.serializer.serialize(Object.assign(response, { id }));
      return (pub as typeof this.connection.client).publish(replyTo, JSON.stringify(packet));
    };
  }

  private async hear(pattern: string): Promise<Unsubscribe> {
    const { subscriptions } = this.connection;
    return this.routes.isGlob(pattern)
      ? subscriptions.psubscribe(toRedisGlob(pattern), (text, channel) =>
          this.onMessage({ pattern, channel, text }),
        )
      : subscriptions.subscribe(pattern, (text) => this.onMessage({ pattern, channel: pattern, text }));
  }

  private onMessage(heard: Heard): void {
    if (this.group?.isBehind()) return;
    const { text, pattern, channel } = heard;
    // With wildcards several patterns hear a request; one of them answers it.
    const isTheirs = () => this.routes.patternFor(channel) !== pattern;
    const id = idAtEnd(text);
    if (text.length > this.limits.maxPayload) {
      if (id !== undefined && !isTheirs())
        this.offer(heard, {
          id,
          run: (release) => void this.refuse(heard, id, new HttpException('', 413)).then(release),
        });
    } else if (id !== undefined && this.byId && !this.routes.isGlob(pattern)) {
      this.offerRequest(heard, id);
    } else {
      this.sort(heard, isTheirs).catch((error: unknown) => this.handleError(String(error)));
    }
  }

  /** What has to be parsed to know what it is. */
  private async sort(heard: Heard, isTheirs: () => boolean): Promise<void> {
    const { text, channel } = heard;
    const message = this.parseMessage(text);
    if (this.routes.isGlob(heard.pattern) && isReply(message)) return;
    const packet = await this.deserializer.deserialize(message, { channel });
    if ('id' in packet && packet.id !== undefined) {
      if (!isTheirs()) this.offerRequest(heard, packet.id);
    } else this.offerEvent(heard, packet.metadata);
  }

  private offerRequest(heard: Heard, id: string): void {
    const heardAt = performance.now();
    const run: Offer['run'] = (release) => {
      this.answer(heard, heardAt, release).catch((error: unknown) => {
        this.handleError(String(error));
        release();
      });
    };
    const all = this.messageHandlers.get(heard.pattern)?.extras?.['delivery'] === 'all';
    this.offer(heard, { id, run, all });
  }

  private offerEvent(heard: Heard, metadata: RpcMetadata | undefined): void {
    const run: Offer['run'] = (release) => void this.notice(heard).finally(release);
    const handler = this.messageHandlers.get(heard.pattern);
    if (handler?.extras?.['delivery'] !== 'group') return this.offer(heard, { run, all: true });
    if (metadata?.eventId !== undefined) return this.offer(heard, { id: metadata.eventId, run });
    // Two that say the same cannot be told apart, so there is nothing to claim: whose turn it is takes it.
    if (this.group?.rank(heard.text) === 0) this.offer(heard, { run, all: true });
  }

  private offer(heard: Heard, { id, run, all }: { id?: string; run: Offer['run']; all?: boolean }): void {
    const claimed = id !== undefined && !all;
    const rank = claimed ? (this.group?.rank(id) ?? 0) : 0;
    const last = rank >= Math.min(LAST_RANK, this.group?.others ?? 0);
    const refuse = () => {
      if (id !== undefined) void this.refuse(heard, id, new RpcOverloadedError());
    };
    this.intake?.offer({ ...(claimed && { id: claimable(id) }), rank, last, run, refuse });
  }

  private async answer(heard: Heard, heardAt: number, release: () => void): Promise<void> {
    const { pattern, channel, text } = heard;
    const packet = (await this.deserializer.deserialize(this.parseMessage(text), {
      channel,
    })) as IncomingRequest;
    const context = new RedisContext([channel, packet.metadata]);
    const { timeoutMs } = (packet.metadata ?? {}) as RpcMetadata;
    if (Number(timeoutMs) < performance.now() - heardAt) return release();
    const publish = this.getPublisher(this.pubClient, channel, packet.id, context);
    const handler = this.messageHandlers.get(pattern);
    const produce = async () => this.transformToObservable(await handler?.(packet.data, context));
    // A reply is out when the last part of it is published; until then the request counts as running.
    await Promise.resolve(
      this.handleRequest(context, produce, async (response) => {
        try {
          await publish(response);
        } finally {
          if (response.isDisposed) release();
        }
      }),
    );
  }

  private async notice({ pattern, channel, text }: Heard): Promise<void> {
    try {
      await this.handleMessage(pattern, text, this.pubClient, channel);
    } catch (error) {
      this.handleError(String(error));
    }
  }

  private async refuse({ channel, text }: Heard, id: string, reason: Error): Promise<void> {
    const { problem } = toProblem(reason, randomUUID());
    const reply = JSON.stringify({ err: problem, isDisposed: true, id });
    await this.connection.client
      .publish(inboxAtEnd(text) ?? this.getReplyPattern(channel), reply)
      .catch((error: unknown) => this.handleError(String(error)));
  }
}

/** An id as part of a key: what is no id of Nest's or ours may be of any length. */
function claimable(id: string): string {
  return /^[\w-]{1,64}$/.test(id) ? id : hash('sha1', id);
}
