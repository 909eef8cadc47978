import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { toProblem } from './problem.js';

/** What is spoken over one socket. */
export interface Talk {
  /** Hears a text; the next one is read when this has resolved. Never rejects. */
  receive(text: string): Promise<void>;
  /** Nobody is there any more. */
  end(): void;
}

/** More is not handed to the kernel for a reader that does not read. */
const MAX_BUFFERED_BYTES = 64 * 1024;

/** How long a peer may take for what was sent, and to say goodbye, when the process ends. */
const LINGER_MS = 1000;

/** https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1 */
const CLOSE = { goingAway: 1001, unsupported: 1003, policy: 1008 } as const;

/** What is used here of a WebSocket of `ws`: an app that imports the package need not have its types. */
interface RawSocket {
  readonly readyState: number;
  readonly OPEN: number;
  readonly bufferedAmount: number;
  send(text: string, sent: () => void): void;
  close(code: number, reason: string): void;
  terminate(): void;
  ping(): void;
  pause(): void;
  resume(): void;
  on(event: 'message', listener: (data: Buffer, isBinary: boolean) => void): unknown;
  on(event: 'pong' | 'error' | 'close', listener: () => void): unknown;
}

/** A WebSocket that does not run ahead of its reader, and reads one message after the other. */
export class OpenSocket {
  private readonly logger = new Logger('Sockets');
  private talk: Talk | undefined;
  private room = Promise.withResolvers<void>();
  private working: Promise<void> = Promise.resolve();
  private pending = 0;
  private isAlive = true;

  constructor(private readonly socket: RawSocket) {
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) socket.close(CLOSE.unsupported, 'Send text');
      else this.queue(data.toString());
    });
    socket.on('pong', () => (this.isAlive = true));
    socket.on('error', () => undefined); // it is closed next
    socket.on('close', () => {
      this.makeRoom();
      this.talk?.end();
    });
  }

  /** Begins to hear. */
  begin(talk: Talk): void {
    this.talk = talk;
  }

  /** Sends a message as JSON; resolves when there is room for it, so that who awaits it does not run ahead of the reader. */
  async send(message: object): Promise<void> {
    while (this.isOpen && this.socket.bufferedAmount > MAX_BUFFERED_BYTES) await this.room.promise;
    if (!this.isOpen) return;
    this.socket.send(JSON.stringify(message), () => this.makeRoom());
  }

  /** Tells what went wrong with what `ref` stands for, as every route does. */
  async fail(ref: string | null, thrown: unknown): Promise<void> {
    const requestId = randomUUID();
    const { problem, unforeseen } = toProblem(thrown, requestId);
    if (unforeseen)
      this.logger.error({ msg: `Unforeseen error in socket ${requestId}`, requestId, err: thrown });
    await this.send({ ref, event: 'problem', data: problem });
  }

  /** Asks whether somebody is there; who has not answered since the last time is gone. */
  beat(): void {
    if (!this.isAlive) return this.socket.terminate();
    this.isAlive = false;
    this.socket.ping();
  }

  /** Ends it: what it was opened with is no longer good. */
  refuse(): void {
    this.socket.close(CLOSE.policy, 'The credentials are no longer good');
  }

  /** Answers what it has begun with, then says goodbye; a peer that does not read is not waited for. */
  async leave(): Promise<void> {
    this.socket.pause();
    const late = setTimeout(() => this.socket.terminate(), 2 * LINGER_MS).unref();
    this.socket.on('close', () => clearTimeout(late));
    const { promise: linger, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, LINGER_MS);
    await Promise.race([this.working, linger]);
    clearTimeout(timer);
    this.socket.resume(); // to hear its goodbye
    this.socket.close(CLOSE.goingAway, 'The server shuts down; come back');
  }

  private get isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  private makeRoom(): void {
    if (this.isOpen && this.socket.bufferedAmount > MAX_BUFFERED_BYTES) return;
    this.room.resolve();
    this.room = Promise.withResolvers();
  }

  /** What has been read already is worked off in its order; nothing more is read until then. */
  private queue(text: string): void {
    this.pending++;
    this.socket.pause();
    this.working = this.working
      .then(async () => this.talk?.receive(text))
      .finally(() => {
        if (--this.pending === 0) this.socket.resume();
      });
  }
}
