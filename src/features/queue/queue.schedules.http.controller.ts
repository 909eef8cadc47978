import { Body, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { Answers, HttpController } from '../../transport/index.js';
import { PayloadTooLargeError, ScheduleNotFoundError } from './queue.errors.js';
import {
  scheduleId,
  scheduleInput,
  scheduleListQuery,
  scheduleOutput,
  schedulesOutput,
  type ScheduleListQuery,
  type ScheduleSpec,
} from './queue.schedule.schemas.js';
import { existing } from './queue.schedules.js';
import { queueName } from './queue.schemas.js';
import { QueueService } from './queue.service.js';

const queueParam = { schema: queueName };
const idParam = { schema: scheduleId };

/** `/queues/:queue/schedules`: jobs that come at times that are known before. */
@HttpController('queues/:queue/schedules', 'queue')
export class QueueSchedulesHttpController {
  constructor(private readonly queues: QueueService) {}

  @Get()
  @Answers({ summary: 'List the schedules of a queue', status: 200, schema: schedulesOutput })
  async schedules(
    @Param('queue', queueParam) queue: string,
    @Query({ schema: scheduleListQuery }) query: ScheduleListQuery,
  ) {
    return this.queues.queue(queue).schedules.list(query);
  }

  @Put(':id')
  @Answers({
    summary: 'Make a schedule, or change it',
    status: 200,
    schema: scheduleOutput,
    redis: 'writes',
    errors: [PayloadTooLargeError],
  })
  async putSchedule(
    @Param('queue', queueParam) queue: string,
    @Param('id', idParam) id: string,
    @Body({ schema: scheduleInput }) input: ScheduleSpec,
  ) {
    return this.queues.queue(queue).schedules.put(id, input);
  }

  @Get(':id')
  @Answers({
    summary: 'Read a schedule with its next slots',
    status: 200,
    schema: scheduleOutput,
    errors: [ScheduleNotFoundError],
  })
  async readSchedule(@Param('queue', queueParam) queue: string, @Param('id', idParam) id: string) {
    return existing(await this.queues.queue(queue).schedules.get(id));
  }

  @Delete(':id')
  @Answers({
    summary: 'Remove a schedule; its jobs stay',
    status: 204,
    errors: [ScheduleNotFoundError],
  })
  async removeSchedule(@Param('queue', queueParam) queue: string, @Param('id', idParam) id: string) {
    existing(await this.queues.queue(queue).schedules.remove(id));
  }
}
