import { Get, Param } from '@nestjs/common';
import { Answers, HttpController, Streams, type EventStream } from '../../transport/index.js';
import {
  denialsOutput,
  overviewOutput,
  streamOutput,
  userId,
  userSessionsOutput,
} from './dashboard.schemas.js';
import { DashboardService } from './dashboard.service.js';

/** `/dashboard`: what the pages show. */
@HttpController('dashboard')
export class DashboardHttpController {
  constructor(private readonly dashboard: DashboardService) {}

  @Get('overview')
  @Answers({
    summary: 'See how the service and its Redis are',
    status: 200,
    schema: overviewOutput,
    redis: 'nothing',
  })
  overview() {
    return this.dashboard.overview();
  }

  @Get('users/:userId/sessions')
  @Answers({
    summary: 'List the sessions of a user, their attributes masked',
    status: 200,
    schema: userSessionsOutput,
  })
  async userSessions(@Param('userId', { schema: userId }) user: string) {
    return { items: await this.dashboard.userSessions(user), nextCursor: null };
  }

  @Get('denials')
  @Answers({
    summary: 'See whom this process has denied most',
    status: 200,
    schema: denialsOutput,
    redis: 'nothing',
  })
  denials() {
    return { items: this.dashboard.denials(), nextCursor: null };
  }

  @Get('stream')
  @Streams({ summary: 'Follow how the service and its Redis are', schema: streamOutput, redis: 'nothing' })
  stream(): EventStream {
    return (signal) => this.dashboard.events(signal);
  }
}
