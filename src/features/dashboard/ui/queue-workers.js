import { call } from './api.js';
import { html } from './html.js';
import { ago, count, date } from './format.js';
import { usePages } from './load.js';
import { Card, More, Problem } from './parts.js';
import { Table } from './table.js';

/** @typedef {{ id: string, host: string, pid: number, startedAt: number, heardAt: number, concurrency: number, running: number, completed: number, failed: number, lost: number }} Worker */

/** Few at first: the jobs come below. */
const FIRST = '5';

/** Who works on a queue, in all processes. @param {{ queue: string, at: number | undefined }} props */
export function QueueWorkers({ queue, at }) {
  const { items, error, reload, more, busy } = usePages(
    /** @returns {Promise<import('./load.js').Page<Worker>>} */
    (cursor, signal) => {
      const query = new URLSearchParams(cursor ? { cursor } : { limit: FIRST });
      return call('GET', `queues/${encodeURIComponent(queue)}/workers?${query}`, {
        ...(signal && { signal }),
      });
    },
    at,
  );
  if (error) return html`<${Problem} error=${error} retry=${reload} />`;
  if (!items) return null;
  const of = (/** @type {(worker: Worker) => any} */ tell) => tell;
  return html`
    <${Card}
      title="Workers"
      hint="in all Nest processes, as each told last; one that is silent for a lease is gone"
      flush=${items.length > 0}
    >
      ${
        items.length === 0
          ? html`<p class="muted">
              No Nest process works on this queue. Who leases jobs over HTTP or the Redis transport is not
              listed: while somebody does, jobs are active.
            </p>`
          : html`<${Table}
              rows=${items}
              keyOf=${of(({ id }) => id)}
              columns=${[
                { head: 'Process', of: of(({ host, pid }) => `${host} ${pid}`) },
                {
                  head: 'Running',
                  num: true,
                  of: of(({ running, concurrency }) => `${count(running)} of ${count(concurrency)}`),
                },
                { head: 'Completed', num: true, of: of(({ completed }) => count(completed)) },
                { head: 'Failed', num: true, of: of(({ failed }) => count(failed)) },
                { head: 'Leases lost', num: true, of: of(({ lost }) => count(lost)) },
                {
                  head: 'Started',
                  num: true,
                  of: of(({ startedAt }) => html`<span title=${date(startedAt)}>${ago(startedAt)}</span>`),
                },
                { head: 'Told', num: true, of: of(({ heardAt }) => ago(heardAt)) },
              ]}
            />`
      }
      <${More} more=${more} busy=${busy} />
    <//>
  `;
}
