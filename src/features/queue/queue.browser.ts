import { isCancelled } from './queue.cancels.js';
import { attemptOf, decodeFacts, decodeRecord } from './queue.record.js';
import type { JobInfo, JobPage, listQuery, QueueInfo, redriveInput } from './queue.schemas.js';
import type { Shard } from './queue.shard.js';
import type { z } from 'zod';

type Place = { readonly shard: Shard; readonly key: string };
interface Cursor {
  place: number;
  after: string;
  skip: number;
}

const READ_STEP = 200;

/** Goes through the jobs of a queue, shard by shard, in steps that each take Redis a millisecond or two. */
export class Browser {
  constructor(private readonly shards: readonly Shard[]) {}

  /** What is known of these jobs; those that are gone are left out. */
  async read(shard: Shard, ids: readonly string[]): Promise<JobInfo[]> {
    if (ids.length === 0) return [];
    const rows = await shard.read(ids);
    return rows.flatMap(([record, json, state = 'waiting', score], i) => {
      if (record === undefined) return [];
      const { name, data, createdAt } = decodeRecord(record);
      const facts = decodeFacts(json);
      return [
        {
          id: ids[i] ?? '',
          name,
          data,
          state,
          attempts: attemptOf(facts) - 1,
          createdAt,
          dueAt: state === 'delayed' ? Number(score) : null,
          leaseUntilAt: state === 'active' ? Number(score) : null,
          finishedAt: facts.finishedAt ?? null,
          progress: parsed(facts.progress),
          result: parsed(facts.result),
          errors: (facts.errors ?? []).map(({ error, ...rest }) => ({ ...rest, error: parsed(error) })),
        },
      ];
    });
  }

  async list({ state, limit, cursor }: z.output<typeof listQuery>): Promise<JobPage> {
    const places = this.shards.flatMap((shard) => shard.places(state).map((key) => ({ shard, key })));
    const at = decodeCursor(cursor);
    const items: JobInfo[] = [];
    for (let place = places[at.place]; place && items.length < limit; place = places[at.place]) {
      const jobs = await this.page(place, at, limit - items.length);
      // A job may have moved on between the two reads, and a removed one leaves its id in the waiting list.
      items.push(...jobs.filter((job) => job.state === state));
    }
    return { items, nextCursor: at.place < places.length ? encodeCursor(at) : null };
  }

  /** Moves the cursor on. */
  private async page({ shard, key }: Place, at: Cursor, limit: number): Promise<JobInfo[]> {
    const rows = await shard.list(key, { after: at.after, skip: at.skip, limit });
    const last = rows.at(-1);
    if (!last || rows.length < limit) {
      Object.assign(at, { place: at.place + 1, after: '-inf', skip: 0 });
    } else if (key === shard.keys.waiting) {
      Object.assign(at, { after: String(last.at), skip: 0 });
    } else {
      const same = rows.filter((row) => row.at === last.at).length;
      Object.assign(at, {
        after: String(last.at),
        skip: same + (String(last.at) === at.after ? at.skip : 0),
      });
    }
    return this.read(
      shard,
      rows.map(({ id }) => id),
    );
  }

  async info(name: string): Promise<QueueInfo> {
    const rows = await Promise.all(this.shards.map(async (shard) => shard.count()));
    const sum = (i: number) => rows.reduce((total, row) => total + (row[i] ?? 0), 0);
    return {
      name,
      paused: sum(5) > 0,
      counts: { waiting: sum(0), delayed: sum(1), active: sum(2), completed: sum(3), dead: sum(4) },
      totals: { completed: sum(6), failed: sum(7), dead: sum(8), lost: sum(9) },
    };
  }

  async redrive({ name, error, limit }: z.output<typeof redriveInput>): Promise<number> {
    const fits = (job: JobInfo) =>
      job.state === 'dead' &&
      (name === undefined || job.name === name) &&
      // What somebody has cancelled comes back only when it is asked for.
      (error === undefined
        ? !isCancelled(job)
        : JSON.stringify(job.errors.at(-1)?.error ?? '').includes(error));
    let moved = 0;
    for (const shard of this.shards) {
      const at: Cursor = { place: 0, after: '-inf', skip: 0 };
      while (at.place === 0 && moved < limit) {
        const jobs = await this.page({ shard, key: shard.keys.dead }, at, READ_STEP);
        const ids = jobs
          .filter(fits)
          .map(({ id }) => id)
          .slice(0, limit - moved);
        if (ids.length === 0) continue;
        moved += await shard.revive('dead', ids, { afresh: true });
        await shard.nudge();
        // Those that were moved are no longer there to be skipped: look again from the same instant on.
        at.skip = 0;
      }
    }
    return moved;
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

const parsed = (json: string | undefined): unknown => (json === undefined ? null : JSON.parse(json));

function decodeCursor(cursor = '0.-inf.0'): Cursor {
  const [place = '0', after = '-inf', skip = '0'] = cursor.split('.');
  return { place: Number(place), after, skip: Number(skip) };
}

const encodeCursor = ({ place, after, skip }: Cursor) => `${place}.${after}.${skip}`;
