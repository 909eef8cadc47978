import { MessagePattern, Payload } from '@nestjs/microservices';
import { RpcController } from '../../transport/index.js';
import {
  scheduleListMessage,
  scheduleMessage,
  schedulePutMessage,
  type ScheduleListMessage,
  type ScheduleMessage,
  type SchedulePutMessage,
} from './queue.schedule.schemas.js';
import { existing } from './queue.schedules.js';
import { QueueService } from './queue.service.js';

/** `queue.schedules` and `queue.schedule.*` on the Redis transport. */
@RpcController()
export class QueueSchedulesRpcController {
  constructor(private readonly queues: QueueService) {}

  @MessagePattern('queue.schedules')
  async list(@Payload({ schema: scheduleListMessage }) { queue, ...query }: ScheduleListMessage) {
    return this.queues.queue(queue).schedules.list(query);
  }

  @MessagePattern('queue.schedule.put')
  async put(@Payload({ schema: schedulePutMessage }) { queue, id, ...input }: SchedulePutMessage) {
    return this.queues.queue(queue).schedules.put(id, input);
  }

  @MessagePattern('queue.schedule.read')
  async read(@Payload({ schema: scheduleMessage }) { queue, id }: ScheduleMessage) {
    return existing(await this.queues.queue(queue).schedules.get(id));
  }

  @MessagePattern('queue.schedule.remove')
  async remove(@Payload({ schema: scheduleMessage }) { queue, id }: ScheduleMessage) {
    return { removed: existing(await this.queues.queue(queue).schedules.remove(id)) };
  }
}
