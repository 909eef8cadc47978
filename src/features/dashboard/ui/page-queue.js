import { call } from './api.js';
import { Chart } from './chart.js';
import { confirmed } from './confirm.js';
import { html, useEffect, useState } from './html.js';
import { count, date, duration, rate } from './format.js';
import { useLive } from './live.js';
import { useAction, useLoad } from './load.js';
import { Badge, Card, Page, Problem } from './parts.js';
import { QueueGroups } from './queue-groups.js';
import { QueueJobs } from './queue-jobs.js';
import { QueueWorkers } from './queue-workers.js';
import { to } from './router.js';
import { Table } from './table.js';

/** @typedef {import('../dashboard.jobs.schemas.js').QueueHistory} QueueHistory */
/** @typedef {import('./live.js').Sample['queues'][number]} QueueRow */

/** One queue: how it does, and its jobs. @param {{ queue: string, query: URLSearchParams }} props */
export function Queue({ queue, query }) {
  const { sample } = useLive();
  const row = sample?.queues.find(({ name }) => name === queue);
  return html`
    <${Page}
      title=${queue}
      crumbs=${html`<a href=${to(['queues'])}>Queues</a><span aria-hidden="true">/</span>`}
      lead=${row ? leadOf(row) : 'Not seen yet: it is there with its first job'}
      actions=${row && html`<${QueueActions} row=${row} />`}
    >
      <${Charts} queue=${queue} row=${row} at=${sample?.at} />
      <${Schedules} queue=${queue} at=${sample?.at} />
      <${QueueGroups} queue=${queue} at=${sample?.at} />
      <${QueueWorkers} queue=${queue} at=${sample?.at} />
      <${QueueJobs} queue=${queue} row=${row} query=${query} />
    <//>
  `;
}

/** @param {QueueRow} row */
function leadOf({ paused, counts, completedPerSecond, stillForMs }) {
  if (paused) return html`<${Badge} tone="warn">paused<//> No job is handed out until it is resumed`;
  if (counts.waiting === 0) return 'Nothing waits';
  if (completedPerSecond > 0)
    return `A job that is added now waits about ${duration((counts.waiting / completedPerSecond) * 1000)}`;
  return `${count(counts.waiting)} wait; nothing was finished for ${duration(stillForMs)}`;
}

/** @param {{ row: QueueRow }} props */
function QueueActions({ row: { name, paused, counts } }) {
  const { busy, error, run } = useAction();
  const act = (/** @type {string} */ what, /** @type {unknown} */ body = {}) =>
    run(() => call('POST', `queues/${encodeURIComponent(name)}/${what}`, { body }));
  const drain = async () => {
    const yes = await confirmed({
      title: `Remove what waits in ${name}?`,
      text: `${count(counts.waiting)} jobs that wait are removed for good. Those that run, are delayed or have ended stay.`,
      action: 'Remove them',
    });
    if (yes) await act('drain');
  };
  return html`
    ${error && html`<${Problem} error=${error} />`}
    <button disabled=${busy} onClick=${() => act(paused ? 'resume' : 'pause')}>
      ${paused ? 'Resume' : 'Pause'}
    </button>
    <button class="danger" disabled=${busy || counts.waiting === 0} onClick=${drain}>Drain</button>
  `;
}

/** @typedef {{ id: string, name: string, cron?: string, timeZone?: string, everyMs?: number, runs: number, lastAt: number | null, nextAt: number | null }} Schedule */

/** What is added by itself, where there is such. @param {{ queue: string, at: number | undefined }} props */
function Schedules({ queue, at }) {
  const { data } = useLoad(
    (signal) => call('GET', `queues/${encodeURIComponent(queue)}/schedules`, { signal }),
    [queue, at],
  );
  const rows = /** @type {Schedule[]} */ (data?.items ?? []);
  const of = (/** @type {(schedule: Schedule) => any} */ tell) => tell;
  if (rows.length === 0) return null;
  return html`
    <${Card} title="Schedules" flush>
      <${Table}
        rows=${rows}
        keyOf=${of(({ id }) => id)}
        columns=${[
          { head: 'Schedule', of: of(({ id }) => id) },
          { head: 'Adds', of: of(({ name }) => name) },
          {
            head: 'When',
            of: of(({ cron, timeZone, everyMs }) =>
              cron ? html`<code>${cron}</code> ${timeZone ?? ''}` : `every ${duration(everyMs ?? 0)}`,
            ),
          },
          { head: 'Next', of: of(({ nextAt }) => (nextAt === null ? 'over' : date(nextAt))) },
          { head: 'Last', of: of(({ lastAt }) => date(lastAt)) },
          { head: 'Runs', num: true, of: of(({ runs }) => count(runs)) },
        ]}
      />
    <//>
  `;
}

/** Over how many looks a rate is evened out before a waiting time is guessed from it. */
const SMOOTH = 5;

/** @param {{ queue: string, row: QueueRow | undefined, at: number | undefined }} props */
function Charts({ queue, row, at }) {
  const { data } = useLoad(
    (signal) => call('GET', `dashboard/queues/${encodeURIComponent(queue)}/history`, { signal }),
    [queue],
  );
  const [history, setHistory] = useState(/** @type {QueueHistory | undefined} */ (undefined));
  useEffect(() => setHistory(data), [data]);
  useEffect(() => {
    if (row && at) setHistory((last) => last && grown(last, row, at));
  }, [at]);
  if (!history) return null;
  return html`
    <div class="halves">
      <${Card} title="Throughput" hint="jobs a second">
        <${Chart}
          label=${`Jobs of ${queue} completed and failed a second over the last minutes`}
          at=${history.at}
          lines=${[
            { label: 'completed', values: history.completedPerSecond },
            { label: 'failed attempts', values: history.failedPerSecond },
          ]}
          format=${rate}
          height=${180}
        />
      <//>
      <${Card} title="Latency" hint="how long a job waits">
        <${Chart}
          label=${`How long a job of ${queue} waits, over the last minutes`}
          at=${history.at}
          lines=${[{ label: 'wait', values: waits(history) }]}
          format=${(/** @type {number} */ ms) => (ms === 0 ? '0' : duration(ms))}
          height=${180}
        />
      <//>
    </div>
  `;
}

/** Little's law: what waits, over what is done in the same time. Unknown while nothing is done. @param {QueueHistory} history */
const waits = ({ waiting, completedPerSecond }) =>
  waiting.map((n, i) => {
    if (n === 0) return 0;
    const recent = completedPerSecond.slice(Math.max(0, i - SMOOTH + 1), i + 1);
    const mean = recent.reduce((/** @type {number} */ sum, each) => sum + (each ?? 0), 0) / recent.length;
    return n === null || mean === 0 ? null : (n / mean) * 1000;
  });

/**
 * @param {QueueHistory} history
 * @param {QueueRow} row
 * @param {number} at
 * @returns {QueueHistory}
 */
function grown(history, row, at) {
  if (history.at.includes(at)) return history;
  const column = (/** @type {readonly (number | null)[]} */ values, /** @type {number} */ value) =>
    [...values, value].slice(-300);
  return {
    at: [...history.at, at].slice(-300),
    completedPerSecond: column(history.completedPerSecond, row.completedPerSecond),
    failedPerSecond: column(history.failedPerSecond, row.failedPerSecond),
    waiting: column(history.waiting, row.counts.waiting),
    active: column(history.active, row.counts.active),
  };
}
