import { AppError } from '../../kernel/errors.js';

/** There is no policy of this name, neither in the code nor set at run time. */
export class PolicyNotFoundError extends AppError {
  static override readonly code = 'RATE_LIMIT_POLICY_NOT_FOUND';
  static override readonly kind = 'not_found';

  constructor(name: string) {
    super(`There is no rate limit policy "${name}"`);
  }
}

/** As many policies are set at run time as may be: one has to be removed before there can be another. */
export class TooManyPoliciesError extends AppError {
  static override readonly code = 'RATE_LIMIT_TOO_MANY_POLICIES';
  static override readonly kind = 'conflict';

  constructor(most: number) {
    super(`There are ${most} policies set at run time already: remove one that is not needed`);
  }
}

/** The policy counts in another way than the operation: places of concurrency are acquired, everything else is taken. */
export class PolicyMismatchError extends AppError {
  static override readonly code = 'RATE_LIMIT_POLICY_MISMATCH';
  static override readonly kind = 'invalid';

  constructor(name: string, isConcurrency: boolean) {
    super(
      isConcurrency
        ? `"${name}" limits concurrency: acquire a place and release it`
        : `"${name}" limits a rate: take from it`,
    );
  }
}

/** More was asked for than the policy ever allows at once; nothing was taken, and waiting would not help. */
export class CostTooHighError extends AppError {
  static override readonly code = 'RATE_LIMIT_COST_TOO_HIGH';
  static override readonly kind = 'invalid';
  override readonly issues;

  constructor(name: string, most: number) {
    super(`"${name}" allows ${most} at once at most, so this would never be allowed`);
    this.issues = [{ path: 'cost', message: `must not be more than ${most}` }];
  }
}

/** Too many requests; `retryAfterMs` says how long to wait. Thrown by guards only: to the service a denial is an answer. */
export class RateLimitedError extends AppError {
  static override readonly code = 'RATE_LIMITED';
  static override readonly kind = 'exhausted';

  constructor(readonly retryAfterMs: number) {
    super(`Too many requests: try again in ${Math.max(1, Math.ceil(retryAfterMs / 1000))} s`);
  }
}
