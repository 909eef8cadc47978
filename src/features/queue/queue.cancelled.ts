import { JobCancelledError } from './queue.errors.js';
import { encodeError } from './queue.record.js';
import type { JobInfo } from './queue.schemas.js';
import type { Shard } from './queue.shard.js';

/** Cancels jobs of one shard, up to as many as one script takes; answers where each was, as cancel-jobs.lua has it. */
export const cancel = async (shard: Shard, ids: readonly string[], reason?: string) =>
  shard.cancel(ids, encodeError(new JobCancelledError(reason)));

/** The same; answers how many had not ended before. */
export async function cancelAll(shard: Shard, ids: readonly string[], reason?: string): Promise<number> {
  const places = await cancel(shard, ids, reason);
  return places.filter((place) => place !== '' && place !== 'ended').length;
}

/** Whether a dead letter is one because somebody wanted that. */
export const isCancelled = ({ errors }: JobInfo): boolean =>
  (errors.at(-1)?.error as { code?: unknown } | null | undefined)?.code === JobCancelledError.code;
