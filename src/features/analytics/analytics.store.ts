import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { RedisConnection } from '../../redis/index.js';
import { BufferSpace, Lane } from './analytics.buffer.js';
import { dateOf, DAY_MS } from './analytics.calendar.js';
import { Draft } from './analytics.draft.js';
import { AnalyticsOverloadedError } from './analytics.errors.js';
import type { Hit } from './analytics.event.js';
import { analyticsKeys, type ShardKeys } from './analytics.keys.js';
import type { AnalyticsOptions } from './analytics.options.js';
import { AnalyticsSites, type Site } from './analytics.sites.js';
import { FUNNEL_BUCKETS } from './analytics.steps.js';
import { USER_BUCKETS, UsersDraft } from './analytics.users.js';
import { countEvents, noteLosses, noteSeen, noteUsers } from './scripts/index.js';

const TEN_MINUTES_MS = 600_000;
const WEEK_MS = 7 * DAY_MS;

/** Visits of an import go on only while it does: they are many in a short time. */
const IMPORTED_VISIT_MS = 60_000;

/** Why events were left out. */
export type Loss = 'bot' | 'doNotTrack' | 'late' | 'origin' | 'visits' | 'users' | 'funnels';

/** How hits are stored. */
export interface StoreOptions {
  readonly ack?: 'stored' | 'buffered' | undefined;
  readonly id?: string | undefined;
  /** Of days that are over: nothing of them is left out, rather none is taken; and ids are known for a week. */
  readonly imported?: boolean | undefined;
}

interface Batch {
  readonly shard: number;
  readonly hits: readonly Hit[];
  readonly id: string;
  readonly imported: boolean;
}

/** Brings hits to Redis: in batches, a shard each. */
@Injectable()
export class AnalyticsStore implements OnApplicationShutdown {
  private readonly logger = new Logger('Analytics');
  private readonly keys;
  private readonly space: BufferSpace;
  private readonly lanes = new Map<string, Lane>();
  /** How many events of this process were sent again, and how many were left out on purpose. */
  readonly outcomes = { repeated: 0, dropped: 0 };

  constructor(
    private readonly redis: RedisConnection,
    readonly sites: AnalyticsSites,
  ) {
    this.keys = analyticsKeys(redis.keys('analytics'));
    this.space = new BufferSpace(sites.options.maxBuffered);
  }

  /** How many events are on their way. */
  get size(): number {
    return this.space.size;
  }

  /** Stores hits, those with an id of their own once however often they are sent. */
  async store(
    site: Site,
    hits: readonly { hit: Hit; id: string | undefined }[],
    { ack = 'stored', id, imported = false }: StoreOptions,
  ): Promise<void> {
    const groups = Map.groupBy(hits, ({ hit, id: own }) => `${hit.who.shard} ${own ?? ''}`);
    const stores = [...groups.values()].map(async (group) => {
      const lane = this.laneOf(site, { shard: group[0]?.hit.who.shard ?? 0, imported });
      const own = group[0]?.id ?? id;
      const ofGroup = group.map(({ hit }) => hit);
      if (ack === 'buffered' && own === undefined) lane.gather(ofGroup);
      else await lane.stored(ofGroup, own);
    });
    await Promise.all(stores);
  }

  /** Notes that events were left out, so that it can be seen how many and why. */
  async noteLoss(site: Site, loss: Loss, count: number): Promise<void> {
    this.outcomes.dropped += count;
    const day = site.calendar.dayOf(this.sites.clock.now());
    const endsAt = site.calendar.startOf(day + 1) + this.sites.options.daysKeepMs;
    const losses = this.keys.ofShard(site.name, 0).losses(dateOf(day));
    await noteLosses.run(this.redis.client, { losses }, { endsAt }, { args: [`d:${loss}`, String(count)] });
  }

  async onApplicationShutdown(): Promise<void> {
    const left = await Promise.all([...this.lanes.values()].map(async (lane) => lane.close()));
    const lost = left.reduce((sum, count) => sum + count, 0);
    if (lost > 0) this.logger.warn(`Redis did not answer at shutdown: ${lost} buffered events are lost`);
  }

  private laneOf(site: Site, { shard, imported }: Pick<Batch, 'shard' | 'imported'>): Lane {
    const name = `${site.name} ${shard} ${imported}`;
    const known =
      this.lanes.get(name) ??
      new Lane(
        async (hits, id) => this.send(site, { shard, hits, id, imported }),
        this.space,
        this.sites.options,
      );
    this.lanes.set(name, known);
    return known;
  }

  /** All scripts leave in one write. All but the first change nothing if they are repeated, so only that is guarded. */
  private async send(site: Site, batch: Batch): Promise<void> {
    const { clock, options } = this.sites;
    const { client } = this.redis;
    const now = clock.now();
    const keys = this.keys.ofShard(site.name, batch.shard);
    const draft = new Draft(site, keys, { options, now });
    for (const hit of batch.hits) draft.add(hit);
    const count = draft.count();
    const seen = draft.noteSeen();
    const users = usersOf(site, keys, { ...batch, options, now });
    const { liveMs, maxLive } = options;
    const [counted, , withoutUser] = await Promise.all([
      countEvents.run(
        client,
        guardsOf(keys, batch, now),
        { id: batch.id, limits: limitsOf(options, batch), batch: count.batch },
        { keys: count.keys },
      ),
      noteSeen.run(
        client,
        { live: keys.live() },
        { liveMs, maxLive, batch: seen.batch },
        { keys: seen.keys },
      ),
      users && noteUsers.run(client, {}, users.args, { keys: users.keys }),
    ]);
    clock.learn(counted.now);
    if (counted.outcome === 'full')
      throw new AnalyticsOverloadedError('Too much is imported at once: send this again in a minute');
    if (counted.outcome === 'before') this.outcomes.repeated += batch.hits.length;
    const lost = { visits: counted.withoutVisit, users: withoutUser ?? 0, funnels: counted.astray };
    // They are counted by now, whatever becomes of these notes.
    for (const [loss, number] of Object.entries(lost))
      if (number > 0) await this.noteLoss(site, loss as Loss, number).catch(() => undefined);
  }
}

function guardsOf(keys: ShardKeys, { imported }: Batch, now: number) {
  const period = Math.floor(now / (imported ? WEEK_MS : TEN_MINUTES_MS));
  const idsOf = imported ? keys.importIds : keys.ids;
  return {
    ids: idsOf(period),
    idsBefore: idsOf(period - 1),
    pulse: imported ? keys.importPulse() : keys.pulse(),
  };
}

function limitsOf(options: AnalyticsOptions, { imported }: Batch): string {
  const { maxIds, visitGapMs, maxVisitsPerMinute, maxImportedVisitsPerMinute, maxInFunnel } = options;
  return JSON.stringify({
    ids: maxIds,
    idsMs: 2 * (imported ? WEEK_MS : TEN_MINUTES_MS),
    gapMs: visitGapMs,
    visitMs: imported ? Math.min(visitGapMs, IMPORTED_VISIT_MS) : visitGapMs,
    visits: imported ? maxImportedVisitsPerMinute : maxVisitsPerMinute,
    inBucket: Math.ceil(maxInFunnel / FUNNEL_BUCKETS),
    strict: imported,
  });
}

/** What `note-users` takes of some hits, where the site counts users exactly. */
function usersOf(
  site: Site,
  keys: ShardKeys,
  { hits, options, now }: { hits: readonly Hit[]; options: AnalyticsOptions; now: number },
) {
  if (site.users !== 'exact') return undefined;
  const draft = new UsersDraft(site, keys, { options, now });
  for (const hit of hits) draft.add(hit);
  const noted = draft.noteUsers();
  if (!noted) return undefined;
  const room = Math.ceil(options.maxUsers / USER_BUCKETS);
  const keepDays = Math.ceil(options.daysKeepMs / DAY_MS);
  return { args: { room, keepDays, batch: noted.batch }, keys: noted.keys };
}
