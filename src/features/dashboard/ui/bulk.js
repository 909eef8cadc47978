import { call } from './api.js';
import { html, useRef, useState } from './html.js';
import { count } from './format.js';
import { Problem } from './parts.js';

/** @typedef {'retry' | 'promote' | 'remove'} BulkAction */
/** @typedef {{ action: BulkAction, queue: string, ids?: readonly string[], state: string, search?: string, total: number }} Bulk */
/** @typedef {{ action: BulkAction, done: number, skipped: number, total: number, running: boolean, stopped?: boolean, error?: unknown }} Progress */

const STEP = 200;

export const DOING = { retry: 'Retrying', promote: 'Promoting', remove: 'Removing' };
const DONE = { retry: 'retried', promote: 'promoted', remove: 'removed' };

/** Does something to many jobs, in steps that each can be the last. @param {() => void} onEnd */
export function useBulk(onEnd) {
  const [progress, setProgress] = useState(/** @type {Progress | undefined} */ (undefined));
  const stopped = useRef(false);
  const run = async (/** @type {Bulk} */ bulk) => {
    stopped.current = false;
    /** @type {Progress} */
    let now = { action: bulk.action, done: 0, skipped: 0, total: bulk.total, running: true };
    const tell = (/** @type {Partial<Progress>} */ part) => setProgress((now = { ...now, ...part }));
    tell({});
    try {
      for await (const ids of steps(bulk)) {
        if (stopped.current) break;
        const { done, skipped } = await call(
          'POST',
          `dashboard/queues/${encodeURIComponent(bulk.queue)}/jobs/batch`,
          {
            body: { action: bulk.action, ids },
          },
        );
        tell({ done: now.done + done, skipped: now.skipped + skipped });
      }
      tell({ running: false, stopped: stopped.current });
    } catch (error) {
      tell({ running: false, error });
    }
    onEnd();
  };
  const stop = () => void (stopped.current = true);
  return { progress, run, stop, dismiss: () => setProgress(undefined) };
}

/**
 * The ids, a step at a time: those that were chosen, or all of a state, from its beginning until nothing is left.
 * @param {Bulk} bulk
 * @returns {AsyncGenerator<readonly string[]>}
 */
async function* steps({ queue, ids, state, search }) {
  if (ids) {
    for (let i = 0; i < ids.length; i += STEP) yield ids.slice(i, i + STEP);
    return;
  }
  // From the beginning again after each step, since what it has dealt with has left the state and others have moved up;
  // behind the beginning only where that is full of those that were left as they were.
  const seen = new Set();
  for (let cursor = ''; ;) {
    const query = new URLSearchParams({
      state,
      limit: String(STEP),
      ...(cursor && { cursor }),
      ...(search && { search }),
    });
    const page = await call('GET', `dashboard/queues/${encodeURIComponent(queue)}/jobs?${query}`);
    const found = page.items
      .map((/** @type {{ id: string }} */ { id }) => id)
      .filter((/** @type {string} */ id) => !seen.has(id));
    for (const id of found) seen.add(id);
    if (found.length > 0) yield found;
    if (found.length === 0 && page.nextCursor === null) return;
    cursor = found.length > 0 ? '' : page.nextCursor;
  }
}

/** @param {{ bulk: ReturnType<typeof useBulk> }} props */
export function BulkProgress({ bulk: { progress, stop, dismiss } }) {
  if (!progress) return null;
  const { action, done, skipped, total, running, stopped, error } = progress;
  const told = `${count(done)} of ${count(total)} ${DONE[action]}${skipped > 0 ? `, ${count(skipped)} left as they were` : ''}`;
  return html`
    <div class="bulk" role="status">
      <strong>${running ? DOING[action] : stopped ? 'Stopped' : error ? 'Broken off' : 'Done'}</strong>
      <progress value=${done + skipped} max=${Math.max(1, total)} aria-label=${DOING[action]}></progress>
      <span>${told}</span>
      ${
        running
          ? html`<button class="small" onClick=${stop}>Stop</button>`
          : html`<button class="small plain" onClick=${dismiss}>Close</button>`
      }
      ${error && html`<${Problem} error=${error} />`}
    </div>
  `;
}
