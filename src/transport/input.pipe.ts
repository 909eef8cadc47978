import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { InvalidInputError } from '../kernel/errors.js';
import { assertSafeJson } from '../kernel/json.js';

// More would only repeat the caller's own mistakes; a batch of a thousand wrong items has a thousand.
const MAX_ISSUES = 20;

/**
 * Checks input against the Standard Schema of its parameter, for HTTP and the Redis transport alike. Nest's own pipe
 * drops keys such as `__proto__` in silence; here they are refused, with everything else that JSON can smuggle. Our
 * schemas answer at once, so this does too: a request meets it for each of its parameters.
 */
class InputPipe implements PipeTransform {
  transform(value: unknown, { schema }: ArgumentMetadata): unknown {
    if (!schema) return value;
    if (typeof value === 'object') assertSafeJson(value); // a parameter of the path is text
    const result = schema['~standard'].validate(value);
    if (result instanceof Promise) throw new TypeError('A schema of an input must answer at once');
    if (!result.issues) return result.value;
    const issues = result.issues.slice(0, MAX_ISSUES).map(({ path = [], message }) => ({
      path: path.map((step) => String(typeof step === 'object' ? step.key : step)).join('.'),
      message,
    }));
    throw new InvalidInputError('The input does not fit what is expected here', issues);
  }
}

/** The one pipe that all our controllers bring with them, so that they never rely on the host app's. */
export const inputPipe = new InputPipe();
