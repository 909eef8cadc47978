import { StandardSchemaValidationPipe } from '@nestjs/common';
import { InvalidInputError } from '../kernel/errors.js';
import { assertSafeJson } from '../kernel/json.js';

/**
 * Checks input against the schema of its parameter, for HTTP and the Redis transport alike. Nest's own pipe drops
 * keys such as `__proto__` in silence; here they are refused, with everything else that JSON can smuggle.
 */
class InputPipe extends StandardSchemaValidationPipe {
  protected override stripProtoKeys(value: unknown): void {
    assertSafeJson(value);
  }
}

// More would only repeat the caller's own mistakes; a batch of a thousand wrong items has a thousand.
const MAX_ISSUES = 20;

/** The one pipe that all our controllers bring with them, so that they never rely on the host app's. */
export const inputPipe = new InputPipe({
  exceptionFactory: (issues) =>
    new InvalidInputError(
      'The input does not fit what is expected here',
      issues.slice(0, MAX_ISSUES).map(({ path = [], message }) => ({
        path: path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.'),
        message,
      })),
    ),
});
