import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger as Pino } from 'pino';

export interface LoggingOptions {
  readonly level: string;
  /** Lines for people instead of JSON, where `pino-pretty` is installed. */
  readonly pretty: boolean;
}

/** The process's logger: one JSON object a line, credentials in URLs and headers cut out. */
export async function createLogger({ level, pretty }: LoggingOptions): Promise<Pino> {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: ['req.headers.authorization', 'req.headers.cookie', 'password', 'token'],
      censor: '[redacted]',
    },
  };
  const stream = pretty ? await prettyStream() : undefined;
  return stream ? pino(options, stream) : pino(options);
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
