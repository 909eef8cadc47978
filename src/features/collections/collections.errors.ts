import { AppError } from '../../kernel/errors.js';
import { MAX_FIELDS } from './collections.schemas.js';

/** There is no such item in the collection, or it has expired. */
export class ItemNotFoundError extends AppError {
  static override readonly code = 'ITEM_NOT_FOUND';
  static override readonly kind = 'not_found';

  constructor() {
    super('There is no such item in this collection, or it has expired');
  }
}

/** An item is longer than `maxItemBytes`, or a patch would make it so or give it more than 1000 fields; nothing was changed. */
export class ItemTooLargeError extends AppError {
  static override readonly code = 'ITEM_TOO_LARGE';
  static override readonly kind = 'invalid';
  override readonly issues;

  /** `index` is the item's place in its batch, if it came in one. */
  constructor(maxBytes: number, index?: number) {
    super(
      `An item may not be longer than ${maxBytes} bytes of JSON, nor have more than ${MAX_FIELDS} fields`,
    );
    this.issues = index === undefined ? [] : [{ path: `items.${index}`, message: 'is too large' }];
  }
}
