import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { WebSocket, type ClientOptions } from 'ws';

/** What comes over a socket. */
export interface Frame {
  readonly ref: string | null;
  readonly event: string;
  readonly data: Record<string, unknown>;
}

const urlOf = (service: string, path = '/v1/socket') => service.replace(/^http/, 'ws') + path;

/** Somebody who speaks over a WebSocket of the service. */
export async function converse(
  service: string,
  options: ClientOptions = {},
  protocols: string[] = [],
  path?: string,
) {
  const socket = new WebSocket(urlOf(service, path), protocols, options);
  const frames: Frame[] = [];
  let called = Promise.withResolvers<void>();
  socket.on('message', (data: Buffer) => {
    frames.push(JSON.parse(data.toString()) as Frame);
    called.resolve();
  });
  const closed = once(socket, 'close').then(([code]) => code as number);
  closed.catch(() => undefined); // who is not let in hears it below
  await once(socket, 'open');
  return {
    socket,
    /** The code with which it ends. */
    closed,
    ask: (message: unknown) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async next(): Promise<Frame> {
      for (;;) {
        const frame = frames.shift();
        if (frame) return frame;
        called = Promise.withResolvers();
        await called.promise;
      }
    },
  };
}

/** The answer to who is let open no socket. */
export async function refusal(
  service: string,
  options: ClientOptions = {},
  protocols: string[] = [],
  path?: string,
) {
  const socket = new WebSocket(urlOf(service, path), protocols, options);
  socket.on('error', () => undefined);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  const body = JSON.parse(await text(response)) as Record<string, unknown>;
  return { status: response.statusCode, code: body['code'] };
}
