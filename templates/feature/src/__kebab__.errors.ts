import { AppError } from '../../kernel/errors.js';

/** There is no such entry, or its time is over. */
export class __Pascal__NotFoundError extends AppError {
  static override readonly code = '__SCREAMING___NOT_FOUND';
  static override readonly kind = 'not_found';

  constructor() {
    super('There is no such entry, or its time is over');
  }
}

/** The owner has as many entries as may be; nothing was stored. */
export class __Pascal__FullError extends AppError {
  static override readonly code = '__SCREAMING___FULL';
  static override readonly kind = 'conflict';

  constructor() {
    super('The owner has as many entries as may be: remove one first');
  }
}
