import { AppError } from '../../kernel/errors.js';

/** There is no value under this key, or it has expired. */
export class KvNotFoundError extends AppError {
  static override readonly code = 'KV_NOT_FOUND';
  static override readonly kind = 'not_found';

  constructor() {
    super('There is no value under this key, or it has expired');
  }
}

/** `ifAbsent` was asked for, and the key is taken; nothing was stored. */
export class KvExistsError extends AppError {
  static override readonly code = 'KV_EXISTS';
  static override readonly kind = 'conflict';

  constructor() {
    super('The key already has a value, and the request was to store only where there is none');
  }
}

/** The value is not the one that `ifVersion` names; nothing was stored. */
export class KvVersionMismatchError extends AppError {
  static override readonly code = 'KV_VERSION_MISMATCH';
  static override readonly kind = 'conflict';

  constructor() {
    super('The value has changed since that version was read: read it again, and decide anew');
  }
}

/** The value is not a whole number, so it cannot be incremented; it is unchanged. */
export class KvNotANumberError extends AppError {
  static override readonly code = 'KV_NOT_A_NUMBER';
  static override readonly kind = 'conflict';

  constructor() {
    super('The value is not a whole number, so it cannot be incremented');
  }
}

/** The counter would leave the range in which JSON numbers are exact (2^53 - 1 either way); it is unchanged. */
export class KvOutOfRangeError extends AppError {
  static override readonly code = 'KV_OUT_OF_RANGE';
  static override readonly kind = 'conflict';

  constructor() {
    super('The counter would leave the range of exact JSON numbers, 2^53 - 1 either way');
  }
}

/** A value is longer than `maxValueBytes`; nothing was stored, of a whole pipeline neither. */
export class KvValueTooLargeError extends AppError {
  static override readonly code = 'KV_VALUE_TOO_LARGE';
  static override readonly kind = 'invalid';
  override readonly issues;

  /** `index` is the command's place in its pipeline, if it came in one. */
  constructor(maxBytes: number, index?: number) {
    super(`A value may not be longer than ${maxBytes} bytes of JSON`);
    this.issues = index === undefined ? [] : [{ path: `commands.${index}`, message: 'is too large' }];
  }
}

/** A command of an atomic pipeline could not be carried out, so none was. `issues` names the command. */
export class PipelineAbortedError extends AppError {
  static override readonly code = 'PIPELINE_ABORTED';
  static override readonly kind = 'conflict';
  override readonly issues;

  constructor(index: number, reason: string) {
    super(`Nothing was changed: command ${index} of the atomic pipeline cannot be carried out, ${reason}`);
    this.issues = [{ path: `commands.${index}`, message: reason }];
  }
}

export { CrossSlotError, WrongTypeError } from '../../redis/index.js';
