import { AppError } from 'rookery/extend';

/** The member has no score on this board. */
export class NotRankedError extends AppError {
  static override readonly code = 'NOT_RANKED';
  static override readonly kind = 'not_found';

  constructor() {
    super('The member has no score on this board');
  }
}
