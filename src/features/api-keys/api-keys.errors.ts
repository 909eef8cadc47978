import { AppError } from '../../kernel/errors.js';

/** There is no key of this id, or it ended so long ago that it is forgotten. */
export class ApiKeyNotFoundError extends AppError {
  static override readonly code = 'API_KEY_NOT_FOUND';
  static override readonly kind = 'not_found';

  constructor() {
    super('There is no API key of this id');
  }
}

/** The key is revoked or expired, so it gets no new secret. */
export class ApiKeyEndedError extends AppError {
  static override readonly code = 'API_KEY_ENDED';
  static override readonly kind = 'conflict';

  constructor() {
    super('This API key has ended: create another one');
  }
}

/** There are as many keys as there may be; nothing was created. */
export class TooManyApiKeysError extends AppError {
  static override readonly code = 'TOO_MANY_API_KEYS';
  static override readonly kind = 'exhausted';

  constructor(maxKeys: number) {
    super(`There are ${maxKeys} API keys already, counting those that ended a short time ago`);
  }
}

/** Who creates a key has not all that it is to get. */
export class ApiKeyBeyondOwnError extends AppError {
  static override readonly code = 'API_KEY_BEYOND_OWN';
  static override readonly kind = 'forbidden';

  constructor() {
    super('A key can be given scopes that its creator has, and prefixes within those of its creator');
  }
}
