import { Body, Get, Param, Post, Query } from '@nestjs/common';
import { Answers, HttpController } from '../../transport/index.js';
import { NotShownError } from './dashboard.errors.js';
import { DashboardJobs } from './dashboard.jobs.js';
import {
  batchInput,
  batchOutput,
  findQuery,
  foundOutput,
  jobId,
  jobOutput,
  jobsOutput,
  jobsQuery,
  queueHistoryOutput,
  queueName,
  workersOutput,
  type BatchInput,
  type FindQuery,
  type JobsQuery,
} from './dashboard.jobs.schemas.js';
import { DashboardService } from './dashboard.service.js';

/** `/dashboard/queues`, `/dashboard/jobs`: queues and their jobs, with what they carry masked. */
@HttpController('dashboard')
export class DashboardJobsHttpController {
  constructor(
    private readonly dashboard: DashboardService,
    private readonly jobs: DashboardJobs,
  ) {}

  @Get('queues/:queue/history')
  @Answers({
    summary: 'See the last minutes of a queue',
    status: 200,
    schema: queueHistoryOutput,
    redis: 'nothing',
  })
  queueHistory(@Param('queue', { schema: queueName }) queue: string) {
    return this.dashboard.queueHistory(queue);
  }

  @Get('queues/:queue/jobs')
  @Answers({
    summary: 'List or search the jobs of a state',
    status: 200,
    schema: jobsOutput,
    errors: [NotShownError],
  })
  async listJobs(
    @Param('queue', { schema: queueName }) queue: string,
    @Query({ schema: jobsQuery }) query: JobsQuery,
  ) {
    return this.jobs.list(queue, query);
  }

  @Get('queues/:queue/jobs/:id')
  @Answers({ summary: 'See a job and its log', status: 200, schema: jobOutput, errors: [NotShownError] })
  async readJob(
    @Param('queue', { schema: queueName }) queue: string,
    @Param('id', { schema: jobId }) id: string,
  ) {
    return this.jobs.read(queue, id);
  }

  @Post('queues/:queue/jobs/batch')
  @Answers({
    summary: 'Retry, promote or remove many jobs',
    status: 200,
    schema: batchOutput,
    errors: [NotShownError],
  })
  async batchJobs(
    @Param('queue', { schema: queueName }) queue: string,
    @Body({ schema: batchInput }) input: BatchInput,
  ) {
    return this.jobs.batch(queue, input);
  }

  @Get('jobs')
  @Answers({
    summary: 'Find a job by its id, in whichever queue',
    status: 200,
    schema: foundOutput,
    errors: [NotShownError],
  })
  async findJob(@Query({ schema: findQuery }) { id }: FindQuery) {
    return { items: await this.jobs.find(this.dashboard.queueNames(), id), nextCursor: null };
  }

  @Get('workers')
  @Answers({
    summary: 'See the workers of this process',
    status: 200,
    schema: workersOutput,
    redis: 'nothing',
  })
  workers() {
    return { items: this.dashboard.workers(), nextCursor: null };
  }
}
