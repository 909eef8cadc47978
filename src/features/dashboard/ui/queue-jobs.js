import { call } from './api.js';
import { BulkProgress, useBulk } from './bulk.js';
import { confirmed } from './confirm.js';
import { html, useEffect, useState } from './html.js';
import { ago, count, date, duration } from './format.js';
import { useLoad } from './load.js';
import { Empty, Problem } from './parts.js';
import { to } from './router.js';

/** @typedef {import('../dashboard.jobs.schemas.js').JobPage} JobPage */
/** @typedef {import('../dashboard.jobs.schemas.js').ShownJob} Job */
/** @typedef {import('./live.js').Sample['queues'][number]} QueueRow */
/** @typedef {import('./bulk.js').BulkAction} BulkAction */

const STATES = /** @type {const} */ (['waiting', 'delayed', 'active', 'completed', 'dead']);

/** What can be done to the jobs of a state. @type {Record<string, BulkAction[]>} */
const ACTIONS = {
  waiting: ['remove'],
  delayed: ['promote', 'remove'],
  active: ['remove'],
  completed: ['retry', 'remove'],
  dead: ['retry', 'remove'],
};
const NAMES = { retry: 'Retry', promote: 'Promote', remove: 'Remove' };

/** What an empty state says. @type {Record<string, string>} */
const NOTHING = {
  waiting: 'Every job has been taken.',
  delayed: 'No job is due later, and none waits for its next attempt.',
  active: 'No worker has a job. If some wait, see whether a worker runs.',
  completed: 'None is kept: completed jobs are kept for an hour, unless their retention says otherwise.',
  dead: 'No job has failed as often as it may.',
};

/** @param {{ queue: string, row: QueueRow | undefined, query: URLSearchParams }} props */
export function QueueJobs({ queue, row, query }) {
  const state = STATES.find((each) => each === query.get('state')) ?? 'waiting';
  const search = query.get('search') ?? '';
  return html`
    <section class="card">
      <header>
        <h2 class="visually-hidden">Jobs</h2>
        <nav class="tabs" aria-label="States of jobs">
          ${STATES.map(
            (each) => html`
              <a
                key=${each}
                href=${to(['queues', queue], { state: each, search })}
                aria-current=${each === state ? 'page' : undefined}
              >
                ${each}<b>${row ? count(row.counts[each]) : ''}</b>
              </a>
            `,
          )}
        </nav>
        <${Search} key=${state + search} queue=${queue} state=${state} search=${search} />
      </header>
      <${JobList}
        key=${`${queue} ${state} ${search}`}
        queue=${queue}
        state=${state}
        search=${search}
        row=${row}
      />
    </section>
  `;
}

/** @param {{ queue: string, state: string, search: string }} props */
function Search({ queue, state, search }) {
  const [text, setText] = useState(search);
  const go = (/** @type {Event} */ event) => {
    event.preventDefault();
    location.hash = to(['queues', queue], { state, search: text.trim() });
  };
  return html`
    <form class="row actions" role="search" onSubmit=${go}>
      <label class="visually-hidden" for="search">Search by id or name</label>
      <input
        id="search"
        type="search"
        placeholder="Id, or part of the name"
        value=${text}
        onInput=${(/** @type {InputEvent} */ { currentTarget }) => setText(/** @type {HTMLInputElement} */ (currentTarget).value)}
      />
      <button>Search</button>
    </form>
  `;
}

/** @param {{ queue: string, state: string, search: string, row: QueueRow | undefined }} props */
function JobList({ queue, state, search, row }) {
  const [more, setMore] = useState(/** @type {JobPage[]} */ ([]));
  const [chosen, setChosen] = useState(/** @type {ReadonlySet<string>} */ (new Set()));
  /** @param {string} cursor @param {AbortSignal} [signal] */
  const fetchPage = (cursor, signal) => {
    const asked = new URLSearchParams({ state, ...(search && { search }), ...(cursor && { cursor }) });
    return call('GET', `dashboard/queues/${encodeURIComponent(queue)}/jobs?${asked}`, {
      ...(signal && { signal }),
    });
  };
  const { data, error, reload } = useLoad((signal) => fetchPage('', signal), [queue, state, search]);
  const bulk = useBulk(reload);
  // Whenever the numbers of the state change the list does, unless somebody is at work in it.
  const moved = row ? `${row.counts[/** @type {'dead'} */ (state)]} ${row.completedPerSecond > 0}` : '';
  useEffect(() => {
    if (more.length === 0 && chosen.size === 0 && !bulk.progress?.running) reload();
  }, [moved]);
  if (error) return html`<div class="body"><${Problem} error=${error} retry=${reload} /></div>`;
  if (!data) return html`<div class="body muted" aria-busy="true">Loading</div>`;
  const pages = /** @type {JobPage[]} */ ([data, ...more]);
  const jobs = pages.flatMap(({ items }) => items);
  const next = pages.at(-1)?.nextCursor;
  const refresh = () => {
    setMore([]);
    setChosen(new Set());
  };
  return html`
    <${BulkBar}
      queue=${queue}
      state=${state}
      search=${search}
      chosen=${chosen}
      bulk=${bulk}
      after=${refresh}
      total=${row?.counts[/** @type {'dead'} */ (state)] ?? jobs.length}
    />
    ${
      jobs.length === 0
        ? html`<${Empty}
            icon="check"
            title=${search ? `Nothing ${state} fits “${search}”` : `Nothing ${state}`}
          >
            <p>
              ${search ? (next ? 'Not among the first two thousand.' : 'A search looks for a whole id in all states, and for a part of the name in this one.') : NOTHING[state]}
            </p>
          <//>`
        : html`<${JobTable}
            queue=${queue}
            state=${state}
            jobs=${jobs}
            chosen=${chosen}
            choose=${setChosen}
          />`
    }
    ${next && html`<div class="body"><button onClick=${async () => setMore([...more, await fetchPage(next)])}>${jobs.length === 0 ? 'Search on' : 'Show more'}</button></div>`}
  `;
}

/** @param {{ queue: string, state: string, search: string, chosen: ReadonlySet<string>, bulk: ReturnType<typeof useBulk>, after: () => void, total: number }} props */
function BulkBar({ queue, state, search, chosen, bulk, after, total }) {
  const act = async (/** @type {BulkAction} */ action) => {
    const ids = chosen.size > 0 ? [...chosen] : undefined;
    const size = ids?.length ?? total;
    const sure =
      action !== 'remove' ||
      (await confirmed({
        title: `Remove ${ids ? count(size) : `all ${count(size)}`} ${state} jobs?`,
        text: 'They are removed for good. You can stop in between; what is removed until then stays removed.',
        action: 'Remove',
      }));
    if (!sure) return;
    after();
    await bulk.run({ action, queue, state, total: size, ...(ids && { ids }), ...(search && { search }) });
  };
  return html`
    <div class="bar">
      <span class="muted"
        >${chosen.size > 0 ? `${count(chosen.size)} chosen` : search ? 'All that fit' : `All ${state}`}</span
      >
      ${(ACTIONS[state] ?? []).map(
        (action) =>
          html`<button
            key=${action}
            class=${action === 'remove' ? 'small danger' : 'small'}
            disabled=${bulk.progress?.running || (chosen.size === 0 && total === 0)}
            onClick=${() => act(action)}
          >
            ${NAMES[action]} ${chosen.size > 0 ? count(chosen.size) : 'all'}
          </button>`,
      )}
      <${BulkProgress} bulk=${bulk} />
    </div>
  `;
}

/** What is told of the time of a job in each state. @type {Record<string, { head: string, of: (job: Job) => string }>} */
const WHEN = {
  waiting: { head: 'Added', of: ({ createdAt }) => ago(createdAt) },
  delayed: {
    head: 'Due',
    of: ({ dueAt }) => {
      if (dueAt === null) return 'after others'; // it waits for its children
      return dueAt > Date.now() ? `in ${duration(dueAt - Date.now())}` : 'now';
    },
  },
  active: {
    head: 'Lease',
    of: ({ leaseUntilAt }) =>
      leaseUntilAt !== null && leaseUntilAt < Date.now()
        ? `lost ${ago(leaseUntilAt)}`
        : `${duration((leaseUntilAt ?? Date.now()) - Date.now())} left`,
  },
  completed: { head: 'Ended', of: ({ finishedAt }) => ago(finishedAt) },
  dead: { head: 'Ended', of: ({ finishedAt }) => ago(finishedAt) },
};

/** @param {{ queue: string, state: string, jobs: Job[], chosen: ReadonlySet<string>, choose: (ids: ReadonlySet<string>) => void }} props */
function JobTable({ queue, state, jobs, chosen, choose }) {
  const when = WHEN[state] ?? { head: '', of: () => '' };
  const toggle = (/** @type {string} */ id) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    choose(next);
  };
  const all = jobs.every(({ id }) => chosen.has(id));
  return html`
    <div class="flush" tabindex="0" role="region" aria-label="Jobs">
      <table>
        <thead>
          <tr>
            <th scope="col">
              <input
                type="checkbox"
                aria-label="Choose all that are shown"
                checked=${all}
                onChange=${() => choose(new Set(all ? [] : jobs.map(({ id }) => id)))}
              />
            </th>
            <th scope="col">Job</th>
            <th scope="col">Name</th>
            <th scope="col" class="num">Attempts</th>
            <th scope="col">${when.head}</th>
            <th scope="col">Last error</th>
          </tr>
        </thead>
        <tbody>
          ${jobs.map(
            (job) => html`
              <tr key=${job.id}>
                <td>
                  <input
                    type="checkbox"
                    aria-label=${`Choose ${job.id}`}
                    checked=${chosen.has(job.id)}
                    onChange=${() => toggle(job.id)}
                  />
                </td>
                <th scope="row">
                  <a class="mono" href=${to(['queues', queue, 'jobs', job.id])}>${job.id}</a>
                </th>
                <td>${job.name}</td>
                <td class="num">${job.attempts}</td>
                <td title=${date(job.createdAt)}>${when.of(job)}</td>
                <td class="cut">${errorOf(job.errors.at(-1)?.error)}</td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </div>
  `;
}

/** The message of an error, whatever a worker has made of it. @param {unknown} error */
export function errorOf(error) {
  if (error === null || error === undefined) return '';
  if (typeof error === 'object' && 'message' in error) return String(error.message);
  return typeof error === 'string' ? error : JSON.stringify(error);
}
