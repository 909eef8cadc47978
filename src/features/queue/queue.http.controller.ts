import { Body, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { Answers, HttpController, Streams, type EventStream } from '../../transport/index.js';
import { added, found, streamed } from './queue.answers.js';
import { workersOutput, workersQuery, type WorkersQuery } from './queue.workers.schemas.js';
import { jobEvent } from './queue.event.schemas.js';
import {
  GroupFullError,
  JobExistsError,
  JobNotFoundError,
  JobStateError,
  NotReplicatedError,
  PayloadTooLargeError,
} from './queue.errors.js';
import { jobId } from './queue.job.schemas.js';
import {
  addInput,
  addOutput,
  delayInput,
  drainInput,
  jobOutput,
  listOutput,
  listQuery,
  logsOutput,
  movedOutput,
  priorityInput,
  queueName,
  queueOutput,
  queuesOutput,
  queuesQuery,
  redriveInput,
  removedOutput,
  updateInput,
  type AddInput,
  type DelayInput,
  type DrainInput,
  type ListQuery,
  type PriorityInput,
  type QueuesQuery,
  type RedriveInput,
  type UpdateInput,
} from './queue.schemas.js';
import { QueueService } from './queue.service.js';

const queueParam = { schema: queueName };
const idParam = { schema: jobId };

/** `/queues`: queues and their jobs. */
@HttpController('queues', 'queue')
export class QueueHttpController {
  constructor(private readonly queues: QueueService) {}

  @Get()
  @Answers({ summary: 'List the queues with their counts', status: 200, schema: queuesOutput })
  async list(@Query({ schema: queuesQuery }) query: QueuesQuery) {
    return this.queues.list(query);
  }

  @Get(':queue')
  @Answers({ summary: 'Count the jobs of a queue by state', status: 200, schema: queueOutput })
  async info(@Param('queue', queueParam) queue: string) {
    return this.queues.queue(queue).info();
  }

  @Delete(':queue')
  @Answers({ summary: 'Remove a queue with all its jobs', status: 200, schema: removedOutput })
  async obliterate(@Param('queue', queueParam) queue: string) {
    return { removed: await this.queues.obliterate(queue) };
  }

  @Post(':queue/jobs')
  @Answers({
    summary: 'Add a job, or many at once',
    status: 201,
    schema: addOutput,
    redis: 'writes',
    errors: [PayloadTooLargeError, JobExistsError, GroupFullError, NotReplicatedError],
  })
  async add(@Param('queue', queueParam) queue: string, @Body({ schema: addInput }) input: AddInput) {
    return added(this.queues.queue(queue), input);
  }

  @Get(':queue/jobs')
  @Answers({ summary: 'List the jobs of a state', status: 200, schema: listOutput })
  async jobs(@Param('queue', queueParam) queue: string, @Query({ schema: listQuery }) query: ListQuery) {
    return this.queues.queue(queue).list(query);
  }

  @Get(':queue/jobs/:id')
  @Answers({ summary: 'Read a job', status: 200, schema: jobOutput, errors: [JobNotFoundError] })
  async read(@Param('queue', queueParam) queue: string, @Param('id', idParam) id: string) {
    return found(await this.queues.queue(queue).get(id));
  }

  @Put(':queue/jobs/:id')
  @Answers({
    summary: 'Give a job other data',
    status: 204,
    redis: 'writes',
    errors: [JobNotFoundError, PayloadTooLargeError],
  })
  async update(
    @Param('queue', queueParam) queue: string,
    @Param('id', idParam) id: string,
    @Body({ schema: updateInput }) { data }: UpdateInput,
  ) {
    await this.queues.queue(queue).update(id, data);
  }

  @Delete(':queue/jobs/:id')
  @Answers({ summary: 'Remove a job, whatever its state', status: 204, errors: [JobNotFoundError] })
  async remove(@Param('queue', queueParam) queue: string, @Param('id', idParam) id: string) {
    found(await this.queues.queue(queue).remove(id));
  }

  @Get(':queue/jobs/:id/logs')
  @Answers({ summary: 'Read the last lines of a job’s log', status: 200, schema: logsOutput })
  async logs(@Param('queue', queueParam) queue: string, @Param('id', idParam) id: string) {
    return { lines: await this.queues.queue(queue).logs(id) };
  }

  @Post(':queue/jobs/:id/retry')
  @Answers({
    summary: 'Run a dead or completed job again',
    status: 204,
    errors: [JobNotFoundError, JobStateError],
  })
  async retry(@Param('queue', queueParam) queue: string, @Param('id', idParam) id: string) {
    await this.queues.queue(queue).retry(id);
  }

  @Post(':queue/jobs/:id/promote')
  @Answers({ summary: 'Make a delayed job due now', status: 204, errors: [JobNotFoundError, JobStateError] })
  async promote(@Param('queue', queueParam) queue: string, @Param('id', idParam) id: string) {
    await this.queues.queue(queue).promote(id);
  }

  @Post(':queue/jobs/:id/delay')
  @Answers({
    summary: 'Give a delayed job another due instant',
    status: 204,
    redis: 'writes',
    errors: [JobNotFoundError, JobStateError],
  })
  async delay(
    @Param('queue', queueParam) queue: string,
    @Param('id', idParam) id: string,
    @Body({ schema: delayInput }) input: DelayInput,
  ) {
    await this.queues.queue(queue).delay(id, input);
  }

  @Post(':queue/jobs/:id/priority')
  @Answers({
    summary: 'Give a job another priority',
    status: 204,
    redis: 'writes',
    errors: [JobNotFoundError],
  })
  async prioritize(
    @Param('queue', queueParam) queue: string,
    @Param('id', idParam) id: string,
    @Body({ schema: priorityInput }) { priority }: PriorityInput,
  ) {
    await this.queues.queue(queue).prioritize(id, priority);
  }

  @Post(':queue/redrive')
  @Answers({ summary: 'Run dead letters again', status: 200, schema: movedOutput })
  async redrive(
    @Param('queue', queueParam) queue: string,
    @Body({ schema: redriveInput }) filter: RedriveInput,
  ) {
    return { moved: await this.queues.queue(queue).redrive(filter) };
  }

  @Get(':queue/workers')
  @Answers({ summary: 'List the workers of a queue, in all processes', status: 200, schema: workersOutput })
  async workers(
    @Param('queue', queueParam) queue: string,
    @Query({ schema: workersQuery }) query: WorkersQuery,
  ) {
    return this.queues.queue(queue).workers.list(query);
  }

  @Get(':queue/events')
  @Streams({ summary: 'Follow what happens to the jobs of a queue', schema: jobEvent })
  events(@Param('queue', queueParam) queue: string): EventStream {
    return streamed(this.queues.queue(queue).events);
  }

  @Post(':queue/pause')
  @Answers({ summary: 'Hand out no more jobs', status: 204, redis: 'writes' })
  async pause(@Param('queue', queueParam) queue: string) {
    await this.queues.queue(queue).pause();
  }

  @Post(':queue/resume')
  @Answers({ summary: 'Hand out jobs again', status: 204 })
  async resume(@Param('queue', queueParam) queue: string) {
    await this.queues.queue(queue).resume();
  }

  @Post(':queue/drain')
  @Answers({ summary: 'Remove the jobs that wait', status: 200, schema: removedOutput })
  async drain(@Param('queue', queueParam) queue: string, @Body({ schema: drainInput }) input: DrainInput) {
    return { removed: await this.queues.queue(queue).drain(input) };
  }
}
