import { AppError } from '../../kernel/errors.js';

/** There is no such item in the collection, or it has expired. */
export class ItemNotFoundError extends AppError {
  static override readonly code = 'ITEM_NOT_FOUND';
  static override readonly kind = 'not_found';

  constructor() {
    super('There is no such item in this collection, or it has expired');
  }
}

/** An item is longer than `maxItemBytes`; nothing was stored. `issues` names it. */
export class ItemTooLargeError extends AppError {
  static override readonly code = 'ITEM_TOO_LARGE';
  static override readonly kind = 'invalid';
  override readonly issues;

  constructor(index: number, maxBytes: number) {
    super(`An item may not be longer than ${maxBytes} bytes of JSON`);
    this.issues = [{ path: `items.${index}`, message: `is longer than ${maxBytes} bytes` }];
  }
}
