import { Body, Get, Param, Post, Query, Res } from '@nestjs/common';
import { Answers, HttpController } from '../../transport/index.js';
import { whileWanted, type Reply } from './queue.answers.js';
import {
  GroupFullError,
  JobExistsError,
  JobNotFoundError,
  NotReplicatedError,
  PayloadTooLargeError,
} from './queue.errors.js';
import {
  resultOutput,
  resultQuery,
  runInput,
  type ResultQuery,
  type RunInput,
} from './queue.result.schemas.js';
import { resultOf } from './queue.results.js';
import { jobMessage, queueName, type JobMessage } from './queue.schemas.js';
import { QueueService } from './queue.service.js';

/** `/queues/:queue/jobs/:id/result` and `/queues/:queue/run`: what came of jobs, for who waits for it. */
@HttpController('queues/:queue', 'queue')
export class QueueResultsHttpController {
  constructor(private readonly queues: QueueService) {}

  @Get('jobs/:id/result')
  @Answers({
    summary: 'Tell how a job has ended, waiting for that',
    status: 200,
    schema: resultOutput,
    errors: [JobNotFoundError],
  })
  async result(
    @Param({ schema: jobMessage }) { queue, id }: JobMessage,
    @Query({ schema: resultQuery }) { waitMs }: ResultQuery,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    const signal = whileWanted(reply, this.queues.closing);
    return resultOf(this.queues.queue(queue), async () => id, { waitMs, signal });
  }

  @Post('run')
  @Answers({
    summary: 'Add a job, and tell how it has ended, waiting for that',
    status: 200,
    schema: resultOutput,
    redis: 'writes',
    errors: [PayloadTooLargeError, JobExistsError, GroupFullError, NotReplicatedError, JobNotFoundError],
  })
  async run(
    @Param('queue', { schema: queueName }) queue: string,
    @Body({ schema: runInput }) { name, data, options, waitMs }: RunInput,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    const of = this.queues.queue(queue);
    const signal = whileWanted(reply, this.queues.closing);
    return resultOf(of, async () => of.add(name, data, options), { waitMs, signal });
  }
}
