import { MessagePattern, Payload } from '@nestjs/microservices';
import {
  CurrentPrincipal,
  NamedBy,
  RequireScope,
  RpcController,
  type Principal,
} from '../../transport/index.js';
import { DashboardJobs } from './dashboard.jobs.js';
import {
  batchMessage,
  findQuery,
  jobMessage,
  jobsMessage,
  queueMessage,
  revealInput,
  userMessage,
  type BatchMessage,
  type FindQuery,
  type JobMessage,
  type JobsMessage,
  type QueueMessage,
  type RevealInput,
  type UserMessage,
} from './dashboard.jobs.schemas.js';
import { DashboardReveal } from './dashboard.reveal.js';
import { DashboardService } from './dashboard.service.js';

/** `dashboard.*` on the Redis transport: how whichever replica answers is, and jobs with what they carry masked. */
@RpcController()
export class DashboardRpcController {
  constructor(
    private readonly dashboard: DashboardService,
    private readonly jobs: DashboardJobs,
    private readonly revealing: DashboardReveal,
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
  async readJob(@Payload({ schema: jobMessage }) { queue, id }: JobMessage) {
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
  @NamedBy(({ queue, topic }) => [queue ?? topic])
  async reveal(
    @Payload({ schema: revealInput }) what: RevealInput,
    @CurrentPrincipal() principal: Principal | undefined,
  ) {
    return this.revealing.show(what, principal?.id ?? 'anybody');
  }

  @MessagePattern('dashboard.userSessions')
  async userSessions(@Payload({ schema: userMessage }) { userId }: UserMessage) {
    return { items: await this.dashboard.userSessions(userId), nextCursor: null };
  }

  @MessagePattern('dashboard.denials')
  async denials() {
    return this.dashboard.denials();
  }

  @MessagePattern('dashboard.cache')
  async cache() {
    return this.dashboard.cache();
  }

  @MessagePattern('dashboard.workers')
  workers() {
    return { items: this.dashboard.workers(), nextCursor: null };
  }
}
