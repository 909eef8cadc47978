import { attemptOf, decodeFacts, decodeRecord } from './queue.record.js';
import { decodeCursor, encodeCursor, type Cursor } from './queue.cursor.js';
import { fits, isOpen, type Filter } from './queue.filter.js';
import {
  MOST_SEEN,
  STATES,
  type JobInfo,
  type JobPage,
  type listQuery,
  type QueueInfo,
} from './queue.schemas.js';
import type { Shard } from './queue.shard.js';
import type { z } from 'zod';
import { countJobs, listJobs, readJobs, type JobRow, type JobState } from './scripts/index.js';

/** Read at a time: it takes Redis a millisecond or two. */
export const READ_STEP = 200;

/** One of the keys in which jobs of a state are. */
export interface Place {
  readonly shard: Shard;
  readonly state: JobState;
  readonly key: string;
}

/** Goes through the jobs of a queue, shard by shard, in steps that each take Redis a millisecond or two. */
export class Browser {
  constructor(private readonly shards: readonly Shard[]) {}

  /** What is known of these jobs; those that are gone are left out. */
  async read(shard: Shard, ids: readonly string[]): Promise<JobInfo[]> {
    if (ids.length === 0) return [];
    const rows = await readJobs.run(shard.redis.client, shard.keys, {}, { args: ids });
    return rows.flatMap((row, i) => (row.length === 0 ? [] : [infoOf(ids[i] ?? '', row)]));
  }

  /**
   * A page of the jobs that fit, of one state or of all. Looks at {@link MOST_SEEN} jobs at most: where few fit the page may have
   * few, or none, and still a next one.
   */
  async list({ state, limit, cursor, ...filter }: z.output<typeof listQuery>): Promise<JobPage> {
    const places = this.places(state === undefined ? STATES : [state]);
    const at = decodeCursor(cursor);
    const items: JobInfo[] = [];
    const isSearch = !isOpen(filter);
    let seen = 0;
    for (
      let place = places[at.place];
      place && seen < MOST_SEEN && items.length < limit;
      place = places[at.place]
    ) {
      const most = isSearch ? Math.min(MOST_SEEN - seen, READ_STEP) : limit - items.length;
      const read = await this.page(place, at, most);
      const found = pick(place, read, { filter, limit: limit - items.length });
      items.push(...found.items);
      seen += isSearch ? found.used : 0;
      const isLast = found.used === read.rows.length && found.used < most;
      advance(at, place, { rows: read.rows.slice(0, found.used), isLast });
    }
    return { items, nextCursor: at.place < places.length ? encodeCursor(at) : null };
  }

  /** All places in which jobs of these states are. */
  places(states: readonly JobState[]): Place[] {
    return this.shards.flatMap((shard) =>
      states.flatMap((state) => placesOf(shard, state).map((key) => ({ shard, state, key }))),
    );
  }

  /** The next up to `limit` entries of a place from the cursor on, and the jobs that are still there. */
  async page({ shard, key }: Place, at: Cursor, limit: number) {
    const from = { after: at.after, skip: at.skip, limit };
    const { now, rows } = await listJobs.run(
      shard.redis.client,
      { place: key, removed: shard.keys.removed },
      from,
    );
    const jobs = await this.read(
      shard,
      rows.map(({ id }) => id),
    );
    return { now, rows, jobs: new Map(jobs.map((job) => [job.id, job])) };
  }

  async info(name: string): Promise<QueueInfo> {
    const counted = this.shards.map(async ({ redis, keys }) => countJobs.run(redis.client, keys, {}));
    const rows = await Promise.all(counted);
    const oldest = Math.max(...rows.map((row) => row[10] ?? -1));
    const sum = (i: number) => rows.reduce((total, row) => total + (row[i] ?? 0), 0);
    return {
      name,
      paused: sum(5) > 0,
      counts: { waiting: sum(0), delayed: sum(1), active: sum(2), completed: sum(3), dead: sum(4) },
      totals: { completed: sum(6), failed: sum(7), dead: sum(8), lost: sum(9) },
      oldestWaitingMs: oldest < 0 ? null : oldest,
    };
  }

  /** Removes what waits, and what is in these sets. */
  async drain(sets: Parameters<Shard['drain']>[0]): Promise<number> {
    let removed = 0;
    for (const shard of this.shards)
      for (let more = true; more;) {
        const step = await shard.drain(sets);
        removed += step.removed;
        more = step.more;
      }
    return removed;
  }
}

function infoOf(id: string, [record, json, state, score]: JobRow): JobInfo {
  const { name, data, createdAt, options } = decodeRecord(record);
  const facts = decodeFacts(json);
  const { group = null, priority = 0 } = options;
  return {
    id,
    name,
    data,
    group,
    priority,
    state,
    attempts: attemptOf(facts) - 1,
    createdAt,
    dueAt: state === 'delayed' && score !== 'inf' ? Number(score) : null,
    leaseUntilAt: state === 'active' ? Number(score) : null,
    finishedAt: facts.finishedAt ?? null,
    progress: parsed(facts.progress),
    result: parsed(facts.result),
    errors: (facts.errors ?? []).map(({ error, ...rest }) => ({ ...rest, error: parsed(error) })),
  };
}

/** The keys in which jobs of a state are, in the order in which they come up. */
function placesOf({ keys }: Shard, state: JobState): string[] {
  return state === 'waiting' ? [keys.prioritized, keys.waiting, keys.grouped] : [keys[state]];
}

/** The jobs of a page that fit, up to a limit, and how many of its entries were looked at for them. */
function pick(
  { state }: Place,
  { now, rows, jobs }: Awaited<ReturnType<Browser['page']>>,
  { filter, limit }: { filter: Filter; limit: number },
): { items: JobInfo[]; used: number } {
  const items: JobInfo[] = [];
  let used = 0;
  for (; used < rows.length && items.length < limit; used++) {
    const job = jobs.get(rows[used]?.id ?? '');
    // It may have moved on between the two reads.
    if (job?.state === state && fits(job, filter, now)) items.push(job);
  }
  return { items, used };
}

/** Entries of a place that are done with, and whether there are no more. */
interface Done {
  readonly rows: readonly { readonly at: number }[];
  readonly isLast: boolean;
}

/** Moves the cursor past these. */
export function advance(at: Cursor, { shard, key }: Place, { rows, isLast }: Done): void {
  const after = String(rows.at(-1)?.at);
  if (isLast) Object.assign(at, { place: at.place + 1, after: '-inf', skip: 0 });
  else if (key === shard.keys.waiting) Object.assign(at, { after, skip: 0 });
  else if (rows.length > 0) {
    const same = rows.filter((row) => String(row.at) === after).length;
    Object.assign(at, { after, skip: same + (after === at.after ? at.skip : 0) });
  }
}

const parsed = (json: string | undefined): unknown => (json === undefined ? null : JSON.parse(json));
