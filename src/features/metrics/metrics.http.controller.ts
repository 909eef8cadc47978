import { Get, Header } from '@nestjs/common';
import { Answers, HttpController } from '../../transport/index.js';
import { scrapeOutput } from './metrics.schemas.js';
import { MetricsService } from './metrics.service.js';

/** `/metrics`, for Prometheus. */
@HttpController('metrics', 'service')
export class MetricsHttpController {
  constructor(private readonly metrics: MetricsService) {}

  @Get()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @Answers({
    summary: 'What the process and its features do, for Prometheus',
    status: 200,
    schema: scrapeOutput,
    redis: 'nothing',
    type: 'text/plain',
  })
  async scrape(): Promise<string> {
    return this.metrics.scrape();
  }
}
