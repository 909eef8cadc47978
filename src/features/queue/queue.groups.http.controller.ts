import { Body, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { Answers, HttpController } from '../../transport/index.js';
import {
  groupLimits,
  groupLimitsOutput,
  groupListQuery,
  groupOutput,
  groupsOutput,
  type JobGroupLimits,
  type JobGroupListQuery,
} from './queue.group.schemas.js';
import { groupName } from './queue.job.schemas.js';
import { queueName } from './queue.schemas.js';
import { QueueService } from './queue.service.js';

const queueParam = { schema: queueName };
const groupParam = { schema: groupName };

/** `/queues/:queue/groups` and `group-limits`: jobs that take turns by their groups. */
@HttpController('queues/:queue', 'queue')
export class QueueGroupsHttpController {
  constructor(private readonly queues: QueueService) {}

  @Get('groups')
  @Answers({ summary: 'List the groups that have jobs that wait or run', status: 200, schema: groupsOutput })
  async groups(
    @Param('queue', queueParam) queue: string,
    @Query({ schema: groupListQuery }) query: JobGroupListQuery,
  ) {
    return this.queues.queue(queue).groups.list(query);
  }

  @Get('groups/:group')
  @Answers({ summary: 'Read a group with its counts', status: 200, schema: groupOutput })
  async group(@Param('queue', queueParam) queue: string, @Param('group', groupParam) group: string) {
    return this.queues.queue(queue).groups.get(group);
  }

  @Post('groups/:group/pause')
  @Answers({ summary: 'Begin with no more jobs of a group', status: 204, redis: 'writes' })
  async pauseGroup(@Param('queue', queueParam) queue: string, @Param('group', groupParam) group: string) {
    await this.queues.queue(queue).groups.pause(group);
  }

  @Post('groups/:group/resume')
  @Answers({ summary: 'Begin with jobs of a group again', status: 204 })
  async resumeGroup(@Param('queue', queueParam) queue: string, @Param('group', groupParam) group: string) {
    await this.queues.queue(queue).groups.resume(group);
  }

  @Put('groups/:group/limits')
  @Answers({ summary: 'Limit one group by itself', status: 204, redis: 'writes' })
  async putLimitsOfGroup(
    @Param('queue', queueParam) queue: string,
    @Param('group', groupParam) group: string,
    @Body({ schema: groupLimits }) limits: JobGroupLimits,
  ) {
    await this.queues.queue(queue).groups.put(limits, group);
  }

  @Delete('groups/:group/limits')
  @Answers({ summary: 'Lift the limits that a group has by itself', status: 204 })
  async removeLimitsOfGroup(
    @Param('queue', queueParam) queue: string,
    @Param('group', groupParam) group: string,
  ) {
    await this.queues.queue(queue).groups.remove(group);
  }

  @Get('group-limits')
  @Answers({ summary: 'Read what limits each group', status: 200, schema: groupLimitsOutput })
  async groupLimits(@Param('queue', queueParam) queue: string) {
    return { limits: await this.queues.queue(queue).groups.limits() };
  }

  @Put('group-limits')
  @Answers({ summary: 'Limit each group of a queue', status: 204, redis: 'writes' })
  async putGroupLimits(
    @Param('queue', queueParam) queue: string,
    @Body({ schema: groupLimits }) limits: JobGroupLimits,
  ) {
    await this.queues.queue(queue).groups.put(limits);
  }

  @Delete('group-limits')
  @Answers({ summary: 'Lift the limits of all groups', status: 204 })
  async removeGroupLimits(@Param('queue', queueParam) queue: string) {
    await this.queues.queue(queue).groups.remove();
  }
}
