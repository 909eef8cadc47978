import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import {
  cancelManyMessage,
  cancelMessage,
  type CancelManyMessage,
  type CancelMessage,
} from './queue.cancel.schemas.js';
import { QueueService } from './queue.service.js';

/** `queue.cancel` and `queue.cancelMany` on the Redis transport. */
@RpcController()
export class QueueCancelsRpcController {
  constructor(private readonly queues: QueueService) {}

  @MessagePattern('queue.cancel')
  async cancel(@Payload({ schema: cancelMessage }) { queue, id, reason }: CancelMessage) {
    await this.queues.queue(queue).cancel(id, { reason });
    return { cancelled: true };
  }

  @MessagePattern('queue.cancelMany')
  async cancelMany(@Payload({ schema: cancelManyMessage }) { queue, ...input }: CancelManyMessage) {
    return { cancelled: await this.queues.queue(queue).cancelMany(input) };
  }
}
