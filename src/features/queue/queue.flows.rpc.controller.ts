import { MessagePattern, Payload } from '@nestjs/microservices';
import { NamedBy, RpcController } from '../../transport/index.js';
import {
  batchMessage,
  childrenMessage,
  flowMessage,
  queuesIn,
  type BatchMessage,
  type ChildrenMessage,
  type FlowMessage,
} from './queue.flow.schemas.js';
import { QueueService } from './queue.service.js';

/** `queue.addFlow`, `queue.addBatch` and `queue.children` on the Redis transport. */
@RpcController()
export class QueueFlowsRpcController {
  constructor(private readonly queues: QueueService) {}

  @MessagePattern('queue.addFlow')
  @NamedBy(queuesIn)
  async addFlow(@Payload({ schema: flowMessage }) { queue, ...input }: FlowMessage) {
    return this.queues.queue(queue).addFlow(input);
  }

  @MessagePattern('queue.addBatch')
  @NamedBy(queuesIn)
  async addBatch(@Payload({ schema: batchMessage }) { queue, ...input }: BatchMessage) {
    return this.queues.queue(queue).addBatch(input);
  }

  @MessagePattern('queue.children')
  async children(@Payload({ schema: childrenMessage }) { queue, id, ...query }: ChildrenMessage) {
    return this.queues.queue(queue).children(id, query);
  }
}
