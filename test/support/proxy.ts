import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../scripts/redis-server.mjs';

type Direction = 'toServer' | 'toClient';

/** Starts a proxy in front of a port of 127.0.0.1, which a test then makes slow, deaf or unreachable. */
export async function startProxy(targetPort: number): Promise<Proxy> {
  const proxy = new Proxy(await freePort(), targetPort);
  await proxy.accept();
  return proxy;
}

/** A TCP proxy with the faults of a network: see `startProxy`. */
export class Proxy {
  readonly host = '127.0.0.1';
  /** What has been passed on, counted until `resetCounts()`. A round trip starts when the client speaks again. */
  counts = emptyCounts();
  /** How long each chunk is held back, each way. */
  delayMs = 0;
  readonly #dropped = new Set<Direction>();
  readonly #sockets = new Set<Socket>();
  readonly #targetPort: number;
  #server: Server | undefined;
  #lastDirection: Direction = 'toClient';

  constructor(
    readonly port: number,
    targetPort: number,
  ) {
    this.#targetPort = targetPort;
  }

  get url(): string {
    return `redis://${this.host}:${this.port}`;
  }

  /** The number of clients that are connected now. */
  get clientCount(): number {
    return this.#sockets.size / 2;
  }

  /** Swallows all bytes, both ways, while the connections stay open. */
  drop(): void {
    this.#dropped.add('toServer').add('toClient');
  }

  /** Swallows what the server answers: it does what it is told, and nobody hears of it. */
  dropReplies(): void {
    this.#dropped.add('toClient');
  }

  /** Ends `drop()` and `dropReplies()`; what was swallowed is lost. */
  heal(): void {
    this.#dropped.clear();
  }

  /** Cuts all connections. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Refuses new connections; the open ones stay. */
  refuse(): void {
    this.#server?.close();
    this.#server = undefined;
  }

  /** Ends `refuse()`. */
  async accept(): Promise<void> {
    if (this.#server) return;
    const server = createServer((client) => this.#join(client));
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(this.port, this.host, resolve);
    });
    this.#server = server;
  }

  /** Forgets what has been passed on so far. */
  resetCounts(): void {
    this.counts = emptyCounts();
    this.#lastDirection = 'toClient';
  }

  /** Cuts all connections and refuses new ones, for good. */
  stop(): void {
    this.refuse();
    this.cut();
  }

  #join(client: Socket): void {
    const server = connect({ host: this.host, port: this.#targetPort, noDelay: true });
    client.setNoDelay(true);
    this.#pass('toServer', client, server);
    this.#pass('toClient', server, client);
  }

  #pass(direction: Direction, from: Socket, to: Socket): void {
    this.#sockets.add(from);
    // One after the other, so that chunks keep their order when the delay changes.
    let previous = Promise.resolve();
    const later = (action: () => void) => {
      const dueAt = Date.now() + this.delayMs;
      const wait = this.delayMs > 0;
      previous = previous.then(async () => {
        if (wait) await delay(Math.max(0, dueAt - Date.now()));
        action();
      });
    };
    from.on('data', (chunk) => {
      if (this.#dropped.has(direction)) return;
      this.#count(direction, chunk.length);
      later(() => to.write(chunk));
    });
    from.on('end', () => later(() => to.end()));
    from.on('error', () => {});
    from.on('close', () => {
      this.#sockets.delete(from);
      later(() => to.destroy());
    });
  }

  #count(direction: Direction, bytes: number): void {
    this.counts[direction].chunks += 1;
    this.counts[direction].bytes += bytes;
    if (direction === 'toServer' && this.#lastDirection === 'toClient') this.counts.roundTrips += 1;
    this.#lastDirection = direction;
  }
}

function emptyCounts() {
  return { toServer: { chunks: 0, bytes: 0 }, toClient: { chunks: 0, bytes: 0 }, roundTrips: 0 };
}
