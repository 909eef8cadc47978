import { advance, READ_STEP, type Browser, type Place } from './queue.browser.js';
import { bulkInput, statesOf, type BulkInput, type BulkSpec, type BulkStep } from './queue.bulk.schemas.js';
import { cancelAll, isCancelled } from './queue.cancelled.js';
import { decodeCursor, encodeCursor, type Cursor } from './queue.cursor.js';
import { fits } from './queue.filter.js';
import { MOST_SEEN, type JobInfo } from './queue.schemas.js';
import { STEP } from './queue.shard.js';

/** How far one operation has come, and since when: what ends or is added later is not meant. */
interface Progress {
  readonly at: Cursor;
  beganAt: number;
}

/** What is done with many jobs at once, in steps: each is bounded, and whoever asks for no further one has stopped it. */
export class Bulk {
  constructor(private readonly browser: Browser) {}

  /** All steps, one after the other. Ends early when nobody asks for the next one. */
  async *run(input: BulkInput): AsyncGenerator<BulkStep, void, undefined> {
    for (let cursor: string | undefined = input.cursor; ;) {
      const step: BulkStep = await this.step({ ...input, cursor });
      yield step;
      if (step.nextCursor === null) return;
      cursor = step.nextCursor;
    }
  }

  /** All steps until so many jobs are changed; answers how many are. */
  async all(input: Omit<BulkInput, 'limit' | 'cursor'>, limit: number): Promise<number> {
    let changed = 0;
    for (let cursor: string | undefined; changed < limit;) {
      const step: BulkStep = await this.step({ ...input, limit: Math.min(limit - changed, STEP), cursor });
      changed += step.changed;
      if (step.nextCursor === null) break;
      cursor = step.nextCursor;
    }
    return changed;
  }

  /** One step, from the cursor on. */
  async step(input: BulkInput): Promise<BulkStep> {
    const spec = bulkInput.parse(input);
    const places = this.browser.places(statesOf(spec));
    const progress = decode(spec.cursor);
    const { at } = progress;
    const step = { changed: 0, seen: 0 };
    for (let place = places[at.place]; place; place = places[at.place]) {
      const most = Math.min(READ_STEP, MOST_SEEN - step.seen, spec.limit - step.changed);
      if (most === 0) break;
      const { changed, seen } = await this.change(place, progress, { ...spec, limit: most });
      step.changed += changed;
      step.seen += seen;
    }
    return { ...step, nextCursor: at.place < places.length ? encode(progress) : null };
  }

  /** Reads up to `limit` jobs of a place and changes those that fit. */
  private async change(
    place: Place,
    progress: Progress,
    spec: BulkSpec,
  ): Promise<{ changed: number; seen: number }> {
    const { at } = progress;
    const { now, rows, jobs } = await this.browser.page(place, at, spec.limit);
    if (progress.beganAt === 0) progress.beganAt = now;
    const isMeant = (job: JobInfo | undefined): boolean =>
      job?.state === place.state &&
      // What somebody has cancelled comes back only when it is asked for.
      !(spec.action === 'retry' && spec.error === undefined && isCancelled(job)) &&
      Math.max(job.createdAt, job.finishedAt ?? 0) <= progress.beganAt &&
      fits(job, spec, now);
    const meant = rows.filter(({ id }) => isMeant(jobs.get(id)));
    const ids = meant.map(({ id }) => id);
    const changed = ids.length > 0 ? await act(place, spec, ids) : 0;
    advance(at, place, { rows, isLast: rows.length < spec.limit });
    // Those that are gone from there are not to be skipped; in the list their places stay.
    if (place.key !== place.shard.keys.waiting)
      at.skip -= Math.min(at.skip, meant.filter((row) => String(row.at) === at.after).length);
    return { changed, seen: rows.length };
  }
}

async function act(
  { shard, state }: Place,
  { action, reason }: BulkSpec,
  ids: readonly string[],
): Promise<number> {
  if (action === 'remove') return shard.remove(ids);
  if (action === 'cancel') return cancelAll(shard, ids, reason);
  const from = state as 'delayed' | 'completed' | 'dead';
  const moved = await shard.revive(from, ids, { afresh: action === 'retry' });
  await shard.nudge();
  return moved;
}

function decode(cursor = '0~'): Progress {
  const [beganAt = '0', rest = ''] = cursor.split('~');
  return { at: decodeCursor(rest || undefined), beganAt: Number(beganAt) };
}

const encode = ({ at, beganAt }: Progress) => `${beganAt}~${encodeCursor(at)}`;
