import { Injectable } from '@nestjs/common';
import { AppError } from '../../kernel/errors.js';
import { NotShownError } from './dashboard.errors.js';
import { mask } from './dashboard.mask.js';
import { dashboardOptions, type DashboardOptions } from './dashboard.options.js';
import type {
  BatchInput,
  BatchResult,
  JobPage,
  JobsQuery,
  Revealed,
  ShownJob,
  ShownJobWithLog,
} from './dashboard.jobs.schemas.js';
import type { JobRecord, Jobs } from './dashboard.sources.js';

/** As many as one page of a list may have. */
const STEP = 200;

/** How many jobs one search looks at: it takes Redis some 20 ms, and its answer says where to go on. */
const MOST_SEARCHED = 2000;

/** Jobs as the pages show them: what they carry is masked until somebody asks for it. */
@Injectable()
export class DashboardJobs {
  constructor(@dashboardOptions.inject() private readonly options: DashboardOptions) {}

  /**
   * A page of the jobs of a state; with `search` those whose name holds it, or the one of this id whatever its state. A
   * search looks at 2000 jobs at most: `nextCursor` then leads on, also where nothing was found among them.
   */
  async list(queue: string, { state, limit, cursor, search }: JobsQuery): Promise<JobPage> {
    const jobs = this.jobsOf(queue);
    if (search === undefined) {
      const page = await jobs.list({ state, limit, cursor });
      return { items: page.items.map(shown), nextCursor: page.nextCursor };
    }
    const exact = cursor === undefined ? await jobs.get(search) : undefined;
    if (exact) return { items: [shown(exact)], nextCursor: null };
    const items: ShownJob[] = [];
    let next: string | null | undefined = cursor;
    for (let seen = 0; seen < MOST_SEARCHED && items.length < limit && next !== null; seen += STEP) {
      const page = await jobs.list({ state, limit: STEP, cursor: next });
      items.push(...page.items.filter(({ name }) => name.includes(search)).map(shown));
      next = page.nextCursor;
    }
    return { items, nextCursor: next ?? null };
  }

  /** A job with its log. @throws NotShownError */
  async read(queue: string, id: string): Promise<ShownJobWithLog> {
    const jobs = this.jobsOf(queue);
    const [job, log] = await Promise.all([jobs.get(id), jobs.logs(id)]);
    if (!job) throw new NotShownError('job');
    return { ...shown(job), log: [...log] };
  }

  /** What a job carries and what came of it. @throws NotShownError */
  async payload(queue: string, id: string): Promise<Revealed> {
    const job = await this.jobsOf(queue).get(id);
    if (!job) throw new NotShownError('job');
    return { data: job.data ?? null, result: job.result ?? null };
  }

  /** In which queues there is a job of this id. */
  async find(queues: readonly string[], id: string): Promise<{ queue: string; job: ShownJob }[]> {
    const found = await Promise.all(
      queues.map(async (queue) => {
        const job = await this.jobsOf(queue).get(id);
        return job ? [{ queue, job: shown(job) }] : [];
      }),
    );
    return found.flat();
  }

  /** Does the same to many jobs. Those that are gone, or in a state in which it cannot be done, are left as they are. */
  async batch(queue: string, { action, ids }: BatchInput): Promise<BatchResult> {
    const jobs = this.jobsOf(queue);
    const outcomes = await Promise.all(
      ids.map(async (id) => {
        try {
          return (await jobs[action](id)) !== false;
        } catch (error) {
          if (error instanceof AppError && ['not_found', 'conflict'].includes(error.kind)) return false;
          throw error;
        }
      }),
    );
    const done = outcomes.filter(Boolean).length;
    return { done, skipped: ids.length - done };
  }

  private jobsOf(queue: string): Jobs {
    const jobs = this.options.sources.jobs?.(queue);
    if (!jobs) throw new NotShownError('queue');
    return jobs;
  }
}

function shown(job: JobRecord): ShownJob {
  const { id, name, state, attempts, createdAt, dueAt, leaseUntilAt, finishedAt } = job;
  return {
    id,
    name,
    state,
    attempts,
    createdAt,
    dueAt,
    leaseUntilAt,
    finishedAt,
    progress: job.progress ?? null,
    data: mask(job.data),
    result: mask(job.result),
    errors: job.errors.map(({ at, attempt, error }) => ({ at, attempt, error: error ?? null })),
  };
}
