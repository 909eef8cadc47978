import type { LoggerService } from '@nestjs/common';
import { isSpanContextValid, trace } from '@opentelemetry/api';
import { pino, type DestinationStream, type Logger as Pino } from 'pino';

export interface LoggingOptions {
  readonly level: string;
  /** Lines for people instead of JSON, where `pino-pretty` is installed. */
  readonly pretty: boolean;
}

/**
 * The process's logger: one JSON object a line, credentials in URLs and headers cut out, with `traceId` and `spanId`
 * where a span is active. Writes to the standard output unless `destination` says else.
 */
export async function createLogger(
  { level, pretty }: LoggingOptions,
  destination?: DestinationStream,
): Promise<Pino> {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: traceIds,
    serializers: { err: describeError },
    redact: {
      paths: ['req.headers.authorization', 'req.headers.cookie', 'password', 'token'],
      censor: '[redacted]',
    },
  };
  const stream = destination ?? (pretty ? await prettyStream() : undefined);
  return stream ? pino(options, stream) : pino(options);
}

/**
 * What is told of an error: no more than this, since errors of ioredis carry the command that failed with all its arguments, and
 * Redis repeats those of a command that it does not know.
 */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { message: typeof error };
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return {
    type: error.name,
    message: withoutArguments(error.message),
    stack: withoutArguments(error.stack ?? ''),
    ...(typeof code === 'string' && { code }),
    ...(cause instanceof Error && { cause: describeError(cause) }),
  };
}

const withoutArguments = (text: string) => text.replaceAll(/(with args beginning with:).*/g, '$1 [redacted]');

/** Which trace a line belongs to, so that one leads to the other. */
function traceIds(): object {
  const span = trace.getActiveSpan()?.spanContext();
  return span && isSpanContextValid(span) ? { traceId: span.traceId, spanId: span.spanId } : {};
}

/** A development dependency: without it the log is JSON, which is as good. */
async function prettyStream(): Promise<DestinationStream | undefined> {
  try {
    const { default: create } = await import('pino-pretty');
    return create({ ignore: 'context', messageFormat: '{if context}[{context}] {end}{msg}', sync: true });
  } catch {
    return undefined;
  }
}

// What Nest says at every start for each module, route and pattern; worth reading only when something is missing.
const CHATTER = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestMicroservice',
  'NestApplication',
]);

/** Nest's logger interface on pino. */
export class NestLogger implements LoggerService {
  constructor(private readonly out: Pino) {}

  log(message: unknown, ...rest: unknown[]): void {
    const context = contextOf(rest);
    this.write(context && CHATTER.has(context) ? 'debug' : 'info', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  private write(
    level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace',
    message: unknown,
    rest: unknown[],
  ): void {
    const context = contextOf(rest);
    if (message instanceof Error) this.out[level]({ context, err: message }, message.message);
    else if (typeof message === 'object' && message !== null) this.out[level]({ context, ...message });
    else this.out[level]({ context }, String(message));
  }
}

/** Nest passes the name of who logs as the last of several arguments. */
function contextOf(rest: readonly unknown[]): string | undefined {
  const last = rest.at(-1);
  return typeof last === 'string' ? last : undefined;
}
