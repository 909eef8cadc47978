export type { BulkInput, BulkStep } from './queue.bulk.schemas.js';
export type { Bulk } from './queue.bulk.js';
export { Process, Processor } from './queue.decorators.js';
export {
  GroupFullError,
  GroupShardError,
  ChildFailedError,
  ChildGoneError,
  JobCancelledError,
  JobExistsError,
  JobExpiredError,
  JobNotFoundError,
  JobStateError,
  JobTimeoutError,
  JobUnfinishedError,
  LeaseLostError,
  LimitTooLowError,
  NoHandlerError,
  NotReplicatedError,
  PayloadTooLargeError,
  ScheduleNotFoundError,
  StepsTooLargeError,
  UnrecoverableError,
  WorkerStoppedError,
} from './queue.errors.js';
export type { CancelInput, CancelManyInput } from './queue.cancel.schemas.js';
export type { WorkerInfo, WorkerPage, WorkersQuery } from './queue.workers.schemas.js';
export type { Workers } from './queue.workers.js';
export type { JobEvent } from './queue.event.schemas.js';
export type { Events } from './queue.events.js';
export type {
  JobGroupInfo,
  JobGroupLimits,
  JobGroupLimitsInput,
  JobGroupListQuery,
  JobGroupPage,
} from './queue.group.schemas.js';
export type { Groups as JobGroups } from './queue.groups.js';
export type {
  BatchInput,
  ChildInfo,
  ChildrenPage,
  ChildrenQuery,
  FlowChild,
  FlowIds,
  FlowInput,
} from './queue.flow.schemas.js';
export type { Job } from './queue.job.js';
export type {
  CheckpointInput,
  Extended,
  LeasedJob,
  LeaseInput,
  Noted,
  Outcome,
  Settled,
  StepInput,
} from './queue.lease.schemas.js';
export type { Leases } from './queue.leases.js';
export type { LimitsInfo, LimitsInput } from './queue.limit.schemas.js';
export type { Limits } from './queue.limits.js';
export { QueueModule } from './queue.module.js';
export { queueOptions, type QueueOptions } from './queue.options.js';
export type { JobTypes, NewJobOf, Queue } from './queue.queue.js';
export type { NewJob } from './queue.rows.js';
export type { BatchHandler, Handler, Processing } from './queue.runner.js';
export type { Backoff, JobOptions, Kept, Unique } from './queue.job.schemas.js';
export type { JobInfo, JobPage, QueueInfo, QueuesPage, QueuesQuery } from './queue.schemas.js';
export type {
  ScheduleInfo,
  ScheduleInput,
  ScheduleListQuery,
  SchedulePage,
} from './queue.schedule.schemas.js';
export type { Schedules } from './queue.schedules.js';
export { QueueService } from './queue.service.js';
export type { Ended } from './queue.waiting.js';
export type { Worker, WorkerHealth, WorkerOptions } from './queue.worker.js';
