import { IntrinsicException } from '@nestjs/common';

/** The few ways a call can go wrong. Every transport renders these, and no others. */
export const KINDS = {
  invalid: { status: 400, title: 'Invalid request' },
  unauthenticated: { status: 401, title: 'Not authenticated' },
  forbidden: { status: 403, title: 'Forbidden' },
  not_found: { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'Conflict' },
  exhausted: { status: 429, title: 'Too many requests' },
  unavailable: { status: 503, title: 'Service unavailable' },
  internal: { status: 500, title: 'Internal error' },
} as const;

/** One of the ways a call can go wrong; decides the HTTP status. */
export type Kind = keyof typeof KINDS;

/** One reason why an input was refused: `path` is dotted, `''` for the whole input. */
export interface InputIssue {
  readonly path: string;
  readonly message: string;
}

/**
 * Root of every error this package throws. Callers branch on `code`, which never changes its meaning;
 * transports decide by `kind`. `message` is written for the caller and holds no secret and no server's own text.
 *
 * It has the signature of `http-errors` and Nest's base for what needs no log line, so a host app whose own routes
 * throw it, from a guard of ours for one, answers the right status without our filter.
 */
export abstract class AppError extends IntrinsicException {
  readonly expose = true;

  static readonly code: string;
  static readonly kind: Kind;

  /** What exactly was wrong with the input, one entry a fault. */
  readonly issues?: readonly InputIssue[];

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }

  get code(): string {
    return (this.constructor as typeof AppError).code;
  }

  get kind(): Kind {
    return (this.constructor as typeof AppError).kind;
  }

  get status(): number {
    return KINDS[this.kind].status;
  }

  get statusCode(): number {
    return this.status;
  }
}

/** An error class as documentation and transports see it. */
export interface ErrorType {
  readonly code: string;
  readonly kind: Kind;
}

/** The input does not fit what the operation takes; nothing was changed. */
export class InvalidInputError extends AppError {
  static override readonly code = 'INVALID_INPUT';
  static override readonly kind = 'invalid';

  constructor(
    message: string,
    override readonly issues: readonly InputIssue[] = [],
  ) {
    super(message);
  }
}

/** Something that was not foreseen. Its cause is logged, never sent. */
export class InternalError extends AppError {
  static override readonly code = 'INTERNAL';
  static override readonly kind = 'internal';

  constructor(cause: unknown) {
    super('Something went wrong on our side; the log has it under this request id', { cause });
  }
}

/** A module was given options it cannot start with; the message names each option and its environment variable. */
export class InvalidOptionsError extends AppError {
  static override readonly code = 'INVALID_OPTIONS';
  static override readonly kind = 'invalid';
}
