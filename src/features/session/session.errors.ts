import { AppError } from '../../kernel/errors.js';

/** The request carries no token of a session that lives. Why not is told to no one: never was, expired, logged out or revoked. */
export class SessionRequiredError extends AppError {
  static override readonly code = 'SESSION_REQUIRED';
  static override readonly kind = 'unauthenticated';

  constructor() {
    super('There is no session: log in, and send its token');
  }
}

/** The session lives, but its user has not proved who they are for too long for this; log in again, or rotate after proving it. */
export class ReauthenticationRequiredError extends AppError {
  static override readonly code = 'REAUTHENTICATION_REQUIRED';
  static override readonly kind = 'unauthenticated';

  constructor() {
    super('This needs a fresh login: prove again who you are, then repeat it');
  }
}

/** A page of another origin wanted to change something with the visitor's cookie; nothing was changed. */
export class CrossOriginRefusedError extends AppError {
  static override readonly code = 'CROSS_ORIGIN_REFUSED';
  static override readonly kind = 'forbidden';

  constructor() {
    super('A page of another origin may not do this with your cookie');
  }
}

/** The user has no such session, or it has ended. */
export class SessionNotFoundError extends AppError {
  static override readonly code = 'SESSION_NOT_FOUND';
  static override readonly kind = 'not_found';

  constructor() {
    super('The user has no such session, or it has ended');
  }
}

/** The user has as many sessions as one may have, and `onLimit` is `reject`; none was made. */
export class SessionLimitError extends AppError {
  static override readonly code = 'SESSION_LIMIT';
  static override readonly kind = 'conflict';

  constructor(max: number) {
    super(`The user is logged in ${max} times already: end one of these sessions first`);
  }
}

/** The attributes are not those that `ifVersion` names; nothing was changed. */
export class SessionVersionMismatchError extends AppError {
  static override readonly code = 'SESSION_VERSION_MISMATCH';
  static override readonly kind = 'conflict';

  constructor() {
    super('The attributes have changed since that version was read: read them again, and decide anew');
  }
}

/** The attributes would be more, or longer together, than `maxAttributes` and `maxAttributeBytes` allow; nothing was changed. */
export class AttributesTooLargeError extends AppError {
  static override readonly code = 'SESSION_ATTRIBUTES_TOO_LARGE';
  static override readonly kind = 'invalid';

  constructor(maxFields: number, maxBytes: number) {
    super(`A session may have ${maxFields} attributes, and ${maxBytes} bytes of them as JSON`);
  }
}

/** It is done, but with `durability: replicated` no replica has said in time that it has it: a failover now could undo it. Repeat it. */
export class SessionNotReplicatedError extends AppError {
  static override readonly code = 'SESSION_NOT_REPLICATED';
  static override readonly kind = 'unavailable';

  constructor() {
    super('It is done, but no replica has confirmed it yet, so a failover now could undo it: repeat it');
  }
}
