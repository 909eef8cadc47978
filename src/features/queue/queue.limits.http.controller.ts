import { Body, Delete, Get, Param, Post, Put } from '@nestjs/common';
import { Answers, HttpController } from '../../transport/index.js';
import { LimitTooLowError } from './queue.errors.js';
import {
  holdInput,
  limitsInput,
  limitsOutput,
  type HoldInput,
  type LimitsSpec,
} from './queue.limit.schemas.js';
import { queueName } from './queue.schemas.js';
import { QueueService } from './queue.service.js';

const queueParam = { schema: queueName };

/** `/queues/:queue/limits` and `hold`: how many jobs may run or begin, everywhere together. */
@HttpController('queues/:queue', 'queue')
export class QueueLimitsHttpController {
  constructor(private readonly queues: QueueService) {}

  @Get('limits')
  @Answers({ summary: 'Read what limits a queue', status: 200, schema: limitsOutput })
  async limits(@Param('queue', queueParam) queue: string) {
    return this.queues.queue(queue).limits.get();
  }

  @Put('limits')
  @Answers({
    summary: 'Limit how many jobs run at a time, or begin in a time',
    status: 204,
    redis: 'writes',
    errors: [LimitTooLowError],
  })
  async putLimits(
    @Param('queue', queueParam) queue: string,
    @Body({ schema: limitsInput }) input: LimitsSpec,
  ) {
    await this.queues.queue(queue).limits.put(input);
  }

  @Delete('limits')
  @Answers({ summary: 'Lift the limits of a queue', status: 204, redis: 'writes' })
  async removeLimits(@Param('queue', queueParam) queue: string) {
    await this.queues.queue(queue).limits.remove();
  }

  @Post('hold')
  @Answers({ summary: 'Hand out no jobs for a time', status: 204, redis: 'writes' })
  async hold(@Param('queue', queueParam) queue: string, @Body({ schema: holdInput }) { delayMs }: HoldInput) {
    await this.queues.queue(queue).limits.hold(delayMs);
  }
}
