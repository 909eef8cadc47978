import { randomUUID } from 'node:crypto';
import { HttpException, UnauthorizedException } from '@nestjs/common';
import { ServerRedis, type IncomingRequest, type WritePacket } from '@nestjs/microservices';
import { isObservable, type Subscription } from 'rxjs';
import { finalize } from 'rxjs/operators';
import type { RedisConnection, Unsubscribe } from '../redis/index.js';
import { toProblem } from './problem.js';
import { RpcClaims } from './rpc.claims.js';
import { RpcOverloadedError } from './rpc.errors.js';
import { RpcGate, type MessageGate } from './rpc.gate.js';
import { RpcGroup } from './rpc.group.js';
import { LAST_RANK, RpcIntake, type Offer } from './rpc.intake.js';
import { rpcKeys } from './rpc.keys.js';
import { RpcOpening, type Heard, type Opened } from './rpc.opening.js';
import { linesOf, RpcOutbox } from './rpc.outbox.js';
import { claimable, idAtEnd, inboxAtEnd, isInbox, isReply, type RpcMetadata } from './rpc.packets.js';
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
  /** Who may send messages, and whether they have to be signed. Everybody may, unsigned, unless told. */
  readonly gate?: MessageGate;
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
  private readonly gate: RpcGate;
  private readonly opening: RpcOpening;
  private readonly outbox: RpcOutbox;
  private readonly keys;
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
    this.gate = new RpcGate(given.gate);
    this.opening = new RpcOpening(this.gate, this.deserializer);
    this.outbox = new RpcOutbox(connection);
    this.keys = rpcKeys(connection.keys('rpc'));
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
    this.intake = new RpcIntake(new RpcClaims(connection, groupName), this.limits);
    try {
      // An app may start its microservices before it is initialised itself, and with it the connection.
      await connection.open();
      this.unsubscribes = await Promise.all(patterns.flatMap((pattern) => this.hear(pattern)));
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
    const [, , id, context] = args;
    const { replyTo } = (context.getMetadata() ?? {}) as RpcMetadata;
    const inbox = isInbox(replyTo) ? replyTo : undefined;
    return async (response: object) => {
      const packet: unknown = this.serializer.serialize(Object.assign(response, { id }));
      const text = JSON.stringify(this.gate.seal(packet as object, context));
      return this.reply(inbox, context.getChannel(), text);
    };
  }

  private async reply(inbox: string | undefined, channel: string, text: string): Promise<number> {
    return inbox === undefined
      ? this.outbox.publish(this.getReplyPattern(channel), text, 'single')
      : this.outbox.publish(inbox, text, 'packed');
  }

  private hear(pattern: string): Promise<Unsubscribe>[] {
    const { subscriptions, isCluster } = this.connection;
    const hear = (channel: string, text: string) =>
      this.onMessage({ pattern, channel, text, at: Date.now() });
    if (this.routes.isGlob(pattern))
      return [subscriptions.psubscribe(toRedisGlob(pattern), (text, channel) => hear(channel, text))];
    const plain = subscriptions.subscribe(pattern, (text) => hear(pattern, text));
    if (isCluster || this.messageHandlers.get(pattern)?.isEventHandler) return [plain];
    const packed = subscriptions.subscribe(this.keys.packed(pattern), (message) => {
      for (const text of linesOf(message)) hear(pattern, text);
    });
    return [plain, packed];
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
      this.sort(heard, isTheirs).catch((error: unknown) => {
        if (!(error instanceof HttpException)) this.handleError(String(error));
      });
    }
  }

  /** What has to be parsed to know what it is. */
  private async sort(heard: Heard, isTheirs: () => boolean): Promise<void> {
    const message = this.parseMessage(heard.text);
    if (this.routes.isGlob(heard.pattern) && isReply(message)) return;
    const { packet } = await this.open(heard, message);
    if ('id' in packet && packet.id !== undefined) {
      if (!isTheirs()) this.offerRequest(heard, packet.id);
    } else this.offerEvent(heard, packet.metadata);
  }

  private offerRequest(heard: Heard, id: string): void {
    const heardAt = performance.now();
    const run: Offer['run'] = (release) => {
      this.answer(heard, heardAt, release).catch(async (error: unknown) => {
        if (error instanceof HttpException) await this.refuse(heard, id, error);
        else this.handleError(String(error));
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

  private open(heard: Heard, parsed: unknown = this.parseMessage(heard.text)): Opened | Promise<Opened> {
    return this.opening.open(heard, parsed);
  }

  private async answer(heard: Heard, heardAt: number, release: () => void): Promise<void> {
    const { pattern, channel } = heard;
    const opening = this.open(heard);
    const { context, isFirst, ...opened } = opening instanceof Promise ? await opening : opening;
    const packet = opened.packet as IncomingRequest;
    const { timeoutMs } = (packet.metadata ?? {}) as RpcMetadata;
    if (!isFirst() || Number(timeoutMs) < performance.now() - heardAt) return release();
    const publish = this.getPublisher(this.pubClient, channel, packet.id, context);
    const handler = this.messageHandlers.get(pattern);
    // A reply is out when the last part of it is published; until then the request counts as running.
    const respond = async (response: WritePacket) => {
      try {
        await publish(response);
      } catch (error) {
        this.handleError(String(error));
      } finally {
        if (response.isDisposed) release();
      }
    };
    await Promise.resolve(
      this.runWithProcessingHooks(context, async (end) => {
        const result: unknown = await handler?.(packet.data, context);
        if (isObservable(result)) {
          this.send(result.pipe(finalize(end)), respond);
        } else {
          end();
          await respond({ response: result, isDisposed: true });
        }
      }),
    );
  }

  private async notice(heard: Heard): Promise<void> {
    try {
      const { packet, context, isFirst } = await this.open(heard);
      if (isFirst()) await this.handleEvent(heard.pattern, packet, context);
    } catch (error) {
      // What was refused the gate has told already.
      if (!(error instanceof HttpException)) this.handleError(String(error));
    }
  }

  private async refuse(heard: Heard, id: string, reason: Error): Promise<void> {
    const { channel, text } = heard;
    const { problem } = toProblem(reason, randomUUID());
    // Signed only for who has signed: else it would vouch for a stranger.
    const opened = reason instanceof UnauthorizedException ? undefined : await this.openQuietly(heard);
    const reply = JSON.stringify(this.gate.seal({ err: problem, isDisposed: true, id }, opened?.context));
    await this.reply(inboxAtEnd(text), channel, reply).catch((error: unknown) =>
      this.handleError(String(error)),
    );
  }

  private async openQuietly(heard: Heard) {
    // What is far too long is not read for that.
    if (heard.text.length > 4 * this.limits.maxPayload) return undefined;
    try {
      return await this.open(heard);
    } catch {
      return undefined;
    }
  }
}
