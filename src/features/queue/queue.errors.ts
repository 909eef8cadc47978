import { AppError } from '../../kernel/errors.js';

/** There is no such job in the queue: it never was, or its retention is over. */
export class JobNotFoundError extends AppError {
  static override readonly code = 'JOB_NOT_FOUND';
  static override readonly kind = 'not_found';

  constructor() {
    super('There is no such job in this queue, or it is kept no longer');
  }
}

/** The limit cannot be shared out to the shards of the queue: each needs a place at least. */
export class LimitTooLowError extends AppError {
  static override readonly code = 'LIMIT_TOO_LOW';
  static override readonly kind = 'invalid';

  constructor(shards = 1) {
    super(`The queue has ${shards} shards: its concurrency must be at least as high`);
  }
}

/** As many jobs of the group wait as its `maxWaiting` lets: nothing of what was to be added with this was. Once some have begun there is room. */
export class GroupFullError extends AppError {
  static override readonly code = 'GROUP_FULL';
  static override readonly kind = 'exhausted';

  constructor() {
    super('As many jobs of this group wait as may; nothing was added');
  }
}

/** All jobs of a group have to be in one shard, and the id or the unique key of this one would place it elsewhere. */
export class GroupShardError extends AppError {
  static override readonly code = 'GROUP_SHARD';
  static override readonly kind = 'invalid';

  constructor() {
    super(
      'In a queue with shards the id of a job of a group is `group:<group>:` and a text without colons; it has no unique key or schedule',
    );
  }
}

/** The job has not ended in the time that the caller wanted to wait; it goes on. */
export class JobUnfinishedError extends AppError {
  static override readonly code = 'JOB_UNFINISHED';
  static override readonly kind = 'unavailable';

  constructor() {
    super('The job has not ended in this time; it goes on');
  }
}

/** There is no schedule with that id. */
export class ScheduleNotFoundError extends AppError {
  static override readonly code = 'SCHEDULE_NOT_FOUND';
  static override readonly kind = 'not_found';

  constructor() {
    super('There is no such schedule');
  }
}

/** There is a job with that unique key, and `onConflict: 'reject'` was asked for; nothing was added. */
export class JobExistsError extends AppError {
  static override readonly code = 'JOB_EXISTS';
  static override readonly kind = 'conflict';

  constructor(id = '?') {
    super(`The job ${id} has this unique key`);
  }
}

/** The job is not in a state in which that can be done; nothing was changed. */
export class JobStateError extends AppError {
  static override readonly code = 'JOB_STATE';
  static override readonly kind = 'conflict';
}

/** The data or result of a job is longer than `maxPayloadBytes`; nothing was stored. */
export class PayloadTooLargeError extends AppError {
  static override readonly code = 'JOB_TOO_LARGE';
  static override readonly kind = 'invalid';

  constructor(maxBytes: number) {
    super(`The data or result of a job may not be longer than ${maxBytes} bytes of JSON`);
  }
}

/** No replica has confirmed the add in time. The jobs are in the queue of the master; adding them again with the same ids is safe. */
export class NotReplicatedError extends AppError {
  static override readonly code = 'NOT_REPLICATED';
  static override readonly kind = 'unavailable';

  constructor() {
    super('No replica has confirmed the jobs in time; add them again with the same ids');
  }
}

/** The lease of a job is no longer the caller's: it ended, or the job was removed. What comes of the job is refused. */
export class LeaseLostError extends AppError {
  static override readonly code: string = 'LEASE_LOST';
  static override readonly kind = 'conflict';

  constructor(message = 'The lease of this job has ended: it may be running elsewhere, or is gone') {
    super(message);
  }
}

/** The job was cancelled: it is a dead letter, and what comes of it is refused. */
export class JobCancelledError extends LeaseLostError {
  static override readonly code: string = 'JOB_CANCELLED';

  constructor(reason = 'The job was cancelled') {
    super(reason);
  }
}

/** The job has not begun or not ended in the time that it had: it is a dead letter, and what comes of it is refused. */
export class JobExpiredError extends LeaseLostError {
  static override readonly code: string = 'JOB_EXPIRED';

  constructor(reason = 'The job has not ended in the time that it had') {
    super(reason);
  }
}

/** What holds where a lease is void, by its code. */
export const voidLease = (code: string, message?: string): LeaseLostError => {
  if (code === JobCancelledError.code) return new JobCancelledError(message);
  return code === JobExpiredError.code ? new JobExpiredError(message) : new LeaseLostError(message);
};

/** What is remembered of the steps of one job, with its checkpoint, is longer than `maxPayloadBytes`; the new one is not remembered. */
export class StepsTooLargeError extends AppError {
  static override readonly code = 'JOB_STEPS_TOO_LARGE';
  static override readonly kind = 'invalid';

  constructor(maxBytes: number) {
    super(`The steps and the checkpoint of a job may not be longer than ${maxBytes} bytes together`);
  }
}

/** A job for which this one waited is dead, and its `onFailure` is `fail`: this one is not run, but dead, too. */
export class ChildFailedError extends AppError {
  static override readonly code = 'CHILD_FAILED';
  static override readonly kind = 'conflict';
}

/** A job for which another one waits was removed before it had ended: that counts as failed. */
export class ChildGoneError extends AppError {
  static override readonly code = 'CHILD_GONE';
  static override readonly kind = 'conflict';

  constructor() {
    super('The job was removed before it had ended');
  }
}

/** The handler ran longer than the `timeoutMs` of its job. */
export class JobTimeoutError extends AppError {
  static override readonly code = 'JOB_TIMEOUT';
  static override readonly kind = 'unavailable';

  constructor(timeoutMs: number) {
    super(`The job ran longer than its ${timeoutMs} ms`);
  }
}

/** The process shuts down; a job that still runs is handed back and will be run again. */
export class WorkerStoppedError extends AppError {
  static override readonly code = 'WORKER_STOPPED';
  static override readonly kind = 'unavailable';

  constructor() {
    super('The worker shuts down; the job goes back to its queue');
  }
}

/** Thrown by a handler to say that no further attempt can help: the job goes to the dead letters at once. */
export class UnrecoverableError extends AppError {
  static override readonly code = 'JOB_UNRECOVERABLE';
  static override readonly kind = 'conflict';
}

/** No handler of the worker is for jobs of this name: they go to the dead letters, and can be redriven once there is one. */
export class NoHandlerError extends AppError {
  static override readonly code = 'JOB_NO_HANDLER';
  static override readonly kind = 'conflict';

  constructor(name: string) {
    super(`No @Process handler is for jobs named "${name}"`);
  }
}
