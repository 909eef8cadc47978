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

/** `queue.schedules`, `queue.putSchedule` and others on the Redis transport. */
@RpcController()
export class QueueSchedulesRpcController {
  constructor(private readonly queues: QueueService) {}

  @MessagePattern('queue.schedules')
  async schedules(@Payload({ schema: scheduleListMessage }) { queue, ...query }: ScheduleListMessage) {
    return this.queues.queue(queue).schedules.list(query);
  }

  @MessagePattern('queue.putSchedule')
  async putSchedule(@Payload({ schema: schedulePutMessage }) { queue, id, ...input }: SchedulePutMessage) {
    return this.queues.queue(queue).schedules.put(id, input);
  }

  @MessagePattern('queue.readSchedule')
  async readSchedule(@Payload({ schema: scheduleMessage }) { queue, id }: ScheduleMessage) {
    return existing(await this.queues.queue(queue).schedules.get(id));
  }

  @MessagePattern('queue.removeSchedule')
  async removeSchedule(@Payload({ schema: scheduleMessage }) { queue, id }: ScheduleMessage) {
    return { removed: existing(await this.queues.queue(queue).schedules.remove(id)) };
  }
}
