import { randomBytes } from 'node:crypto';
import type { WritePacket } from '@nestjs/microservices';
import type { Redis } from 'ioredis';
import type { RedisConnection, Unsubscribe } from '../redis/index.js';
import { Deadlines } from './rpc.deadlines.js';
import { NoRespondersError, RpcClosedError, RpcTimeoutError } from './rpc.errors.js';
import { rpcKeys } from './rpc.keys.js';
import { linesOf, RpcOutbox } from './rpc.outbox.js';
import { RpcPacking } from './rpc.packing.js';

/** A request as its caller gives it. */
export interface Call {
  readonly channel: string;
  /** How long to wait for an answer, and between the parts of one. */
  readonly timeoutMs: number;
  /** What goes over the wire, given the id by which the answer is known. */
  readonly write: (id: string) => string;
  /** A part of the answer, or what it failed with. */
  readonly onPart: (part: WritePacket) => void;
  /** How many got the request, where that is known; several answers are awaited then, until the timeout. */
  readonly onListeners?: (count: number) => void;
}

interface Pending {
  readonly id: string;
  readonly call: Call;
  readonly timeoutMs: number;
  /** Whether it also listens where all callers do. */
  beside: boolean;
}

/** A channel of answers to all callers, while calls of ours wait there. */
interface Beside {
  readonly unsubscribe: Promise<Unsubscribe>;
  calls: number;
}

/** An answer as it comes over the wire. */
export type Reply = WritePacket & { readonly id?: string };

/** So many channels are remembered as answering to the inbox; more are learned anew. */
const MAX_CHANNELS = 10_000;

/** The requests of one client that wait for their answers. Each ends: by an answer, a timeout, or an error. */
export class RpcCalls {
  /** Where answers reach this client alone. */
  readonly inbox: string;
  private readonly name = randomBytes(12).toString('base64url');
  private readonly pending = new Map<string, Pending>();
  private readonly toInbox = new Set<string>();
  private readonly beside = new Map<string, Beside>();
  private readonly deadlines = new Deadlines<Pending>((pending) => this.expire(pending));
  private readonly outbox: RpcOutbox;
  private readonly packing: RpcPacking;
  private listening: Promise<Unsubscribe> | undefined;
  private count = 0;
  private heard = false;

  constructor(
    private readonly connection: RedisConnection,
    private readonly read: (text: string) => Reply | Promise<Reply>,
  ) {
    this.outbox = new RpcOutbox(connection);
    this.packing = new RpcPacking(connection);
    this.inbox = rpcKeys(connection.keys('rpc')).inbox(this.name);
  }

  /** An id that no other request has. */
  nextId(): string {
    return `${this.name}-${(this.count++).toString(36)}`;
  }

  /** Listens to the inbox, before anything is asked. */
  async listen(): Promise<void> {
    const listening = (this.listening ??= this.connection.subscriptions.subscribe(this.inbox, (message) => {
      for (const text of linesOf(message)) this.hear(text, true);
    }));
    try {
      await listening;
      this.heard = this.listening === listening; // unless it was closed meanwhile
    } catch (error) {
      this.listening = undefined;
      throw error;
    }
  }

  /** Whether answers are heard already, so that a call need not wait for that. */
  get isListening(): boolean {
    return this.heard;
  }

  /** Ends every call that waits with RPC_CLOSED. */
  async close(): Promise<void> {
    const { listening } = this;
    this.listening = undefined;
    this.heard = false;
    for (const id of this.pending.keys()) this.fail(id, new RpcClosedError());
    await (
      await listening?.catch(() => undefined)
    )?.();
  }

  /** Sends a request; what it returns forgets it. */
  start(call: Call): () => void {
    const id = this.nextId();
    if (!this.listening) {
      // Closed between a caller's connect and its request: nobody would hear the answer.
      call.onPart({ err: new RpcClosedError(), isDisposed: true });
      return () => undefined;
    }
    const pending: Pending = { id, call, beside: false, timeoutMs: call.timeoutMs };
    this.pending.set(id, pending);
    this.deadlines.add(pending);
    // A stock server answers where all callers listen. Who it is that serves a channel, the first answer tells.
    if (!this.toInbox.has(call.channel) || this.packing.isMixed(call.channel)) this.listenBeside(pending);
    this.send(pending).catch((error: unknown) => this.fail(id, error));
    return () => this.forget(id);
  }

  private async send(pending: Pending): Promise<void> {
    const { id, call } = pending;
    const { channel } = call;
    const text = call.write(id);
    const packed = this.packedFor(pending);
    if (packed !== undefined) {
      if ((await this.outbox.publish(packed, text, 'packed')) > 0) return;
      this.unpack(pending);
    }
    if (pending.beside) await this.beside.get(channel)?.unsubscribe;
    if (!this.pending.has(id)) return;
    const listeners = await this.tell(channel, text);
    if (listeners === 0) throw new NoRespondersError(channel);
    if (!this.connection.isCluster) call.onListeners?.(listeners);
    // Who asks one after the other gains nothing from packing.
    if (this.pending.size > 1) await this.packing.learn(channel, listeners);
  }

  private packedFor({ beside, call }: Pending): string | undefined {
    // All who hear it are to answer who gathers answers, and are counted.
    return beside || call.onListeners ? undefined : this.packing.channelFor(call.channel);
  }

  /** Those who answered to the inbox have gone. */
  private unpack(pending: Pending): void {
    this.packing.forget(pending.call.channel);
    if (this.pending.has(pending.id)) this.listenBeside(pending);
  }

  private async tell(channel: string, text: string): Promise<number> {
    const listeners = await this.outbox.publish(channel, text, 'single');
    return listeners === 0 && this.connection.isCluster ? this.countOnCluster(channel) : listeners;
  }

  private expire({ id, call: { channel } }: Pending): void {
    this.toInbox.delete(channel);
    this.packing.forget(channel);
    this.fail(id, new RpcTimeoutError(channel));
  }

  /** Once for all calls that wait there: each answer is then read once. */
  private listenBeside(pending: Pending): void {
    const { channel } = pending.call;
    this.toInbox.delete(channel);
    pending.beside = true;
    const there = this.beside.get(channel);
    if (there) {
      there.calls++;
      return;
    }
    const unsubscribe = this.connection.subscriptions.subscribe(`${channel}.reply`, (text) => {
      this.hear(text, false);
    });
    unsubscribe.catch(() => undefined); // each call hears of it by its own request
    this.beside.set(channel, { unsubscribe, calls: 1 });
  }

  private leaveBeside(channel: string): void {
    const there = this.beside.get(channel);
    if (!there || --there.calls > 0) return;
    this.beside.delete(channel);
    there.unsubscribe.then(async (unsubscribe) => unsubscribe()).catch(() => undefined);
  }

  /** A node of a Cluster counts only its own clients, so the others are asked. Patterns cannot be counted: somebody may be there. */
  private async countOnCluster(channel: string): Promise<number> {
    const nodes = (this.connection.client as unknown as { nodes(): Redis[] }).nodes();
    const countOn = async (node: Redis) => {
      const [[, exact], patterns] = await Promise.all([
        node.pubsub('NUMSUB', channel) as Promise<[string, number]>,
        node.pubsub('NUMPAT') as unknown as Promise<number>,
      ]);
      return exact + patterns;
    };
    // The request is on its way already. Behind a node that does not answer there may be somebody who does.
    const counts = await Promise.all(nodes.map(async (node) => countOn(node).catch(() => 1)));
    return counts.reduce((sum, count) => sum + count, 0);
  }

  private hear(text: string, inInbox: boolean): void {
    const reply = this.read(text);
    if (reply instanceof Promise)
      reply.then(
        (read) => this.receive(read, inInbox),
        () => undefined, // nobody's answer
      );
    else this.receive(reply, inInbox);
  }

  private receive({ id = '', err, response, isDisposed }: Reply, inInbox: boolean): void {
    const pending = this.pending.get(id);
    if (!pending) return;
    const { call } = pending;
    if (inInbox) this.remember(call.channel);
    if ((err || isDisposed) && !call.onListeners) {
      this.forget(id);
      call.onPart({ err, response, isDisposed: true });
    } else {
      call.onPart({ err, response });
      if (!call.onListeners && this.pending.has(id)) this.deadlines.add(pending);
    }
  }

  private remember(channel: string): void {
    if (this.toInbox.size >= MAX_CHANNELS) this.toInbox.clear();
    this.toInbox.add(channel);
  }

  private fail(id: string, err: unknown): void {
    const pending = this.pending.get(id);
    this.forget(id);
    pending?.call.onPart({ err, isDisposed: true });
  }

  private forget(id: string): void {
    const pending = this.pending.get(id);
    if (!pending) return;
    this.pending.delete(id);
    this.deadlines.delete(pending);
    if (pending.beside) this.leaveBeside(pending.call.channel);
  }
}
