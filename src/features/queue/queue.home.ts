import type { RedisConnection, ReplicatedWrites } from '../../redis/index.js';
import { Browser } from './queue.browser.js';
import type { Courier } from './queue.courier.js';
import { groupJobId } from './queue.ids.js';
import type { QueueSettings } from './queue.options.js';
import { Producer } from './queue.producer.js';
import type { Kinship, Row } from './queue.record.js';
import { rowOf, shardIndexOf, type NewJob, type UniqueRow } from './queue.rows.js';
import type { JobInfo } from './queue.schemas.js';
import { Shard } from './queue.shard.js';
import type { AllTimings } from './queue.timings.js';

/** What all queues of a process have together, and `register`, which lets this one be listed. */
export interface Parts {
  readonly redis: RedisConnection;
  readonly replication: ReplicatedWrites;
  readonly register: () => Promise<void>;
  readonly courier: Courier;
  readonly timings: AllTimings;
  readonly queueOf: (name: string) => Home;
}

/** Where the jobs of one queue are: its shards, and the ways into them. */
export class Home {
  readonly shards: readonly Shard[];
  /** @internal */
  protected readonly browser: Browser;
  private readonly producers: readonly Producer[];

  constructor(
    readonly name: string,
    readonly settings: QueueSettings,
    /** @internal */
    protected readonly parts: Parts,
  ) {
    const { redis, replication, courier } = parts;
    const owners = Array.from({ length: settings.shards }, (_, i) =>
      settings.shards === 1 ? name : `${name}#${i}`,
    );
    this.shards = owners.map((owner) => new Shard(redis, owner, { settings, replication, courier }));
    this.producers = this.shards.map(
      (shard) => new Producer(async (rows) => shard.add(rows), settings.durability === 'replicated'),
    );
    this.browser = new Browser(this.shards);
  }

  /** How long Redis may take to answer. */
  get deadlineMs(): number {
    return this.parts.redis.options.deadlineMs;
  }

  /** The shard in which a job is. */
  shardOf(id: string): Shard {
    return this.shards[this.indexOf(id)] ?? this.firstShard;
  }

  /** The shard in which all jobs of a group are. */
  shardOfGroup(group: string): Shard {
    return this.shardOf(groupJobId(group));
  }

  /** A job with all that has happened to it; undefined where there is none. */
  async get(id: string): Promise<JobInfo | undefined> {
    return this.browser.read(this.shardOf(id), [id]).then(([job]) => job);
  }

  /** A job as it goes to Redis. @internal */
  rowOf(job: NewJob, kin?: Kinship): UniqueRow {
    return rowOf(job, this, kin);
  }

  /** Adds jobs as they go to Redis; what was promised before is `letIn` where a group is full. @throws GroupFullError @internal */
  async addRows(rows: readonly Row[], how?: { letIn: boolean }): Promise<void> {
    const byShard = Map.groupBy(rows, ({ id }) => this.indexOf(id));
    const added = [...byShard].map(async ([index, part]) => this.producers[index]?.addMany(part, how));
    await Promise.all([...added, this.parts.register()]);
  }

  /** Who adds to the shard of a job. @internal */
  protected producerOf(id: string): Producer | undefined {
    return this.producers[this.indexOf(id)];
  }

  /** Answers the ids of those that have the keys now. @internal */
  protected async addUnique(rows: readonly UniqueRow[]): Promise<string[]> {
    const added = rows.map(async (row) =>
      row.unique ? this.shardOf(row.id).addUnique(row, row.unique) : row.id,
    );
    await this.parts.register();
    return Promise.all(added);
  }

  private get firstShard(): Shard {
    const [first] = this.shards;
    if (!first) throw new TypeError('A queue has at least one shard');
    return first;
  }

  private indexOf(id: string): number {
    return shardIndexOf(id, this.shards.length);
  }
}
