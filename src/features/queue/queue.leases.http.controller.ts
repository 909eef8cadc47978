import { Body, Param, Post, Res } from '@nestjs/common';
import { Answers, HttpController, RequireScope } from '../../transport/index.js';
import { PayloadTooLargeError } from './queue.errors.js';
import {
  extendInput,
  extendOutput,
  leaseInput,
  leaseOutput,
  settleInput,
  settleOutput,
  type ExtendInput,
  type LeaseInput,
  type SettleInput,
} from './queue.lease.schemas.js';
import { queueName } from './queue.schemas.js';
import { QueueService } from './queue.service.js';

/** What Fastify and Express have in common here. */
interface Reply {
  readonly raw?: { once(event: 'close', listener: () => void): unknown };
  once?(event: 'close', listener: () => void): unknown;
}

/** `/queues/:queue/lease`, `settle` and `extend`: workers in any language. */
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
    const gone = new AbortController();
    const response = reply.raw ?? reply;
    response.once?.('close', () => gone.abort());
    const signal = AbortSignal.any([gone.signal, this.queues.closing]);
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
}
