import type { Metric } from '../../kernel/metrics.js';
import type { WorkerHealth } from './queue.worker.js';

interface WorkerMetric extends Omit<Metric, 'samples'> {
  readonly value: (worker: WorkerHealth) => number;
}

const METRICS: readonly WorkerMetric[] = [
  {
    name: 'rookery_queue_worker_up',
    help: 'Whether Redis has answered the worker within two leases',
    type: 'gauge',
    value: ({ status }) => (status === 'up' ? 1 : 0),
  },
  {
    name: 'rookery_queue_worker_silent_seconds',
    help: 'Since Redis last answered the worker',
    type: 'gauge',
    value: ({ silentMs }) => silentMs / 1000,
  },
  {
    name: 'rookery_queue_worker_running_jobs',
    help: 'Jobs that run in this process',
    type: 'gauge',
    value: ({ running }) => running,
  },
  {
    name: 'rookery_queue_jobs_completed_total',
    help: 'Jobs that this process has completed',
    type: 'counter',
    value: ({ completed }) => completed,
  },
  {
    name: 'rookery_queue_jobs_failed_total',
    help: 'Attempts that failed in this process',
    type: 'counter',
    value: ({ failed }) => failed,
  },
  {
    name: 'rookery_queue_leases_lost_total',
    help: 'Leases that this process has lost',
    type: 'counter',
    value: ({ lost }) => lost,
  },
];

/** What the workers of this process tell of themselves. */
export function workerMetrics(workers: readonly WorkerHealth[]): Metric[] {
  return METRICS.map(({ value, ...metric }) => ({
    ...metric,
    samples: workers.map((worker) => ({ labels: { queue: worker.queue }, value: value(worker) })),
  }));
}
