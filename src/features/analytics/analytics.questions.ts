import { Injectable } from '@nestjs/common';
import { AnalyticsFunnels } from './analytics.funnels.js';
import { AnalyticsReports } from './analytics.reports.js';
import { AnalyticsSeries } from './analytics.series.js';

/** Who answers what can be asked of a site. */
@Injectable()
export class AnalyticsQuestions {
  constructor(
    readonly series: AnalyticsSeries,
    readonly reports: AnalyticsReports,
    readonly funnels: AnalyticsFunnels,
  ) {}
}
