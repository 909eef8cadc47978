import { AppError } from '../../kernel/errors.js';

/** There is nothing under this key in the cache, or nothing that is still good. */
export class CacheMissError extends AppError {
  static override readonly code = 'CACHE_MISS';
  static override readonly kind = 'not_found';

  constructor() {
    super(
      'There is nothing under this key in the cache; with lease=1 one caller is handed the lease to load it',
    );
  }
}

/** A value is longer than `maxValueBytes`; nothing was stored. */
export class CacheValueTooLargeError extends AppError {
  static override readonly code = 'CACHE_VALUE_TOO_LARGE';
  static override readonly kind = 'invalid';

  constructor(maxBytes: number) {
    super(`A cached value may not be longer than ${maxBytes} bytes once it is encoded`);
  }
}

/** A loader has not answered within its `hardTimeoutMs`, and there is no older value that might be served instead. */
export class CacheLoadTimeoutError extends AppError {
  static override readonly code = 'CACHE_LOAD_TIMEOUT';
  static override readonly kind = 'unavailable';

  constructor(timeoutMs: number) {
    super(`What was to be cached could not be loaded within ${timeoutMs} ms`);
  }
}
