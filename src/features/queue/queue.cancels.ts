import type { Bulk } from './queue.bulk.js';
import { OPEN_STATES } from './queue.bulk.schemas.js';
import { cancelManyInput, type CancelInput, type CancelManyInput } from './queue.cancel.schemas.js';
import { cancel, cancelAll, isCancelled } from './queue.cancelled.js';
import { JobNotFoundError, JobStateError } from './queue.errors.js';
import type { JobInfo } from './queue.schemas.js';
import { STEP, type Shard } from './queue.shard.js';

/** Where the jobs of a queue are. */
interface Place {
  readonly bulk: Bulk;
  shardOf(id: string): Shard;
  get(id: string): Promise<JobInfo | undefined>;
}

/** Ends jobs that nobody wants any longer: they are dead letters then, also those that run. */
export class Cancels {
  constructor(private readonly queue: Place) {}

  /** Cancels one; to cancel it again changes nothing. @throws JobNotFoundError, JobStateError where it has ended otherwise */
  async one(id: string, { reason }: CancelInput): Promise<void> {
    const [place] = await cancel(this.queue.shardOf(id), [id], reason);
    if (place === '') throw new JobNotFoundError();
    if (place !== 'ended') return;
    const job = await this.queue.get(id);
    if (job && !isCancelled(job)) throw new JobStateError(`The job is ${job.state}: it has ended before`);
  }

  /** Cancels those that are chosen, in steps that hold nobody up; answers how many. */
  async many(input: CancelManyInput): Promise<number> {
    const { ids, states = OPEN_STATES, limit, ...chosen } = cancelManyInput.parse(input);
    if (ids) return this.these(ids.slice(0, limit), chosen.reason);
    let cancelled = 0;
    // Jobs that move while we go through them may be passed over: so until there is none left.
    for (let before = -1; before < cancelled && cancelled < limit;) {
      before = cancelled;
      for (const state of states)
        cancelled += await this.queue.bulk.all({ ...chosen, action: 'cancel', state }, limit - cancelled);
    }
    return cancelled;
  }

  private async these(ids: readonly string[], reason?: string): Promise<number> {
    let ended = 0;
    for (const [shard, part] of Map.groupBy(ids, (id) => this.queue.shardOf(id)))
      for (let i = 0; i < part.length; i += STEP)
        ended += await cancelAll(shard, part.slice(i, i + STEP), reason);
    return ended;
  }
}
