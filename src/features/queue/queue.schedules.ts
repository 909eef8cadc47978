import { GroupShardError, ScheduleNotFoundError } from './queue.errors.js';
import { slotJobId } from './queue.ids.js';
import {
  scheduleId,
  scheduleInput,
  scheduleListQuery,
  type ScheduleInfo,
  type ScheduleInput,
  type ScheduleListQuery,
  type SchedulePage,
} from './queue.schedule.schemas.js';
import type { Shard } from './queue.shard.js';
import { upcoming } from './queue.slots.js';
import type { Scheduled } from './queue.ticker.js';

const UPCOMING = 5;

/** Where the schedules of a queue are. */
interface Place {
  readonly shards: readonly Shard[];
  shardOf(id: string): Shard;
}

/**
 * Jobs that come at times that are known before. Each slot adds one job, `schedule:<id>:<slot>`, exactly once however many
 * processes there are, and whether or not the job before has ended. They need nobody but whoever works on the queue.
 */
export class Schedules {
  constructor(
    private readonly queue: Place,
    private readonly register: () => Promise<void>,
  ) {}

  /**
   * Makes a schedule, or says of one something else. With the same times it goes on where it was; with others it begins anew.
   *
   * @throws PayloadTooLargeError
   */
  async put(id: string, input: ScheduleInput): Promise<ScheduleInfo> {
    const spec = scheduleInput.parse(input);
    if (spec.options?.group !== undefined && this.queue.shards.length > 1) throw new GroupShardError();
    const shard = this.shardOf(scheduleId.parse(id));
    await Promise.all([shard.ticker.put(id, spec), this.register()]);
    // Works out the first slot, and wakes somebody who then watches the clock for it.
    await shard.nudge();
    await shard.rouse();
    return this.get(id).then(existing);
  }

  /** A schedule, and how far it has come; undefined where there is none. */
  async get(id: string): Promise<ScheduleInfo | undefined> {
    const found = await this.shardOf(id).ticker.get(id);
    return found && infoOf(found);
  }

  /** Removes a schedule; the jobs that it has added stay. False where there was none. */
  async remove(id: string): Promise<boolean> {
    return this.shardOf(id).ticker.remove(id);
  }

  /** A page of the schedules, in the order of their ids (for each shard). */
  async list(query: ScheduleListQuery = {}): Promise<SchedulePage> {
    const { limit, cursor = '0.' } = scheduleListQuery.parse(query);
    let place = Number.parseInt(cursor, 10);
    let after = cursor.slice(cursor.indexOf('.') + 1);
    const items: ScheduleInfo[] = [];
    for (
      let shard = this.queue.shards[place];
      shard && items.length < limit;
      shard = this.queue.shards[place]
    ) {
      const wanted = limit - items.length;
      const page = await shard.ticker.list(after, wanted);
      items.push(...page.map(infoOf));
      after = page.length < wanted ? '' : (page.at(-1)?.id ?? '');
      if (page.length < wanted) place++;
    }
    return { items, nextCursor: place < this.queue.shards.length ? `${place}.${after}` : null };
  }

  private shardOf(id: string): Shard {
    return this.queue.shardOf(slotJobId(id, 0));
  }
}

/** The schedule that has to be there; over a transport its absence is an error. */
export function existing<T>(schedule: T | undefined | false): T {
  if (schedule === undefined || schedule === false) throw new ScheduleNotFoundError();
  return schedule;
}

function infoOf({ id, spec, plan }: Scheduled): ScheduleInfo {
  return {
    ...spec,
    id,
    data: spec.data ?? null,
    createdAt: plan.createdAt,
    runs: plan.runs ?? 0,
    lastAt: plan.lastAt ?? null,
    nextAt: plan.nextAt ?? null,
    upcoming: upcoming(spec, plan, UPCOMING),
  };
}
