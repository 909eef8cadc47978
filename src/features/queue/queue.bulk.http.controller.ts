import { Body, Param, Post } from '@nestjs/common';
import { Answers, HttpController } from '../../transport/index.js';
import { bulkInput, bulkOutput, type BulkSpec } from './queue.bulk.schemas.js';
import { queueName } from './queue.schemas.js';
import { QueueService } from './queue.service.js';

/** `/queues/:queue/bulk`: many jobs at once, step by step. */
@HttpController('queues/:queue', 'queue')
export class QueueBulkHttpController {
  constructor(private readonly queues: QueueService) {}

  @Post('bulk')
  @Answers({
    summary: 'Retry, promote, remove or cancel the jobs that fit, one bounded step of it',
    status: 200,
    schema: bulkOutput,
  })
  async bulk(
    @Param('queue', { schema: queueName }) queue: string,
    @Body({ schema: bulkInput }) input: BulkSpec,
  ) {
    return this.queues.queue(queue).bulk.step(input);
  }
}
