import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

/** Who sends a request: the address that the app knows, what the browser says of itself, and of which page it is. */
export interface SentBy {
  readonly ip: string | undefined;
  readonly userAgent: string | undefined;
  readonly origin: string | undefined;
  /** Whether the browser says that its user does not want to be counted: Global Privacy Control, or the older header. */
  readonly doNotTrack: boolean;
  /** Any header by its name in small letters. */
  readonly header: (name: string) => string | undefined;
}

interface Request {
  readonly ip?: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Gives a handler {@link SentBy}, on Fastify and Express alike. */
export const Sender = createParamDecorator((_data: unknown, context: ExecutionContext): SentBy => {
  const { ip, headers } = context.switchToHttp().getRequest<Request>();
  const header = (name: string) => [headers[name]].flat()[0];
  const doNotTrack = header('sec-gpc') === '1' || header('dnt') === '1';
  return { ip, userAgent: header('user-agent'), origin: header('origin'), doNotTrack, header };
});
