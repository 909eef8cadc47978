import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import {
  extendMessage,
  leaseMessage,
  settleMessage,
  type ExtendMessage,
  type LeaseMessage,
  type SettleMessage,
} from './queue.lease.schemas.js';
import { QueueService } from './queue.service.js';

/** `queue.lease`, `queue.settle` and `queue.extend` on the Redis transport: workers in other services. */
@RpcController()
export class QueueLeasesRpcController {
  constructor(private readonly queues: QueueService) {}

  @MessagePattern('queue.lease')
  async lease(@Payload({ schema: leaseMessage }) { queue, ...input }: LeaseMessage) {
    return { jobs: await this.queues.leases(queue).lease(input, this.queues.closing) };
  }

  @MessagePattern('queue.settle')
  async settle(@Payload({ schema: settleMessage }) { queue, outcomes }: SettleMessage) {
    return { results: await this.queues.leases(queue).settle(outcomes) };
  }

  @MessagePattern('queue.extend')
  async extend(@Payload({ schema: extendMessage }) { queue, leases, leaseMs }: ExtendMessage) {
    return this.queues.leases(queue).extend(leases, leaseMs);
  }
}
