import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import { holdMessage, limitsMessage, type HoldMessage, type LimitsMessage } from './queue.limit.schemas.js';
import { queueMessage, type QueueMessage } from './queue.schemas.js';
import { QueueService } from './queue.service.js';

/** `queue.limits`, `queue.putLimits`, `queue.removeLimits` and `queue.hold` on the Redis transport. */
@RpcController()
export class QueueLimitsRpcController {
  constructor(private readonly queues: QueueService) {}

  @MessagePattern('queue.limits')
  async limits(@Payload({ schema: queueMessage }) { queue }: QueueMessage) {
    return this.queues.queue(queue).limits.get();
  }

  @MessagePattern('queue.putLimits')
  async putLimits(@Payload({ schema: limitsMessage }) { queue, ...input }: LimitsMessage) {
    await this.queues.queue(queue).limits.put(input);
    return { limited: true };
  }

  @MessagePattern('queue.removeLimits')
  async removeLimits(@Payload({ schema: queueMessage }) { queue }: QueueMessage) {
    await this.queues.queue(queue).limits.remove();
    return { limited: false };
  }

  @MessagePattern('queue.hold')
  async hold(@Payload({ schema: holdMessage }) { queue, delayMs }: HoldMessage) {
    await this.queues.queue(queue).limits.hold(delayMs);
    return { held: delayMs > 0 };
  }
}
