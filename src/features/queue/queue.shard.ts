import type { RedisClient, RedisConnection, ReplicatedWrites } from '../../redis/index.js';
import { nextId } from './queue.ids.js';
import { queueKeys, type ShardKeys } from './queue.keys.js';
import type { z } from 'zod';
import { GroupFullError, JobExistsError, JobExpiredError, NotReplicatedError } from './queue.errors.js';
import { Kin } from './queue.kin.js';
import type { Carrier } from './queue.letter.js';
import type { QueueSettings } from './queue.options.js';
import type { unique as uniqueSchema } from './queue.job.schemas.js';
import {
  addJobs,
  addUnique,
  cancelJobs,
  drainQueue,
  expireJobs,
  extendLeases,
  leaseJobs,
  leaveIdle,
  removeJobs,
  reviveJobs,
  settleJobs,
  tendQueue,
} from './scripts/index.js';
import { encodeError, type Row } from './queue.record.js';
import { Ticker } from './queue.ticker.js';

/** Most jobs that one call of a script works on, beside adding: a millisecond or so of Redis' time. */
export const STEP = 500;

const TEND_LIMIT = 200;
const MOST_STEPS = 100;
const LATE = encodeError(new JobExpiredError('The job has not begun in the time that it had'));
const OVER = encodeError(new JobExpiredError());

/** Jobs to be added, as add-jobs.lua takes them: two arguments a job, and two more for each place that is not the tail, for each limit, and for those that come together. */
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

/** One shard of a queue: what adding to it, working on it and ending its jobs takes, in scripts with their keys. */
export class Shard {
  readonly keys: ShardKeys;
  readonly ticker: Ticker;
  /** Jobs that wait for others. */
  readonly kin: Kin;
  /** The keys of groups and flows, as groups.lua has them. */
  readonly groupKeys: readonly string[];
  private readonly policy: string;
  private readonly keepDead: string;
  /** Of processes, without their ids. */
  private readonly channel: string;
  /** Key of the log of a job. */
  readonly logKey: (id: string) => string;

  constructor(
    readonly redis: RedisConnection,
    owner: string,
    private readonly parts: {
      settings: QueueSettings;
      replication: ReplicatedWrites;
      courier: Carrier<Shard>;
    },
  ) {
    const { settings } = parts;
    const keys = queueKeys(redis.keys('queue'));
    this.keys = keys.shard(owner);
    const { grouped, busy, ring, groupOf, groupLimits, groupTats } = this.keys;
    const { flows, outcomes, outbox, parents } = this.keys;
    this.groupKeys = [grouped, busy, ring, groupOf, groupLimits, groupTats, flows, outcomes, outbox, parents];
    this.channel = keys.wake('');
    this.ticker = new Ticker(redis, this.keys, settings.maxPayloadBytes);
    this.logKey = (id) => keys.log(owner, id);
    const { attempts, backoffMs, maxBackoffMs } = settings;
    const completed = [settings.keepCompletedMs, settings.keepCompletedCount];
    const dead = [settings.keepDeadMs, settings.keepDeadCount];
    this.keepDead = JSON.stringify(dead);
    this.policy = JSON.stringify({ attempts, backoffMs, maxBackoffMs, completed, dead });
    this.kin = new Kin(this, this.policy);
  }

  get settings(): QueueSettings {
    return this.parts.settings;
  }

  /** Answers the 1-based numbers of those for which their groups have no room. */
  async add({ ids, records, places }: Rows): Promise<readonly number[]> {
    const args = [...ids, ...records, ...places];
    const more = { keys: this.groupKeys, args };
    const write = async (client: RedisClient) => addJobs.run(client, this.keys, { count: ids.length }, more);
    return (await this.write(write)).refused;
  }

  /** As durable as the queue says. */
  async write<T>(write: (client: RedisClient) => Promise<T>): Promise<T> {
    const { durability, replicationTimeoutMs } = this.settings;
    if (durability === 'local') return write(this.redis.client);
    const written = await this.parts.replication.run(this.keys.jobs, replicationTimeoutMs, write);
    if (!written.isReplicated) throw new NotReplicatedError();
    return written.result;
  }

  /** Adds a job under a key that one job at a time may have. @throws JobExistsError, GroupFullError */
  async addUnique(
    { id, record, place, limits = [] }: Row,
    unique: z.output<typeof uniqueSchema>,
  ): Promise<string> {
    const { key, scope, forMs = 0, onConflict } = unique;
    const args = { id, record, place, key, scope, forMs, onConflict };
    const more = { keys: this.groupKeys, args: limits };
    const holder = await this.write(async (client) => addUnique.run(client, this.keys, args, more));
    if (holder.done === 'rejected') throw new JobExistsError(holder.id);
    if (holder.done === 'full') throw new GroupFullError();
    return holder.id;
  }

  /** Up to `max` jobs, or a note that `waiter` waits for some. */
  async lease({ max, leaseMs = this.settings.leaseMs, waiter = '' }: LeaseRequest) {
    // Who waits looks in every third of a lease; who did not for a whole one is gone.
    const args = { max, leaseMs, holder: nextId(), waiter, staleMs: this.settings.leaseMs };
    return leaseJobs.run(this.redis.client, this.keys, args, { keys: this.groupKeys });
  }

  /** Does what is due; whether there may be more of it. */
  async tend(): Promise<boolean> {
    const args = { limit: TEND_LIMIT, maxLost: this.settings.maxLostLeases, keepDead: this.keepDead };
    const more = { keys: this.groupKeys };
    const did = await tendQueue.run(this.redis.client, this.keys, args, more);
    const { done, now, come, isOver, letters, parents } = did;
    if (come.length > 0) await this.ticker.fire(come, now);
    if (isOver) await this.expire();
    const { courier } = this.parts;
    const isTold = letters.length > 0 && (await courier.deliver(this, letters));
    if (parents.length > 0) await courier.lookAfter(this, parents);
    return isOver || isTold || come.length > 0 || done.includes(TEND_LIMIT);
  }

  /** Does what is due until nothing is. */
  async flush(): Promise<void> {
    for (let step = 0; step < MOST_STEPS && (await this.tend()); step++);
  }

  /** At once where that can be; else whoever works on the queue does it. */
  async tellParents(): Promise<void> {
    const told = this.flush().then(async () => this.lease({ max: 0 }));
    await told.catch(() => undefined);
  }

  /** Ends jobs whose time is over. */
  private async expire(): Promise<void> {
    const { keepDead, channel } = this;
    const args = { limit: TEND_LIMIT, late: LATE, over: OVER, keepDead, channel };
    const { reports } = await expireJobs.run(this.redis.client, this.keys, args, { keys: this.groupKeys });
    if (reports > 0) await this.tellParents();
  }

  /** Ends jobs wherever they are, and answers where they were. */
  async cancel(ids: readonly string[], error: string) {
    const { keepDead, channel } = this;
    const more = { keys: this.groupKeys, args: ids };
    const args = { error, keepDead, channel };
    const { places, reports } = await cancelJobs.run(this.redis.client, this.keys, args, more);
    if (reports > 0) await this.tellParents();
    return places;
  }

  /** Makes what has just become due ready, and wakes one who waits for it. */
  async nudge(): Promise<void> {
    const [isMore] = await Promise.all([this.tend(), this.lease({ max: 0 })]);
    if (isMore) await Promise.all([this.tend(), this.lease({ max: 0 })]);
  }

  /** Wakes one who waits, for it to watch the clock anew: something may be due earlier than it knows. */
  async rouse(): Promise<void> {
    await leaveIdle.run(this.redis.client, this.keys, { waiter: '' });
  }

  /** `forgotten` are completed jobs of which nothing is to be kept. */
  async settle(forgotten: readonly Held[], others: readonly Settlement[] = []) {
    const outcomes = [...forgotten.map(({ id }) => id), ...forgotten.map(({ token }) => token)];
    for (const { id, token, verb, json, delayMs } of others)
      outcomes.push(id, token, verb, json, delayMs === undefined ? '' : String(delayMs));
    const seed = Math.floor(Math.random() * 2 ** 31);
    const args = { policy: this.policy, seed, forgotten: forgotten.length };
    return settleJobs.run(this.redis.client, this.keys, args, { keys: this.groupKeys, args: outcomes });
  }

  async extend(leases: readonly Held[], leaseMs = this.settings.leaseMs) {
    const args = [...leases.map(({ id }) => id), ...leases.map(({ token }) => token)];
    return extendLeases.run(this.redis.client, this.keys, { leaseMs, count: leases.length }, { args });
  }

  async leave(waiter: string): Promise<void> {
    await leaveIdle.run(this.redis.client, this.keys, { waiter });
  }

  async remove(ids: readonly string[]): Promise<number> {
    const { active, prioritized, delayed, completed, dead } = this.keys;
    const keys = [...this.groupKeys, active, prioritized, delayed, completed, dead];
    const { removed, reports } = await removeJobs.run(this.redis.client, this.keys, {}, { keys, args: ids });
    if (reports > 0) await this.tellParents();
    return removed;
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

  /** Removes up to {@link STEP} jobs that are in the waiting list or in the sets. */
  async drain(sets: readonly ('prioritized' | 'grouped' | 'delayed' | 'completed' | 'dead' | 'active')[]) {
    const keys = [...this.groupKeys, ...sets.map((set) => this.keys[set])];
    const step = await drainQueue.run(this.redis.client, this.keys, { limit: STEP }, { keys });
    if (step.reports > 0) await this.tellParents();
    return step;
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
