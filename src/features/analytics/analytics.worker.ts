import { randomInt } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { RedisConnection } from '../../redis/index.js';
import { analyticsKeys } from './analytics.keys.js';
import { AnalyticsRankings } from './analytics.rankings.js';
import { DIMENSIONS } from './analytics.report.schemas.js';
import type { AnalyticsSites, Site } from './analytics.sites.js';

const EVERY_MS = 600_000;

/** How many days back it looks: so long may all processes have been down without a day being left as it was. */
const DAYS_BACK = 14;

/** So many days stand open at most, so that a year that is imported at once takes no more memory than some days. */
const MAX_OPEN_DAYS = 5;
const OPEN_TTL_MS = 7 * 86_400_000;

/** How many days to which an import has added are packed in one go. */
const DAYS_AT_ONCE = 20;

/**
 * Packs the rankings of days that are over, in every instance and with no leader: the first one does it, for the others
 * nothing is left. What is right does not depend on it, only how much memory it takes.
 */
@Injectable()
export class AnalyticsCloser implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly sites: AnalyticsSites;
  private readonly keys;
  private readonly done = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly redis: RedisConnection,
    readonly rankings: AnalyticsRankings,
  ) {
    this.sites = rankings.closed.sites;
    this.keys = analyticsKeys(redis.keys('analytics'));
  }

  onApplicationBootstrap(): void {
    this.schedule();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  /** Packs what is due of all sites. */
  async close(): Promise<void> {
    const today = Math.floor(this.sites.clock.now() / 86_400_000);
    for (const site of await this.sites.names()) {
      const found = await this.sites.find(site);
      await this.closeSite(found, today);
      await this.closeImported(found);
    }
    // Days that are further back than it looks need not be remembered.
    for (const name of this.done)
      if (Number(name.split(' ')[1]) < today - 2 * DAYS_BACK) this.done.delete(name);
  }

  /** An import is to add to these days: notes them, so that they are packed whatever becomes of this process. */
  async open(site: Site, days: readonly number[]): Promise<void> {
    const key = this.keys.imported(site.name);
    const { client } = this.redis;
    const [, , open] = await Promise.all([
      client.sadd(key, ...days),
      client.pexpire(key, OPEN_TTL_MS),
      client.scard(key),
    ]);
    if (open > MAX_OPEN_DAYS + days.length) await this.closeImported(site);
    this.rankings.closed.forget();
  }

  /** Packs the days to which an import has added, and which it may add to again. */
  async closeImported(site: Site): Promise<void> {
    const { client } = this.redis;
    const key = this.keys.imported(site.name);
    // Taken out before: what comes meanwhile is noted anew.
    const days = await client.spop(key, DAYS_AT_ONCE);
    for (const day of days.map(Number)) await this.pack(site, day);
    if (days.length === DAYS_AT_ONCE && !this.stopped) await this.closeImported(site);
  }

  private async closeSite(site: Site, today: number): Promise<void> {
    for (let day = today - DAYS_BACK; day < today && !this.stopped; day++) {
      const name = `${site.name} ${day}`;
      if (this.done.has(name) || !this.rankings.closed.has(site, day)) continue;
      await this.pack(site, day);
      this.done.add(name);
    }
  }

  private async pack(site: Site, day: number): Promise<void> {
    const dimensions = [...DIMENSIONS, ...site.properties.map((name) => `property:${name}`)];
    await Promise.all(dimensions.map(async (dimension) => this.rankings.read(site, dimension, day)));
  }

  private schedule(): void {
    if (this.stopped) return;
    // Spread out, so that instances that were started together do not all do it.
    const waitMs = EVERY_MS * (0.5 + randomInt(1000) / 1000);
    this.timer = setTimeout(() => {
      // Redis away: the next time will do, and the connection has told it.
      this.running = this.close()
        .catch(() => undefined)
        .then(() => this.schedule());
    }, waitMs).unref();
  }
}
