import { Body, Param, Post, Res } from '@nestjs/common';
import { Answers, HttpController, RequireScope } from '../../transport/index.js';
import { whileWanted, type Reply } from './queue.answers.js';
import { PayloadTooLargeError, StepsTooLargeError } from './queue.errors.js';
import { jobId } from './queue.job.schemas.js';
import {
  checkpointInput,
  extendInput,
  extendOutput,
  leaseInput,
  leaseOutput,
  logInput,
  notedOutput,
  progressInput,
  settleInput,
  settleOutput,
  stepInput,
  type CheckpointInput,
  type ExtendInput,
  type LeaseInput,
  type LogInput,
  type ProgressInput,
  type SettleInput,
  type StepInput,
} from './queue.lease.schemas.js';
import { queueName } from './queue.schemas.js';
import { QueueService } from './queue.service.js';

/** `/queues/:queue/lease`, `settle`, `extend`, and what a worker notes meanwhile: workers in any language. */
@HttpController('queues/:queue', 'queue')
export class QueueLeasesHttpController {
  constructor(private readonly queues: QueueService) {}

  @Post('lease')
  @RequireScope('queue:work')
  @Answers({ summary: 'Lease jobs, waiting for some if there are none', status: 200, schema: leaseOutput })
  async lease(
    @Param('queue', { schema: queueName }) queue: string,
    @Body({ schema: leaseInput }) input: LeaseInput,
    @Res({ passthrough: true }) reply: Reply,
  ) {
    const signal = whileWanted(reply, this.queues.closing);
    return { jobs: await this.queues.leases(queue).lease(input, signal) };
  }

  @Post('settle')
  @RequireScope('queue:work')
  @Answers({
    summary: 'Say what came of leased jobs',
    status: 200,
    schema: settleOutput,
    errors: [PayloadTooLargeError],
  })
  async settle(
    @Param('queue', { schema: queueName }) queue: string,
    @Body({ schema: settleInput }) { outcomes }: SettleInput,
  ) {
    return { results: await this.queues.leases(queue).settle(outcomes) };
  }

  @Post('extend')
  @RequireScope('queue:work')
  @Answers({ summary: 'Prolong leases that are still held', status: 200, schema: extendOutput })
  async extend(
    @Param('queue', { schema: queueName }) queue: string,
    @Body({ schema: extendInput }) { leases, leaseMs }: ExtendInput,
  ) {
    return this.queues.leases(queue).extend(leases, leaseMs);
  }

  @Post('jobs/:id/steps')
  @RequireScope('queue:work')
  @Answers({
    summary: 'Remember the result of a step of a leased job',
    status: 200,
    schema: notedOutput,
    redis: 'writes',
    errors: [PayloadTooLargeError, StepsTooLargeError],
  })
  async noteStep(
    @Param('queue', { schema: queueName }) queue: string,
    @Param('id', { schema: jobId }) id: string,
    @Body({ schema: stepInput }) input: StepInput,
  ) {
    return this.queues.leases(queue).noteStep(id, input);
  }

  @Post('jobs/:id/checkpoint')
  @RequireScope('queue:work')
  @Answers({
    summary: 'Remember how far a leased job has come',
    status: 200,
    schema: notedOutput,
    redis: 'writes',
    errors: [PayloadTooLargeError, StepsTooLargeError],
  })
  async checkpoint(
    @Param('queue', { schema: queueName }) queue: string,
    @Param('id', { schema: jobId }) id: string,
    @Body({ schema: checkpointInput }) input: CheckpointInput,
  ) {
    return this.queues.leases(queue).checkpoint(id, input);
  }

  @Post('jobs/:id/progress')
  @RequireScope('queue:work')
  @Answers({
    summary: 'Tell how far a leased job has come',
    status: 200,
    schema: notedOutput,
    redis: 'writes',
    errors: [PayloadTooLargeError],
  })
  async progress(
    @Param('queue', { schema: queueName }) queue: string,
    @Param('id', { schema: jobId }) id: string,
    @Body({ schema: progressInput }) input: ProgressInput,
  ) {
    return this.queues.leases(queue).progress(id, input);
  }

  @Post('jobs/:id/logs')
  @RequireScope('queue:work')
  @Answers({
    summary: 'Append lines to the log of a leased job',
    status: 200,
    schema: notedOutput,
    redis: 'writes',
  })
  async log(
    @Param('queue', { schema: queueName }) queue: string,
    @Param('id', { schema: jobId }) id: string,
    @Body({ schema: logInput }) input: LogInput,
  ) {
    return this.queues.leases(queue).log(id, input);
  }
}
