import { randomBytes } from 'node:crypto';
import type { WritePacket } from '@nestjs/microservices';
import type { Redis } from 'ioredis';
import type { RedisConnection, Unsubscribe } from '../redis/index.js';
import { NoRespondersError, RpcClosedError, RpcTimeoutError } from './rpc.errors.js';
import { rpcKeys } from './rpc.keys.js';

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

interface Pending extends Call {
  readonly timer: NodeJS.Timeout;
  /** Whether it also listens where all callers do. */
  readonly beside: boolean;
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
  private listening: Promise<Unsubscribe> | undefined;
  private count = 0;

  constructor(
    private readonly connection: RedisConnection,
    private readonly read: (text: string) => Promise<Reply>,
  ) {
    this.inbox = rpcKeys(connection.keys('rpc')).inbox(this.name);
  }

  /** An id that no other request has. */
  nextId(): string {
    return `${this.name}-${(this.count++).toString(36)}`;
  }

  /** Listens to the inbox, before anything is asked. */
  async listen(): Promise<void> {
    this.listening ??= this.connection.subscriptions.subscribe(this.inbox, (text) => {
      void this.receive(text, true);
    });
    try {
      await this.listening;
    } catch (error) {
      this.listening = undefined;
      throw error;
    }
  }

  /** Ends every call that waits with RPC_CLOSED. */
  async close(): Promise<void> {
    const { listening } = this;
    this.listening = undefined;
    for (const id of this.pending.keys()) this.fail(id, new RpcClosedError());
    await (
      await listening?.catch(() => undefined)
    )?.();
  }

  /** Sends a request; what it returns forgets it. */
  start(call: Call): () => void {
    const id = this.nextId();
    const expire = () => {
      this.toInbox.delete(call.channel);
      this.fail(id, new RpcTimeoutError(call.channel));
    };
    if (!this.listening) {
      // Closed between a caller's connect and its request: nobody would hear the answer.
      call.onPart({ err: new RpcClosedError(), isDisposed: true });
      return () => undefined;
    }
    const beside = !this.toInbox.has(call.channel);
    this.pending.set(id, { ...call, beside, timer: setTimeout(expire, call.timeoutMs) });
    // A stock server answers where all callers listen. Who it is that serves a channel, the first answer tells.
    if (beside) this.listenBeside(call.channel);
    this.send(id, call).catch((error: unknown) => this.fail(id, error));
    return () => this.forget(id);
  }

  private async send(id: string, call: Call): Promise<void> {
    const { channel } = call;
    if (this.pending.get(id)?.beside) await this.beside.get(channel)?.unsubscribe;
    if (!this.pending.has(id)) return;
    let listeners = await this.connection.client.publish(channel, call.write(id));
    if (this.connection.isCluster) listeners ||= await this.countOnCluster(channel);
    if (listeners === 0) throw new NoRespondersError(channel);
    if (!this.connection.isCluster) call.onListeners?.(listeners);
  }

  /** Once for all calls that wait there: each answer is then read once. */
  private listenBeside(channel: string): void {
    const there = this.beside.get(channel);
    if (there) {
      there.calls++;
      return;
    }
    const unsubscribe = this.connection.subscriptions.subscribe(`${channel}.reply`, (text) => {
      void this.receive(text, false);
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

  private async receive(text: string, inInbox: boolean): Promise<void> {
    const { id = '', err, response, isDisposed } = await this.read(text);
    const call = this.pending.get(id);
    if (!call) return;
    if (inInbox) this.remember(call.channel);
    if ((err || isDisposed) && !call.onListeners) {
      this.forget(id);
      call.onPart({ err, response, isDisposed: true });
    } else {
      call.onPart({ err, response });
      if (!call.onListeners) call.timer.refresh();
    }
  }

  private remember(channel: string): void {
    if (this.toInbox.size >= MAX_CHANNELS) this.toInbox.clear();
    this.toInbox.add(channel);
  }

  private fail(id: string, err: unknown): void {
    const call = this.pending.get(id);
    this.forget(id);
    call?.onPart({ err, isDisposed: true });
  }

  private forget(id: string): void {
    const call = this.pending.get(id);
    if (!call) return;
    this.pending.delete(id);
    clearTimeout(call.timer);
    if (call.beside) this.leaveBeside(call.channel);
  }
}
