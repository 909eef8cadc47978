import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import {
  groupLimitsMessage,
  groupListMessage,
  groupMessage,
  limitsOfGroupMessage,
  type GroupLimitsMessage,
  type GroupListMessage,
  type GroupMessage,
  type LimitsOfGroupMessage,
} from './queue.group.schemas.js';
import { queueMessage, type QueueMessage } from './queue.schemas.js';
import { QueueService } from './queue.service.js';

/** `queue.groups`, `queue.group`, `queue.putGroupLimits` (of all) and `queue.putLimitsOfGroup` (of one) and others on the Redis transport. */
@RpcController()
export class QueueGroupsRpcController {
  constructor(private readonly queues: QueueService) {}

  @MessagePattern('queue.groups')
  async groups(@Payload({ schema: groupListMessage }) { queue, ...query }: GroupListMessage) {
    return this.queues.queue(queue).groups.list(query);
  }

  @MessagePattern('queue.group')
  async group(@Payload({ schema: groupMessage }) { queue, group }: GroupMessage) {
    return this.queues.queue(queue).groups.get(group);
  }

  @MessagePattern('queue.pauseGroup')
  async pauseGroup(@Payload({ schema: groupMessage }) { queue, group }: GroupMessage) {
    await this.queues.queue(queue).groups.pause(group);
    return { paused: true };
  }

  @MessagePattern('queue.resumeGroup')
  async resumeGroup(@Payload({ schema: groupMessage }) { queue, group }: GroupMessage) {
    await this.queues.queue(queue).groups.resume(group);
    return { paused: false };
  }

  @MessagePattern('queue.groupLimits')
  async groupLimits(@Payload({ schema: queueMessage }) { queue }: QueueMessage) {
    return { limits: await this.queues.queue(queue).groups.limits() };
  }

  @MessagePattern('queue.putGroupLimits')
  async putGroupLimits(@Payload({ schema: groupLimitsMessage }) { queue, ...limits }: GroupLimitsMessage) {
    await this.queues.queue(queue).groups.put(limits);
    return { limited: true };
  }

  @MessagePattern('queue.removeGroupLimits')
  async removeGroupLimits(@Payload({ schema: queueMessage }) { queue }: QueueMessage) {
    await this.queues.queue(queue).groups.remove();
    return { limited: false };
  }

  @MessagePattern('queue.putLimitsOfGroup')
  async putLimitsOfGroup(@Payload({ schema: limitsOfGroupMessage }) input: LimitsOfGroupMessage) {
    const { queue, group, ...limits } = input;
    await this.queues.queue(queue).groups.put(limits, group);
    return { limited: true };
  }

  @MessagePattern('queue.removeLimitsOfGroup')
  async removeLimitsOfGroup(@Payload({ schema: groupMessage }) { queue, group }: GroupMessage) {
    await this.queues.queue(queue).groups.remove(group);
    return { limited: false };
  }
}
