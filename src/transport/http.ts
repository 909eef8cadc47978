import { randomUUID } from 'node:crypto';
import type { ServerOptions, ServerResponse } from 'node:http';
import { HttpException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import type { Logger as Pino } from 'pino';
import { observeHttp } from './observe-http.js';
import { toProblem } from './problem.js';
import type { RouteConfig } from './route-config.js';

export interface HttpLimits {
  readonly bodyLimitBytes: number;
  readonly requestTimeoutMs: number;
}

/**
 * Fastify as the service runs it: JSON only, bounded in size and time, a request id and one log line for each
 * request. It brings its own parser, so the app is created with `bodyParser: false`.
 */
export function createHttpAdapter(limits: HttpLimits, logger: Pino): FastifyAdapter {
  const options: FastifyServerOptions & { readonly http: ServerOptions } = {
    loggerInstance: logger,
    // Our own line in its place, see logRequest.
    logController: new LogController({ disableRequestLogging: true }),
    // A logger for each request would cost each request, and none of ours uses it.
    childLoggerFactory: (parent) => parent,
    genReqId: ({ headers }) => requestIdOf(headers['x-request-id']),
    bodyLimit: limits.bodyLimitBytes,
    requestTimeout: limits.requestTimeoutMs,
    connectionTimeout: limits.requestTimeoutMs * 2,
    // Node looks only every 30 s otherwise, whatever the time is.
    http: { connectionsCheckingInterval: Math.min(1000, limits.requestTimeoutMs), maxHeaderSize: 16_384 },
    // Idle keep-alive connections end at shutdown, busy ones may finish.
    forceCloseConnections: 'idle',
    // A URL that cannot be decoded never reaches a route, nor the error filter.
    frameworkErrors: (error, request, reply) =>
      answerUnrouted(error.statusCode ?? 400, request.id, reply.raw),
    // The longest key, every byte of it percent-encoded.
    routerOptions: { maxParamLength: 3 * 512 },
  };
  const adapter = new FastifyAdapter(options);
  const instance: FastifyInstance = adapter.getInstance();
  takeTextWhereToldTo(instance);
  takeNoBodyForNone(instance);
  nameAllowedMethods(instance);
  closeWhenAnswered(instance);
  closeUnused(instance);
  observeHttp(instance);
  instance.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  if (logger.isLevelEnabled('warn'))
    instance.addHook('onResponse', (request, reply, done) => {
      logRequest(logger, request, reply);
      done();
    });
  return adapter;
}

function answerUnrouted(status: number, requestId: string, response: ServerResponse): void {
  const { problem } = toProblem(new HttpException('', status), requestId);
  response.writeHead(problem.status, {
    'content-type': 'application/problem+json',
    'x-request-id': requestId,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  response.end(JSON.stringify(problem));
}

/** A caller's own request id is kept where it is harmless to log. */
function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[\w.-]{1,64}$/.test(header) ? header : randomUUID();
}

/** One line a request, with the route and not the URL: keys and ids in it may be personal. */
function logRequest(logger: Pino, request: FastifyRequest, reply: FastifyReply): void {
  const level = reply.statusCode >= 500 ? 'warn' : 'debug';
  if (!logger.isLevelEnabled(level)) return;
  logger[level](
    {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 100) / 100,
    },
    'request',
  );
}

/** Many clients name JSON as the type of every request, those without a body too: that is none, and not a malformed one. */
function takeNoBodyForNone(instance: FastifyInstance): void {
  const parse = instance.getDefaultJsonParser('error', 'error');
  instance.removeContentTypeParser('application/json');
  instance.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parse(request, body, done);
  });
}

/** `text/plain` is a CORS-simple content type: any page could send it without asking first. So it is refused but where a route takes it. */
function takeTextWhereToldTo(instance: FastifyInstance): void {
  const parse = instance.getDefaultJsonParser('error', 'error');
  instance.removeContentTypeParser('text/plain');
  instance.addContentTypeParser<string>('text/plain', { parseAs: 'string' }, (request, body, done) => {
    if ((request.routeOptions.config as RouteConfig).takesText) void parse(request, body, done);
    else done(new UnsupportedMediaTypeException());
  });
}

/** A connection that was busy when shutdown began would else be kept alive after its answer, and hold shutdown up. */
function closeWhenAnswered(instance: FastifyInstance): void {
  let closing = false;
  instance.addHook('preClose', async () => void (closing = true));
  beforeSending(instance, (reply) => {
    if (closing) reply.header('connection', 'close');
  });
}

/** A look at each answer before it leaves. Not as a promise: that would cost each request a turn of the microtasks. */
export function beforeSending(instance: FastifyInstance, look: (reply: FastifyReply) => void): void {
  instance.addHook('onSend', (...[, reply, , done]) => {
    look(reply);
    done();
  });
}

/** Browsers open connections ahead of need; one on which nothing was ever asked is not idle to Node, and would hold shutdown up. */
function closeUnused(instance: FastifyInstance): void {
  const open = new Set<Socket>();
  instance.server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  instance.addHook('preClose', async () => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  });
}

/** Fastify answers 404 to a known path with another method; the error filter makes that 405 by what is noted here. */
function nameAllowedMethods(instance: FastifyInstance): void {
  const methods = new Map<string, Set<string>>();
  instance.addHook('onRoute', ({ url, method }) => {
    // Where pages of other origins are let in, their preflight is answered whatever the path is: that makes none known.
    if (url === '*') return;
    const pattern = `^${url
      .replaceAll(/[.+^$()|[\]\\]/g, String.raw`\$&`)
      .replaceAll(/:\w+/g, '[^/]+')
      .replaceAll('*', '.*')}/?$`;
    const known = methods.get(pattern) ?? new Set();
    methods.set(pattern, known);
    for (const name of [method].flat()) known.add(name);
  });
  instance.addHook('onRequest', (request: FastifyRequest & { allowedMethods?: string[] }, _reply, done) => {
    if (request.is404) request.allowedMethods = methodsOf(request.url.split('?', 1)[0] ?? '');
    done();
  });
  const methodsOf = (path: string): string[] | undefined => {
    const allowed = [...methods].filter(([pattern]) => new RegExp(pattern).test(path));
    return allowed.length > 0
      ? [...new Set(allowed.flatMap(([, names]) => [...names]))].toSorted()
      : undefined;
  };
}
