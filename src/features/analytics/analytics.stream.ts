import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { EventStream } from '../../transport/index.js';
import { AnalyticsOverloadedError } from './analytics.errors.js';
import type { Live } from './analytics.report.schemas.js';
import { AnalyticsReports } from './analytics.reports.js';
import { AnalyticsSites, type Site } from './analytics.sites.js';

/** Who is there, again and again, for as many as watch: Redis is asked once for all of a process. */
@Injectable()
export class AnalyticsStream {
  private readonly latest = new Map<string, { live: Promise<Live>; at: number }>();
  private watching = 0;

  constructor(
    private readonly sites: AnalyticsSites,
    private readonly reports: AnalyticsReports,
  ) {}

  /** Tells who is live on a site every `liveIntervalMs`. @throws SiteNotFoundError, AnalyticsOverloadedError where as many watch as may */
  async watch(name: string): Promise<EventStream> {
    const site = await this.sites.find(name);
    const { maxWatching, liveIntervalMs } = this.sites.options;
    if (this.watching >= maxWatching)
      throw new AnalyticsOverloadedError('As many watch as may: try again later');
    this.watching += 1;
    return (signal) => this.events(site, { signal, intervalMs: liveIntervalMs });
  }

  private async *events(site: Site, { signal, intervalMs }: { signal: AbortSignal; intervalMs: number }) {
    try {
      while (!signal.aborted) {
        yield { event: 'live', data: await this.live(site, intervalMs) };
        await delay(intervalMs, undefined, { signal }).catch(() => undefined);
      }
    } finally {
      this.watching -= 1;
    }
  }

  private async live(site: Site, intervalMs: number): Promise<Live> {
    const known = this.latest.get(site.name);
    // Not twice within half of what they wait, however many there are and whenever they began.
    if (known && performance.now() - known.at < intervalMs / 2) return known.live;
    const asked = { live: this.reports.live(site), at: performance.now() };
    this.latest.set(site.name, asked);
    asked.live.catch(() => this.latest.delete(site.name));
    return asked.live;
  }
}
