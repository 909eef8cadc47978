import { hostname } from 'node:os';
import { Reports, type RedisConnection } from '../../redis/index.js';
import {
  workerReport,
  workersQuery,
  type WorkerInfo,
  type WorkerPage,
  type WorkerReport,
  type WorkersQuery,
} from './queue.workers.schemas.js';
import { nextId } from './queue.ids.js';
import { queueKeys } from './queue.keys.js';

/** What changes while a worker works. */
type Doings = Pick<WorkerReport, 'running' | 'completed' | 'failed' | 'lost'>;

/** A worker's place among those that are known; nothing that it does ever throws, since work goes on without it. */
export interface Place {
  /** Tells the others what the worker does now. */
  tell(): Promise<void>;
  leave(): Promise<void>;
}

/**
 * The workers of one queue, in whichever processes they run. Each tells what it does when it starts and with each of its beats, three
 * times a lease, and is forgotten when it was silent for a lease: no later than others take its jobs.
 */
export class Workers {
  private readonly reports: Reports;

  constructor(redis: RedisConnection, queue: string, leaseMs: number) {
    this.reports = new Reports(redis, queueKeys(redis.keys('queue')).workers(queue), leaseMs);
  }

  /** A page of those that have told within a lease, by their ids. Who leases over HTTP or the Redis transport tells nothing. */
  async list(query: WorkersQuery = {}): Promise<WorkerPage> {
    const { limit, cursor = '' } = workersQuery.parse(query);
    const all = (await this.reports.read()).flatMap(({ by, at, what }): WorkerInfo[] => {
      const report = workerReport.safeParse(what);
      return report.success ? [{ id: by, heardAt: at, ...report.data }] : [];
    });
    const rest = all.filter(({ id }) => id > cursor).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    const items = rest.slice(0, limit);
    return {
      items,
      nextCursor: rest.length > limit ? (items.at(-1)?.id ?? null) : null,
      count: all.length,
    };
  }

  /** Makes a worker known from now on. */
  enter(concurrency: number, doings: () => Doings): Place {
    const id = nextId();
    const facts = { host: hostname(), pid: process.pid, startedAt: Date.now(), concurrency };
    const tell = async () => {
      const { running, completed, failed, lost } = doings();
      // It is told again with the next beat, and who hears nothing of it for a lease is right to forget it.
      await this.reports.tell(id, { ...facts, running, completed, failed, lost }).catch(() => undefined);
    };
    void tell();
    return { tell, leave: async () => this.reports.withdraw(id).catch(() => undefined) };
  }
}
