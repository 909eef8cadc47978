import { Injectable } from '@nestjs/common';
import type { Metric } from '../../kernel/metrics.js';
import { RedisConnection } from '../../redis/index.js';
import { agentOf } from './analytics.agent.js';
import { DAY_MS } from './analytics.calendar.js';
import { hitOf, type CheckedEvent, type Hit } from './analytics.event.js';
import { analyticsKeys } from './analytics.keys.js';
import type { AnalyticsSites, Site } from './analytics.sites.js';
import { AnalyticsVisitors, type Visitor } from './analytics.visitors.js';
import { FUNNEL_BUCKETS } from './analytics.steps.js';
import { AnalyticsStore, type Loss } from './analytics.store.js';
import { bucketOf } from './analytics.places.js';
import { USER_BUCKETS } from './analytics.users.js';

/** How far ahead of Redis' clock an event may be; one further ahead happened now. */
const AHEAD_MS = 60_000;

/** What can be said of events beside what they are. */
export interface TrackOptions {
  /** `stored`: answers when Redis has them. `buffered`: at once; a crash within `flushMs` loses them. `stored` unless told. */
  readonly ack?: 'stored' | 'buffered' | undefined;
  /** Sent again under the same id within ten minutes, the events are counted once. */
  readonly id?: string | undefined;
  /** Who they come from. Where they name no `userId` it tells visitors apart, and it tells their browsers. */
  readonly visitor?: Visitor | undefined;
  /** They come from a page in a browser: bots are told apart, and those who do not want to be counted. */
  readonly page?: { readonly doNotTrack: boolean } | undefined;
}

/** Why an event of a list was not taken. */
export interface Refused {
  readonly index: number;
  readonly path: string;
  readonly message: string;
}

/** Turns events into counts. */
@Injectable()
export class AnalyticsIngest {
  readonly sites: AnalyticsSites;
  private readonly keys;
  private readonly outcomes = { accepted: 0, rejected: 0 };

  constructor(
    private readonly redis: RedisConnection,
    readonly visitors: AnalyticsVisitors,
    readonly storage: AnalyticsStore,
  ) {
    this.sites = storage.sites;
    this.keys = analyticsKeys(redis.keys('analytics'));
  }

  /** Counts checked events, by their place in what was sent; answers those that were refused. */
  async take(
    site: Site,
    events: readonly { index: number; event: CheckedEvent }[],
    options: TrackOptions,
  ): Promise<Refused[]> {
    const loss = unwanted(site, options);
    if (loss !== undefined) {
      await this.storage.noteLoss(site, loss, events.length);
      return [];
    }
    const now = this.sites.clock.now();
    const timed = events.map(({ index, event }) => ({ index, event, at: instantOf(event, now) }));
    await this.visitors.prepare(site, new Set(timed.map(({ at }) => site.calendar.dayOf(at))));
    const refused: Refused[] = [];
    const hits: { hit: Hit; id: string | undefined }[] = [];
    for (const { index, event, at } of timed) {
      const hit = this.read(site, { ...event, at }, options.visitor);
      if (typeof hit === 'object') hits.push({ hit, id: event.id });
      else refused.push({ index, ...REFUSALS[hit] });
    }
    const late = refused.filter(({ path }) => path === REFUSALS.late.path).length;
    await Promise.all([
      this.storage.store(site, hits, options),
      late > 0 && this.storage.noteLoss(site, 'late', late),
    ]);
    this.noteTaken({ accepted: hits.length, rejected: refused.length });
    return refused;
  }

  /** Notes that so many events were taken, and so many were not. */
  noteTaken({ accepted = 0, rejected = 0 }: { accepted?: number; rejected?: number }): void {
    this.outcomes.accepted += accepted;
    this.outcomes.rejected += rejected;
  }

  /**
   * Removes what is still kept of a user by an id: the visit that they are in, their place among the live ones and in
   * funnels, and on which days they were there. All else is numbers, and digests in structures that give none back.
   */
  async forget(site: Site, userId: string): Promise<void> {
    const now = this.sites.clock.now();
    await this.visitors.prepare(site, [site.calendar.dayOf(now)]);
    const ids = [now, now - DAY_MS].map((at) => this.visitors.identify(site, at, { userId }));
    await Promise.all(
      ids.flatMap(({ shard, visitor = '', user = '' }) => {
        const keys = this.keys.ofShard(site.name, shard);
        const inFunnels = site.followed.map(({ id }) => keys.inFunnel(id, bucketOf(user, FUNNEL_BUCKETS)));
        return [
          this.redis.client.del(keys.visit(visitor)),
          this.redis.client.zrem(keys.live(), visitor),
          ...[keys.bucket(bucketOf(user, USER_BUCKETS)), ...inFunnels].map(async (bucket) =>
            this.redis.client.hdel(bucket, user),
          ),
        ];
      }),
    );
  }

  /** How many events this process has taken, and how many wait. */
  metrics(): Metric[] {
    const all = { ...this.outcomes, ...this.storage.outcomes };
    const samples = Object.entries(all).map(([outcome, value]) => ({ labels: { outcome }, value }));
    return [
      {
        name: 'rookery_analytics_events_total',
        help: 'Events that this process has taken or not; repeated ones were sent again, dropped ones left out on purpose',
        type: 'counter',
        samples,
      },
      {
        name: 'rookery_analytics_buffered_events',
        help: 'Events of this process on their way to Redis',
        type: 'gauge',
        samples: [{ value: this.storage.size }],
      },
    ];
  }

  private read(
    site: Site,
    event: CheckedEvent & { at: number },
    visitor: Visitor | undefined,
  ): Hit | keyof typeof REFUSALS {
    const { at, userId } = event;
    if (at < this.sites.clock.now() - this.sites.options.maxLateMs) return 'late';
    const who = this.visitors.identify(site, at, { userId, ...visitor });
    return hitOf(event, { site, visitor, who }) ?? 'page';
  }
}

const REFUSALS = {
  late: { path: 'at', message: 'is longer ago than events may be' },
  page: { path: 'path', message: 'is no address of a page, or too long' },
} as const;

function instantOf({ at }: CheckedEvent, now: number): number {
  return at === undefined || at > now + AHEAD_MS ? now : Math.min(at, now);
}

/** Why nothing of a page's events is counted, if it is not. */
function unwanted(site: Site, { page, visitor }: TrackOptions): Loss | undefined {
  if (!page) return undefined;
  if (page.doNotTrack && site.honourDoNotTrack) return 'doNotTrack';
  return site.bots === 'drop' && agentOf(visitor?.userAgent).isBot ? 'bot' : undefined;
}
