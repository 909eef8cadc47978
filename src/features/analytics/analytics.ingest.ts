import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Metric } from '../../kernel/metrics.js';
import { RedisConnection } from '../../redis/index.js';
import { BufferSpace, Lane } from './analytics.buffer.js';
import { Draft } from './analytics.draft.js';
import { agentOf } from './analytics.agent.js';
import { dateOf, DAY_MS } from './analytics.calendar.js';
import { detailsOf, propertiesOf, type CheckedEvent, type Hit } from './analytics.event.js';
import { analyticsKeys, type ShardKeys } from './analytics.keys.js';
import type { AnalyticsOptions } from './analytics.options.js';
import { AnalyticsSites, type Site } from './analytics.sites.js';
import { AnalyticsVisitors, type Visitor } from './analytics.visitors.js';
import { FUNNEL_BUCKETS } from './analytics.steps.js';
import { bucketOf, USER_BUCKETS, UsersDraft } from './analytics.users.js';
import { countEvents, noteLosses, noteSeen, noteUsers } from './scripts/index.js';

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

/** Why events were left out. */
export type Loss = 'bot' | 'doNotTrack' | 'late' | 'origin' | 'visits' | 'users' | 'funnels';

/** Why an event of a list was not taken. */
export interface Refused {
  readonly index: number;
  readonly path: string;
  readonly message: string;
}

/** Turns events into counts. */
@Injectable()
export class AnalyticsIngest implements OnApplicationShutdown {
  private readonly logger = new Logger('Analytics');
  private readonly keys;
  private readonly space: BufferSpace;
  private readonly lanes = new Map<string, Lane>();
  private readonly outcomes = { accepted: 0, rejected: 0, repeated: 0, dropped: 0 };

  constructor(
    private readonly redis: RedisConnection,
    readonly sites: AnalyticsSites,
    private readonly visitors: AnalyticsVisitors,
  ) {
    this.keys = analyticsKeys(redis.keys('analytics'));
    this.space = new BufferSpace(sites.options.maxBuffered);
  }

  /** Counts checked events, by their place in what was sent; answers those that were refused. */
  async take(
    site: Site,
    events: readonly { index: number; event: CheckedEvent }[],
    options: TrackOptions,
  ): Promise<Refused[]> {
    const loss = unwanted(site, options);
    if (loss !== undefined) {
      await this.noteLoss(site, loss, events.length);
      return [];
    }
    const now = this.sites.clock.now();
    const timed = events.map(({ index, event }) => ({ index, event, at: instantOf(event, now) }));
    await this.visitors.prepare(site, new Set(timed.map(({ at }) => site.calendar.dayOf(at))));
    const refused: Refused[] = [];
    const hits: { hit: Hit; id: string | undefined }[] = [];
    for (const { index, event, at } of timed) {
      const hit = this.hitOf(site, { ...event, at }, options.visitor);
      if (typeof hit === 'object') hits.push({ hit, id: event.id });
      else refused.push({ index, ...REFUSALS[hit] });
    }
    const late = refused.filter(({ path }) => path === REFUSALS.late.path).length;
    await Promise.all([this.store(site, hits, options), late > 0 && this.noteLoss(site, 'late', late)]);
    this.outcomes.accepted += hits.length;
    this.outcomes.rejected += refused.length;
    return refused;
  }

  /** Notes that so many events were malformed. */
  noteRejected(count: number): void {
    this.outcomes.rejected += count;
  }

  /** Notes that events were left out, so that it can be seen how many and why. */
  async noteLoss(site: Site, loss: Loss, count: number): Promise<void> {
    this.outcomes.dropped += count;
    const day = site.calendar.dayOf(this.sites.clock.now());
    const endsAt = site.calendar.startOf(day + 1) + this.sites.options.daysKeepMs;
    const losses = this.keys.ofShard(site.name, 0).losses(dateOf(day));
    await noteLosses.run(this.redis.client, { losses }, { endsAt }, { args: [`d:${loss}`, String(count)] });
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
    const samples = Object.entries(this.outcomes).map(([outcome, value]) => ({ labels: { outcome }, value }));
    const { size } = this.space;
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
        samples: [{ value: size }],
      },
    ];
  }

  async onApplicationShutdown(): Promise<void> {
    const left = await Promise.all([...this.lanes.values()].map(async (lane) => lane.close()));
    const lost = left.reduce((sum, count) => sum + count, 0);
    if (lost > 0) this.logger.warn(`Redis did not answer at shutdown: ${lost} buffered events are lost`);
  }

  private hitOf(
    site: Site,
    event: CheckedEvent & { at: number },
    visitor: Visitor | undefined,
  ): Hit | keyof typeof REFUSALS {
    const { at, name, userId } = event;
    if (at < this.sites.clock.now() - this.sites.options.maxLateMs) return 'late';
    const userAgent = visitor?.userAgent;
    const details = detailsOf(event, userAgent === undefined ? undefined : agentOf(userAgent));
    if (!details) return 'page';
    const who = this.visitors.identify(site, at, { userId, ...visitor });
    return { at, name, ...details, properties: propertiesOf(event, site.properties), who };
  }

  private async store(
    site: Site,
    hits: readonly { hit: Hit; id: string | undefined }[],
    { ack = 'stored', id }: TrackOptions,
  ): Promise<void> {
    const groups = Map.groupBy(hits, ({ hit, id: own }) => `${hit.who.shard} ${own ?? ''}`);
    const stores = [...groups.values()].map(async (group) => {
      const lane = this.laneOf(site, group[0]?.hit.who.shard ?? 0);
      const own = group[0]?.id ?? id;
      const ofGroup = group.map(({ hit }) => hit);
      if (ack === 'buffered' && own === undefined) lane.gather(ofGroup);
      else await lane.stored(ofGroup, own);
    });
    await Promise.all(stores);
  }

  private laneOf(site: Site, shard: number): Lane {
    const name = `${site.name} ${shard}`;
    const known =
      this.lanes.get(name) ??
      new Lane(async (hits, id) => this.send(site, { shard, hits, id }), this.space, this.sites.options);
    this.lanes.set(name, known);
    return known;
  }

  /** All scripts leave in one write. All but the first change nothing if they are repeated, so only that is guarded. */
  private async send(
    site: Site,
    { shard, hits, id }: { shard: number; hits: readonly Hit[]; id: string },
  ): Promise<void> {
    const { redis } = this;
    const { clock, options } = this.sites;
    const now = clock.now();
    const keys = this.keys.ofShard(site.name, shard);
    const draft = new Draft(site, keys, { options, now });
    for (const hit of hits) draft.add(hit);
    const count = draft.count();
    const seen = draft.noteSeen();
    const users = usersOf(site, keys, { hits, options, now });
    const tenMinutes = Math.floor(now / 600_000);
    const places = { ids: keys.ids(tenMinutes), idsBefore: keys.ids(tenMinutes - 1), pulse: keys.pulse() };
    const maxInBucket = Math.ceil(options.maxInFunnel / FUNNEL_BUCKETS);
    const room = Math.ceil(options.maxUsers / USER_BUCKETS);
    const keepDays = Math.ceil(options.daysKeepMs / DAY_MS);
    const { visitGapMs: gapMs, maxVisitsPerMinute: maxVisits, maxIds, liveMs, maxLive } = options;
    const [counted, , withoutUser] = await Promise.all([
      countEvents.run(
        redis.client,
        places,
        { id, maxIds, gapMs, maxVisits, maxInBucket, batch: count.batch },
        { keys: count.keys },
      ),
      noteSeen.run(
        redis.client,
        { live: keys.live() },
        { liveMs, maxLive, batch: seen.batch },
        { keys: seen.keys },
      ),
      users &&
        noteUsers.run(redis.client, {}, { room, keepDays, batch: users.batch }, { keys: users.keys }),
    ]);
    clock.learn(counted.now);
    if (!counted.counted) this.outcomes.repeated += hits.length;
    const lost = { visits: counted.withoutVisit, users: withoutUser ?? 0, funnels: counted.astray };
    // They are counted by now, whatever becomes of these notes.
    for (const [loss, number] of Object.entries(lost))
      if (number > 0) await this.noteLoss(site, loss as Loss, number).catch(() => undefined);
  }
}

/** What `note-users` takes of some hits, where the site counts users exactly. */
function usersOf(
  site: Site,
  keys: ShardKeys,
  { hits, ...context }: { hits: readonly Hit[]; options: AnalyticsOptions; now: number },
): ReturnType<UsersDraft['noteUsers']> {
  if (site.users !== 'exact') return undefined;
  const draft = new UsersDraft(site, keys, context);
  for (const hit of hits) draft.add(hit);
  return draft.noteUsers();
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
