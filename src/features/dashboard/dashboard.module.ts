import { Module } from '@nestjs/common';
import { defineFeature } from '../../transport/index.js';
import { DashboardAssets } from './dashboard.assets.js';
import { DashboardHttpController } from './dashboard.http.controller.js';
import { DashboardMessages } from './dashboard.messages.js';
import { DashboardMessagesRpcController } from './dashboard.messages.rpc.controller.js';
import { dashboardOptions } from './dashboard.options.js';
import { DashboardPagesHttpController } from './dashboard.pages.http.controller.js';
import { DashboardJobs } from './dashboard.jobs.js';
import { DashboardJobsHttpController } from './dashboard.jobs.http.controller.js';
import { DashboardReveal } from './dashboard.reveal.js';
import { DashboardRpcController } from './dashboard.rpc.controller.js';
import { Sampler } from './dashboard.sampler.js';
import { DashboardService } from './dashboard.service.js';

/** The dashboard. */
@Module({
  providers: [DashboardService, DashboardJobs, DashboardMessages, DashboardReveal, DashboardAssets, Sampler],
  exports: [DashboardService],
})
export class DashboardModule extends defineFeature(dashboardOptions, {
  http: [DashboardHttpController, DashboardJobsHttpController, DashboardPagesHttpController],
  rpc: [DashboardRpcController, DashboardMessagesRpcController],
}) {}
