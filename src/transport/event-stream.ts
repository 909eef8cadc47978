import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import {
  Injectable,
  Logger,
  StreamableFile,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
  type OnModuleDestroy,
} from '@nestjs/common';
import { map, type Observable } from 'rxjs';
import { toProblem } from './problem.js';

/** One event as a browser's `EventSource` understands it; `data` is sent as JSON. */
export interface ServerSentEvent {
  /** What the browser sends back as `Last-Event-ID` when it has lost the connection. No line breaks. */
  readonly id?: string;
  /** The name to listen for, `message` unless told. */
  readonly event?: string;
  readonly data: unknown;
}

/**
 * What a streaming route answers with: the events, until the source ends or `signal` says that nobody listens any
 * more. The next event is asked for when the last one is on its way, so a slow reader holds up its source, and the
 * source decides what it drops.
 */
export type EventStream = (signal: AbortSignal) => AsyncIterable<ServerSentEvent>;

/** Far below the minute after which proxies give up an idle connection. */
const HEARTBEAT_MS = 15_000;

/** How soon a browser asks again when the connection is lost. */
const RETRY_MS = 1000;

/** How long a reader may take for what was sent, when the process ends. */
const LINGER_MS = 1000;

type Response = ServerResponse & { raw?: ServerResponse };

/** Writes an {@link EventStream} as `text/event-stream`, on Fastify and Express alike; `@Streams` puts it on a route. */
@Injectable()
export class EventStreamInterceptor implements NestInterceptor, OnModuleDestroy {
  private readonly logger = new Logger(EventStreamInterceptor.name);
  private readonly open = new Map<AbortController, ServerResponse>();
  private closing = false;

  intercept(context: ExecutionContext, next: CallHandler<EventStream>): Observable<StreamableFile> {
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(map((events) => this.stream(events, response.raw ?? response)));
  }

  /** At shutdown an open stream would keep its connection; a browser then asks another replica. */
  onModuleDestroy(): void {
    this.closing = true;
    for (const [controller, response] of this.open) {
      controller.abort();
      // Who does not read does not see the end either, and would hold up ours.
      setTimeout(() => response.destroy(), LINGER_MS).unref();
    }
  }

  private stream(events: EventStream, response: ServerResponse): StreamableFile {
    const controller = new AbortController();
    this.open.set(controller, response);
    if (this.closing) controller.abort();
    response.once('close', () => {
      controller.abort();
      this.open.delete(controller);
    });
    response.setHeader('cache-control', 'no-store');
    response.setHeader('x-accel-buffering', 'no'); // nginx would else hold events back to fill a buffer
    const frames = Readable.from(this.frames(events, controller.signal), { highWaterMark: 1 });
    return new StreamableFile(frames, { type: 'text/event-stream; charset=utf-8' });
  }

  private async *frames(events: EventStream, signal: AbortSignal): AsyncGenerator<string> {
    yield `retry: ${RETRY_MS}\n\n`;
    const aborted = Promise.withResolvers<'aborted'>();
    signal.addEventListener('abort', () => aborted.resolve('aborted'), { once: true });
    if (signal.aborted) return;
    const source = events(signal)[Symbol.asyncIterator]();
    try {
      let next = source.next();
      for (;;) {
        const turn = await firstOf(next, aborted.promise);
        if (turn === 'aborted') return;
        if (turn === 'idle') {
          yield ': \n\n';
          continue;
        }
        if (turn.done) return;
        yield frame(turn.value);
        next = source.next();
      }
    } catch (error) {
      yield this.failure(error);
    } finally {
      // Not awaited: a source that waits for Redis hears of the end by its signal.
      source.return?.()?.catch(() => undefined);
    }
  }

  /** The stream has begun, so a failure is an event of its own; after it the browser asks again. */
  private failure(thrown: unknown): string {
    const requestId = randomUUID();
    const { problem, unforeseen } = toProblem(thrown, requestId);
    if (unforeseen)
      this.logger.error({ msg: `Unforeseen error in stream ${requestId}`, requestId, err: thrown });
    return frame({ event: 'problem', data: problem });
  }
}

async function firstOf<T>(next: Promise<T>, aborted: Promise<'aborted'>): Promise<T | 'aborted' | 'idle'> {
  const idle = Promise.withResolvers<'idle'>();
  const timer = setTimeout(() => idle.resolve('idle'), HEARTBEAT_MS);
  return Promise.race([next, aborted, idle.promise]).finally(() => clearTimeout(timer));
}

function frame({ id, event, data }: ServerSentEvent): string {
  const head = (id === undefined ? '' : `id: ${id}\n`) + (event === undefined ? '' : `event: ${event}\n`);
  return `${head}data: ${JSON.stringify(data)}\n\n`;
}
