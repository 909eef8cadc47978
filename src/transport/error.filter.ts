import { randomUUID } from 'node:crypto';
import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { RedisContext } from '@nestjs/microservices';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { throwError, type Observable } from 'rxjs';
import { noteFailure } from './observe.js';
import { toProblem } from './problem.js';

const logger = new Logger('Errors');

/** Answers every failure, of HTTP and of the Redis transport, with the same problem body. What was not foreseen is logged, and told to no one. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): Observable<never> | void {
    if (host.getType() === 'rpc') {
      const message = host.switchToRpc().getContext<RedisContext>();
      return throwError(() => render(thrown, rpcRequestId(message), message));
    }
    const http = host.switchToHttp();
    answer(thrown, http.getRequest<HttpRequest>(), http.getResponse<HttpReply>());
  }
}

// A host app may run on Express, which has neither request ids nor `code`; then we make do.
type HttpRequest = FastifyRequest & { allowedMethods?: string[] };
type HttpReply = FastifyReply & { headersSent?: boolean };

function answer(thrown: unknown, request: HttpRequest, reply: HttpReply): void {
  const requestId = typeof request.id === 'string' ? request.id : randomUUID();
  const allowed = request.allowedMethods;
  const body = render(allowed ? new HttpException('', 405) : thrown, requestId);
  if (reply.sent || reply.headersSent) return;
  if (allowed) reply.header('allow', allowed.join(', '));
  reply.header('content-type', 'application/problem+json; charset=utf-8');
  // As text: neither Fastify nor Express then has a say in the content type.
  reply.status(body.status).send(JSON.stringify(body));
}

function render(thrown: unknown, requestId: string, message?: RedisContext) {
  const { problem, unforeseen } = toProblem(thrown, requestId);
  noteFailure(problem.code, message);
  if (unforeseen) logger.error({ msg: `Unforeseen error in request ${requestId}`, requestId, err: thrown });
  return problem;
}

/** A caller may name its request in the message's metadata, as `x-request-id` does over HTTP. */
function rpcRequestId(message: RedisContext): string {
  return message.getMetadata?.()?.['requestId'] ?? randomUUID();
}
