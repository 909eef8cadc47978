import { MessagePattern, Payload } from '@nestjs/microservices';
import {
  CurrentPrincipal,
  NamedBy,
  nameIn,
  RequireScope,
  RpcController,
  type Principal,
} from '../../transport/index.js';
import { DashboardJobs } from './dashboard.jobs.js';
import {
  batchMessage,
  findQuery,
  jobsMessage,
  queueMessage,
  revealInput,
  type BatchMessage,
  type FindQuery,
  type JobsMessage,
  type QueueMessage,
  type RevealInput,
} from './dashboard.schemas.js';
import { DashboardService } from './dashboard.service.js';

/** `dashboard.*` on the Redis transport: how whichever replica answers is, and jobs with what they carry masked. */
@RpcController()
export class DashboardRpcController {
  constructor(
    private readonly dashboard: DashboardService,
    private readonly jobs: DashboardJobs,
  ) {}

  @MessagePattern('dashboard.overview')
  overview() {
    return this.dashboard.overview();
  }

  @MessagePattern('dashboard.queueHistory')
  queueHistory(@Payload({ schema: queueMessage }) { queue }: QueueMessage) {
    return this.dashboard.queueHistory(queue);
  }

  @MessagePattern('dashboard.listJobs')
  async listJobs(@Payload({ schema: jobsMessage }) { queue, ...query }: JobsMessage) {
    return this.jobs.list(queue, query);
  }

  @MessagePattern('dashboard.readJob')
  async readJob(@Payload({ schema: revealInput }) { queue, id }: RevealInput) {
    return this.jobs.read(queue, id);
  }

  @MessagePattern('dashboard.batchJobs')
  async batchJobs(@Payload({ schema: batchMessage }) { queue, ...input }: BatchMessage) {
    return this.jobs.batch(queue, input);
  }

  @MessagePattern('dashboard.findJob')
  async findJob(@Payload({ schema: findQuery }) { id }: FindQuery) {
    return { items: await this.jobs.find(this.dashboard.queueNames(), id), nextCursor: null };
  }

  @MessagePattern('dashboard.reveal')
  @RequireScope('dashboard:reveal')
  @NamedBy(nameIn('queue'))
  async reveal(
    @Payload({ schema: revealInput }) { queue, id }: RevealInput,
    @CurrentPrincipal() principal: Principal | undefined,
  ) {
    return this.jobs.reveal(queue, id, { by: principal?.id ?? 'anybody' });
  }

  @MessagePattern('dashboard.workers')
  workers() {
    return { items: this.dashboard.workers(), nextCursor: null };
  }
}
