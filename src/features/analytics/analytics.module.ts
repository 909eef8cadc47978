import { Module } from '@nestjs/common';
import { defineFeature } from '../../transport/index.js';
import { AnalyticsClosed } from './analytics.closed.js';
import { AnalyticsFunnels } from './analytics.funnels.js';
import { AnalyticsHttpController } from './analytics.http.controller.js';
import { AnalyticsImport } from './analytics.import.js';
import { AnalyticsIngest } from './analytics.ingest.js';
import { analyticsOptions } from './analytics.options.js';
import { AnalyticsQuestions } from './analytics.questions.js';
import { AnalyticsRankings } from './analytics.rankings.js';
import { AnalyticsCloser } from './analytics.worker.js';
import { AnalyticsReports } from './analytics.reports.js';
import { AnalyticsRetention } from './analytics.retention.js';
import { AnalyticsRpcController } from './analytics.rpc.controller.js';
import { AnalyticsSeries } from './analytics.series.js';
import { AnalyticsService } from './analytics.service.js';
import { AnalyticsStore } from './analytics.store.js';
import { AnalyticsStream } from './analytics.stream.js';
import { AnalyticsTrackerHttpController } from './analytics.tracker.http.controller.js';
import { AnalyticsSites } from './analytics.sites.js';
import { AnalyticsVisitors } from './analytics.visitors.js';

/** Page views and other events of sites, counted in bounded memory. */
@Module({
  providers: [
    AnalyticsService,
    AnalyticsSites,
    AnalyticsClosed,
    AnalyticsVisitors,
    AnalyticsStore,
    AnalyticsIngest,
    AnalyticsImport,
    AnalyticsSeries,
    AnalyticsReports,
    AnalyticsRetention,
    AnalyticsFunnels,
    AnalyticsQuestions,
    AnalyticsRankings,
    AnalyticsCloser,
    AnalyticsStream,
  ],
  exports: [AnalyticsService],
})
export class AnalyticsModule extends defineFeature(analyticsOptions, {
  http: [AnalyticsHttpController, AnalyticsTrackerHttpController],
  rpc: AnalyticsRpcController,
}) {}
