import { Injectable, type BeforeApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { Metric } from '../../kernel/metrics.js';
import { RedisConnection, ReplicatedWrites, pageOfNames } from '../../redis/index.js';
import { Courier } from './queue.courier.js';
import { queueKeys } from './queue.keys.js';
import { Leases } from './queue.leases.js';
import { backlogMetrics, workerMetrics } from './queue.metrics.js';
import { queueOptions, settingsOf, type QueueOptions } from './queue.options.js';
import { Queue, type JobTypes } from './queue.queue.js';
import { queueName, type QueuesPage, type QueuesQuery } from './queue.schemas.js';
import type { Processing } from './queue.runner.js';
import { AllTimings } from './queue.timings.js';
import { Wakeups } from './queue.wakeups.js';
import { Worker, type WorkerHealth, type WorkerOptions } from './queue.worker.js';

/** Of more queues than these the metrics do not tell: each is some ten series. */
const MOST_TOLD = 100;

/** Queues in memory: one that was not used for long is made anew, as who may name queues could name them without end. */
const MOST_OPEN = 1000;

/** The queues of this process, and the workers that run here. */
@Injectable()
export class QueueService implements OnModuleDestroy, BeforeApplicationShutdown {
  private readonly queues = new LRUCache<string, Queue>({
    max: MOST_OPEN,
    memoMethod: (name) => this.open(name),
  });
  private readonly leasesOf = new LRUCache<string, Leases>({
    max: MOST_OPEN,
    memoMethod: (name) => new Leases(this.queue(name), this.wakeups),
  });
  private readonly timings = new AllTimings();
  private readonly workers = new Set<Worker>();
  private readonly registered = new LRUCache<string, true>({ max: MOST_OPEN });
  private readonly stopping = new AbortController();
  private readonly replication: ReplicatedWrites;
  private readonly courier = new Courier((name) => this.queue(name));
  private stopped: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly redis: RedisConnection,
    @queueOptions.inject() private readonly options: QueueOptions,
    private readonly wakeups: Wakeups,
  ) {
    this.replication = new ReplicatedWrites(redis, 'queue-replication');
  }

  /**
   * A queue by its name; it is there with its first job. `Jobs` gives the data of each job name:
   * `queues.queue<{ welcome: { to: string } }>('emails')`.
   */
  queue<Jobs extends JobTypes = JobTypes>(name: string): Queue<Jobs> {
    return this.queues.memo(name) as unknown as Queue<Jobs>;
  }

  /** Leases of a queue's jobs for workers outside of this process. */
  leases(name: string): Leases {
    return this.leasesOf.memo(name);
  }

  /** Aborted when shutdown begins: nobody should wait any longer. */
  get closing(): AbortSignal {
    return this.stopping.signal;
  }

  /** A page of the queues that were ever added to, by name. */
  async list({ limit = 50, cursor }: QueuesQuery = {}): Promise<QueuesPage> {
    const page = { limit: Number(limit), cursor };
    const { names, nextCursor } = await pageOfNames(this.redis.client, this.namesKey, page);
    return { items: await Promise.all(names.map(async (name) => this.queue(name).info())), nextCursor };
  }

  /** Removes a queue with all its jobs, those that run included; answers how many there were. */
  async obliterate(name: string): Promise<number> {
    const removed = await this.queue(name).obliterate();
    await this.redis.client.zrem(this.namesKey, name);
    this.registered.delete(name);
    return removed;
  }

  /** Runs the jobs of a queue in this process, until shutdown. What `@Processor` does for a provider. */
  work(name: string, find: (jobName: string) => Processing | undefined, options: WorkerOptions = {}): Worker {
    const worker = new Worker(this.queue(name), this.wakeups, { find, options });
    this.workers.add(worker);
    return worker;
  }

  /** How the workers of this process are; `down` when Redis has not answered one of them for two leases. */
  health(): { status: 'up' | 'down'; workers: WorkerHealth[] } {
    const workers = [...this.workers].map((worker) => worker.health);
    return { status: workers.some(({ status }) => status === 'down') ? 'down' : 'up', workers };
  }

  /** The same in the terms of Prometheus. */
  metrics(): Metric[] {
    return [...workerMetrics(this.health().workers), ...this.timings.metrics()];
  }

  /** What there is in the first 100 queues by name, in the terms of Prometheus. Asks Redis. */
  async backlog(): Promise<Metric[]> {
    const { items } = await this.list({ limit: MOST_TOLD });
    return backlogMetrics(items);
  }

  /** Begins to stop, while what handlers use is still there; nothing waits for jobs any longer. */
  onModuleDestroy(): void {
    this.stopping.abort();
    this.stopped = Promise.all([...this.workers].map(async (worker) => worker.stop(this.options.drainMs)));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.stopped;
    this.replication.close();
  }

  private get namesKey(): string {
    return queueKeys(this.redis.keys('queue')).names();
  }

  private open(name: string): Queue {
    queueName.parse(name);
    return new Queue(name, settingsOf(this.options, name), {
      redis: this.redis,
      replication: this.replication,
      timings: this.timings,
      register: async () => this.register(name),
      courier: this.courier,
      queueOf: (other) => this.queue(other),
    });
  }

  /** Once a process, so that the queue is listed. */
  private async register(name: string): Promise<void> {
    if (this.registered.has(name)) return;
    this.registered.set(name, true);
    try {
      await this.redis.client.zadd(this.namesKey, 0, name);
    } catch (error) {
      this.registered.delete(name);
      throw error;
    }
  }
}
