import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import {
  groupLimitsMessage,
  groupLimitsOfMessage,
  groupListMessage,
  groupMessage,
  type GroupLimitsMessage,
  type GroupLimitsOfMessage,
  type GroupListMessage,
  type GroupMessage,
} from './queue.group.schemas.js';
import { QueueService } from './queue.service.js';

/** `queue.groups`, `queue.group` and others on the Redis transport; without a group limits are those of all. */
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
  async groupLimits(@Payload({ schema: groupLimitsOfMessage }) { queue, group }: GroupLimitsOfMessage) {
    return { limits: await this.queues.queue(queue).groups.limits(group) };
  }

  @MessagePattern('queue.putGroupLimits')
  async putGroupLimits(
    @Payload({ schema: groupLimitsMessage }) { queue, group, ...limits }: GroupLimitsMessage,
  ) {
    await this.queues.queue(queue).groups.put(limits, group);
    return { limited: true };
  }

  @MessagePattern('queue.removeGroupLimits')
  async removeGroupLimits(@Payload({ schema: groupLimitsOfMessage }) { queue, group }: GroupLimitsOfMessage) {
    await this.queues.queue(queue).groups.remove(group);
    return { limited: false };
  }
}
