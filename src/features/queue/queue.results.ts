import { found } from './queue.answers.js';
import { JobUnfinishedError } from './queue.errors.js';
import type { Queue } from './queue.queue.js';
import type { JobResult } from './queue.result.schemas.js';
import { ended } from './queue.waiting.js';

/** How long somebody waits, who may go before that. */
interface Wait {
  readonly waitMs: number;
  readonly signal: AbortSignal;
}

/**
 * How a job has ended, or ends within `waitMs`; where it has not, where it is. `begin` names it, once its end would be heard.
 *
 * @throws JobNotFoundError
 */
export async function resultOf(queue: Queue, begin: () => Promise<string>, wait: Wait): Promise<JobResult> {
  let id = '';
  const named = async () => (id = await begin());
  try {
    const parts = { events: queue.events, get: async () => queue.get(id), ...wait };
    const how = await ended(named, parts);
    return how.state === 'completed'
      ? { id, state: how.state, result: how.result ?? null, error: null }
      : { id, state: how.state, result: null, error: how.error ?? null };
  } catch (error) {
    if (!(error instanceof JobUnfinishedError)) throw error;
    // It may have ended meanwhile.
    const { state, result, errors } = found(await queue.get(id));
    return { id, state, result, error: state === 'dead' ? (errors.at(-1)?.error ?? null) : null };
  }
}
