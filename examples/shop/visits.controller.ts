import { Controller, Get } from '@nestjs/common';
import { AnalyticsService, Public } from 'rookery';

/** How much the shop is looked at. */
@Controller('visits')
export class VisitsController {
  constructor(private readonly analytics: AnalyticsService) {}

  @Public()
  @Get()
  async visits(): Promise<{ today: number; now: number }> {
    const today = new Date().toISOString().slice(0, 10);
    const [{ total }, { visitors }] = await Promise.all([
      this.analytics.pageviews('shop', { from: today, to: today }),
      this.analytics.live('shop'),
    ]);
    return { today: total.pageviews, now: visitors };
  }
}
