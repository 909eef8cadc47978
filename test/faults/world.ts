import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { TestingModule } from '@nestjs/testing';
import { ensureBuilt } from '../../scripts/build.mjs';
import { projectNode } from '../../scripts/command.mjs';
import { RedisConnection } from '../../src/redis/index.js';
import { RedisRpcClient } from '../../src/transport/index.js';
import { startModule } from '../support/app.js';
import type { RedisTarget } from '../support/topologies.js';
import { AnalyticsLedger } from './ledgers/analytics.js';
import { CacheLedger } from './ledgers/cache.js';
import { CollectionsLedger } from './ledgers/collections.js';
import { KvLedger } from './ledgers/kv.js';
import type { Ledger } from './ledgers/ledger.js';
import { MessagingLedger } from './ledgers/messaging.js';
import { QueueLedger } from './ledgers/queue.js';
import { RateLimitLedger } from './ledgers/rate-limit.js';
import { RpcLedger } from './ledgers/rpc.js';
import { SessionLedger } from './ledgers/session.js';
import { Replica } from './replica.js';
import { Service } from './service.js';

const REPLICAS = 2;
const WORKERS = 2;
/** What every key of the world begins with. */
export const PREFIX = 'world';
/** Between two steps of a client: two cores, which all of this shares with other tests, are busy and not drowned. */
const PAUSE_MS = 20;

const WORKER_PROGRAM = join(import.meta.dirname, '../features/queue/worker-process.mjs');

const QUEUE = {
  leaseMs: 2000,
  maxLostLeases: 1000,
  keepCompletedMs: 3_600_000,
  keepCompletedCount: 1_000_000,
};

export interface WorldOptions {
  /** What the replicas are told beside their defaults. */
  readonly settings?: Readonly<Record<string, string>>;
  /** How long what clients make lasts, where it would otherwise be kept for good. */
  readonly lifeMs?: number;
}

/** The whole service at work: replicas, workers, and clients of every feature that keep a ledger. */
export class World {
  readonly ledgers: readonly Ledger[];
  readonly service: Service;
  private readonly module: TestingModule;
  private readonly rpc: RedisRpcClient;
  readonly workers = new Set<ChildProcess>();
  private isOver = false;
  private failure: unknown;
  private readonly clients: Promise<void>[] = [];
  private readonly dir = mkdtempSync(join(tmpdir(), 'rookery-faults-'));

  private readonly keepCompletedCount: number;

  private constructor(
    private readonly target: RedisTarget,
    readonly replicas: readonly Replica[],
    { service, module, options }: { service: Service; module: TestingModule; options: WorldOptions },
  ) {
    const { lifeMs, settings } = options;
    this.keepCompletedCount = Number(settings?.['QUEUE_KEEP_COMPLETED_COUNT'] ?? QUEUE.keepCompletedCount);
    this.service = service;
    this.module = module;
    this.rpc = new RedisRpcClient(module.get(RedisConnection));
    this.ledgers = [
      new KvLedger(service.sender('kv')),
      new CollectionsLedger(service.sender('collections'), lifeMs),
      new QueueLedger(service.sender('queue')),
      new SessionLedger(service.sender('session')),
      new RateLimitLedger(service.sender('rate-limit'), lifeMs),
      new CacheLedger(service.sender('cache')),
      new AnalyticsLedger(service.sender('analytics')),
      new MessagingLedger(service.sender('messaging')),
      new RpcLedger(this.rpc, service.seen('rpc')),
    ];
  }

  static async start(target: RedisTarget, options: WorldOptions = {}): Promise<World> {
    await ensureBuilt();
    const settings = { ...environment(target), ...options.settings };
    const replicas = await Promise.all(Array.from({ length: REPLICAS }, async () => Replica.start(settings)));
    const module = await startModule({ ...target, prefix: PREFIX }, []);
    const service = new Service(replicas.map(({ url }) => url));
    const world = new World(target, replicas, { service, module, options });
    await Promise.all(Array.from({ length: WORKERS }, async () => world.startWorker()));
    return world;
  }

  /** Starts a process that does jobs. */
  async startWorker(): Promise<void> {
    const redis = { ...this.target, prefix: PREFIX };
    // As the replicas: who settles a job says how many of them are kept.
    const queue = { ...QUEUE, keepCompletedCount: this.keepCompletedCount };
    const argument = JSON.stringify({ redis, queue, ledger: join(this.dir, 'ran') });
    const worker = fork(WORKER_PROGRAM, [argument], { execPath: projectNode() });
    setPriority(worker.pid ?? 0, 5); // as the replicas
    this.workers.add(worker);
    worker.once('exit', () => this.workers.delete(worker));
    await once(worker, 'message');
  }

  /** Lets the clients of all features ask, until `quiet()`. */
  async load(): Promise<void> {
    await Promise.all(this.ledgers.map(async (ledger) => ledger.open()));
    for (const ledger of this.ledgers)
      for (let client = 0; client < ledger.clients; client++) this.clients.push(this.ask(ledger, client));
  }

  /** Ends the load; throws what a client could not make sense of. */
  async quiet(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.clients.splice(0));
    if (this.failure) throw new Error('A client could not go on', { cause: this.failure });
  }

  async stop(): Promise<void> {
    this.isOver = true;
    await Promise.all(this.clients.splice(0));
    await Promise.all([...this.workers].map(endWorker));
    await this.rpc.close();
    await this.module.close();
    await Promise.all(this.replicas.map(async (replica) => replica.stop()));
    rmSync(this.dir, { recursive: true });
  }

  private async ask(ledger: Ledger, client: number): Promise<void> {
    while (!this.isOver && !this.failure) {
      await ledger.step(client).catch((error: unknown) => (this.failure ??= error));
      await delay(PAUSE_MS * (0.5 + Math.random()));
    }
  }
}

async function endWorker(worker: ChildProcess): Promise<void> {
  const exited = once(worker, 'exit');
  worker.kill('SIGKILL');
  await exited;
}

/** What the replicas are told beside their defaults. */
function environment({ url, clusterNodes, sentinels, sentinelName }: RedisTarget): Record<string, string> {
  return {
    ...(url && { REDIS_URL: url }),
    ...(clusterNodes && { REDIS_CLUSTER_NODES: clusterNodes }),
    ...(sentinels && { REDIS_SENTINELS: sentinels }),
    ...(sentinelName && { REDIS_SENTINEL_NAME: sentinelName }),
    REDIS_PREFIX: PREFIX,
    QUEUE_LEASE_MS: String(QUEUE.leaseMs),
    QUEUE_MAX_LOST_LEASES: String(QUEUE.maxLostLeases),
    QUEUE_KEEP_COMPLETED_MS: String(QUEUE.keepCompletedMs),
    QUEUE_KEEP_COMPLETED_COUNT: String(QUEUE.keepCompletedCount),
  };
}
