import type { Metric } from '../../kernel/metrics.js';
import type { WorkerHealth } from './queue.worker.js';

/** What the workers of this process tell of themselves. */
export function workerMetrics(workers: readonly WorkerHealth[]): Metric[] {
  const metric = (
    name: string,
    help: string,
    { type, value }: Pick<Metric, 'type'> & { value: (worker: WorkerHealth) => number },
  ): Metric => ({
    name: `rookery_queue_${name}`,
    help,
    type,
    samples: workers.map((worker) => ({ labels: { queue: worker.queue }, value: value(worker) })),
  });
  const gauge = (value: (worker: WorkerHealth) => number) => ({ type: 'gauge' as const, value });
  const counter = (value: (worker: WorkerHealth) => number) => ({ type: 'counter' as const, value });
  return [
    metric(
      'worker_up',
      'Whether Redis has answered the worker within two leases',
      gauge((w) => (w.status === 'up' ? 1 : 0)),
    ),
    metric(
      'worker_silent_seconds',
      'Since Redis last answered the worker',
      gauge((w) => w.silentMs / 1000),
    ),
    metric(
      'worker_running_jobs',
      'Jobs that run in this process',
      gauge((w) => w.running),
    ),
    metric(
      'jobs_completed_total',
      'Jobs that this process has completed',
      counter((w) => w.completed),
    ),
    metric(
      'jobs_failed_total',
      'Attempts that failed in this process',
      counter((w) => w.failed),
    ),
    metric(
      'leases_lost_total',
      'Leases that this process has lost',
      counter((w) => w.lost),
    ),
  ];
}
