import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { defineFeature } from '../../transport/index.js';
import { QueueBulkHttpController } from './queue.bulk.http.controller.js';
import { QueueBulkRpcController } from './queue.bulk.rpc.controller.js';
import { QueueCancelsHttpController } from './queue.cancels.http.controller.js';
import { QueueCancelsRpcController } from './queue.cancels.rpc.controller.js';
import { QueueExplorer } from './queue.explorer.js';
import { QueueGroupsHttpController } from './queue.groups.http.controller.js';
import { QueueGroupsRpcController } from './queue.groups.rpc.controller.js';
import { QueueHttpController } from './queue.http.controller.js';
import { QueueLeasesHttpController } from './queue.leases.http.controller.js';
import { QueueLeasesRpcController } from './queue.leases.rpc.controller.js';
import { QueueLimitsHttpController } from './queue.limits.http.controller.js';
import { QueueLimitsRpcController } from './queue.limits.rpc.controller.js';
import { QueueFlowsHttpController } from './queue.flows.http.controller.js';
import { QueueFlowsRpcController } from './queue.flows.rpc.controller.js';
import { QueueResultsHttpController } from './queue.results.http.controller.js';
import { QueueResultsRpcController } from './queue.results.rpc.controller.js';
import { queueOptions } from './queue.options.js';
import { QueueRpcController } from './queue.rpc.controller.js';
import { QueueSchedulesHttpController } from './queue.schedules.http.controller.js';
import { QueueSchedulesRpcController } from './queue.schedules.rpc.controller.js';
import { QueueService } from './queue.service.js';
import { Wakeups } from './queue.wakeups.js';

/** Job queues: producers, workers, and leases for workers elsewhere. */
@Module({
  imports: [DiscoveryModule],
  providers: [QueueService, QueueExplorer, Wakeups],
  exports: [QueueService],
})
export class QueueModule extends defineFeature(queueOptions, {
  http: [
    QueueHttpController,
    QueueCancelsHttpController,
    QueueFlowsHttpController,
    QueueLeasesHttpController,
    QueueLimitsHttpController,
    QueueResultsHttpController,
    QueueSchedulesHttpController,
    QueueBulkHttpController,
    QueueGroupsHttpController,
  ],
  rpc: [
    QueueRpcController,
    QueueBulkRpcController,
    QueueGroupsRpcController,
    QueueCancelsRpcController,
    QueueFlowsRpcController,
    QueueLeasesRpcController,
    QueueLimitsRpcController,
    QueueResultsRpcController,
    QueueSchedulesRpcController,
  ],
}) {}
