import {
  HttpException,
  Injectable,
  Logger,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { finalize, tap, type Observable } from 'rxjs';
import { AppError, KINDS } from '../../kernel/errors.js';
import { admissionOf } from './rate-limit.guard.js';

/** Says what a request has cost once it is done, and gives back its places where there is no connection to close. */
@Injectable()
export class RateLimitInterceptor implements NestInterceptor {
  private readonly logger = new Logger(RateLimitInterceptor.name);

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const admission = admissionOf(context);
    if (!admission) return next.handle();
    let value: unknown;
    // Not waited for: the caller has its answer, and until it is settled the request counts with what it took.
    const settle = (outcome: { status: number; value?: unknown; error?: unknown }) =>
      void admission.settle(outcome).catch((error: unknown) => this.logger.error(error));
    return next.handle().pipe(
      tap({
        next: (last) => (value = last),
        error: (error: unknown) => settle({ status: statusOf(error), error }),
        complete: () => settle({ status: 200, value }),
      }),
      finalize(() => void (context.getType() !== 'http' && admission.release())),
    );
  }
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  return error instanceof AppError ? KINDS[error.kind].status : 500;
}
