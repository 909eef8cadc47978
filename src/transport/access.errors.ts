import { AppError } from '../kernel/errors.js';

/** The key is confined to names of other prefixes; whether there is something of this name it is not told. */
export class NameNotFoundError extends AppError {
  static override readonly code = 'NAME_NOT_FOUND';
  static override readonly kind = 'not_found';

  constructor() {
    super('There is nothing of this name for this key');
  }
}
