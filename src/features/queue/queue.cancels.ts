import { cancelManyInput, type CancelInput, type CancelManyInput } from './queue.cancel.schemas.js';
import { JobCancelledError, JobNotFoundError, JobStateError } from './queue.errors.js';
import { encodeError } from './queue.record.js';
import type { JobInfo, JobPage, ListQuery } from './queue.schemas.js';
import { STEP, type Shard } from './queue.shard.js';

const PAGE = 200;

type OpenState = 'active' | 'delayed' | 'waiting';

/** Where the jobs of a queue are. */
interface Place {
  shardOf(id: string): Shard;
  get(id: string): Promise<JobInfo | undefined>;
  list(query: ListQuery): Promise<JobPage>;
}

/** Ends jobs that nobody wants any longer: they are dead letters then, also those that run. */
export class Cancels {
  constructor(private readonly queue: Place) {}

  /** Cancels one; to cancel it again changes nothing. @throws JobNotFoundError, JobStateError where it has ended otherwise */
  async one(id: string, { reason }: CancelInput): Promise<void> {
    const [place] = await this.queue.shardOf(id).cancel([id], errorOf(reason));
    if (place === '') throw new JobNotFoundError();
    if (place !== 'ended') return;
    const job = await this.queue.get(id);
    if (job && !isCancelled(job)) throw new JobStateError(`The job is ${job.state}: it has ended before`);
  }

  /** Cancels those that are chosen, in steps that hold nobody up; answers how many. */
  async many(input: CancelManyInput): Promise<number> {
    const {
      ids,
      name,
      states = ['active', 'delayed', 'waiting'],
      reason,
      limit,
    } = cancelManyInput.parse(input);
    const error = errorOf(reason);
    if (ids) return this.end(ids.slice(0, limit), error);
    const fits = (job: JobInfo) => name === undefined || job.name === name;
    let cancelled = 0;
    // Jobs that move while we go through them may be passed over: so until there is none left.
    for (let before = -1; before < cancelled && cancelled < limit;) {
      before = cancelled;
      for await (const jobs of this.pages(states)) {
        const fitting = jobs.filter(fits).map(({ id }) => id);
        cancelled += await this.end(fitting.slice(0, limit - cancelled), error);
        if (cancelled >= limit) break;
      }
    }
    return cancelled;
  }

  private async *pages(states: readonly OpenState[]): AsyncGenerator<JobInfo[]> {
    for (const state of states)
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page: JobPage = await this.queue.list({ state, limit: PAGE, cursor });
        yield page.items;
        cursor = page.nextCursor;
      }
  }

  private async end(ids: readonly string[], error: string): Promise<number> {
    let ended = 0;
    for (const [shard, part] of Map.groupBy(ids, (id) => this.queue.shardOf(id)))
      for (let i = 0; i < part.length; i += STEP) {
        const places = await shard.cancel(part.slice(i, i + STEP), error);
        ended += places.filter((place) => place !== '' && place !== 'ended').length;
      }
    return ended;
  }
}

const errorOf = (reason?: string): string => encodeError(new JobCancelledError(reason));

/** Whether a dead letter is one because somebody wanted that. */
export const isCancelled = ({ errors }: JobInfo): boolean =>
  (errors.at(-1)?.error as { code?: unknown } | null | undefined)?.code === JobCancelledError.code;
