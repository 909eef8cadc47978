import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { Answers, HttpController, NamedBy } from '../../transport/index.js';
import { JobNotFoundError, NotReplicatedError, PayloadTooLargeError } from './queue.errors.js';
import {
  batchInput,
  batchOutput,
  childrenOutput,
  childrenQuery,
  flowInput,
  flowOutput,
  queuesIn,
  type BatchInput,
  type ChildrenQuery,
  type FlowInput,
} from './queue.flow.schemas.js';
import { jobId } from './queue.job.schemas.js';
import { queueName } from './queue.schemas.js';
import { QueueService } from './queue.service.js';

const queueParam = { schema: queueName };

/** `/queues/:queue/flows`, `batches` and `jobs/:id/children`: jobs that wait for others. */
@HttpController('queues/:queue', 'queue')
export class QueueFlowsHttpController {
  constructor(private readonly queues: QueueService) {}

  @Post('flows')
  @NamedBy(queuesIn)
  @Answers({
    summary: 'Add a job with those that have to end before it begins',
    status: 201,
    schema: flowOutput,
    redis: 'writes',
    errors: [PayloadTooLargeError, NotReplicatedError],
  })
  async addFlow(@Param('queue', queueParam) queue: string, @Body({ schema: flowInput }) input: FlowInput) {
    return this.queues.queue(queue).addFlow(input);
  }

  @Post('batches')
  @NamedBy(queuesIn)
  @Answers({
    summary: 'Add jobs that are watched together, with jobs for when they have ended',
    status: 201,
    schema: batchOutput,
    redis: 'writes',
    errors: [PayloadTooLargeError, NotReplicatedError],
  })
  async addBatch(@Param('queue', queueParam) queue: string, @Body({ schema: batchInput }) input: BatchInput) {
    return this.queues.queue(queue).addBatch(input);
  }

  @Get('jobs/:id/children')
  @Answers({
    summary: 'List the children of a job with how they have ended',
    status: 200,
    schema: childrenOutput,
    errors: [JobNotFoundError],
  })
  async children(
    @Param('queue', queueParam) queue: string,
    @Param('id', { schema: jobId }) id: string,
    @Query({ schema: childrenQuery }) query: ChildrenQuery,
  ) {
    return this.queues.queue(queue).children(id, query);
  }
}
