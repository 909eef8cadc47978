import { ClientProxy, type ReadPacket, type RedisOptions, type WritePacket } from '@nestjs/microservices';
import type { Subscription } from 'rxjs';
import { traceHeaders } from '../kernel/tracing.js';
import type { RedisConnection } from '../redis/index.js';
import { RpcCalls, type Reply } from './rpc.calls.js';
import { RpcTimeoutError } from './rpc.errors.js';
import type { RpcMetadata } from './rpc.packets.js';

type StockOptions = Required<RedisOptions>['options'];

/** What {@link RedisRpcClient} can be told. */
export interface RpcClientOptions extends Pick<StockOptions, 'serializer' | 'deserializer'> {
  /** How long to wait for an answer, and between the parts of one. 5 s unless told. */
  readonly timeoutMs?: number;
}

/** What a single call can be told. */
export interface RpcCallOptions {
  /** How long to wait for the answer; the client's own timeout unless told. */
  readonly timeoutMs?: number;
  /** Gives the call up: it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Travels beside the data, as the active trace does by itself: a tenant, say. A handler reads it with `RedisContext.getMetadata()`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What gathering answers can be told. */
export interface RpcGatherOptions extends RpcCallOptions {
  /** How many answers are enough; where Redis tells how many listen, all of them, unless told. */
  readonly max?: number;
}

/**
 * Nest's `ClientProxy` for the Redis transport, over the connection that the process already has. On the wire it is a
 * Nest client and speaks to any Nest server; where {@link RedisServerStrategy} serves, an answer reaches nobody but its
 * caller. Every call ends: with an answer, a timeout, or at once where nobody listens.
 */
export class RedisRpcClient extends ClientProxy {
  private readonly timeoutMs: number;
  private readonly calls: RpcCalls;
  private statusChanges: Subscription | undefined;

  constructor(
    private readonly connection: RedisConnection,
    { timeoutMs = 5000, ...stock }: RpcClientOptions = {},
  ) {
    super();
    this.timeoutMs = timeoutMs;
    this.initializeSerializer(stock);
    this.initializeDeserializer(stock);
    const read = (text: string): Reply | Promise<Reply> => this.deserializer.deserialize(parse(text));
    this.calls = new RpcCalls(connection, read);
  }

  /** Listens for answers. Calls do so by themselves. */
  override async connect(): Promise<void> {
    const { status } = this.connection.subscriptions;
    this.statusChanges ??= status.subscribe((change) => this._status$.next(change));
    await this.calls.listen();
  }

  /** Ends every call that waits with RPC_CLOSED. The shared connection stays open: it is not ours. */
  override async close(): Promise<void> {
    this.statusChanges?.unsubscribe();
    this.statusChanges = undefined;
    await this.calls.close();
  }

  /** The shared client for commands, of whatever type a caller of `ClientProxy` asks for; `never` where it asks for none. */
  override unwrap(): never {
    return this.connection.client as never;
  }

  /**
   * Asks, and resolves with the answer; of one that is streamed, with its last part.
   *
   * @throws NoRespondersError, RpcTimeoutError, or whatever the handler answered as its error
   */
  async request<T = unknown>(pattern: unknown, data: unknown, options: RpcCallOptions = {}): Promise<T> {
    if (!this.calls.isListening) await this.connect();
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    let last: unknown;
    const cancel = this.start(this.packet(pattern, data, options), {
      timeoutMs: options.timeoutMs,
      onPart: ({ err, response, isDisposed }) => {
        if (response !== undefined) last = response;
        if (err) reject(err as Error);
        else if (isDisposed) resolve(last as T);
      },
    });
    return unlessAborted(promise, cancel, options.signal);
  }

  /**
   * Asks all who listen, and resolves with what they answered within the timeout, each for itself. It reaches every
   * replica of a service whose handler says so: `@MessagePattern('cache.size', { delivery: 'all' })`.
   *
   * @throws NoRespondersError
   */
  async gather<T = unknown>(
    pattern: unknown,
    data: unknown,
    options: RpcGatherOptions = {},
  ): Promise<PromiseSettledResult<T>[]> {
    await this.connect();
    const { promise, resolve, reject } = Promise.withResolvers<PromiseSettledResult<T>[]>();
    const answers: PromiseSettledResult<T>[] = [];
    let enough = options.max ?? Infinity;
    const stopWhenEnough = () => answers.length >= enough && resolve(answers);
    const cancel = this.start(this.packet(pattern, data, options), {
      timeoutMs: options.timeoutMs,
      onListeners: (count) => {
        enough = Math.min(enough, count);
        stopWhenEnough();
      },
      onPart: ({ err, response, isDisposed }) => {
        if (err instanceof RpcTimeoutError) resolve(answers);
        else if (err && isDisposed) reject(err as Error);
        else if (err) answers.push({ status: 'rejected', reason: err });
        else if (response !== undefined) answers.push({ status: 'fulfilled', value: response as T });
        stopWhenEnough();
      },
    });
    return unlessAborted(promise, cancel, options.signal).finally(cancel);
  }

  protected override publish(packet: ReadPacket, onPart: (part: WritePacket) => void): () => void {
    return this.start(packet, { onPart });
  }

  protected override async dispatchEvent<T = unknown>(packet: ReadPacket): Promise<T> {
    const metadata = {
      ...traceHeaders(),
      ...packet.metadata,
      eventId: this.calls.nextId(),
    } satisfies RpcMetadata;
    const text = JSON.stringify(this.serializer.serialize({ ...packet, metadata }));
    return (await this.connection.client.publish(this.normalizePattern(packet.pattern as string), text)) as T;
  }

  private packet(pattern: unknown, data: unknown, { headers }: RpcCallOptions): ReadPacket {
    const packet = this.createPacket(pattern, data);
    return headers ? { ...packet, metadata: { ...packet.metadata, ...headers } } : packet;
  }

  private start(
    packet: ReadPacket,
    call: Pick<Parameters<RpcCalls['start']>[0], 'onPart' | 'onListeners'> & { readonly timeoutMs?: number },
  ): () => void {
    const timeoutMs = call.timeoutMs ?? this.timeoutMs;
    const ours: RpcMetadata = { replyTo: this.calls.inbox, timeoutMs: String(timeoutMs) };
    const metadata = { ...traceHeaders(), ...packet.metadata, ...ours };
    return this.calls.start({
      ...call,
      timeoutMs,
      channel: this.normalizePattern(packet.pattern as string),
      write: (id) => JSON.stringify(this.serializer.serialize({ ...packet, metadata, id })),
    });
  }
}

async function unlessAborted<T>(promise: Promise<T>, cancel: () => void, signal?: AbortSignal): Promise<T> {
  if (!signal) return promise;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = () => {
    cancel();
    reject(signal.reason as Error);
  };
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  return Promise.race([promise, aborted]).finally(() => signal.removeEventListener('abort', abort));
}

/** What is no JSON is nobody's answer. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
