import { Get } from '@nestjs/common';
import { Answers, HttpController, Streams, type EventStream } from '../../transport/index.js';
import { overviewOutput, streamOutput } from './dashboard.schemas.js';
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

  @Get('stream')
  @Streams({ summary: 'Follow how the service and its Redis are', schema: streamOutput, redis: 'nothing' })
  stream(): EventStream {
    return (signal) => this.dashboard.events(signal);
  }
}
