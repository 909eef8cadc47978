import {
  groupLimits,
  groupListQuery,
  type JobGroupInfo,
  type JobGroupLimits,
  type JobGroupLimitsInput,
  type JobGroupListQuery,
  type JobGroupPage,
} from './queue.group.schemas.js';
import { groupName } from './queue.job.schemas.js';
import type { Shard } from './queue.shard.js';
import { putGroup, readGroups, type GroupRow } from './scripts/index.js';

/** Groups that one script looks at: some 5 µs each. */
const STEP = 200;

/** Limits as they are kept: as groups.lua takes them, and as they were asked for. */
interface Kept {
  readonly concurrency?: number | undefined;
  readonly intervalUs?: number | undefined;
  readonly burst?: number | undefined;
  readonly isStrict?: boolean | undefined;
  readonly maxWaiting?: number | undefined;
  readonly weight?: number | undefined;
  readonly asked: JobGroupLimits;
}

/** Where the groups of a queue are. */
interface Place {
  readonly shards: readonly Shard[];
  shardOfGroup(group: string): Shard;
}

/**
 * Groups of jobs (tenants, say) that take turns: one job of each, then the next of each. A group is there with its first job and
 * gone with its last. All jobs of a group are in one shard, so its limits are exact however many shards there are.
 */
export class Groups {
  constructor(
    private readonly queue: Place,
    private readonly register: () => Promise<void>,
  ) {}

  /** Limits each group, or one by itself: what is said of one holds in place of all that is said of all. */
  async put(input: JobGroupLimitsInput, group?: string): Promise<void> {
    const value = JSON.stringify(kept(groupLimits.parse(input)));
    await Promise.all([this.change(value, group), this.register()]);
  }

  /** Lifts the limits of all groups, or those that a group has by itself. */
  async remove(group?: string): Promise<void> {
    await this.change('', group);
  }

  /** What limits each group, or one by itself; null where nothing does. */
  async limits(group?: string): Promise<JobGroupLimits | null> {
    if (group !== undefined) return (await this.get(group)).limits;
    const [first] = this.queue.shards;
    const value = first && (await first.redis.client.hget(first.keys.groupLimits, '*'));
    return asked(value ?? '');
  }

  /** Begins with no more jobs of a group until it is resumed; those that run go on, and others may be added. */
  async pause(group: string): Promise<void> {
    await put(this.queue.shardOfGroup(group), {
      field: `!${groupName.parse(group)}`,
      value: '1',
      anew: [group],
    });
  }

  async resume(group: string): Promise<void> {
    await put(this.queue.shardOfGroup(group), {
      field: `!${groupName.parse(group)}`,
      value: '',
      anew: [group],
    });
  }

  /** A group with its counts; of one that has no jobs these are 0. */
  async get(group: string): Promise<JobGroupInfo> {
    const [row] = await read(this.queue.shardOfGroup(group), {
      which: 'one',
      group: groupName.parse(group),
      limit: 1,
    });
    return row ? infoOf(row) : { group, waiting: 0, busy: 0, paused: false, limits: null };
  }

  /** A page of the groups that have jobs that wait or run, in the order of their names (for each shard). */
  async list(query: JobGroupListQuery = {}): Promise<JobGroupPage> {
    const { limit, cursor = '0.' } = groupListQuery.parse(query);
    let place = Number.parseInt(cursor, 10);
    let after = cursor.slice(cursor.indexOf('.') + 1);
    const items: JobGroupInfo[] = [];
    const { shards } = this.queue;
    for (let shard = shards[place]; shard && items.length < limit; shard = shards[place]) {
      const wanted = limit - items.length;
      const rows = await read(shard, { which: 'after', group: after, limit: wanted });
      items.push(...rows.map(infoOf));
      after = rows.length < wanted ? '' : (rows.at(-1)?.group ?? '');
      if (rows.length < wanted) place++;
    }
    return { items, nextCursor: place < shards.length ? `${place}.${after}` : null };
  }

  private async change(value: string, group?: string): Promise<void> {
    if (group !== undefined)
      return put(this.queue.shardOfGroup(group), {
        field: `=${groupName.parse(group)}`,
        value,
        anew: [group],
      });
    await Promise.all(
      this.queue.shards.map(async (shard) => {
        await put(shard, { field: '*', value, anew: [] });
        for (let after = ''; ;) {
          const rows = await read(shard, { which: 'after', group: after, limit: STEP });
          await put(shard, { field: '', value: '', anew: rows.map((row) => row.group) });
          if (rows.length < STEP) return;
          after = rows.at(-1)?.group ?? '';
        }
      }),
    );
  }
}

async function put(
  { redis, keys, groupKeys }: Shard,
  { anew, ...args }: { field: string; value: string; anew: readonly string[] },
): Promise<void> {
  await putGroup.run(redis.client, keys, args, { keys: groupKeys, args: anew });
}

async function read(
  { redis, keys, groupKeys }: Shard,
  args: { which: 'one' | 'after'; group: string; limit: number },
): Promise<GroupRow[]> {
  return readGroups.run(redis.client, keys, args, { keys: groupKeys });
}

function kept(limits: JobGroupLimits): Kept {
  const { concurrency, rate, strict, maxWaiting, weight } = limits;
  return {
    concurrency: strict ? 1 : concurrency,
    intervalUs: rate && (rate.windowMs * 1000) / rate.limit,
    burst: rate?.burst,
    isStrict: strict,
    maxWaiting,
    weight: weight === 1 ? undefined : weight,
    asked: limits,
  };
}

const asked = (value: string): JobGroupLimits | null =>
  value === '' ? null : (JSON.parse(value) as Kept).asked;

const infoOf = ({ group, waiting, busy, isPaused, limits }: GroupRow): JobGroupInfo => ({
  group,
  waiting,
  busy,
  paused: isPaused,
  limits: asked(limits),
});
