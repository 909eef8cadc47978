import { AppError } from '../kernel/errors.js';

/** Nobody listens to the pattern: the request reached no handler. */
export class NoRespondersError extends AppError {
  static override readonly code = 'RPC_NO_RESPONDERS';
  static override readonly kind = 'unavailable';

  constructor(readonly pattern: string) {
    super('Nobody listens to this pattern');
  }
}

/** No answer within the timeout; whether the request was handled is not known. */
export class RpcTimeoutError extends AppError {
  static override readonly code = 'RPC_TIMEOUT';
  static override readonly kind = 'unavailable';

  constructor(readonly pattern: string) {
    super('There was no answer in time; whether the request was handled is not known');
  }
}

/** Every replica has as many requests running and waiting as it takes; this one was not handled. */
export class RpcOverloadedError extends AppError {
  static override readonly code = 'RPC_OVERLOADED';
  static override readonly kind = 'exhausted';

  constructor() {
    super('Too many requests wait already; this one was not handled');
  }
}

/** The client was closed before the answer came; whether the request was handled is not known. */
export class RpcClosedError extends AppError {
  static override readonly code = 'RPC_CLOSED';
  static override readonly kind = 'unavailable';

  constructor() {
    super('The client was closed before the answer came');
  }
}
