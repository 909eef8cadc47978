import { AppError } from '../../kernel/errors.js';

/** The data of a message is longer than `maxPayloadBytes`; nothing was published. */
export class MessageTooLargeError extends AppError {
  static override readonly code = 'MESSAGE_TOO_LARGE';
  static override readonly kind = 'invalid';

  constructor(maxBytes: number) {
    super(`The data of a message may not be longer than ${maxBytes} bytes of JSON`);
  }
}

/** There is no such topic: nothing was ever published to it, or it was deleted. */
export class TopicNotFoundError extends AppError {
  static override readonly code = 'TOPIC_NOT_FOUND';
  static override readonly kind = 'not_found';

  constructor() {
    super('There is no such topic: nothing was ever published to it, or it was deleted');
  }
}

/** A consumer group is so far behind that the topic holds `maxUnreadLength` messages; nothing was published. */
export class TopicFullError extends AppError {
  static override readonly code = 'TOPIC_FULL';
  static override readonly kind = 'exhausted';

  constructor() {
    super(
      'The topic is full of messages that a consumer group has not acknowledged; let it catch up, or delete it',
    );
  }
}

/** There is no such consumer group of the topic; `PUT` makes one. */
export class GroupNotFoundError extends AppError {
  static override readonly code = 'GROUP_NOT_FOUND';
  static override readonly kind = 'not_found';

  constructor() {
    super('There is no such consumer group of this topic: make it first');
  }
}

/** The topic has as many consumer groups as one may have; nothing was made. */
export class TooManyGroupsError extends AppError {
  static override readonly code = 'TOO_MANY_GROUPS';
  static override readonly kind = 'exhausted';

  constructor(most: number) {
    super(`A topic may have no more than ${most} consumer groups`);
  }
}
