import type { Browser } from './queue.browser.js';
import { JobNotFoundError, JobStateError } from './queue.errors.js';
import { jobPriority } from './queue.job.schemas.js';
import { delayInput, type DelayInput, type JobInfo } from './queue.schemas.js';
import type { Shard } from './queue.shard.js';
import { delayJob, prioritizeJob, updateJob } from './scripts/index.js';

/** Where the jobs of a queue are. */
interface Place {
  readonly shards: readonly Shard[];
  shardOf(id: string): Shard;
  get(id: string): Promise<JobInfo | undefined>;
}

/** What is done by hand, with one job or with a whole queue. */
export class Operations {
  constructor(
    private readonly queue: Place,
    private readonly browser: Browser,
  ) {}

  /** Gives a job other data, as JSON. @throws JobNotFoundError */
  async update(id: string, data: string): Promise<void> {
    const { redis, keys } = this.queue.shardOf(id);
    if (!(await updateJob.run(redis.client, keys, { id, data }))) throw new JobNotFoundError();
  }

  /** Gives a delayed job another due instant. @throws JobNotFoundError, JobStateError where it is not delayed, or waits for others */
  async delay(id: string, input: DelayInput): Promise<void> {
    const { delayMs, runAt } = delayInput.parse(input);
    const { redis, keys } = this.queue.shardOf(id);
    const args = { id, delayMs: delayMs ?? '', runAt: runAt ?? '' };
    const done = await delayJob.run(redis.client, keys, args);
    if (done === '') throw new JobNotFoundError();
    if (done === 'other') throw new JobStateError('The job has no due instant that could be changed');
  }

  /** Gives a job another priority; one that waits goes behind those that have it. @throws JobNotFoundError */
  async prioritize(id: string, priority: number): Promise<void> {
    const { redis, keys, groupKeys } = this.queue.shardOf(id);
    const args = { id, priority: jobPriority.parse(priority) };
    const isThere = await prioritizeJob.run(redis.client, keys, args, { keys: groupKeys });
    if (!isThere) throw new JobNotFoundError();
  }

  /** Makes a job due now that is in one of these states. @throws JobNotFoundError, JobStateError where it is in none of them */
  async revive(id: string, states: readonly ('delayed' | 'completed' | 'dead')[]): Promise<void> {
    const shard = this.queue.shardOf(id);
    const afresh = !states.includes('delayed');
    const [moved, job] = await Promise.all([
      Promise.all(states.map(async (state) => shard.revive(state, [id], { afresh }))),
      this.queue.get(id),
      shard.nudge(),
    ]);
    if (moved.includes(1)) return;
    if (!job) throw new JobNotFoundError();
    throw new JobStateError(`The job is ${job.state}: only ${states.join(' and ')} jobs can be`);
  }

  /** Hands out no more jobs, or jobs again. */
  async setPaused(isPaused: boolean): Promise<void> {
    await Promise.all(this.queue.shards.map(async (shard) => setPaused(shard, isPaused)));
  }

  /** Removes all jobs that wait, and with `delayed` those that are delayed; answers how many. */
  async drain({ delayed }: { delayed: boolean }): Promise<number> {
    return this.browser.drain(['prioritized', 'grouped', ...(delayed ? (['delayed'] as const) : [])]);
  }

  /** Removes all jobs, and what is left then; answers how many there were. */
  async obliterate(): Promise<number> {
    const removed = await this.browser.drain([
      'active',
      'prioritized',
      'grouped',
      'delayed',
      'completed',
      'dead',
    ]);
    await Promise.all(this.queue.shards.map(async (shard) => shard.forget()));
    return removed;
  }
}

async function setPaused(shard: Shard, isPaused: boolean): Promise<void> {
  const { redis, keys } = shard;
  if (isPaused) await redis.client.hset(keys.meta, 'paused', 1);
  else await Promise.all([redis.client.hdel(keys.meta, 'paused'), shard.nudge()]);
}
