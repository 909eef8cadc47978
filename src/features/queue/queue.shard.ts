import type { RedisClient, RedisConnection } from '../../redis/index.js';
import { nextId } from './queue.ids.js';
import { queueKeys, type ShardKeys } from './queue.keys.js';
import type { QueueSettings } from './queue.options.js';
import type { Replication } from './queue.replication.js';
import {
  addJobs,
  appendLog,
  countJobs,
  drainQueue,
  extendLeases,
  leaseJobs,
  leaveIdle,
  listJobs,
  noteProgress,
  readJobs,
  removeJobs,
  reviveJobs,
  settleJobs,
  tendQueue,
  updateJob,
  type JobState,
} from './scripts/index.js';

/** Most jobs that one call of a script works on, beside adding: a millisecond or so of Redis' time. */
export const STEP = 500;

const TEND_LIMIT = 200;
const LOG_LINES = 1000;
const LOG_TTL_MS = 7 * 86_400_000;

/** Jobs to be added, as add-jobs.lua takes them: two arguments a job, and two more for those that are not for the tail. */
export interface Rows {
  readonly ids: string[];
  readonly records: string[];
  readonly places: string[];
}

/** What came of a job, as the script takes it; see settle-jobs.lua. */
export interface Settlement {
  readonly id: string;
  readonly token: string;
  readonly verb: 'complete' | 'fail' | 'bury' | 'snooze' | 'release';
  readonly json: string;
  /** Milliseconds; the backoff of the job where it is not given. */
  readonly delayMs?: number | undefined;
}

interface Held {
  readonly id: string;
  readonly token: string;
}

/** One shard of a queue: its scripts, with their keys. All that can be told of the protocol to Redis is here. */
export class Shard {
  readonly keys: ShardKeys;
  private readonly policy: string;
  private readonly logKey: (id: string) => string;

  constructor(
    readonly redis: RedisConnection,
    owner: string,
    private readonly parts: { settings: QueueSettings; replication: Replication },
  ) {
    const { settings } = parts;
    const keys = queueKeys(redis.keys('queue'));
    this.keys = keys.shard(owner);
    this.logKey = (id) => keys.log(owner, id);
    const { attempts, backoffMs, maxBackoffMs } = settings;
    const completed = [settings.keepCompletedMs, settings.keepCompletedCount];
    const dead = [settings.keepDeadMs, settings.keepDeadCount];
    this.policy = JSON.stringify({ attempts, backoffMs, maxBackoffMs, completed, dead });
  }

  get settings(): QueueSettings {
    return this.parts.settings;
  }

  async add({ ids, records, places }: Rows): Promise<number> {
    const { durability, replicationTimeoutMs } = this.settings;
    const args = [...ids, ...records, ...places];
    const write = async (client: RedisClient) =>
      addJobs.run(client, this.keys, { count: ids.length }, { args });
    if (durability === 'local') return write(this.redis.client);
    return this.parts.replication.confirm(this.keys.jobs, replicationTimeoutMs, write);
  }

  /** Up to `max` jobs, or a note that `waiter` waits for some. */
  async lease({ max, leaseMs = this.settings.leaseMs, waiter = '' }: LeaseRequest) {
    // Who waits looks in every third of a lease; who did not for a whole one is gone.
    const args = { max, leaseMs, holder: nextId(), waiter, staleMs: this.settings.leaseMs };
    return leaseJobs.run(this.redis.client, this.keys, args);
  }

  /** Does what is due; whether there may be more of it. */
  async tend(): Promise<boolean> {
    const { maxLostLeases, keepDeadMs } = this.settings;
    const args = { limit: TEND_LIMIT, maxLost: maxLostLeases, keepDeadMs };
    const done = await tendQueue.run(this.redis.client, this.keys, args);
    return Object.values(done).includes(TEND_LIMIT);
  }

  /** Makes what has just become due ready, and wakes one who waits for it. */
  async nudge(): Promise<void> {
    await Promise.all([this.tend(), this.lease({ max: 0 })]);
  }

  /** `forgotten` are completed jobs of which nothing is to be kept. */
  async settle(forgotten: readonly Held[], others: readonly Settlement[] = []) {
    const outcomes = [...forgotten.map(({ id }) => id), ...forgotten.map(({ token }) => token)];
    for (const { id, token, verb, json, delayMs } of others)
      outcomes.push(id, token, verb, json, delayMs === undefined ? '' : String(delayMs));
    const seed = Math.floor(Math.random() * 2 ** 31);
    const args = { policy: this.policy, seed, forgotten: forgotten.length };
    return settleJobs.run(this.redis.client, this.keys, args, { args: outcomes });
  }

  async extend(leases: readonly Held[], leaseMs = this.settings.leaseMs) {
    const args = [...leases.map(({ id }) => id), ...leases.map(({ token }) => token)];
    return extendLeases.run(this.redis.client, this.keys, { leaseMs, count: leases.length }, { args });
  }

  async leave(waiter: string): Promise<void> {
    await leaveIdle.run(this.redis.client, this.keys, { waiter });
  }

  async read(ids: readonly string[]) {
    return readJobs.run(this.redis.client, this.keys, {}, { args: ids });
  }

  /** The keys in which jobs of a state are, in the order in which they come up. */
  places(state: JobState): string[] {
    const { prioritized, waiting } = this.keys;
    return state === 'waiting' ? [prioritized, waiting] : [this.keys[state]];
  }

  async list(place: string, from: { after: string; skip: number; limit: number }) {
    return listJobs.run(this.redis.client, { place }, from);
  }

  async remove(ids: readonly string[]): Promise<number> {
    const { active, prioritized, delayed, completed, dead } = this.keys;
    const keys = [active, prioritized, delayed, completed, dead];
    return removeJobs.run(this.redis.client, this.keys, {}, { keys, args: ids });
  }

  /** Makes jobs of a state due now; `afresh` begins to count their attempts anew. */
  async revive(
    from: 'delayed' | 'completed' | 'dead',
    ids: readonly string[],
    { afresh }: { afresh: boolean },
  ) {
    const keys = { ...this.keys, from: this.keys[from] };
    return reviveJobs.run(this.redis.client, keys, { afresh: afresh ? 1 : 0 }, { args: ids });
  }

  async update(id: string, data: string): Promise<boolean> {
    return updateJob.run(this.redis.client, this.keys, { id, data });
  }

  async progress({ id, token }: Held, progress: string): Promise<boolean> {
    return noteProgress.run(this.redis.client, this.keys, { id, token, progress });
  }

  async log(id: string, line: string): Promise<void> {
    await appendLog.run(
      this.redis.client,
      { log: this.logKey(id) },
      { line, most: LOG_LINES, ttlMs: LOG_TTL_MS },
    );
  }

  async logs(id: string): Promise<string[]> {
    return this.redis.client.lrange(this.logKey(id), 0, -1);
  }

  async count(): Promise<number[]> {
    return countJobs.run(this.redis.client, this.keys, {});
  }

  async setPaused(paused: boolean): Promise<void> {
    if (paused) await this.redis.client.hset(this.keys.meta, 'paused', 1);
    else await Promise.all([this.redis.client.hdel(this.keys.meta, 'paused'), this.nudge()]);
  }

  /** Removes up to {@link STEP} jobs that are in the waiting list or in the sets. */
  async drain(sets: readonly ('prioritized' | 'delayed' | 'completed' | 'dead' | 'active')[]) {
    const keys = sets.map((set) => this.keys[set]);
    return drainQueue.run(this.redis.client, this.keys, { limit: STEP }, { keys });
  }

  /** Removes what is left when all jobs are. */
  async forget(): Promise<void> {
    await this.redis.client.unlink(...Object.values(this.keys));
  }
}

interface LeaseRequest {
  readonly max: number;
  readonly leaseMs?: number | undefined;
  readonly waiter?: string;
}
