import { Bulk } from './queue.bulk.js';
import type { CancelInput, CancelManyInput } from './queue.cancel.schemas.js';
import { Cancels } from './queue.cancels.js';
import { Workers } from './queue.workers.js';
import { JobNotFoundError } from './queue.errors.js';
import { Events } from './queue.events.js';
import type { BatchInput, ChildrenPage, ChildrenQuery, FlowIds, FlowInput } from './queue.flow.schemas.js';
import { Flows } from './queue.flows.js';
import { Groups } from './queue.groups.js';
import { Home, type Parts } from './queue.home.js';
import type { JobOptions } from './queue.job.schemas.js';
import { Limits } from './queue.limits.js';
import { readLog } from './queue.notes.js';
import { Operations } from './queue.operations.js';
import type { QueueSettings } from './queue.options.js';
import { encodePayload } from './queue.record.js';
import type { NewJob } from './queue.rows.js';
import { Schedules } from './queue.schedules.js';
import {
  listQuery,
  redriveInput,
  type DelayInput,
  type JobPage,
  type ListQuery,
  type QueueInfo,
  type RedriveInput,
} from './queue.schemas.js';
import type { Timings } from './queue.timings.js';
import { ended, type Ended } from './queue.waiting.js';

const DEFAULT_WAIT_MS = 30_000;

/** The data of a queue's jobs by their names; any names and any data unless told. */
export type JobTypes = Record<string, unknown>;

/** Any job that a queue of these types takes. */
export type NewJobOf<Jobs extends JobTypes> = { [N in keyof Jobs & string]: NewJob<N, Jobs[N]> }[keyof Jobs &
  string];

/**
 * One queue: adds jobs, tells of them, and changes them. `Jobs` gives the data of each job name:
 * `queues.queue<{ welcome: { to: string } }>('emails')`.
 */
export class Queue<Jobs extends JobTypes = JobTypes> extends Home {
  /** What is done with many jobs at once, step by step. */
  readonly bulk: Bulk;
  private readonly cancels: Cancels;
  private readonly flows: Flows;
  private readonly operations: Operations;
  /** Jobs that take turns by the group that they are of. */
  readonly groups: Groups;
  /** Jobs that come at times that are known before. */
  readonly schedules: Schedules;
  /** How many jobs may run, or begin in a time, everywhere together. */
  readonly limits: Limits;
  /** What happens to jobs, in the moment it happens. */
  readonly events: Events;
  /** The workers, in whichever processes they run. */
  readonly workers: Workers;

  constructor(name: string, settings: QueueSettings, parts: Parts) {
    super(name, settings, parts);
    this.bulk = new Bulk(this.browser);
    this.cancels = new Cancels(this);
    this.operations = new Operations(this, this.browser);
    this.groups = new Groups(this, parts.register);
    this.flows = new Flows(this, parts);
    this.events = new Events(parts.redis, this.shards, name);
    this.limits = new Limits(this.shards, parts.register);
    this.schedules = new Schedules(this, parts.register);
    this.workers = new Workers(parts.redis, name, settings.leaseMs);
  }

  /** How long jobs have waited and run, as far as this process had them. */
  get timings(): Timings {
    return this.parts.timings.of(this.name);
  }

  /**
   * Adds a job and resolves with its id once Redis has it. With an `id` of your own a job that is still known is left as it is,
   * so that adding again is safe.
   *
   * @throws PayloadTooLargeError, JobExistsError, GroupFullError, RedisFullError, RedisUnavailableError, NotReplicatedError; after the
   * last two the job may be there: add it again with the same id
   */
  async add<Name extends keyof Jobs & string>(
    name: Name,
    data: Jobs[Name],
    options?: JobOptions,
  ): Promise<string> {
    const row = this.rowOf({ name, data, options });
    if (row.unique) return (await this.addUnique([row]))[0] ?? row.id;
    await Promise.all([this.producerOf(row.id)?.add(row), this.parts.register()]);
    return row.id;
  }

  /**
   * Adds many at once and resolves with their ids, in order: all or none up to 1000 of them, in one script (for each shard). Those
   * with a unique key are added one by one, after the others. @throws what {@link add} throws
   */
  async addBulk(jobs: readonly NewJobOf<Jobs>[]): Promise<string[]> {
    const rows = jobs.map((job) => this.rowOf(job));
    const plain = rows.filter((row) => !row.unique);
    await this.addRows(plain);
    if (plain.length === rows.length) return rows.map(({ id }) => id);
    const ids = await this.addUnique(rows.filter((row) => row.unique));
    return rows.map((row) => (row.unique ? (ids.shift() ?? row.id) : row.id));
  }

  /**
   * Adds a job and those that have to end before it begins, in this queue or others, which may have children themselves; all of it or
   * nothing. The job is delayed until then, with no due instant, and finds their results with `job.children()`. A child that is dead makes it
   * dead, too, unless its `onFailure` says else.
   *
   * @throws PayloadTooLargeError, RedisFullError, RedisUnavailableError, NotReplicatedError; with an `id` of your own it may be added again
   */
  async addFlow(input: FlowInput): Promise<FlowIds> {
    return this.flows.add(input);
  }

  /**
   * Adds jobs that are watched together: `onSuccess`, `onFailure` and `onComplete` are jobs that are added when all have completed, when the
   * first is dead, and when all have ended. The batch itself is a job that is never run, and completed when they have ended.
   */
  async addBatch(input: BatchInput): Promise<{ id: string; ids: string[] }> {
    return this.flows.addBatch(input);
  }

  /** A page of the jobs that a job waits or waited for, with how they have ended. @throws JobNotFoundError */
  async children(id: string, query: ChildrenQuery = {}): Promise<ChildrenPage> {
    const page = await this.flows.children(id, query);
    if (page) return page;
    if (!(await this.get(id))) throw new JobNotFoundError();
    return { count: 0, left: 0, failed: 0, items: [], nextCursor: null };
  }

  /** How a job has ended, or ends within `waitMs`. @throws JobUnfinishedError, JobNotFoundError */
  async finished(id: string, waitMs = DEFAULT_WAIT_MS): Promise<Ended> {
    return ended(async () => id, this.waiting(waitMs));
  }

  /** Adds a job and waits until it has ended. @throws what {@link add} and {@link finished} throw; the job goes on all the same */
  async addAndWait<Name extends keyof Jobs & string>(
    name: Name,
    data: Jobs[Name],
    { waitMs = DEFAULT_WAIT_MS, ...options }: JobOptions & { waitMs?: number } = {},
  ): Promise<Ended> {
    return ended(async () => this.add(name, data, options), this.waiting(waitMs));
  }

  /**
   * A page of jobs, of one state or of all, in the order in which they come up or ended; by name, age, error or fields of their data.
   * A search looks at 2000 jobs at most and says where to go on. Jobs that move while you page may be missed.
   */
  async list(query: ListQuery = {}): Promise<JobPage> {
    return this.browser.list(listQuery.parse(query));
  }

  /** What a job wrote with `log()`: the last 1000 lines, for a week after the last one. */
  async logs(id: string): Promise<string[]> {
    return readLog(this.shardOf(id), id);
  }

  /** How many jobs there are of each state, in constant time. */
  async info(): Promise<QueueInfo> {
    return this.browser.info(this.name);
  }

  /** Removes a job, whatever its state; false where there is none. What comes of one that is running is refused then. */
  async remove(id: string): Promise<boolean> {
    return (await this.shardOf(id).remove([id])) === 1;
  }

  /**
   * Cancels a job: one that waits at once, one that runs by its `signal`, in whichever process. It is a dead letter with the error
   * JOB_CANCELLED then, and so its waiters are told; what its handler still does is refused. To cancel it again changes nothing.
   *
   * @throws JobNotFoundError, JobStateError where it has ended otherwise
   */
  async cancel(id: string, input: CancelInput = {}): Promise<void> {
    await this.cancels.one(id, input);
  }

  /** The same for many, by ids or by name and states, in steps; answers how many there were. */
  async cancelMany(input: CancelManyInput): Promise<number> {
    return this.cancels.many(input);
  }

  /** Gives a job other data; a run that has begun has the old ones. */
  async update(id: string, data: Jobs[keyof Jobs & string]): Promise<void> {
    await this.operations.update(id, encodePayload(data, this.settings.maxPayloadBytes));
  }

  /**
   * Runs a dead or completed job again, with all its attempts.
   *
   * @throws JobNotFoundError, JobStateError where it is neither
   */
  async retry(id: string): Promise<void> {
    await this.operations.revive(id, ['dead', 'completed']);
  }

  /** Makes a delayed job due now. @throws JobNotFoundError, JobStateError where it is not delayed */
  async promote(id: string): Promise<void> {
    await this.operations.revive(id, ['delayed']);
  }

  /**
   * Gives a delayed job another due instant, `delayMs` from now or `runAt`; its time limits move with that.
   *
   * @throws JobNotFoundError, JobStateError where it is not delayed, or waits for its children
   */
  async delay(id: string, input: DelayInput): Promise<void> {
    await this.operations.delay(id, input);
  }

  /**
   * Gives a job another priority, -1000 to 1000. One that waits goes behind those that have it; of any other it counts when it comes
   * to wait. The same priority once more changes nothing. @throws JobNotFoundError
   */
  async prioritize(id: string, priority: number): Promise<void> {
    await this.operations.prioritize(id, priority);
  }

  /** Runs dead letters again, all that fit the filter up to its limit, oldest first; answers how many. In steps that hold nobody up. */
  async redrive(filter: RedriveInput = {}): Promise<number> {
    const { limit, ...rest } = redriveInput.parse(filter);
    return this.bulk.all({ ...rest, action: 'retry' }, limit);
  }

  /** Hands out no more jobs, to nobody, until {@link resume}. Adding goes on, and so do jobs that run. */
  async pause(): Promise<void> {
    await this.operations.setPaused(true);
  }

  async resume(): Promise<void> {
    await this.operations.setPaused(false);
  }

  /** Removes all jobs that wait, and with `delayed` those that are delayed; answers how many. In steps. */
  async drain({ delayed = false }: { delayed?: boolean } = {}): Promise<number> {
    return this.operations.drain({ delayed });
  }

  /** Removes the queue with all its jobs, those that run included; answers how many there were. In steps. */
  async obliterate(): Promise<number> {
    return this.operations.obliterate();
  }

  private waiting(waitMs: number) {
    return { events: this.events, get: async (id: string) => this.get(id), waitMs };
  }
}
