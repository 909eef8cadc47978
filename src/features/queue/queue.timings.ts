import type { Metric } from '../../kernel/metrics.js';
import { Histogram } from './queue.histogram.js';
import { readyAtOf, type JobRecord } from './queue.record.js';

/** What came of a run. */
export type RunOutcome = 'completed' | 'failed' | 'snoozed';

/** A job as it was leased. */
interface Leased extends Pick<JobRecord, 'createdAt' | 'options'> {
  readonly id: string;
  readonly attempt: number;
}

/** How long the jobs of one queue have waited and run, as far as this process had them. */
export class Timings {
  readonly waits = new Histogram();
  readonly runs = { completed: new Histogram(), failed: new Histogram(), snoozed: new Histogram() };

  /** Notes how long a job has waited for its first attempt; how long others have is not known. The token begins with the instant. */
  noteWait(job: Leased, token: string): void {
    if (job.attempt === 1) this.waits.observe(Number.parseInt(token, 10) - readyAtOf(job.id, job));
  }

  noteRun(outcome: RunOutcome, ms: number, jobs = 1): void {
    this.runs[outcome].observe(ms, jobs);
  }
}

/** What is told of at most so many queues of a process: who may name queues could make series without end. */
const MOST_QUEUES = 100;

/** The timings of the first hundred queues of which this process had jobs, for as long as it lives. */
export class AllTimings {
  private readonly byQueue = new Map<string, Timings>();
  private readonly ofOthers = new Timings();

  of(queue: string): Timings {
    const known = this.byQueue.get(queue);
    if (known) return known;
    if (this.byQueue.size === MOST_QUEUES) return this.ofOthers;
    const timings = new Timings();
    this.byQueue.set(queue, timings);
    return timings;
  }

  /** In the terms of Prometheus. */
  metrics(): Metric[] {
    return timingMetrics([...this.byQueue].map(([name, timings]) => ({ name, timings })));
  }
}

function timingMetrics(queues: readonly { readonly name: string; readonly timings: Timings }[]): Metric[] {
  const some = queues.filter(({ timings: { waits, runs } }) =>
    [waits, ...Object.values(runs)].some(({ isEmpty }) => !isEmpty),
  );
  return [
    {
      name: 'rookery_queue_wait_seconds',
      help: 'From when a job could be run to when a worker got it for its first attempt',
      type: 'histogram',
      samples: some.flatMap(({ name, timings }) => timings.waits.samples({ queue: name })),
    },
    {
      name: 'rookery_queue_run_seconds',
      help: 'How long jobs ran, by what came of it',
      type: 'histogram',
      samples: some.flatMap(({ name, timings }) =>
        Object.entries(timings.runs).flatMap(([outcome, runs]) => runs.samples({ queue: name, outcome })),
      ),
    },
  ];
}
