import { StepsTooLargeError } from './queue.errors.js';
import type { Shard } from './queue.shard.js';
import { appendLog, noteProgress, noteStep, type Refusal } from './scripts/index.js';

const LOG_LINES = 1000;
const LOG_TTL_MS = 7 * 86_400_000;

/** By which lease a job is held. */
interface Held {
  readonly id: string;
  readonly token: string;
}

/** Notes how far a job has come, as JSON; answers the code of why it is refused, empty where it is not. */
export const keepProgress = async (
  { redis, keys }: Shard,
  { id, token }: Held,
  progress: string,
): Promise<'' | Refusal> => noteProgress.run(redis.client, keys, { id, token, progress });

/**
 * Remembers what a step of a job came to, or with no name its checkpoint; answers the code of why it is refused, empty where it
 * is not.
 *
 * @throws StepsTooLargeError
 */
export async function keepStep(
  { redis, keys, settings }: Shard,
  { id, token }: Held,
  { step = '', result }: { step?: string; result: string },
): Promise<'' | Refusal> {
  const { maxPayloadBytes: most } = settings;
  const verdict = await noteStep.run(redis.client, keys, { id, token, step, result, most });
  if (verdict === 'full') throw new StepsTooLargeError(most);
  return verdict === 'noted' ? '' : verdict;
}

/**
 * Appends lines to the log of a job, which keeps the last 1000 for a week; with a token only for who holds it. Answers the code of
 * why it is refused, empty where it is not.
 */
export async function writeLog(
  { redis, keys, logKey }: Shard,
  { id, token = '' }: { id: string; token?: string },
  lines: readonly string[],
): Promise<'' | Refusal> {
  const args = { id, token, most: LOG_LINES, ttlMs: LOG_TTL_MS };
  return appendLog.run(redis.client, { ...keys, log: logKey(id) }, args, { args: lines });
}

/** The lines that are kept of a job. */
export const readLog = async ({ redis, logKey }: Shard, id: string): Promise<string[]> =>
  redis.client.lrange(logKey(id), 0, -1);
