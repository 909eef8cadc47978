import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import {
  checkpointMessage,
  extendMessage,
  leaseMessage,
  logMessage,
  progressMessage,
  settleMessage,
  stepMessage,
  type CheckpointMessage,
  type ExtendMessage,
  type LeaseMessage,
  type LogMessage,
  type ProgressMessage,
  type SettleMessage,
  type StepMessage,
} from './queue.lease.schemas.js';
import { QueueService } from './queue.service.js';

/** `queue.lease`, `settle`, `extend`, `noteStep`, `checkpoint`, `progress` and `log` on the Redis transport: workers in other services. */
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

  @MessagePattern('queue.noteStep')
  async noteStep(@Payload({ schema: stepMessage }) { queue, id, ...input }: StepMessage) {
    return this.queues.leases(queue).noteStep(id, input);
  }

  @MessagePattern('queue.checkpoint')
  async checkpoint(@Payload({ schema: checkpointMessage }) { queue, id, ...input }: CheckpointMessage) {
    return this.queues.leases(queue).checkpoint(id, input);
  }

  @MessagePattern('queue.progress')
  async progress(@Payload({ schema: progressMessage }) { queue, id, ...input }: ProgressMessage) {
    return this.queues.leases(queue).progress(id, input);
  }

  @MessagePattern('queue.log')
  async log(@Payload({ schema: logMessage }) { queue, id, ...input }: LogMessage) {
    return this.queues.leases(queue).log(id, input);
  }
}
