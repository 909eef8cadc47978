import { call } from './api.js';
import { html, useState } from './html.js';
import { count, duration, rate } from './format.js';
import { useLive } from './live.js';
import { useAction, useLoad, usePages } from './load.js';
import { Badge, Card, Empty, More, Page, Problem } from './parts.js';
import { to } from './router.js';

/** So many come with each sample. */
const MOST_LIVE = 100;
const COLUMNS = ['Waiting', 'Delayed', 'Active', 'Completed', 'Dead', 'Done/s', 'Failed/s'];

/** All queues, and the way to any job. */
export function Queues() {
  const { sample } = useLive();
  const queues = sample?.queues ?? [];
  return html`
    <${Page} title="Queues" lead="Jobs that wait, run, and have ended, live" actions=${html`<${FindJob} />`}>
      ${
        sample && queues.length === 0
          ? html`<${Card}>
              <${Empty} icon="queues" title="No queue yet">
                <p>A queue is there with its first job:</p>
                <pre>${CURL}</pre>
              <//>
            <//>`
          : html`<${QueueTable} title="All queues" queues=${queues} />`
      }
      ${queues.length >= MOST_LIVE && html`<${OtherQueues} after=${queues.at(-1)?.name} />`}
      <${Workers} />
    <//>
  `;
}

const CURL = `curl -X POST ${location.origin}/v1/queues/mails/jobs \\
  -H 'content-type: application/json' \\
  -d '{"name":"welcome","data":{"to":"ada@example.com"}}'`;

/**
 * @typedef {import('./live.js').Sample['queues'][number]} Live
 * @typedef {Pick<Live, 'name' | 'paused' | 'counts'> & Partial<Live>} Queue
 */

/** Queues after those that come live, as they were when they were asked for. @param {{ after: string }} props */
function OtherQueues({ after }) {
  const { items, error, reload, more, busy } = usePages(
    /** @returns {Promise<import('./load.js').Page<Queue>>} */
    (cursor, signal) =>
      call('GET', `queues?${new URLSearchParams({ limit: '100', cursor: cursor || after })}`, {
        ...(signal && { signal }),
      }),
    after,
  );
  if (error) return html`<${Problem} error=${error} retry=${reload} />`;
  if (!items || items.length === 0) return undefined;
  return html`
    <${QueueTable} title="Further queues" hint="not live" queues=${items} />
    <${More} more=${more} busy=${busy} />
  `;
}

/** @param {{ title: string, hint?: string, queues: Queue[] }} props */
const QueueTable = ({ title, hint, queues }) => html`
  <${Card} title=${title} hint=${hint} flush>
    <table>
      <thead>
        <tr>
          <th scope="col">Queue</th>
          ${COLUMNS.map((name) => html`<th key=${name} scope="col" class="num">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${queues.map(
          ({ name, paused, counts, completedPerSecond, failedPerSecond, stillForMs = 0 }) => html`
            <tr key=${name}>
              <th scope="row">
                <a href=${to(['queues', name])}>${name}</a>
                ${paused && html` <${Badge} tone="warn">paused<//>`}
                ${stillForMs > 20_000 && !paused && html` <${Badge} tone="bad">still for ${duration(stillForMs)}<//>`}
              </th>
              ${['waiting', 'delayed', 'active', 'completed', 'dead'].map((state) => {
                const n = counts[/** @type {keyof typeof counts} */ (state)];
                return html`<td class=${n === 0 ? 'num zero' : 'num'}>
                  ${n === 0 ? '0' : html`<a href=${to(['queues', name], { state })}>${count(n)}</a>`}
                </td>`;
              })}
              <td class="num">${rate(completedPerSecond)}</td>
              <td class="num">${rate(failedPerSecond)}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
  <//>
`;

/** By its id alone, in whichever queue: what stands in a log line is enough. */
function FindJob() {
  const [id, setId] = useState('');
  const [nothing, setNothing] = useState('');
  const { busy, error, run } = useAction();
  const find = (/** @type {Event} */ event) => {
    event.preventDefault();
    void run(async () => {
      const { items } = await call('GET', `dashboard/jobs?${new URLSearchParams({ id: id.trim() })}`);
      const [first] = items;
      setNothing(first ? '' : `No queue has a job ${id.trim()}.`);
      if (first) location.hash = to(['queues', first.queue, 'jobs', first.job.id]);
    });
  };
  return html`
    <form class="row" role="search" onSubmit=${find}>
      <label class="visually-hidden" for="find">Find a job by its id</label>
      <input
        id="find"
        placeholder="Find a job by its id"
        value=${id}
        onInput=${(/** @type {InputEvent} */ { currentTarget }) => setId(/** @type {HTMLInputElement} */ (currentTarget).value)}
      />
      <button disabled=${busy || id.trim() === ''}>Find</button>
      ${nothing && html`<span role="status" class="muted">${nothing}</span>`}
      ${error && html`<${Problem} error=${error} />`}
    </form>
  `;
}

function Workers() {
  const { sample } = useLive();
  // What the workers of this process do changes with each sample, which tells when to ask.
  const { data, error } = useLoad((signal) => call('GET', 'dashboard/workers', { signal }), [sample?.at]);
  if (error) return html`<${Problem} error=${error} />`;
  const workers = data?.items ?? [];
  return html`
    <${Card}
      title="Workers"
      hint="of this process; the page of each queue shows those of all"
      flush=${workers.length > 0}
    >
      ${
        workers.length === 0
          ? html`<p class="muted">
              None runs in this process. The page of each queue shows the workers that run in others.
            </p>`
          : html`
              <table>
                <thead>
                  <tr>
                    <th scope="col">Queue</th>
                    ${['Running', 'Completed', 'Failed', 'Leases lost', 'Heard of Redis'].map(
                      (name) => html`<th key=${name} scope="col" class="num">${name}</th>`,
                    )}
                  </tr>
                </thead>
                <tbody>
                  ${workers.map(
                    (/** @type {any} */ worker) => html`
                      <tr key=${worker.queue}>
                        <th scope="row">
                          <i class=${`dot ${worker.status === 'up' ? 'good' : 'bad'}`}></i>${worker.queue}
                        </th>
                        <td class="num">${count(worker.running)}</td>
                        <td class="num">${count(worker.completed)}</td>
                        <td class="num">${count(worker.failed)}</td>
                        <td class="num">${count(worker.lost)}</td>
                        <td class="num">${duration(worker.silentMs)} ago</td>
                      </tr>
                    `,
                  )}
                </tbody>
              </table>
            `
      }
    <//>
  `;
}
