import type { RedisConnection } from '../../redis/index.js';
import { slotJobId } from './queue.ids.js';
import type { ShardKeys } from './queue.keys.js';
import { encodeOptions, encodePayload, encodeRecord } from './queue.record.js';
import type { ScheduleSpec } from './queue.schedule.schemas.js';
import { advance, type Plan } from './queue.slots.js';
import {
  fireSchedule,
  putSchedule,
  readSchedules,
  removeSchedule,
  type ScheduleRow,
} from './scripts/index.js';

/** A schedule with how far it has come. */
export interface Scheduled {
  readonly id: string;
  readonly spec: ScheduleSpec;
  readonly plan: Plan;
}

/** The schedules of one shard. Whoever tends the queue fires what has come; a comparison in Redis lets one of them do it. */
export class Ticker {
  constructor(
    private readonly redis: RedisConnection,
    private readonly keys: ShardKeys,
    private readonly maxPayloadBytes: number,
  ) {}

  /** Makes a schedule, or changes it. @throws PayloadTooLargeError */
  async put(id: string, spec: ScheduleSpec): Promise<void> {
    const { cron, timeZone, everyMs, startAt, endAt, limit, ...rest } = spec;
    encodePayload(spec.data, this.maxPayloadBytes);
    const times = JSON.stringify({ cron, timeZone, everyMs, startAt, endAt, limit });
    await putSchedule.run(this.redis.client, this.keys, { id, times, rest: JSON.stringify(rest) });
  }

  async get(id: string): Promise<Scheduled | undefined> {
    const rows = await this.read({ from: `[${id}`, to: `[${id}`, limit: 1 });
    return rows[0];
  }

  /** Up to `limit` schedules whose ids come after this one. */
  async list(after: string, limit: number): Promise<Scheduled[]> {
    return this.read({ from: after ? `(${after}` : '-', to: '+', limit });
  }

  async remove(id: string): Promise<boolean> {
    return removeSchedule.run(this.redis.client, this.keys, { id });
  }

  /** Adds the jobs whose slots have come by `now`, and works out the next slots. */
  async fire(rows: readonly ScheduleRow[], now: number): Promise<void> {
    await Promise.all(rows.map(async (row) => this.fireOne(row, now)));
  }

  private async fireOne(row: ScheduleRow, now: number): Promise<void> {
    const { spec, plan: before } = decode(row);
    const { slots, plan } = advance(spec, before, now);
    const { name, data, options = {}, jitterMs } = spec;
    const record = encodeRecord({ name, data, options: encodeOptions(options) }, this.maxPayloadBytes);
    const jobs = slots.flatMap((slot) => {
      const dueAt = slot + Math.floor(Math.random() * (jitterMs + 1));
      return [slotJobId(row.id, slot), String(dueAt)];
    });
    const args = { ...row, newPlan: JSON.stringify(plan), nextAt: plan.nextAt ?? '', record };
    await fireSchedule.run(this.redis.client, this.keys, args, { args: jobs });
  }

  private async read(range: { from: string; to: string; limit: number }): Promise<Scheduled[]> {
    const rows = await readSchedules.run(this.redis.client, this.keys, range);
    return rows.map((row) => ({ id: row.id, ...decode(row) }));
  }
}

function decode({ schedule, plan }: ScheduleRow): Omit<Scheduled, 'id'> {
  const end = schedule.indexOf('\n');
  const times = JSON.parse(schedule.slice(0, end)) as Partial<ScheduleSpec>;
  const rest = JSON.parse(schedule.slice(end + 1)) as ScheduleSpec;
  return { spec: { ...rest, ...times }, plan: JSON.parse(plan) as Plan };
}
