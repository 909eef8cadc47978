import type { Metric } from '../../kernel/metrics.js';
import type { QueueInfo } from './queue.schemas.js';
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

/** What there is in queues, and what has come of their jobs everywhere together, in the terms of Prometheus. */
export function backlogMetrics(queues: readonly QueueInfo[]): Metric[] {
  const by = (what: 'state' | 'outcome', of: 'counts' | 'totals') =>
    queues.flatMap(({ name, [of]: numbers }) =>
      Object.entries(numbers).map(([kind, value]) => ({ labels: { queue: name, [what]: kind }, value })),
    );
  return [
    {
      name: 'rookery_queue_jobs',
      help: 'Jobs in Redis, by their state; every process tells the same',
      type: 'gauge',
      samples: by('state', 'counts'),
    },
    {
      name: 'rookery_queue_outcomes_total',
      help: 'What has come of jobs: completed, attempts failed, dead, leases lost; every process tells the same',
      type: 'counter',
      samples: by('outcome', 'totals'),
    },
    {
      name: 'rookery_queue_oldest_waiting_seconds',
      help: 'How long the job that is next could have been run; 0 where none waits',
      type: 'gauge',
      samples: queues.map(({ name, oldestWaitingMs }) => ({
        labels: { queue: name },
        value: (oldestWaitingMs ?? 0) / 1000,
      })),
    },
    {
      name: 'rookery_queue_paused',
      help: 'Whether the queue hands out no jobs',
      type: 'gauge',
      samples: queues.map(({ name, paused }) => ({ labels: { queue: name }, value: paused ? 1 : 0 })),
    },
  ];
}
