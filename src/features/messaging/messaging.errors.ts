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

/** No replica has confirmed the messages in time. They are stored; publishing them again with the same idempotency keys is safe. */
export class MessageNotReplicatedError extends AppError {
  static override readonly code = 'MESSAGE_NOT_REPLICATED';
  static override readonly kind = 'unavailable';

  constructor() {
    super(
      'The messages are stored, but no replica has confirmed it in time; publish them again with the same idempotency keys',
    );
  }
}

/** There is no such dead letter: it was delivered again, removed, or dropped. */
export class LetterNotFoundError extends AppError {
  static override readonly code = 'LETTER_NOT_FOUND';
  static override readonly kind = 'not_found';

  constructor() {
    super('There is no such dead letter of this group');
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

/** Thrown by a handler to say that no further delivery can help: the message goes to the dead letters at once. */
export class DeadLetterError extends AppError {
  static override readonly code = 'MESSAGE_UNPROCESSABLE';
  static override readonly kind = 'conflict';
}

/** A listener was slower than what was said on its channel for longer than its buffer lasts, and does not want to miss anything. */
export class ListenerLaggedError extends AppError {
  static override readonly code = 'LISTENER_LAGGED';
  static override readonly kind = 'exhausted';

  constructor() {
    super('More was said on the channel than this listener has taken; listen again');
  }
}

/** What was asked for has a ref under which something else is still going on over the same socket. */
export class SubscriptionExistsError extends AppError {
  static override readonly code = 'SUBSCRIPTION_EXISTS';
  static override readonly kind = 'conflict';

  constructor() {
    super('Something under this ref is going on already: stop it, or choose another ref');
  }
}

/** Nothing is going on under this ref. */
export class SubscriptionNotFoundError extends AppError {
  static override readonly code = 'SUBSCRIPTION_NOT_FOUND';
  static override readonly kind = 'not_found';

  constructor() {
    super('Nothing is going on under this ref');
  }
}

/** The socket listens to as many channels and topics as one may. */
export class TooManySubscriptionsError extends AppError {
  static override readonly code = 'TOO_MANY_SUBSCRIPTIONS';
  static override readonly kind = 'exhausted';

  constructor(most: number) {
    super(`A socket may listen to no more than ${most} channels and topics`);
  }
}

/** The service that was asked answered with an error; the message says which. */
export class CallFailedError extends AppError {
  static override readonly code = 'RPC_FAILED';
  static override readonly kind = 'conflict';
}
