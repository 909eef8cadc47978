import { Body, Param, Post } from '@nestjs/common';
import { Answers, HttpController } from '../../transport/index.js';
import {
  cancelInput,
  cancelledOutput,
  cancelManyInput,
  type CancelInput,
  type CancelManyInput,
} from './queue.cancel.schemas.js';
import { JobNotFoundError, JobStateError } from './queue.errors.js';
import { jobId } from './queue.job.schemas.js';
import { queueName } from './queue.schemas.js';
import { QueueService } from './queue.service.js';

const queueParam = { schema: queueName };

/** `/queues/:queue/cancel` and `/queues/:queue/jobs/:id/cancel`: ends jobs before their time. */
@HttpController('queues/:queue', 'queue')
export class QueueCancelsHttpController {
  constructor(private readonly queues: QueueService) {}

  @Post('jobs/:id/cancel')
  @Answers({
    summary: 'Cancel a job, also one that runs',
    status: 204,
    errors: [JobNotFoundError, JobStateError],
  })
  async cancel(
    @Param('queue', queueParam) queue: string,
    @Param('id', { schema: jobId }) id: string,
    @Body({ schema: cancelInput }) input: CancelInput,
  ) {
    await this.queues.queue(queue).cancel(id, input);
  }

  @Post('cancel')
  @Answers({ summary: 'Cancel many jobs, by ids or by name and state', status: 200, schema: cancelledOutput })
  async cancelMany(
    @Param('queue', queueParam) queue: string,
    @Body({ schema: cancelManyInput }) input: CancelManyInput,
  ) {
    return { cancelled: await this.queues.queue(queue).cancelMany(input) };
  }
}
