import { AppError } from '../kernel/errors.js';

/**
 * Redis did not answer in time, refused the connection or cannot serve right now. Whether the command was
 * carried out is not known: a reply may have been lost. Asking again is safe for what is idempotent.
 */
export class RedisUnavailableError extends AppError {
  static override readonly code = 'REDIS_UNAVAILABLE';
  static override readonly kind = 'unavailable';

  constructor(message = 'Redis does not answer', options?: ErrorOptions) {
    super(message, options);
  }
}

/** Redis has no memory left for a write (`maxmemory` with `noeviction`); nothing was stored. */
export class RedisFullError extends AppError {
  static override readonly code = 'REDIS_FULL';
  static override readonly kind = 'unavailable';
}

/** The key holds another kind of value than the operation works on. */
export class WrongTypeError extends AppError {
  static override readonly code = 'WRONG_TYPE';
  static override readonly kind = 'conflict';
}

/** The keys of one atomic operation live in different slots of the Cluster. */
export class CrossSlotError extends AppError {
  static override readonly code = 'CROSS_SLOT';
  static override readonly kind = 'invalid';
}

/** Redis cannot be used as it is set up: the message says what to change. Thrown at start only. */
export class RedisSetupError extends AppError {
  static override readonly code = 'REDIS_SETUP';
  static override readonly kind = 'unavailable';
}

// What ioredis says when the server is out of reach, and the replies by which a server says "not me, not now".
const OUT_OF_REACH =
  /^(MaxRetriesPerRequestError|ClusterAllFailedError|AbortError)$|^(Connection is closed|Stream isn't writeable|None of startup nodes|Cluster isn't ready|Too many Cluster redirections|Command timed out|connect |read |write |LOADING|MASTERDOWN|CLUSTERDOWN|READONLY|NOREPLICAS|MISCONF|TRYAGAIN|UNBLOCKED)/;

/** Turns what Redis or its client says into one of ours, so that no text of theirs travels further; leaves the rest alone. */
export function fromRedis(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const { message } = error;
  if (message.startsWith('WRONGTYPE'))
    return new WrongTypeError('The key holds another kind of value', { cause: error });
  if (message.startsWith('OOM'))
    return new RedisFullError('Redis is full: it takes no more writes until memory is freed', {
      cause: error,
    });
  if (message.startsWith('CROSSSLOT'))
    return new CrossSlotError(
      'On a Redis Cluster the keys of one atomic operation must share a slot: give them a common {tag}',
      { cause: error },
    );
  if (OUT_OF_REACH.test(error.name) || OUT_OF_REACH.test(message))
    return new RedisUnavailableError(undefined, { cause: error });
  return error;
}
