import { Get, Header } from '@nestjs/common';
import { z } from 'zod';
import { Answers, HttpController, OpenToAll } from '../../transport/index.js';
import { TRACKER } from './analytics.tracker.js';

/** `/tracker.js`: the script for pages. */
@HttpController('tracker.js', 'analytics')
export class AnalyticsTrackerHttpController {
  @Get()
  @Header('content-type', 'text/javascript; charset=utf-8')
  @Header('cache-control', 'public, max-age=86400')
  @Header('access-control-allow-origin', '*')
  @Header('cross-origin-resource-policy', 'cross-origin')
  @OpenToAll('pages of visitors load it')
  @Answers({
    summary: 'Get the script that pages send their views with',
    status: 200,
    schema: z.string(),
    redis: 'nothing',
    type: 'text/javascript',
  })
  tracker() {
    return TRACKER;
  }
}
