import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import { bulkMessage, type BulkMessage } from './queue.bulk.schemas.js';
import { QueueService } from './queue.service.js';

/** `queue.bulk` on the Redis transport. */
@RpcController()
export class QueueBulkRpcController {
  constructor(private readonly queues: QueueService) {}

  @MessagePattern('queue.bulk')
  async bulk(@Payload({ schema: bulkMessage }) { queue, ...input }: BulkMessage) {
    return this.queues.queue(queue).bulk.step(input);
  }
}
