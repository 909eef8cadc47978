import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { defineFeature } from '../../transport/index.js';
import { HealthHttpController } from './health.http.controller.js';
import { healthOptions } from './health.options.js';
import { HealthRpcController } from './health.rpc.controller.js';
import { HealthService } from './health.service.js';

/** Liveness and readiness. */
@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  providers: [HealthService],
  exports: [HealthService],
})
export class HealthModule extends defineFeature(healthOptions, {
  http: HealthHttpController,
  rpc: HealthRpcController,
}) {}
