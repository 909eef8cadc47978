import { AppError } from '../../kernel/errors.js';

/** There is nothing of that name to be shown, or the dashboard was not told where it comes from. */
export class NotShownError extends AppError {
  static override readonly code = 'DASHBOARD_NOT_FOUND';
  static override readonly kind = 'not_found';

  constructor(what: string) {
    super(`There is no such ${what}: it never was, or it is kept no longer`);
  }
}
