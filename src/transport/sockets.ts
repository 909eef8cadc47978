import { ServerResponse, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { ForbiddenException, HttpException, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { WebSocketServer } from 'ws';
import type { Metric } from '../kernel/metrics.js';
import { OpenSocket, type Talk } from './socket.js';
import { SocketsFullError, SocketsMissingError, UpgradeRequiredError } from './sockets.errors.js';

/** How sockets of a route are opened, and what is spoken over them. */
export interface SocketRoute {
  /** Origins whose pages may open one, beside that of the service itself. */
  readonly origins: readonly string[];
  readonly maxSockets: number;
  /** Longest message that is read, in bytes. */
  readonly maxPayload: number;
  /** How often each is pinged, and asked whether its credentials are good. */
  readonly pingMs: number;
  /** Rejects when its credentials are no longer good. */
  readonly renew: () => Promise<void>;
  readonly talk: (socket: OpenSocket) => Talk;
}

/** The protocol that a browser names beside its key; only this one is answered, never the key. */
const PROTOCOL = 'rookery.v1';

interface Upgrade {
  readonly socket: Socket;
  readonly head: Buffer;
  readonly response: ServerResponse;
  /** Ends the connection after an answer that is no socket. */
  readonly end: () => void;
}

// Of the process, since each module that opens sockets has its own {@link Sockets}, and all may share a server.
const upgrades = new WeakMap<IncomingMessage, Upgrade>();
const listening = new WeakSet<Server>();

/** Fastify's request and reply wrap those of Node, Express' are those. */
type Wrapping = { readonly raw?: IncomingMessage };
type Hijackable = { hijack?(): unknown };

/**
 * WebSockets on routes like any other: the request that asks for one goes through the guards, limits and filters of a GET, and its
 * handler hands it over with {@link accept}. Needs the package `ws`, which is loaded with the first.
 */
@Injectable()
export class Sockets implements OnModuleDestroy {
  private readonly open = new Map<OpenSocket, NodeJS.Timeout>();
  private server: Promise<WebSocketServer> | undefined;
  private isClosing = false;

  constructor(private readonly adapters: HttpAdapterHost) {}

  /** How many are open, in the terms of Prometheus. */
  metrics(): Metric[] {
    const samples = [{ labels: {}, value: this.open.size }];
    return [{ name: 'rookery_sockets', help: 'WebSockets that are open', type: 'gauge', samples }];
  }

  /** Lets requests for sockets reach their routes, once the app has a server. */
  listen(): void {
    const adapter = this.adapters.httpAdapter as HttpAdapterHost['httpAdapter'] | undefined;
    const server = adapter?.getHttpServer() as
      (Server & { shouldUpgradeCallback?: (request: IncomingMessage) => boolean }) | undefined;
    if (!server || listening.has(server)) return;
    listening.add(server);
    // Who only offers another protocol (h2c, as some clients always do) would else lose the body of its request.
    server.shouldUpgradeCallback = ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket';
    server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      const isAnothers = server.listenerCount('upgrade') > 1 && !/\/socket(\?|$)/.test(request.url ?? '');
      if (!isAnothers) goOn(server, request, { socket, head });
    });
  }

  /**
   * Opens the socket that a request asks for.
   *
   * @throws UpgradeRequiredError, ForbiddenException for pages of other origins, SocketsFullError, SocketsMissingError
   */
  async accept(request: object, reply: object, route: SocketRoute): Promise<void> {
    const raw = (request as Wrapping).raw ?? (request as IncomingMessage);
    const upgrade = upgrades.get(raw);
    if (!upgrade) throw new UpgradeRequiredError();
    if (!isWelcome(raw.headers, route.origins)) throw new ForbiddenException();
    const server = await (this.server ??= startServer(route.maxPayload));
    if (this.isClosing || this.open.size >= route.maxSockets) throw new SocketsFullError();
    (reply as Hijackable).hijack?.();
    const { socket, head } = upgrade;
    leaveToSocket(upgrade);
    server.handleUpgrade(raw, socket, head, (opened) => {
      const ours = new OpenSocket(opened);
      const beat = setInterval(() => this.beat(ours, route), route.pingMs);
      this.open.set(ours, beat);
      opened.once('close', () => {
        clearInterval(beat);
        this.open.delete(ours);
      });
      ours.begin(route.talk(ours));
    });
  }

  /** At shutdown each would keep its connection; a browser then asks another replica. */
  async onModuleDestroy(): Promise<void> {
    this.isClosing = true;
    await Promise.all([...this.open.keys()].map(async (socket) => socket.leave()));
  }

  private beat(socket: OpenSocket, { renew }: SocketRoute): void {
    socket.beat();
    renew().catch((error: unknown) => {
      // Redis may be away: that says nothing of the credentials.
      if (error instanceof HttpException) socket.refuse();
    });
  }
}

/** As a request like any other, so that nobody gets around what all others meet. */
function goOn(
  server: Server,
  request: IncomingMessage,
  { socket, head }: Pick<Upgrade, 'socket' | 'head'>,
): void {
  const response = new ServerResponse(request);
  const end = () => socket.end();
  socket.on('error', () => undefined);
  response.shouldKeepAlive = false;
  response.assignSocket(socket);
  response.once('finish', end);
  upgrades.set(request, { socket, head, response, end });
  server.emit('request', request, response);
}

/** The response is over for whoever counts, logs and traces them; what follows on the connection is none. */
function leaveToSocket({ response, socket, end }: Upgrade): void {
  response.off('finish', end);
  response.detachSocket(socket);
  response.statusCode = 101;
  response.emit('finish');
}

/**
 * Pages of other sites could else open a socket with the cookies, or from the place in the network, of who looks at them, and no
 * CORS would stop them (cross-site WebSocket hijacking). Who tells no origin is no browser.
 */
function isWelcome({ origin, host }: IncomingHttpHeaders, origins: readonly string[]): boolean {
  if (origin === undefined || origins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

async function startServer(maxPayload: number): Promise<WebSocketServer> {
  const { WebSocketServer: Ws } = await import('ws').catch(() => {
    throw new SocketsMissingError();
  });
  return new Ws({
    noServer: true,
    clientTracking: false,
    // A window of 32 KiB for each socket, and CPU: messages are short.
    perMessageDeflate: false,
    maxPayload,
    handleProtocols: (offered) => offered.has(PROTOCOL) && PROTOCOL,
  });
}
