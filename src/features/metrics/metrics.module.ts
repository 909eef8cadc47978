import { Module } from '@nestjs/common';
import { defineFeature } from '../../transport/index.js';
import { MetricsHttpController } from './metrics.http.controller.js';
import { metricsOptions } from './metrics.options.js';
import { MetricsRpcController } from './metrics.rpc.controller.js';
import { MetricsService } from './metrics.service.js';

/** Metrics for Prometheus. */
@Module({ providers: [MetricsService], exports: [MetricsService] })
export class MetricsModule extends defineFeature(metricsOptions, {
  http: MetricsHttpController,
  rpc: MetricsRpcController,
}) {}
